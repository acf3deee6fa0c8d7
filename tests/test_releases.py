"""Releases: written once and for good, refused where they must be, held to the register, and shown on the site;
and the addresses of retired ids, which stay.

The numbers in the test names are those of the catalogue of bad inputs.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_changes import ARTICLE, CASES, CLOSE, MONOPOLIST, MONOPOLIST_TEXT, REGISTER, edit, lock, run
from test_site import elements, parse, settings_of, text_of

from sayso.corpus.corpus import read_corpus
from sayso.corpus.files import find_files
from sayso.files.checksums import create_checksums
from sayso.history.history import create_history, read_releases
from sayso.history.releases import Release, order_of, reason_against, release_text
from sayso.model.label_names import number_twins
from sayso.model.problems import report
from sayso.site.retired import create_redirects


def released(corpus: Path, version: str = "1.0") -> Path:
    """Set the corpus to a version and release it; returns the release's file."""
    path = corpus / "collection.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub('version: ".*"', f'version: "{version}"', text), encoding="utf-8")
    lock(corpus)
    done = run(corpus, "release")
    assert done.exit_code == 0, done.output
    return corpus / "releases" / f"{version}.json"


def history_problems(corpus: Path) -> str:
    return report(create_history(read_releases(corpus), read_corpus(corpus, []).register).problems)


def test_a_release_holds_what_was_published(corpus_folder: Path) -> None:
    """What is released is what anyone can build without the withheld text, whoever releases it."""
    file = released(corpus_folder)
    assert run(corpus_folder, "data", texts="").exit_code == 0
    data = (corpus_folder.parent / "build" / "data").resolve()
    (data / "SHA256SUMS").unlink()
    files = {
        path: digest
        for digest, _, path in (line.partition("  ") for line in create_checksums(data).splitlines())
    }
    release = msgspec.json.decode(file.read_bytes(), type=Release)
    assert release.files == files
    assert (release.version, release.date) == ("1.0", "2031-05-19")
    assert release.counts == {
        "articles": 1,
        "claims": 3,
        "links": 6,
        "labels": 1,
        "actors": 5,
        "places": 2,
        "events": 1,
        "topics": 0,
        "retired": 0,
    }
    assert len(release.ids) == 12
    claims = {row["id"]: row["rev"] for row in json.loads((data / "claims.json").read_bytes())}
    assert {id_: one.rev for id_, one in release.ids.items() if one.kind == "claim"} == claims
    assert list(release.labels) == ["harbour-berths 219-229"]
    assert release.retired == {}


def test_a_release_is_sorted_and_the_same_again(corpus_folder: Path) -> None:
    file = released(corpus_folder)
    text = file.read_text(encoding="utf-8")
    for name in ("ids", "labels", "files", "counts"):
        keys = list(json.loads(text)[name])
        assert keys == sorted(keys)
    file.unlink()
    assert released(corpus_folder).read_text(encoding="utf-8") == text
    assert release_text(msgspec.json.decode(text, type=Release)) == text


def test_a_release_is_part_of_a_sound_corpus(corpus_folder: Path) -> None:
    released(corpus_folder)
    assert find_files(corpus_folder).problems == []
    assert history_problems(corpus_folder) == ""
    assert run(corpus_folder, "check").exit_code == 0


def test_a_release_is_never_written_again_and_versions_grow(corpus_folder: Path) -> None:
    file = released(corpus_folder, "1.9")
    before = file.read_bytes()
    for version, message in (
        ("1.9", "version 1.9 is released already, and a release is never written again"),
        ("1.9.0", "E-VERSION the version must be written as it was released, 1.9; this is 1.9.0"),
        ("1.8.7", "E-VERSION the version must not be earlier than the latest release, 1.9; this is 1.8.7"),
    ):
        path = corpus_folder / "collection.yml"
        path.write_text(
            re.sub('version: ".*"', f'version: "{version}"', path.read_text(encoding="utf-8")),
            encoding="utf-8",
        )
        done = run(corpus_folder, "release")
        assert done.exit_code == 2
        assert message in done.stderr
        assert "collection.yml" in done.stderr
        assert [path.name for path in file.parent.iterdir()] == ["1.9.json"]
        assert file.read_bytes() == before
    assert released(corpus_folder, "1.10").exists()
    assert [one.version for one in create_history(read_releases(corpus_folder), {}).releases] == [
        "1.9",
        "1.10",
    ]


