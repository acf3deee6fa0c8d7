"""What `new` fills in: quotations, form, reporting words and who speaks, in four languages with their own marks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from small_articles import DAY

from sayso.anchoring.marks import quotations_in
from sayso.anchoring.texts import NormalisedText
from sayso.corpus.article_texts import ArticleInput
from sayso.corpus.articles import build_article
from sayso.corpus.locking import lock_article
from sayso.corpus.reader import read
from sayso.corpus.scaffold import create_scaffold, whole_sentences
from sayso.model.names import look_of
from sayso.model.problems import stopping
from sayso.model.vocabulary import RightsMode

ACTORS = {look_of(name): id_ for name, id_ in (("Ann Lee", "ann-lee-the-mayor"), ("Hafenamt", "port-office"))}


def scaffold(text: str, language: str, mode: RightsMode = RightsMode.FULL) -> str:
    return create_scaffold("one", NormalisedText(text), language, mode, DAY, ACTORS)


def filled(text: str, language: str) -> list[dict[str, Any]]:
    """The claims of a scaffold, as far as they are filled in."""
    document = read("one.yml", scaffold(text, language).encode())
    assert stopping(document.problems) == []
    data: Any = document.data
    return [{field: value for field, value in claim.items() if value} for claim in data["claims"].values()]


def speaker(mention: str, cue: str, *actors: str) -> list[dict[str, Any]]:
    return [
        {
            "role": "speaker",
            **({"actors": list(actors)} if actors else {}),
            "mention": mention,
            "cue": cue,
        }
    ]


CASES: dict[str, tuple[str, str, dict[str, Any]]] = {
    "English, all quoted": (
        "en",
        "“The work ends in June,” said Ann Lee.",
        {
            "quotes": ["The work ends in June"],
            "form": "direct",
            "chain": speaker("Ann Lee", "said", "ann-lee-the-mayor"),
        },
    ),
    "English, part quoted": (
        "en",
        'The pilot of the ferry warned that the quay had "had its day".',
        {
            "quotes": ["had its day"],
            "act": "warn",
            "form": "mixed",
            "chain": speaker("The pilot of the ferry", "warned"),
        },
    ),
    "English, nothing quoted": (
        "en",
        "On Friday the pilot said the quay’s days were over.",
        {"form": "indirect", "chain": speaker("the pilot", "said")},
    ),
    "English, nobody says it": ("en", "The quay is long.", {"form": "narrated"}),
    "English, a name that is not registered": (
        "en",
        "“Never,” said Tom Reed.",
        {"quotes": ["Never"], "form": "direct", "chain": speaker("Tom Reed", "said", "tom-reed")},
    ),
    "German": (
        "de",
        "„Die Arbeit endet am 14. Mai 2031“, sagte der Sprecher des Hafens am Dienstag.",
        {
            "quotes": ["Die Arbeit endet am 14. Mai 2031"],
            "form": "direct",
            "chain": speaker("der Sprecher des Hafens", "sagte"),
        },
    ),
    "German, other marks": (
        "de",
        "»Nein«, erklärte Anna Weiß.",
        {"quotes": ["Nein"], "form": "direct", "chain": speaker("Anna Weiß", "erklärte", "anna-weiss")},
    ),
    "German, part quoted": (
        "de",
        "Das Hafenamt warnte vor einem ‚Loch‘ im Plan.",
        {
            "quotes": ["Loch"],
            "act": "warn",
            "form": "mixed",
            "chain": speaker("Das Hafenamt", "warnte", "port-office"),
        },
    ),
    "French": (
        "fr",
        "«\u00a0Les travaux finiront en juin\u00a0», a déclaré le maire de la ville mardi.",
        {
            "quotes": ["Les travaux finiront en juin"],
            "form": "direct",
            "chain": speaker("le maire de la ville", "a déclaré"),
        },
    ),
    "French, part quoted": (
        "fr",
        "Selon le port, le quai est « très vieux » et fermera.",
        {"quotes": ["très vieux"], "form": "mixed", "chain": speaker("le port", "Selon")},
    ),
    "Arabic": (
        "ar",
        "«سننتهي في يونيو»، قال العمدة يوم الثلاثاء.",
        {"quotes": ["سننتهي في يونيو"], "form": "direct", "chain": speaker("العمدة", "قال")},
    ),
    "Arabic, nothing quoted": (
        "ar",
        "وأضافت ليلى حداد أن العمل مستمر.",
        {"form": "indirect", "chain": speaker("ليلى حداد", "أضافت")},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_sentence_is_filled_in(case: str) -> None:
    language, sentence, expected = CASES[case]
    (claim,) = filled(sentence, language)
    assert claim.pop("passage")
    assert claim == expected


@pytest.mark.parametrize(
    ("language", "text", "comments"),
    [
        (
            "en",
            "“No,” he said.",
            ["# perhaps direct", "# chain:", '#   - {role: speaker, mention: "he", cue: "said"}'],
        ),
        ("en", "The so-called “quay” is long.", ["# perhaps mixed"]),
        ("nl", "De kade is lang, zei de loods.", ["# perhaps narrated"]),
        (
            "en",
            "The pilot said that the mayor had promised a quay.",
            [
                "# perhaps indirect",
                "# chain:",
                '#   - {role: speaker, mention: "The pilot", cue: "said"}',
                '#   - {role: speaker, mention: "the mayor", cue: "promised"}',
            ],
        ),
    ],
)
def test_what_is_unsure_is_a_comment_and_its_form_must_be_decided(
    language: str, text: str, comments: list[str]
) -> None:
    written = [line.strip() for line in scaffold(text, language).partition("claims:")[2].splitlines()]
    assert [line for line in written if line.startswith("#")] == comments
    assert "form:" in written
    assert "chain: []" in written


@pytest.mark.parametrize(
    ("language", "text", "sentences"),
    [
        ("de", "Der Hafen schließt am 14. Mai. Das 2. Becken bleibt offen. Er kam am 5. Danach ging er.", 4),
        ("de", "Bis zum 3. Juni 2031 ist alles fertig.", 1),
        ("fr", "M. Dupont est parti le 14 mai. Mme Roy reste.", 2),
        ("en", "Mr. Lee left on May 14. He won.", 2),
        ("ar", "قال العمدة إن الرصيف سيغلق. «سننتهي».", 2),
    ],
)
def test_sentences_are_cut_where_a_reader_ends_them(language: str, text: str, sentences: int) -> None:
    assert len(whole_sentences(text, language)) == sentences


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("“One,” he said, “and two.”", ["One", "and two"]),
        ("„Eins“ und »zwei« und ‚drei‘", ["Eins", "zwei", "drei"]),
        ("« Un » et “deux”", ["Un", "deux"]),
        ('It’s "one" and the dockers’ own', ["one"]),
        ("“Outer ‘inner’ end”", ["Outer ‘inner’ end"]),
        ("“never closed\nand “closed”", ["closed"]),
        ("「一」『二』", ["一", "二"]),
        ("“”", []),
        ("", []),
    ],
)
def test_quotations_are_found_by_the_marks_of_each_language(text: str, quotations: list[str]) -> None:
    assert [text[start:end] for start, end in quotations_in(text)] == quotations


@pytest.mark.parametrize("mode", list(RightsMode))
def test_what_is_filled_in_is_found_again_within_rights(mode: RightsMode) -> None:
    """With title, publisher, statements and acts written, the file locks and builds; no guess stands in its way."""
    long = " ".join(f"word{number}" for number in range(40))
    text = f"“The work ends in June,” said Ann Lee. The quay is long. “It is {long},” said the pilot. The pilot said no."
    data = scaffold(text, "en", mode)
    for empty, value in (
        ("title:", "A quay"),
        ("publisher:", "post"),
        ("statement:", "Ok"),
        ("act:", "assert"),
    ):
        data = data.replace(f"{empty}\n", f"{empty} {value}\n")
    data = data.replace("edtf: , basis: ", "edtf: 2031-04-03, basis: stated")
    published = mode is RightsMode.FULL
    given = ArticleInput(
        id="one",
        file="one.yml",
        data=data.encode(),
        lock=None,
        text=text.encode(),
        text_is_published=published,
    )
    locked, problems = lock_article(given, DAY)
    assert stopping(problems) == []
    output = build_article(replace(given, lock=(locked or "").encode()), frozenset())
    assert output.problems == []
    assert output.records is not None
    assert [claim.form for claim in output.records.claims] == ["direct", "narrated", "direct", "indirect"]
    assert long not in data
    assert ("word39" in data) is (mode is not RightsMode.REFERENCE)
