"""What a site has beside the dataset: the archive, files with their hashes, kept releases, feeds and changes as files."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from html import unescape
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZipFile

import msgspec
import pytest
from built_dataset import golden_dataset
from finished_site import SITE_URL, built_pages, golden_history

import sayso
from sayso.exports import write_dataset
from sayso.exports.archive import write_archive
from sayso.files.checksums import LIST_NAME
from sayso.history.history import NO_HISTORY, History
from sayso.history.releases import Release, create_release
from sayso.inspect.inspection import find_faults
from sayso.model.dataset import Dataset
from sayso.site.feeds import create_feeds
from sayso.site.finish import finish_site
from sayso.site.language import speaking
from sayso.site.manifest import BuildManifest
from sayso.site.page import StampError
from sayso.site.settings import Settings

ATOM = "{http://www.w3.org/2005/Atom}"


def versioned(version: str, title: str = "The bridge <& “boat”>") -> Dataset:
    """A dataset of its own for each version, as it is when a release is made of it."""
    data = golden_dataset()
    collection = msgspec.structs.replace(data.collection, version=version, title=title, name="orlsund")
    return replace(data, collection=collection)


def kept_archive(folder: Path, version: str, day: str) -> Release:
    """Write the archive of a version into a folder. Returns its release."""
    data, written = versioned(version), folder.parent / f"written-{version}"
    files = write_dataset(data, written)
    folder.mkdir(exist_ok=True)
    write_archive(written, folder, f"orlsund-{version}", [("METHOD.md", "# Method\n")])
    return create_release(data, day, files)


def finish(
    target: Path, data: Dataset, history: History, settings: Settings | None = None, site_url: str = SITE_URL
) -> BuildManifest:
    shutil.copytree(built_pages(site_url), target)
    write_dataset(data, target / "data")
    return finish_site(target, data, settings or Settings(), site_url, history=history)


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, History]:
    """A folder with the archives of two releases, and their history."""
    folder = tmp_path_factory.mktemp("kept") / "releases"
    made = (kept_archive(folder, "1.0", "2031-05-26"), kept_archive(folder, "1.1", "2031-06-02"))
    register = replace(golden_history()).register
    return folder, History(releases=made, register=register)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, releases: tuple[Path, History]) -> Path:
    archives, history = releases
    folder = tmp_path_factory.mktemp("site") / "site"
    data = versioned("1.2")
    made = finish(folder, data, history, Settings(releases=archives))
    assert list(find_faults(folder, data, made, history)) == []
    return folder


def page(folder: Path, address: str) -> str:
    return (folder / address / "index.html").read_text(encoding="utf-8")


def test_each_listed_file_is_there_with_its_size_and_hash(site: Path) -> None:
    html = page(site, "data")
    rows = re.findall(
        r'<tr><th scope="row"><a href="\.\./data/([^"]*)"><code>[^<]*</code></a></th>'
        r'<td class="number">([^<]*)</td><td><code class="hash">([0-9a-f]{64})</code></td></tr>',
        html,
    )
    lines = (site / "data" / LIST_NAME).read_text(encoding="utf-8").splitlines()
    listed = {path: digest for digest, _, path in (line.partition("  ") for line in lines)}
    assert {path: digest for path, _, digest in rows} == {path: listed[path] for path, _, _ in rows}
    alone = {
        path for path in listed if not re.match(r"(articles|claims|actors|texts|annotations|brat)/", path)
    }
    assert alone <= {path for path, _, _ in rows}
    assert {"csv/claims.csv", "csv-spreadsheet/links.csv", "sayso.sqlite"} <= alone
    for path, size, _ in rows:
        bytes_ = (site / "data" / path).stat().st_size
        number, unit = size.split()
        told = float(number) * {"bytes": 1, "byte": 1, "kB": 1000, "MB": 1_000_000}[unit]
        assert abs(told - bytes_) <= max(0.05 * {"kB": 1000, "MB": 1_000_000}.get(unit, 0), 0), path
    assert '<code>claims/&lt;article&gt;/&lt;claim&gt;.json</code></th><td class="number">' in html
    assert f"{len(golden_dataset().claims)} files" in html


def test_the_archive_of_a_site_is_the_dataset(site: Path, tmp_path: Path) -> None:
    path = site / "archives" / "orlsund-1.2.zip"
    html = page(site, "data")
    assert 'href="../archives/orlsund-1.2.zip"' in html
    assert f"<code>{sha256(path.read_bytes()).hexdigest()}</code>" in html
    with ZipFile(path) as archive:
        archive.extractall(tmp_path)
    assert sayso.verify(tmp_path / "orlsund-1.2") == []
    assert (tmp_path / "orlsund-1.2-guide" / "METHOD.md").is_file()


def test_no_archive_where_the_owner_wants_none(tmp_path: Path) -> None:
    made = finish(tmp_path / "site", versioned("1.2"), NO_HISTORY, Settings(archive=False))
    assert not (tmp_path / "site" / "archives").exists()
    assert "archives/" not in page(tmp_path / "site", "data")
    assert not any(path.startswith("archives/") for path in made.files)


# Kept releases ------------------------------------------------------------------------------------------


def test_a_cited_rev_can_be_fetched(site: Path, releases: tuple[Path, History]) -> None:
    claim = golden_dataset().claims[0]
    for release in releases[1].releases:
        kept = site / "data" / release.version
        told = json.loads((kept / "claims" / f"{claim.id}.json").read_text(encoding="utf-8"))
        assert told["rev"] == release.ids[claim.id].rev
        assert sayso.verify(kept) == []
        assert f'href="../../data/{release.version}/dataset.json"' in page(site, "data/changes")
    assert json.loads((site / "data" / "dataset.json").read_bytes())["metadata"]["version"] == "1.2"


def test_what_was_withdrawn_is_not_published_again(tmp_path: Path, releases: tuple[Path, History]) -> None:
    archives, history = releases
    claim = golden_dataset().claims[0]
    gone = replace(history.register[claim.id], state="withdrawn", date="2031-07-01", reason="misheard")
    withdrawn = replace(history, register={**history.register, claim.id: gone})
    data = versioned("1.2")
    finish(tmp_path / "site", data, withdrawn, Settings(releases=archives))
    assert not (tmp_path / "site" / "data" / "1.0").exists()
    assert "since a record in them was withdrawn" in page(tmp_path / "site", "data/changes")


def spoil_file(path: Path) -> None:
    with ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["orlsund-1.0/claims.json"] = files["orlsund-1.0/claims.json"].replace(b"seven", b"eight")
    rewrite(path, files)


def leave_one_out(path: Path) -> None:
    with ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    del files["orlsund-1.0/actors.json"]
    rewrite(path, files)


def rewrite(path: Path, files: dict[str, bytes]) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)


def rename(path: Path) -> None:
    path.rename(path.with_name("orlsund-9.0.zip"))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:2000])


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (spoil_file, "claims.json must be the file of release 1.0; it isn't"),
        (leave_one_out, "it must hold all files of release 1.0"),
        (rename, "a kept release must be the archive of a released version, such as NAME-1.0.zip"),
        (cut, "a kept release must be a readable archive"),
    ],
)
def test_only_what_was_released_is_kept(
    tmp_path: Path, releases: tuple[Path, History], spoil: Callable[[Path], None], told: str
) -> None:
    archives = shutil.copytree(releases[0], tmp_path / "releases")
    spoil(archives / "orlsund-1.0.zip")
    with pytest.raises(StampError, match=re.escape(told)):
        finish(tmp_path / "site", versioned("1.2"), releases[1], Settings(releases=archives))


def test_a_release_cannot_lead_out_of_its_folder(tmp_path: Path, releases: tuple[Path, History]) -> None:
    """Nor bring a page, which a browser would run."""
    for name in ("../../index.html", "/tmp/x.json", "evil.html", "a/../../b.json", "picture.svg"):
        release = msgspec.structs.replace(releases[1].releases[0], files={name: sha256(b"x").hexdigest()})
        archives = tmp_path / f"releases-{sha256(name.encode()).hexdigest()[:8]}"
        archives.mkdir()
        rewrite(
            archives / "orlsund-1.0.zip",
            {"t/dataset.json": b"{}", f"t/{name}": b"x", f"t/{LIST_NAME}": b""},
        )
        history = History(releases=(release,))
        with pytest.raises(StampError, match="is no file that a dataset has"):
            finish(tmp_path / f"site-{archives.name}", versioned("1.2"), history, Settings(releases=archives))


# Feeds --------------------------------------------------------------------------------------------------


def test_the_feeds_tell_of_each_release(site: Path) -> None:
    feed = ElementTree.fromstring((site / "feed.xml").read_bytes())
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}title") == "The bridge <& “boat”>"
    assert feed.findtext(f"{ATOM}updated") == "2031-06-02T00:00:00Z"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "The sayso contributors"
    entries = feed.findall(f"{ATOM}entry")
    assert [one.findtext(f"{ATOM}id") for one in entries] == [
        "urn:x-sayso:orlsund:1.1",
        "urn:x-sayso:orlsund:1.0",
    ]
    for one in entries:
        for needed in ("id", "title", "updated", "summary"):
            assert one.findtext(f"{ATOM}{needed}"), needed
    told = json.loads((site / "feed.json").read_bytes())
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert [(one["id"], one["date_published"], one["url"]) for one in told["items"]] == [
        ("urn:x-sayso:orlsund:1.1", "2031-06-02T00:00:00Z", f"{SITE_URL}data/changes/#release-1-1"),
        ("urn:x-sayso:orlsund:1.0", "2031-05-26T00:00:00Z", f"{SITE_URL}data/changes/#release-1-0"),
    ]
    assert 'id="release-1-1"' in page(site, "data/changes")
    assert "The first release" in unescape(page(site, "data/changes"))


def test_without_an_address_no_feed_names_one(releases: tuple[Path, History]) -> None:
    with speaking("en"):
        made = dict(create_feeds(versioned("1.2"), releases[1], ""))
    assert "href=" not in made["feed.xml"]
    assert "http" not in made["feed.xml"].replace("http://www.w3.org/2005/Atom", "")
    assert not {"home_page_url", "feed_url"} & json.loads(made["feed.json"]).keys()
    assert all("url" not in one for one in json.loads(made["feed.json"])["items"])


def test_the_feeds_speak_the_language_of_the_site(releases: tuple[Path, History]) -> None:
    for language, word in (
        ("de", "hinzugefügt"),
        ("ar", "أول"),
        ("fr", "première"),
        ("nl", "the first release"),
    ):
        grown = History(releases=(releases[1].releases[0], with_another(releases[1].releases[1])))
        with speaking(language, marking=True):
            made = dict(create_feeds(versioned("1.2"), grown, SITE_URL))
        assert json.loads(made["feed.json"])["language"] == language
        assert word in made["feed.json"]
        assert made["feed.xml"].isprintable() or "\ufdd0" not in made["feed.xml"]


def with_another(release: Release) -> Release:
    one = next(iter(release.ids.values()))
    return msgspec.structs.replace(release, ids={**release.ids, "new-claim/of-somebody": one})


def test_changes_are_a_file_for_each_release_but_the_first(releases: tuple[Path, History]) -> None:
    old, new = releases[1].releases
    grown = History(releases=(old, with_another(new)))
    with speaking("en"):
        made = dict(create_feeds(versioned("1.2"), grown, ""))
    assert made.keys() == {"feed.xml", "feed.json", "data/changes/1.1.json"}
    told = json.loads(made["data/changes/1.1.json"])
    assert (told["old"], told["new"]) == ("1.0", "1.1")
    assert [one["id"] for one in told["added"]] == ["new-claim/of-somebody"]
    assert told["field_by_field"] is False
    with speaking("en"):
        assert dict(create_feeds(versioned("1.2"), NO_HISTORY, "")) == {}


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("feed.xml", "2031-06-02T", "2031-06-03T", "a feed must tell of the releases"),
        ("feed.json", ":1.1", ":1.3", "a feed must tell of the releases"),
        ("feed.json", SITE_URL, "https://other.example/", "an address of a feed must be one of the site"),
        ("feed.xml", SITE_URL, "https://other.example/", "an address of a feed must be one of the site"),
    ],
)
def test_a_feed_that_tells_otherwise_is_found(
    site: Path, tmp_path: Path, releases: tuple[Path, History], file: str, old: str, new: str, told: str
) -> None:
    folder, data = tmp_path / "site", versioned("1.2")
    made = finish(folder, data, releases[1])
    text = (folder / file).read_text(encoding="utf-8")
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    found = list(find_faults(folder, data, made, releases[1]))
    assert found != []
    assert all(one.startswith(f"{file}: {told}") for one in found)