def test_a_released_version_keeps_what_the_collection_says(corpus_folder: Path) -> None:
    released(corpus_folder, "1.0")
    edit(corpus_folder, [("collection.yml", "licence: CC0-1.0", "licence: CC-BY-4.0")])
    done = run(corpus_folder, "data")
    assert done.exit_code == 2
    assert "E-VERSION version 1.0 was released" in done.stderr
    assert "here they differ: 1 changed in the collection" in done.stderr


@pytest.mark.parametrize("command", ["check", "data", "site", "release"])
def test_a_released_version_keeps_its_records(corpus_folder: Path, command: str) -> None:
    """Whoever edits after a release writes the next version first, so that a version says one thing for good."""
    released(corpus_folder, "1.0")
    assert run(corpus_folder, "data").exit_code == 0
    before = os.readlink(corpus_folder.parent / "build" / "current")
    edit(corpus_folder, [("actors.yml", "name: Dockers' union", "name: Union of dockers")])
    done = run(corpus_folder, command)
    assert done.exit_code == 2
    assert (
        "corpus/collection.yml:3:10: E-VERSION version 1.0 was released on 2031-05-19 and must keep its records; "
        "here they differ: 1 changed\n"
        "    write the next version; what is released under it is settled by: sayso release\n"
    ) in done.stderr
    assert os.readlink(corpus_folder.parent / "build" / "current") == before
    edit(corpus_folder, [("collection.yml", '"1.0"', '"1.1"')])
    assert run(corpus_folder, "check").exit_code == 0


def test_ids_are_not_registered_under_a_version_that_is_out(corpus_folder: Path) -> None:
    """The register says with which release an id began; one that came later can't say an earlier one."""
    released(corpus_folder, "1.0")
    register = (corpus_folder / REGISTER).read_bytes()
    path = corpus_folder / "actors.yml"
    path.write_text(
        path.read_text(encoding="utf-8") + "pilots:\n  name: Pilots\n  kind: group\n", encoding="utf-8"
    )
    done = run(corpus_folder, "lock")
    assert done.exit_code == 2
    assert "version 1.0 is released already" in done.stderr
    assert (corpus_folder / REGISTER).read_bytes() == register
    edit(corpus_folder, [("collection.yml", '"1.0"', '"1.1"')])
    assert run(corpus_folder, "lock").exit_code == 0
    assert b"live actor pilots 1.1\n" in (corpus_folder / REGISTER).read_bytes()


def test_148_a_dataset_is_held_to_its_release(corpus_folder: Path) -> None:
    """A file of another version is named, also where the list of checksums was made to agree with it."""
    released(corpus_folder, "1.0")
    assert run(corpus_folder, "data", texts="").exit_code == 0
    build = corpus_folder.parent / "build"
    old = Path(shutil.copytree(build / "data", corpus_folder.parent / "old"))
    edit(
        corpus_folder,
        [
            ("actors.yml", "name: Dockers' union", "name: Union of dockers"),
            ("collection.yml", '"1.0"', '"1.1"'),
        ],
    )
    assert run(corpus_folder, "release").exit_code == 0
    assert run(corpus_folder, "data", texts="").exit_code == 0
    done = run(corpus_folder, "verify", "--release", "1.1")
    assert done.exit_code == 0, done.output
    assert "every file is as it was released in 1.1 on 2031-05-19" in done.stdout
    mixed = Path(shutil.copytree(old, corpus_folder.parent / "mixed"))
    shutil.copy(build / "data" / "actors.json", mixed / "actors.json")
    shutil.copy(build / "data" / "SHA256SUMS", mixed / "SHA256SUMS")
    done = run(corpus_folder, "verify", mixed)
    assert done.exit_code == 2
    assert "E-SUM-CHANGED the file \u201cactors.jsonl\u201d is not the one that was listed" in done.stderr
    (mixed / "SHA256SUMS").unlink()
    (mixed / "SHA256SUMS").write_text(create_checksums(mixed), encoding="utf-8")
    (mixed / "llms.txt").unlink()
    (mixed / "more.txt").write_text("more", encoding="utf-8")
    done = run(corpus_folder, "verify", mixed, "--release", "1.0")
    assert done.exit_code == 2
    told = [line for line in done.stderr.splitlines() if "E-RELEASE" in line]
    assert re.findall(r"mixed/(\S+):1:1: E-RELEASE .*; the file \S+ (.*)", "\n".join(told)) == [
        ("actors.json", "is not the one that was released"),
        ("llms.txt", "was released and is not there"),
        ("more.txt", "is there and was not released"),
    ]
    assert run(corpus_folder, "verify", mixed, "--release", "2.0").exit_code == 2


