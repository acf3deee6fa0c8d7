"""Mistakes as newcomers make them: the first line of the answer names the true cause, the second what to write."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from mistakes import ARTICLE, MISTAKES, Mistake
from test_broken import SOUND

from sayso.corpus.corpus import article_input, read_corpus
from sayso.corpus.files import find_files
from sayso.corpus.locking import lock_article
from sayso.corpus.missing import missing_actors
from sayso.model.meant import id_of, nearest
from sayso.model.meant_times import days_meant
from sayso.model.problems import report

OTHER = """\
article:
  title: Cranes
  publisher: harbour-post
  published: {edtf: 2031-04-04, basis: stated}
  language: en
  rights: {mode: full}
  text: {sha256: 0fcee08c0fa8f5faa5899323b10a953f4b83b5a2ba813ede761fdfdbbe778b9e, characters: 17}
  annotation: {by: [a1], guideline: "1.0", date: 2031-04-05}
claims:
  cranes-come:
    passage: Two cranes come
    statement: Two cranes come.
    act: report
    form: narrated
"""


def corpus_with_two_articles(folder: Path) -> Path:
    """The sound corpus and another article, in a folder; the withheld text lies beside it."""
    corpus = folder / "corpus"
    shutil.copytree(SOUND, corpus)
    (corpus / "withheld").rename(folder / "withheld")
    (corpus / "texts").mkdir(exist_ok=True)
    (corpus / "texts" / "quay-notes.txt").write_text("Two cranes come.\n", encoding="utf-8")
    (corpus / "articles" / "quay-notes.yml").write_text(OTHER, encoding="utf-8")
    given = article_input(find_files(corpus), "quay-notes", [corpus / "texts"])
    locked, _ = lock_article(given, "2031-04-06")
    (corpus / "articles" / "quay-notes.lock.json").write_text(locked or "", encoding="utf-8")
    register = corpus / "ids.lock"
    head, *lines = register.read_text(encoding="utf-8").splitlines()
    new = ["live article quay-notes 1.0", "live claim quay-notes/cranes-come 1.0"]
    register.write_text("\n".join([head, *sorted([*lines, *new])]) + "\n", encoding="utf-8")
    return corpus


def answer(mistake: Mistake, folder: Path) -> str:
    """What an annotator is told who made the mistake."""
    corpus = corpus_with_two_articles(folder)
    path = folder / mistake.file if mistake.file.startswith("withheld") else corpus / mistake.file
    written = path.read_text(encoding="utf-8")
    assert mistake.old in written
    path.write_text(written.replace(mistake.old, mistake.new, 1), encoding="utf-8")
    return report(read_corpus(corpus, [corpus / "texts", folder / "withheld"]).problems)


def test_what_the_mistakes_are_made_in_has_no_problem(tmp_path: Path) -> None:
    corpus = corpus_with_two_articles(tmp_path)
    assert read_corpus(corpus, [corpus / "texts", tmp_path / "withheld"]).problems == []
    article = corpus / ARTICLE
    article.write_bytes(article.read_bytes().replace(b"\n", b"\r\n"))
    assert read_corpus(corpus, [corpus / "texts", tmp_path / "withheld"]).problems == []


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_the_first_line_names_the_true_cause(mistake: Mistake, tmp_path: Path) -> None:
    first, then, *_ = answer(mistake, tmp_path).splitlines()
    assert first.partition(".yml:")[2] == mistake.told
    assert then.strip() == mistake.then


def test_there_are_more_than_a_hundred_and_twenty() -> None:
    assert len(MISTAKES) > 120
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES)


def test_a_missing_id_is_told_once_with_an_entry_to_paste(tmp_path: Path) -> None:
    corpus = corpus_with_two_articles(tmp_path)
    article = corpus / ARTICLE
    article.write_text(
        article.read_text(encoding="utf-8")
        .replace("port-spokesman", "pilots-guild")
        .replace("about: [berth-works]", "about: [pilots-guild]"),
        encoding="utf-8",
    )
    texts = [corpus / "texts", tmp_path / "withheld"]
    assert report(read_corpus(corpus, texts).problems) == (
        "corpus/articles/harbour-berths.yml:20:34: E-REF `pilots-guild` must be an actor, and there is none of that id; it is used 3 times\n"
        "    add it to actors.yml:\n"
        "    pilots-guild:\n"
        '      name: "a spokesman for the harbour office"\n'
        "      # kind: one of person, group, state, government-body, military, media, organization, people, collective\n"
        "      kind:"
    )


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("14 May 2031", ["2031-05-14"]),
        ("May 14th, 2031", ["2031-05-14"]),
        ("14.5.2031", ["2031-05-14"]),
        ("3/4/2031", ["2031-04-03", "2031-03-04"]),
        ("2031/5/14", ["2031-05-14"]),
        ("31.2.2031", []),
        ("Monday", []),
        ("14 Foo 2031", []),
    ],
)
def test_dates_in_other_formats_are_understood(written: str, days: list[str]) -> None:
    assert days_meant(written) == days


@pytest.mark.parametrize(
    ("name", "language", "id_"),
    [
        ("Jörg Süß", "de", "joerg-suess"),
        ("Jo\u0308rg Müller-Ähre", "de-AT", "joerg-mueller-aehre"),
        ("ÜBER GRÖßE", "de", "ueber-groesse"),
        ("Jörg Süß", "fr", "jorg-suss"),
        ("Jörg", "", "joerg"),
        ("Élodie Façon-Noël", "fr", "elodie-facon-noel"),
        ("Élodie Noël", "de", "elodie-noel"),
        ("Sœur d’Œuvre", "fr", "soeur-doeuvre"),
        ("Łódź", "pl", "lodz"),
        ("ليلى", "ar", ""),
    ],
)
def test_an_id_is_made_as_the_language_writes_letters_without_marks(
    name: str, language: str, id_: str
) -> None:
    assert id_of(name, language) == id_


def test_a_missing_id_has_one_entry_to_paste_wherever_it_is_told(tmp_path: Path) -> None:
    corpus = corpus_with_two_articles(tmp_path)
    article = corpus / "articles" / "quay-notes.yml"
    link = "    form: indirect\n    chain: [{role: speaker, actors: [ole-wiebers], mention: Ole Wiebers, cue: said}]\n"
    text = article.read_text(encoding="utf-8").replace("    form: narrated\n", link)
    article.write_text(text, encoding="utf-8")
    read_in = read_corpus(corpus, [corpus / "texts", tmp_path / "withheld"])
    (problem,) = (one for one in read_in.problems if one.code == "E-REF")
    (pasted,) = missing_actors(read_in)
    assert problem.stub.splitlines()[:2] == ["ole-wiebers:", '  name: "Ole Wiebers"']
    assert [line for line in pasted.splitlines() if "# used" not in line] == problem.stub.splitlines()


@pytest.mark.parametrize(
    ("written", "names", "meant"),
    [
        ("haniyeh", ["ismail-haniyeh", "port"], "ismail-haniyeh"),
        ("harbour-post", ["harbour-office", "harbour-paper"], ""),
        ("Denied", ["deny", "condemn"], "deny"),
        ("memberof", ["member_of"], "member_of"),
        ("member of", ["member_of"], "member_of"),
        ("spaeker", ["speaker"], "speaker"),
        ("union", ["dockers-union", "pilots-union"], ""),
    ],
)
def test_names_are_suggested_only_where_they_are_near(written: str, names: list[str], meant: str) -> None:
    assert nearest(written, names) == (f"did you mean `{meant}`?" if meant else "")
