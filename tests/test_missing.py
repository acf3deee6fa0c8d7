"""Entries for actors whom articles name and the registry lacks: to paste, with counts and places."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner
from test_mistakes import corpus_with_two_articles

from sayso.commands import main
from sayso.corpus.corpus import read_corpus
from sayso.corpus.reader import read
from sayso.model.annotation import ActorsFile
from sayso.model.shape import shape


def run(corpus: Path, *arguments: str) -> str:
    done = CliRunner().invoke(main, ["--corpus", str(corpus), "actors", *arguments], catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def without(corpus: Path, *ids: str) -> None:
    """Take actors out of the registry, and their ids out of the register."""
    for name in ("actors.yml", "ids.lock"):
        path = corpus / name
        text = path.read_text(encoding="utf-8")
        for id_ in ids:
            entry = text[text.index(f"\n{id_}:") + 1 :] if name == "actors.yml" else f"live actor {id_} 1.0\n"
            if name == "actors.yml":
                lines = entry.split("\n")
                end = next(
                    (at for at, line in enumerate(lines[1:], 1) if not line.startswith(" ")), len(lines)
                )
                entry = "\n".join(lines[:end]) + "\n"
            assert entry in text + "\n"
            text = text.replace(entry.rstrip("\n"), "").replace("\n\n", "\n")
        path.write_text(text, encoding="utf-8")


def test_missing_actors_are_printed_as_entries_to_paste(tmp_path: Path) -> None:
    corpus = corpus_with_two_articles(tmp_path)
    without(corpus, "port-spokesman", "harbour-post")
    told = run(corpus, "--missing")
    assert told.splitlines()[1:] == [
        "harbour-post:",
        "  # used 3 times: corpus/articles/harbour-berths.yml:4, corpus/articles/harbour-berths.yml:33, corpus/articles/quay-notes.yml:3",
        "  name: Harbour post",
        "  # kind: one of person, group, state, government-body, military, media, organization, people, collective",
        "  kind:",
        "port-spokesman:",
        "  # used 2 times: corpus/articles/harbour-berths.yml:20, corpus/articles/harbour-berths.yml:31",
        '  name: "a spokesman for the harbour office"',
        "  # kind: one of person, group, state, government-body, military, media, organization, people, collective",
        "  kind:",
    ]
    pasted = (corpus / "actors.yml").read_bytes() + told.replace("kind:\n", "kind: media\n").encode()
    document = read("actors.yml", pasted)
    assert document.problems == ()
    assert shape(document.data, ActorsFile)[1].complaints == []
    (corpus / "actors.yml").write_bytes(pasted)
    problems = read_corpus(corpus, [corpus / "texts", tmp_path / "withheld"]).problems
    assert "E-REF" not in {problem.code for problem in problems}


def test_an_actor_is_named_as_the_text_does_while_the_claim_is_still_open(tmp_path: Path) -> None:
    corpus = corpus_with_two_articles(tmp_path)
    article = corpus / "articles" / "quay-notes.yml"
    link = "    chain: [{role: speaker, actors: [anna-weiss], mention: Anna Weiß, cue: said}]\n"
    text = article.read_text(encoding="utf-8").replace("    form: narrated\n", f"    form:\n{link}")
    article.write_text(text, encoding="utf-8")
    assert '  name: "Anna Weiß"' in run(corpus, "--missing").splitlines()


def test_where_all_are_registered_it_says_so_and_lists_them(tmp_path: Path) -> None:
    corpus = corpus_with_two_articles(tmp_path)
    assert run(corpus, "--missing") == "every actor whom articles name is registered\n"
    assert run(corpus).splitlines()[:2] == ["dockers-union: Dockers' union", "harbour-office: Harbour office"]