def test_a_build_with_texts_at_hand_is_its_release_apart_from_what_was_compared(corpus_folder: Path) -> None:
    """Only `verified` may differ, in records that otherwise are the released ones; every other change is told."""
    released(corpus_folder, "1.0")
    assert run(corpus_folder, "data").exit_code == 0
    data = corpus_folder.parent / "build" / "data"
    assert json.loads((data / "articles.json").read_bytes())[0]["verified"]["how"] == "text"
    done = run(corpus_folder, "verify", "--release", "1.0")
    assert done.exit_code == 0, done.output
    first = done.stdout.splitlines()[0]
    assert first == (
        f"{data}: every file is as it was released in 1.0 on 2031-05-19, apart from `verified`: "
        "this build was compared with 1 unpublished text"
    )
    other = Path(shutil.copytree(data, corpus_folder.parent / "other"))
    (other / "README.md").write_text("mine", encoding="utf-8")
    (other / "SHA256SUMS").unlink()
    (other / "SHA256SUMS").write_text(create_checksums(other), encoding="utf-8")
    done = run(corpus_folder, "verify", other, "--release", "1.0")
    assert re.findall("the file “(.*)” is not the one that was released", done.stderr) == ["README.md"]
    edit(corpus_folder, [("actors.yml", "name: Dockers' union", "name: Union of dockers")])
    (corpus_folder / "releases" / "1.0.json").rename(corpus_folder.parent / "1.0.json")
    assert run(corpus_folder, "data").exit_code == 0
    done = run(corpus_folder, "verify", "--release", corpus_folder.parent / "1.0.json")
    assert done.exit_code == 2
    assert "the file “actors.json” is not the one that was released" in done.stderr
    assert "the file “labels.json” is not" not in done.stderr


def test_a_corpus_with_a_problem_is_not_released(corpus_folder: Path) -> None:
    edit(corpus_folder, [(ARTICLE, "act: predict", "act: foretell")])
    done = run(corpus_folder, "release")
    assert done.exit_code == 2
    assert "E-SCHEMA" in done.stderr
    assert not (corpus_folder / "releases").exists()


def test_ids_that_go_without_a_line_in_the_register_stop_a_release(corpus_folder: Path) -> None:
    released(corpus_folder)
    edit(corpus_folder, [(ARTICLE, MONOPOLIST_TEXT, "")])
    done = run(corpus_folder, "release")
    assert done.exit_code == 2
    assert f"E-LOST claim `{MONOPOLIST}` was published and must not be lost" in done.stderr


@pytest.mark.parametrize("command", ["check", "data", "site", "release", "lock"])
def test_136_a_line_taken_out_of_the_register_is_noticed(corpus_folder: Path, command: str) -> None:
    """Also where the record went with it, so that the corpus by itself is without a fault."""
    released(corpus_folder)
    edit(corpus_folder, [(ARTICLE, MONOPOLIST_TEXT, ""), (REGISTER, f"live claim {MONOPOLIST} 1.0\n", "")])
    register = (corpus_folder / REGISTER).read_bytes()
    edit(corpus_folder, [("collection.yml", '"1.0"', '"1.1"')])
    done = run(corpus_folder, command)
    assert done.exit_code == 2
    assert (
        f"corpus/releases/1.0.json:35:1: E-LOCK each released id must stay in ids.lock with its kind; missing there: claim `{MONOPOLIST}`\n"
        f"    put its lines back into ids.lock: live claim {MONOPOLIST} 1.0, and what became of it\n"
    ) in done.stderr
    assert (corpus_folder / REGISTER).read_bytes() == register
    assert not (corpus_folder / "releases" / "1.1.json").exists()


