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
from sayso.corpus.reporting import cues_in
from sayso.corpus.reporting_words import LANGUAGES
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


def speaker(mention: str, cue: str | list[str], *actors: str) -> list[dict[str, Any]]:
    return [
        {
            "role": "speaker",
            **({"actors": list(actors)} if actors else {}),
            "mention": mention,
            "cue": cue,
        }
    ]


ASKED = "  # who says so? a cue alone says that nobody is named"
"""What stands behind a link that has reporting words alone."""


def indirect(mention: str, cue: str | list[str], *actors: str, **more: str) -> dict[str, Any]:
    return {"form": "indirect", "chain": speaker(mention, cue, *actors), **more}


REPORTED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    (
        "en",
        "According to the fire service, the shed burned down.",
        indirect("the fire service", "According to"),
    ),
    ("en", "The shed burned down, according to police.", indirect("police", "according to")),
    ("en", "In the view of the union the quay is lost.", indirect("the union", "In the view of")),
    ("en", "The mayor on Friday said the quay would close.", indirect("The mayor", "said")),
    (
        "en",
        "As the port authority announced, two berths close.",
        indirect("the port authority", "announced", act="announce"),
    ),
    ("en", "Mr. Reed of the pilots’ union told us no.", indirect("Mr. Reed of the pilots’ union", "told")),
    (
        "en",
        "The head of the yard in Kiel warned of delays.",
        indirect("The head of the yard", "warned", act="warn"),
    ),
    ("en", "Tom Reed, the harbour master, said no.", indirect("the harbour master", "said")),
    (
        "de",
        "Das Feuer ist aus, wie die Feuerwehr am frühen Morgen mitteilte.",
        indirect("die Feuerwehr", "mitteilte"),
    ),
    (
        "de",
        "Die Feuerwehr teilte am Montag mit, das Feuer sei aus.",
        indirect("Die Feuerwehr", ["teilte", "mit"]),
    ),
    ("de", "Nach Angaben der Feuerwehr brannte ein Schuppen.", indirect("der Feuerwehr", "Nach Angaben")),
    (
        "de",
        "Nach ersten Erkenntnissen der Polizei starb niemand.",
        indirect("der Polizei", "Nach ersten Erkenntnissen"),
    ),
    ("de", "Der Schuppen war leer, so Oltmanns.", indirect("Oltmanns", "so")),
    ("de", "Das Feuer, so die Polizei, brach um drei aus.", indirect("die Polizei", "so")),
    ("de", "Laut einem Sprecher der Stadt wird neu gebaut.", indirect("einem Sprecher der Stadt", "Laut")),
    ("de", "Der Polizei zufolge starb niemand.", indirect("Der Polizei", "zufolge")),
    ("de", "Angaben der Stadt zufolge kostet das viel.", indirect("Angaben der Stadt", "zufolge")),
    ("de", "Die Polizei geht von Brandstiftung aus.", indirect("Die Polizei", ["geht von", "aus"])),
    ("de", "Aus Sicht der Werft reicht das.", indirect("der Werft", "Aus Sicht")),
    ("en", "The plan fails, per the ministry.", indirect("the ministry", "per")),
    ("de", "Den Brand bestätigte die Feuerwehr.", indirect("die Feuerwehr", "bestätigte", act="confirm")),
    ("de", "Vor Ort erklärte Jörg Süß, alles sei gut.", indirect("Jörg Süß", "erklärte", "joerg-suess")),
    ("de", "Der Direktor hat am Montag gesagt, dass er kommt.", indirect("Der Direktor", "gesagt")),
    ("fr", "D’après l’AFP, deux personnes sont mortes.", indirect("l’AFP", "D’après")),
    ("fr", "D'après les pompiers, le feu est éteint.", indirect("les pompiers", "D'après")),
    ("fr", "Le pont fermera, selon le maire de la ville.", indirect("le maire de la ville", "selon")),
    (
        "fr",
        "Comme l’a annoncé le port, deux quais ferment.",
        indirect("le port", "a annoncé", act="announce"),
    ),
    (
        "fr",
        "Le préfet a également indiqué que le pont fermerait.",
        indirect("Le préfet", "a également indiqué"),
    ),
    ("fr", "Les pompiers estiment que le feu est éteint.", indirect("Les pompiers", "estiment")),
    (
        "fr",
        "Le maire, Jean Roy, a dit que c’est fini.",
        indirect("Jean Roy", "a dit", "jean-roy"),
    ),
    ("ar", "بحسب الشرطة، أُغلق الجسر.", indirect("الشرطة", "بحسب")),
    ("ar", "وفقا لوزارة الصحة، ارتفع العدد.", indirect("لوزارة الصحة", "وفقا")),
    ("ar", "أُغلق الجسر، وفقًا للشرطة.", indirect("للشرطة", "وفقًا")),
    ("ar", "قال رئيس البلدية إن الجسر سيغلق.", indirect("رئيس البلدية", "قال")),
    ("ar", "وقالت الشرطة المحلية يوم الاثنين إن الطريق مغلق.", indirect("الشرطة المحلية", "قالت")),
)
"""Sentences that report without quoting: language, sentence, and what is filled in."""
CASES: dict[str, tuple[str, str, dict[str, Any]]] = {
    **{sentence: (language, sentence, expected) for language, sentence, expected in REPORTED},
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


UNSURE: tuple[tuple[str, str, list[str]], ...] = (
    (
        "en",
        "“No,” he said.",
        [
            "# perhaps direct: “he” stands for somebody named before",
            "# chain:",
            '#   - {role: speaker, mention: "he", cue: "said"}',
        ],
    ),
    ("en", "The long “quay” is old.", ["# perhaps mixed: it quotes, and no reporting words were found"]),
    (
        "nl",
        "De kade is lang, zei de loods.",
        ["# perhaps narrated: which words report in the language nl is not known"],
    ),
    (
        "en",
        "The pilot said that the mayor had promised a quay.",
        [
            "# perhaps indirect: several words report",
            "# chain:",
            '#   - {role: speaker, mention: "The pilot", cue: "said"}',
            '#   - {role: speaker, mention: "the mayor", cue: "promised"}',
        ],
    ),
    (
        "en",
        "The mayor reportedly met the union.",
        [
            "# perhaps indirect: nobody is named beside “reportedly”",
            "# chain:",
            '#   - {role: speaker, cue: "reportedly"}' + ASKED,
        ],
    ),
    (
        "en",
        "The mayor was told of it, and said no.",
        ["# perhaps indirect: several words report", "# chain:"]
        + [f'#   - {{role: speaker, cue: "{cue}"}}{ASKED}' for cue in ("told", "said")],
    ),
    (
        "en",
        "The bridge would cost ten million.",
        ["# perhaps indirect: “would” may tell that somebody else says so"],
    ),
    ("de", "Das Feuer sei aus.", ["# perhaps indirect: “sei” may tell that somebody else says so"]),
    (
        "de",
        "Der Tod wurde von der Polizei bestätigt.",
        [
            "# perhaps indirect: nobody is named beside “bestätigt”",
            "# chain:",
            '#   - {role: speaker, cue: "bestätigt"}' + ASKED,
        ],
    ),
    (
        "de",
        "Der Hafen bleibt offen, wie es aus dem Ministerium hieß.",
        [
            "# perhaps indirect: nobody is named beside “wie es”",
            "# chain:",
            '#   - {role: speaker, cue: ["wie es", "hieß"]}' + ASKED,
        ],
    ),
    (
        "de",
        "Der Minister, der am Dienstag die Werft besuchte, sagte nichts.",
        [
            "# perhaps indirect: nobody is named beside “sagte”",
            "# chain:",
            '#   - {role: speaker, cue: "sagte"}' + ASKED,
        ],
    ),
    (
        "fr",
        "« Le pont est vieux », a-t-elle déclaré.",
        [
            "# perhaps direct: “elle” stands for somebody named before",
            "# chain:",
            '#   - {role: speaker, mention: "elle", cue: "a-t-elle déclaré"}',
        ],
    ),
    (
        "fr",
        "Le maire, Jean Roy, a confirmé la fin.",
        [
            "# perhaps indirect: nobody is named beside “a confirmé”",
            "# chain:",
            '#   - {role: speaker, cue: "a confirmé"}' + ASKED,
        ],
    ),
    ("fr", "Le pont serait fermé.", ["# perhaps indirect: “serait” may tell that somebody else says so"]),
    (
        "ar",
        "أعلن المجلس إغلاق الرصيف.",
        [
            "# perhaps indirect: who speaks may end earlier",
            "# chain:",
            '#   - {role: speaker, mention: "المجلس إغلاق الرصيف", cue: "أعلن"}',
        ],
    ),
    (
        "ar",
        "وأضاف أن العمل مستمر.",
        [
            "# perhaps indirect: nobody is named beside “أضاف”",
            "# chain:",
            '#   - {role: speaker, cue: "أضاف"}' + ASKED,
        ],
    ),
)
"""Sentences whose guess must be decided, with the comments that say what of them is unsure."""


@pytest.mark.parametrize(("language", "text", "comments"), UNSURE)
def test_what_is_unsure_is_a_comment_and_its_form_must_be_decided(
    language: str, text: str, comments: list[str]
) -> None:
    written = [line.strip() for line in scaffold(text, language).partition("claims:")[2].splitlines()]
    assert [line for line in written if line.startswith("#")] == comments
    assert "form:" in written
    assert "chain: []" in written


@pytest.mark.parametrize(
    ("language", "text"),
    [
        *(("en", "The quay is long."), ("de", "Der Kai ist lang."), ("fr", "Le quai est long.")),
        ("ar", "الرصيف طويل."),
    ],
)
def test_what_nobody_is_found_to_report_is_narrated_and_to_be_confirmed(language: str, text: str) -> None:
    written = [line.strip() for line in scaffold(text, language).partition("claims:")[2].splitlines()]
    at = written.index("form: narrated")
    assert written[at + 1] == "# confirm it: no reporting words were found"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_of_the_table_is_found_in_a_sentence(language: str) -> None:
    """Every entry is found where it stands alone, so that none is misspelt or swallowed by another."""
    known = LANGUAGES[language]
    kinds = {
        "leading": known.leading,
        "trailing": known.trailing,
        "unnamed": known.unnamed,
        "doubt": known.doubts,
    }
    entries = [("verb", one) for words in known.verbs.values() for one in words.split()]
    entries += [(kind, one) for kind, words in kinds.items() for one in words.split()]
    assert len(entries) > 100
    for kind, entry in entries:
        written = entry.replace("+", known.perfect and "a ").replace("|", " ").replace("…", " x ")
        found = cues_in(f"x {written}.", language, ())
        assert any(cue.kind == kind and cue.spans[0][0] == 2 for cue in found), (entry, found)


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
