"""Bad inputs 125–137: names of files, kinds of file, ids and their register."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from catalogue import ARTICLE, REGISTER, Bad, Spoil, add, hold, swap, then, tried, write
from test_changes import run


def link(corpus: Path) -> None:
    (corpus / "events.yml").rename(corpus.parent / "elsewhere.yml")
    (corpus / "events.yml").symlink_to(corpus.parent / "elsewhere.yml")


def pipe(corpus: Path) -> None:
    os.mkfifo(corpus / "articles/quay.yml")


def device(corpus: Path) -> None:
    (corpus / "articles/quay.yml").symlink_to("/dev/zero")


def named(*names: str) -> Spoil:
    """Empty files among the articles."""
    return then(*(write(b"", f"articles/{name}") for name in names))


def actor(id_: str, name: str = "A pilot") -> Spoil:
    return add(f"{id_}: {{name: {name}, kind: person}}\n", "actors.yml")


REFUSED = [
    Bad(
        id="125-ids-that-the-page-itself-uses",
        way="search",
        spoil=actor("__search"),
        told=(
            "corpus/actors.yml:18:1: E-KEY a key must be 1 to 64 of a–z, 0–9, “-” and “_”, with a letter; here is “__search”\n"
            "    write search"
        ),
    ),
    Bad(
        id="125-ids-that-the-page-itself-uses",
        way="element",
        spoil=actor("getElementById"),
        told=(
            "corpus/actors.yml:18:1: E-KEY a key must be 1 to 64 of a–z, 0–9, “-” and “_”, with a letter; here is “getElementById”\n"
            "    write getelementbyid"
        ),
    ),
    Bad(
        id="126-path-out-of-the-folder",
        spoil=swap("claim: berths-close}", "claim: ../secret/berths-close}"),
        told=(
            "corpus/articles/harbour-berths.yml:37:35: E-REF `claim` must be a claim's id in the same article, or “article/claim”; this is “../secret/berths-close”\n"
            "    write a claim's id in the same article, or “article/claim”"
        ),
    ),
    Bad(
        id="127-link-in-place-of-a-file",
        spoil=link,
        told=(
            "corpus/events.yml:1:1: E-PATH only plain files are read; this is a link\n"
            "    put the file itself here"
        ),
    ),
    Bad(
        id="128-pipe-or-device",
        way="pipe",
        spoil=pipe,
        told=(
            "corpus/articles/quay.yml:1:1: E-PATH only plain files are read; this is a device or pipe\n"
            "    put the file itself here"
        ),
    ),
    Bad(
        id="128-pipe-or-device",
        way="device",
        spoil=device,
        told=(
            "corpus/articles/quay.yml:1:1: E-PATH only plain files are read; this is a link\n"
            "    put the file itself here"
        ),
    ),
    Bad(
        id="129-names-that-differ-in-capitals",
        spoil=named("Harbour-Berths.yml"),
        told=(
            "corpus/articles/Harbour-Berths.yml:1:1: E-PATH an article's file must be named after its id, such as harbour-berths.yml; this is “Harbour-Berths.yml”\n"
            "    rename it, or move it elsewhere\n"
            "corpus/articles/harbour-berths.yml:1:1: E-CLASH names must differ in more than capitals or normalisation; this is like “articles/Harbour-Berths.yml”\n"
            "    rename one of the two"
        ),
    ),
    Bad(
        id="130-names-that-differ-in-normalisation",
        spoil=named(*(unicodedata.normalize(form, "caf\u00e9.yml") for form in ("NFC", "NFD"))),
        told=(
            "corpus/articles/café.yml:1:1: E-PATH an article's file must be named after its id, such as harbour-berths.yml; this is “café.yml”\n"
            "    rename it, or move it elsewhere\n"
            "corpus/articles/café.yml:1:1: E-CLASH names must differ in more than capitals or normalisation; this is like “articles/café.yml”\n"
            "    rename one of the two\n"
            "corpus/articles/café.yml:1:1: E-PATH an article's file must be named after its id, such as harbour-berths.yml; this is “café.yml”\n"
            "    rename it, or move it elsewhere"
        ),
    ),
    Bad(
        id="131-names-that-some-systems-cannot-store",
        spoil=named("CON.yml", "con.yml", "quay.yml."),
        told=(
            "corpus/articles/CON.yml:1:1: E-PATH an article's file must be named after its id, such as harbour-berths.yml; this is “CON.yml”\n"
            "    rename it, or move it elsewhere\n"
            "corpus/articles/con.yml:1:1: E-CLASH names must differ in more than capitals or normalisation; this is like “articles/CON.yml”\n"
            "    rename one of the two\n"
            "corpus/articles/con.yml:1:1: E-PATH an article's file must be named after its id, such as harbour-berths.yml; some systems can't store a file of this name\n"
            "    rename it, or move it elsewhere\n"
            "corpus/articles/quay.yml.:1:1: E-PATH an article's file must be named after its id, such as harbour-berths.yml; this is “quay.yml.”\n"
            "    rename it, or move it elsewhere"
        ),
    ),
    Bad(
        id="132-names-with-other-characters",
        spoil=named("a\nb.yml", "a#b.yml", "a?b.yml", "a%b.yml"),
        told=(
            "corpus/articles/aU+000Ab.yml:1:1: E-PATH an article's file must be named after its id, such as harbour-berths.yml; this is “aU+000Ab.yml”\n"
            "    rename it, or move it elsewhere\n"
            "corpus/articles/a#b.yml:1:1: E-PATH an article's file must be named after its id, such as harbour-berths.yml; this is “a#b.yml”\n"
            "    rename it, or move it elsewhere\n"
            "corpus/articles/a%b.yml:1:1: E-PATH an article's file must be named after its id, such as harbour-berths.yml; this is “a%b.yml”\n"
            "    rename it, or move it elsewhere\n"
            "corpus/articles/a?b.yml:1:1: E-PATH an article's file must be named after its id, such as harbour-berths.yml; this is “a?b.yml”\n"
            "    rename it, or move it elsewhere"
        ),
    ),
    Bad(
        id="134-ids-that-are-none",
        way="capital",
        spoil=actor("Pilot"),
        told=(
            "corpus/actors.yml:18:1: E-KEY a key must be 1 to 64 of a–z, 0–9, “-” and “_”, with a letter; here is “Pilot”\n"
            "    write pilot"
        ),
    ),
    Bad(
        id="134-ids-that-are-none",
        way="65-characters",
        spoil=actor("a" * 65),
        told=(
            "corpus/actors.yml:18:1: E-KEY a key must be 1 to 64 of a–z, 0–9, “-” and “_”, with a letter; here is “aaaaaaaaaaaaaaaaaaaaaaaaaaaaa … aaaaaaaaaaaaaaaaaaaaaaaaaaaaa”\n"
            "    rename it"
        ),
    ),
    Bad(
        id="134-ids-that-are-none",
        way="leading-dash",
        spoil=actor("-pilot"),
        told=(
            "corpus/actors.yml:18:1: E-KEY a key must be 1 to 64 of a–z, 0–9, “-” and “_”, with a letter; here is “-pilot”\n"
            "    write pilot"
        ),
    ),
    Bad(
        id="134-ids-that-are-none",
        way="ending-dash",
        spoil=actor("pilot-"),
        told=(
            "corpus/actors.yml:18:1: E-ID `pilot-` must be lower-case ASCII words joined by hyphens, at most 64 characters, such as “harbour-office”; this is “pilot-”\n"
            "    write pilot"
        ),
    ),
    Bad(
        id="135-id-used-for-another-kind",
        spoil=then(
            add(
                "live place old-quay 1.0\nwithdrawn place old-quay 1.0 2031-05-02 it was never there\nlive place pilot 1.0\n",
                REGISTER,
            ),
            actor("pilot"),
            actor("old-quay", "A keeper"),
        ),
        told=(
            "corpus/actors.yml:19:1: E-IDREUSE `old-quay` must stay what it was, a place; here it is an actor\n"
            "    choose another id, or take line 15 out of ids.lock, since no release holds it\n"
            "corpus/actors.yml:18:1: E-LOCK each id must be registered; new here: `pilot`\n"
            "    run: sayso lock"
        ),
    ),
    Bad(
        id="136-line-taken-out-of-the-register",
        spoil=swap("live actor port-company 1.0\n", "", REGISTER),
        told=(
            "corpus/actors.yml:10:1: E-LOCK each id must be registered; new here: `port-company`\n"
            "    run: sayso lock"
        ),
    ),
    Bad(
        id="137-register-in-a-circle",
        spoil=add(
            "live actor a1 1.0\nlive actor b1 1.0\nmerged-into actor a1 1.0 b1\nmerged-into actor b1 1.0 a1\n",
            REGISTER,
        ),
        told=(
            "corpus/ids.lock:16:1: E-LOCK `a1` must lead to a live id of its kind in the end; it leads back to `a1`\n"
            "    name the id that took its place\n"
            "corpus/ids.lock:17:1: E-LOCK `b1` must lead to a live id of its kind in the end; it leads back to `a1`\n"
            "    name the id that took its place"
        ),
    ),
]


@tried(REFUSED)
def test_is_refused(bad: Bad, corpus_folder: Path, published: Path) -> None:
    hold(bad, corpus_folder, published)


@contextmanager
def closed(path: Path) -> Iterator[None]:
    """Refuse to read one file. Rights don't keep an administrator from reading, so that reading itself is refused."""
    read_bytes = Path.read_bytes

    def guarded(asked: Path) -> bytes:
        if asked == path:
            raise PermissionError(13, "Permission denied")
        return read_bytes(asked)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "read_bytes", guarded)
        yield


@pytest.mark.parametrize("file", ["actors.yml", ARTICLE, REGISTER, "collection.yml"])
def test_133_file_that_may_not_be_read(file: str, corpus_folder: Path, published: Path) -> None:
    told = (
        f"corpus/{file}:1:1: E-IO the file must be readable; Permission denied\n"
        "    give yourself the right to read it"
    )
    bad = Bad(id="133-file-that-may-not-be-read", spoil=lambda corpus: None, told=told)
    hold(bad, corpus_folder, published, closed(corpus_folder / file))


def test_126_a_path_out_of_the_folder_is_no_article_to_lock_or_begin(
    corpus_folder: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.yml"
    secret.write_text("a secret", encoding="utf-8")
    text = tmp_path / "text.txt"
    text.write_text("Words.", encoding="utf-8")
    for command in (["lock", "../../secret"], ["new", "../../secret", "--text", text]):
        done = run(corpus_folder, *command)
        assert (done.exit_code, done.stdout) == (2, "")
        assert "../../secret" in done.stderr
    assert secret.read_text(encoding="utf-8") == "a secret"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["corpus", "secret.yml", "text.txt"]