def test_an_id_is_missed_at_the_release_that_had_it_first(corpus_folder: Path) -> None:
    released(corpus_folder)
    edit(corpus_folder, CASES["claim-withdrawn"].edits)
    released(corpus_folder, "1.1")
    edit(
        corpus_folder,
        [
            (REGISTER, line, "")
            for line in (
                f"withdrawn claim {MONOPOLIST} 1.0 2031-05-02 the union denied it\n",
                "live actor harbour-post 1.0\n",
            )
        ],
    )
    assert [line for line in history_problems(corpus_folder).splitlines() if "E-LOCK" in line] == [
        f"corpus/releases/1.0.json:35:1: E-LOCK each released id must stay in ids.lock with its kind; missing there: claim `{MONOPOLIST}`, actor `harbour-post`"
    ]


def test_a_release_that_was_edited_is_told(corpus_folder: Path) -> None:
    file = released(corpus_folder)
    text = file.read_text(encoding="utf-8")
    for old, new, sentence in (
        (
            '"kind": "event"',
            '"kind": "tale"',
            "E-SCHEMA the file must hold a release; Invalid enum value 'tale'",
        ),
        ('{"kind": "event"', '{ "kind": "event"', "E-SCHEMA a release must stay as it was written"),
        (
            '"version": "1.0"',
            '"version": "1.1"',
            "E-PATH a release's file must be named after its version, 1.1.json; this is “1.0.json”",
        ),
    ):
        file.write_text(text.replace(old, new), encoding="utf-8")
        assert history_problems(corpus_folder).startswith(f"corpus/releases/1.0.json:1:1: {sentence}")
        assert "    restore it from the history of the repository" in history_problems(corpus_folder)
        assert run(corpus_folder, "check").exit_code == 2
    file.write_bytes(b"\xff")
    assert "E-SCHEMA the file must hold a release" in history_problems(corpus_folder)


def test_only_plain_files_are_read(corpus_folder: Path) -> None:
    folder = corpus_folder / "releases"
    folder.mkdir()
    os.mkfifo(folder / "1.0.json")
    (folder / "1.1.json").symlink_to(folder / "none")
    (folder / ".gitkeep").touch()
    assert [line for line in history_problems(corpus_folder).splitlines() if "E-PATH" in line] == [
        "corpus/releases/1.0.json:1:1: E-PATH only plain files are read; this is none",
        "corpus/releases/1.1.json:1:1: E-PATH only plain files are read; this is none",
    ]
    shutil.rmtree(folder)
    folder.symlink_to(corpus_folder / "articles")
    assert history_problems(corpus_folder).startswith(
        "corpus/releases:1:1: E-PATH this must be a plain folder"
    )


def test_a_release_says_what_changed_since_the_latest(corpus_folder: Path) -> None:
    released(corpus_folder)
    edit(corpus_folder, [*CASES["statement-changed"].edits, ("collection.yml", '"1.0"', '"1.1"')])
    assert run(corpus_folder, "release").stdout.splitlines()[1] == "From 1.0 to 1.1: 1 changed."
    assert run(corpus_folder, "diff", "1.0", "1.1").stdout.splitlines()[:2] == [
        "From 1.0 to 1.1: 1 changed.",
        f"changed: claim `{CLOSE}`",
    ]
    assert run(corpus_folder, "diff", corpus_folder / "releases/1.0.json", "1.1").exit_code == 0
    backwards = run(corpus_folder, "diff", "1.1", "1.0")
    assert (backwards.exit_code, backwards.stdout) == (2, "")
    assert "swap them" in backwards.stderr


VERSIONS = st.lists(st.integers(0, 30), min_size=1, max_size=4).map(
    lambda numbers: ".".join(map(str, numbers))
)


@given(VERSIONS, VERSIONS)
def test_of_two_versions_only_the_greater_may_follow(one: str, other: str) -> None:
    first = Release(
        version=one, date="2031-05-19", collection={}, counts={}, ids={}, labels={}, retired={}, files={}
    )
    padded = [[*map(int, version.split(".")), 0, 0, 0][:4] for version in (one, other)]
    assert (reason_against(other, [first]) == "") is (padded[1] > padded[0])
    assert reason_against(other, []) == ""


@given(st.lists(st.sampled_from(["a 1-2", "a 1-3", "b 1-2"])))
def test_labels_in_one_place_have_names_of_their_own(names: list[str]) -> None:
    numbered = number_twins(names)
    assert len(set(numbered)) == len(names)
    assert [name.partition(" #")[0] for name in numbered] == names


def test_order_of_versions() -> None:
    assert sorted(["1.10", "1.9", "2", "0.1.0", "1"], key=order_of) == ["0.1.0", "1", "1.9", "1.10", "2"]


# Retired ids


SPLIT = [f"harbour-berths/{claim}" for claim in ("berths-close-in-may", "quay-loses-berths")]
ADDRESS = "https://collection.example/words/"


@pytest.fixture(scope="module", params=[True, False], ids=["claim-pages", "no-claim-pages"])
def retired_site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path, bool]:
    """A corpus of two releases, between which a claim was withdrawn, one split and an actor merged; and its site."""
    folder = tmp_path_factory.mktemp("retired")
    corpus = Path(shutil.copytree(Path(__file__).parent / "broken" / "_sound", folder / "corpus"))
    released(corpus)
    close = re.search(r"  berths-close:\n(    .*\n)+", (corpus / ARTICLE).read_text(encoding="utf-8"))
    assert close
    two = [close[0].replace("berths-close:", f"{id_.partition('/')[2]}:") for id_ in SPLIT]
    edit(
        corpus,
        [
            *CASES["claim-withdrawn"].edits[:1],
            (REGISTER, "", f"withdrawn claim {MONOPOLIST} 1.1 2031-05-02 it was <b>misread</b>\n"),
            (ARTICLE, close[0], "\n".join(two)),
            (ARTICLE, "claim: berths-close}", "claim: quay-loses-berths}"),
            (REGISTER, "", "".join(f"live claim {id_} 1.1\n" for id_ in SPLIT)),
            (REGISTER, "", f"split-into claim {CLOSE} 1.1 {' '.join(SPLIT)}\n"),
            *CASES["actor-merged"].edits,
        ],
    )
    released(corpus, "1.1")
    pages = "true" if request.param else "false"
    config = settings_of(folder, 'site_url: ""', f"site_url: {ADDRESS}")
    config.write_text(
        config.read_text(encoding="utf-8").replace(
            "[search, sayso]", f"[search, sayso: {{claim_pages: {pages}}}]"
        ),
        encoding="utf-8",
    )
    done = run(corpus, "--config", config, "site")
    assert done.exit_code == 0, done.output
    return corpus, (folder / "build" / "site").resolve(), request.param


ADDRESSES = [f"claims/{MONOPOLIST}/", f"claims/{CLOSE}/", "actors/port-spokesman/"]


def test_every_retired_id_keeps_its_address(retired_site: tuple[Path, Path, bool]) -> None:
    _, site, _ = retired_site
    told = {
        address: text_of(next(parse(site / address / "index.html").iter("article"))) for address in ADDRESSES
    }
    assert f"The claim {MONOPOLIST} was withdrawn on 2 May 2031." in told[ADDRESSES[0]]
    assert "it was <b>misread</b>" in told[ADDRESSES[0]]
    assert f"The claim {CLOSE} was split into several" in told[ADDRESSES[1]]
    assert all(id_ in told[ADDRESSES[1]] for id_ in SPLIT)
    assert "The actor port-spokesman was merged into another" in told[ADDRESSES[2]]
    assert "Harbour office harbour-office" in told[ADDRESSES[2]]


def test_the_page_of_a_withdrawn_claim_has_none_of_its_words(retired_site: tuple[Path, Path, bool]) -> None:
    _, site, _ = retired_site
    html = (site / ADDRESSES[0] / "index.html").read_text(encoding="utf-8")
    rest = html.replace(MONOPOLIST, "")
    for words in (
        "The port company is a monopolist",
        "a monopolist",
        "monopolist",
        "heard enough",
        "dockers",
        "Dockers",
        "called",
    ):
        assert words not in rest
    data = site.parent / "data" if (site.parent / "data").exists() else site / "data"
    assert MONOPOLIST not in (data / "claims.json").read_text(encoding="utf-8")


def test_links_of_retired_pages_and_of_the_releases_resolve(retired_site: tuple[Path, Path, bool]) -> None:
    _, site, _ = retired_site
    for address in (*ADDRESSES, "data/changes/"):
        tree = parse(site / address / "index.html")
        hrefs = [value for tag, value in elements(tree, "href") if tag == "a" and not urlsplit(value).scheme]
        assert hrefs
        for href in hrefs:
            parts = urlsplit(href)
            target = (site / address / parts.path).resolve() if parts.path else (site / address).resolve()
            page = target if target.is_file() else target / "index.html"
            assert page.is_file(), f"{address}: {href}"
            if parts.fragment and page.suffix == ".html":
                assert parts.fragment in {value for _, value in elements(parse(page), "id")}, (
                    f"{address}: {href}"
                )


def test_retired_pages_are_not_found(retired_site: tuple[Path, Path, bool]) -> None:
    _, site, _ = retired_site
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    locations = {entry["location"] for entry in index["docs"]}
    for path in sorted(site.rglob("index.html")):
        address = path.relative_to(site).as_posix().removesuffix("index.html")
        robots = [
            element.get("content") for element in parse(path).iter("meta") if element.get("name") == "robots"
        ]
        is_unlisted = address in ADDRESSES or address.endswith("/card/")
        assert robots == (["noindex"] if is_unlisted else []), address
        assert (f"<loc>{ADDRESS}{address}</loc>" in sitemap) is not is_unlisted, address
        assert not (is_unlisted and address in locations)
    assert not (site / "frames").exists()


def test_redirects_lead_from_each_old_address_to_the_new_ones(retired_site: tuple[Path, Path, bool]) -> None:
    corpus, site, claim_pages = retired_site
    redirects = json.loads((site / "redirects.json").read_text(encoding="utf-8"))
    split = [f"claims/{id_}/" if claim_pages else f"articles/{id_.replace('/', '/#')}" for id_ in SPLIT]
    assert redirects == {ADDRESSES[0]: [], ADDRESSES[1]: split, ADDRESSES[2]: ["actors/harbour-office/"]}
    history = create_history(read_releases(corpus), read_corpus(corpus, []).register)
    assert create_redirects(history, claim_pages=claim_pages) == redirects
    for targets in redirects.values():
        assert all((site / target.partition("#")[0] / "index.html").is_file() for target in targets)


def test_the_page_of_releases_tells_what_changed(retired_site: tuple[Path, Path, bool]) -> None:
    _, site, _ = retired_site
    page = text_of(next(parse(site / "data/changes/index.html").iter("article")))
    assert page.index("1.1 19 May 2031") < page.index("1.0 19 May 2031")
    for told in (
        "2 added, 3 changed, 1 merged, 1 split, 1 withdrawn.",
        f"Claims added{', '.join(SPLIT)}",
        "Label changed1",
        "Actor mergedport-spokesman",
        f"Claim split{CLOSE}",
        f"Claim withdrawn{MONOPOLIST}",
        "The first release. It holds 5 actors, 1 article, 3 claims",
    ):
        assert told in page, page


def test_a_collection_without_releases_says_so(golden_build: Path) -> None:
    page = text_of(next(parse(golden_build / "site/data/changes/index.html").iter("article")))
    assert "No version has been released yet; 1.2.0 is in preparation." in page
