"""Times in words: what each kind of time reads like, that words and days agree, and that sites hold with all of them."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
from calendar import monthrange
from datetime import date
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from built_site import GOLDEN, ROOT, SETTINGS, SOUND, build
from edtf_grammar import OURS, PRODUCTIONS, TIMES
from hypothesis import find, given, settings
from hypothesis import strategies as st
from sizes import either, spread

from sayso.inspect.times import when
from sayso.model.dates import BadDate, days_of
from sayso.model.meant_times import times_meant
from sayso.model.records import Time
from sayso.model.vocabulary import Basis
from sayso.site.language import speaking
from sayso.site.times import time_in_words

LANGUAGES = ("en", "de", "fr", "ar")


def time(edtf: str) -> Time:
    """A time as it is published."""
    days = days_of(edtf)
    return Time(edtf=edtf, basis=Basis.STATED, earliest=days.earliest, latest=days.latest)


def is_accepted(edtf: str) -> bool:
    """Whether a time may be written."""
    try:
        return len(edtf) <= 64 and bool(days_of(edtf))
    except BadDate:
        return False


WORDS = {
    "2031-05-06T14:30:00": "6 May 2031, 14:30",
    "2031-05-06T14:30:05Z": "6 May 2031, 14:30:05 UTC",
    "2031-05-06T14:30:00+02": "6 May 2031, 14:30 UTC+02:00",
    "2031-34": "second quarter of 2031",
    "2031-39": "last third of 2031",
    "2031-40?": "first half of 2031 (uncertain)",
    "2031-24": "winter 2031",
    "2031-28~": "about winter 2031 in the northern hemisphere",
    "2031-29": "spring 2031 in the southern hemisphere",
    "2031-33/2031-34": "between the first quarter of 2031 and the second quarter of 2031",
    "2031-34/..": "from the second quarter of 2031",
    "2031-05~/2031-06?": "between about May and June 2031 (uncertain)",
    "2031-05%/2032-06": "between about May 2031 (uncertain) and June 2032",
    "2031-05-06/2031-05-06": "6 May 2031",
    "2031-05-06~/2031-05-06?": "about 6 May 2031 (uncertain)",
    "[2031-05-06..2031-05-06]": "6 May 2031",
    "2031-05/2031-05": "May 2031",
    "2031-05-06/2031-05-09": "between 6 and 9 May 2031",
    "2031-05-06/2031-06-09": "between 6 May and 9 June 2031",
    "2031-12-30/2032-01-02": "between 30 December 2031 and 2 January 2032",
    "2031-05/2031-06": "between May and June 2031",
    "2031/2033": "between 2031 and 2033",
    "2031-05/2031-06-03": "between May 2031 and 3 June 2031",
    "2031-05/..": "from May 2031",
    "../2031": "until 2031",
    "2031-05-06/": "from 6 May 2031, end unknown",
    "/2031-05~": "until about May 2031, beginning unknown",
    "../..": "unknown",
    "{2031-05,2031-07}": "May 2031 and July 2031",
    "[2031-05,2031-07]": "May 2031 or July 2031",
    "[..2031-05]": "May 2031 or earlier",
    "{2031-05..}": "May 2031 and later",
    "{2031-05..2031-07,2031-09?}": "May to July 2031 and September 2031 (uncertain)",
    "[2031-05..2031-07]": "between May and July 2031",
    "203X": "between 2030 and 2039",
    "203X%": "between about 2030 and about 2039 (uncertain)",
    "2031-1X": "between October and December 2031",
    "2031-05-1X": "between 10 and 19 May 2031",
    "2031-04-3X": "30 April 2031",
    "2031-XX": "2031 (month not given)",
    "2031-05-XX~": "about May 2031 (day not given)",
    "2031-XX-XX": "2031 (month and day not given)",
    "1950S2": "about 1950, between 1900 and 1999",
    "2031-?04-~03": "3 April 2031 (day approximate and month uncertain)",
    "2031-04~-03": "3 April 2031 (year approximate and month approximate)",
    "?2031-04-03": "3 April 2031 (year uncertain)",
    "2031?-05/2031-06": "between May 2031 (year uncertain) and June 2031",
    "0031-05": "May 0031",
}
OTHERS = {
    ("de", "2031-05~/2031-06?"): "zwischen etwa Mai und Juni 2031 (unsicher)",
    ("de", "2031-05-06~/2031-05-09"): "zwischen etwa dem 6. und dem 9. Mai 2031",
    ("de", "2031-05-06T14:30:00Z"): "6. Mai 2031, 14:30 Uhr (UTC)",
    ("de", "2031-34"): "2. Quartal 2031",
    ("de", "[2031-05,2031-07]"): "Mai 2031 oder Juli 2031",
    ("fr", "2031-05~/2031-06?"): "entre mai environ et juin 2031 (incertain)",
    ("fr", "2031-05-01/2031-05-09"): "entre le 1er et le 9 mai 2031",
    ("fr", "2031-05/2031-06-01"): "entre mai 2031 et le 1er juin 2031",
    ("fr", "2031-21/2031-22"): "entre le printemps 2031 et l’été 2031",
    ("fr", "../2031-05"): "jusqu’en mai 2031",
    ("fr", "../2031-22"): "jusque dans l’été 2031",
    ("fr", "2031-05-06T14:30:00"): "6 mai 2031 à 14:30",
    ("ar", "2031-05~/2031-06?"): "بين نحو مايو ويونيو 2031 (غير مؤكد)",
    ("ar", "2031-05-06T14:30:00"): "6 مايو 2031، 14:30",
    ("ar", "2031-34"): "الربع الثاني من 2031",
    ("ar", "{2031-05,2031-07}"): "مايو 2031 ويوليو 2031",
}


@pytest.mark.parametrize("edtf", WORDS)
def test_times_in_english(edtf: str) -> None:
    assert time_in_words(time(edtf)) == WORDS[edtf]


@pytest.mark.parametrize(("tag", "edtf"), OTHERS)
def test_times_in_other_languages(tag: str, edtf: str) -> None:
    with speaking(tag):
        assert time_in_words(time(edtf)) == OTHERS[tag, edtf]


ROW = re.compile(r"^\| `(.+?)` \| (.+?) \| `(.+?)` \|$", re.MULTILINE)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_page_for_annotators_says_how_times_are_read(tag: str) -> None:
    page = ROOT / "sayso" / "site" / "pages" / tag / "annotating.md"
    rows = [row for row in ROW.findall(page.read_text(encoding="utf-8")) if is_accepted(row[0])]
    assert len(rows) > 25
    with speaking(tag):
        for edtf, words, days in rows:
            first, last = (day or ".." for day in days_of(edtf))
            told = time_in_words(time(edtf)), first if first == last else f"{first}/{last}"
            assert (words, days) == told, edtf


# ---- words and days ----------------------------------------------------------------------------------------

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
NAMED = {
    **{
        f"{one} quarter of": (3 * at + 1, 3 * at + 3)
        for at, one in enumerate(("first", "second", "third", "fourth"))
    },
    **{f"{one} third of": (4 * at + 1, 4 * at + 4) for at, one in enumerate(("first", "second", "last"))},
    **{f"{one} half of": (6 * at + 1, 6 * at + 6) for at, one in enumerate(("first", "second"))},
}
SEASONS = {
    "northern": {"spring": (3, 6), "summer": (6, 9), "autumn": (9, 12), "winter": (0, 15)},
    "southern": {"spring": (9, 12), "summer": (0, 15), "autumn": (3, 6), "winter": (6, 9)},
    "": {"spring": (1, 12), "summer": (0, 15), "autumn": (1, 12), "winter": (0, 15)},
}
NAME = re.compile(
    rf"(?P<part>{'|'.join(NAMED)}) (?P<of>\d{{4}})"
    r"|(?P<season>spring|summer|autumn|winter) (?P<in>\d{4})(?: in the (?P<half>\w+) hemisphere)?"
    rf"|(?:(?P<day>\d{{1,2}})\b(?!:) ?)?(?P<month>{'|'.join(MONTHS)})?\b ?(?P<year>\d{{4}})?"
)


BETWEEN = re.compile(r"between .+? and .*?\d{4}(?: in the \w+ hemisphere)?")


def day_of(year: int, month: int, number: int) -> str:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, number or monthrange(year, month)[1]).isoformat()


def named(plain: str) -> list[tuple[str, str]]:
    """The first and last day of each time that words name; what a name leaves out is what the next one says."""
    found: list[tuple[str, str]] = []
    year, month = 0, 0
    for name in reversed([one for one in NAME.finditer(plain) if one[0].strip()]):
        if name["part"] or name["season"]:
            year = int(name["of"] or name["in"])
            low, high = NAMED[name["part"]] if name["part"] else SEASONS[name["half"] or ""][name["season"]]
            found.append((day_of(year, low, 1), day_of(year, high, 0)))
            continue
        if name["year"]:
            year, month = int(name["year"]), 0
        month = MONTHS.index(name["month"]) + 1 if name["month"] else month
        if name["day"]:
            found.append((day_of(year, month, int(name["day"])),) * 2)
        else:
            only_year = not name["month"]
            found.append(
                (day_of(year, 1 if only_year else month, 1), day_of(year, 12 if only_year else month, 0))
            )
    return found[::-1]


def days_in(words: str) -> tuple[str | None, str | None]:
    """The days that a time spans by its English words."""
    if words == "unknown":
        return None, None
    plain = re.sub(r",? \d\d:\d\d(:\d\d)?( UTC([+-]\d\d:\d\d)?)?|\([^)]*\)", "", words)
    between = [named(found[0]) for found in BETWEEN.finditer(plain)]
    days = [(ends[0][0], ends[-1][1]) for ends in between] + named(BETWEEN.sub("", plain))
    no_first = re.search(r"\b(until|earlier)\b", words)
    no_last = re.search(r"\b(from|later)\b", words)
    first, last = min(first for first, _ in days), max(last for _, last in days)
    return None if no_first else first, None if no_last else last


@pytest.mark.parametrize("edtf", WORDS)
def test_words_that_are_right_lead_back_to_the_days(edtf: str) -> None:
    """Held to the words above, so that the reader of words is known to read."""
    assert days_in(WORDS[edtf]) == days_of(edtf)


ACCEPTED = (TIMES | OURS).filter(is_accepted)


@settings(max_examples=either(300, 5000))
@given(ACCEPTED)
def test_words_lead_back_to_the_days_and_keep_every_sign(edtf: str) -> None:
    words = time_in_words(time(edtf))
    assert days_in(words) == days_of(edtf), words
    assert bool(re.search("[~%]|S", edtf)) == bool(re.search("about|approximate", words)), words
    assert bool(re.search("[?%]", edtf)) == ("uncertain" in words), words
    assert ("-XX" in edtf) == ("not given" in words), words
    ends = re.search(r"between (.*) and (.*)", words)
    assert not ends or ends[1] != ends[2], words


@settings(max_examples=either(150, 5000))
@given(ACCEPTED)
def test_both_ways_to_word_a_time_agree_in_each_language(edtf: str) -> None:
    for tag in LANGUAGES:
        with speaking(tag, marking=True):
            words = time_in_words(time(edtf))
            assert words == when(time(edtf)), (tag, edtf)
            assert not {"\ufdd0", "{", "}"} & set(words), (tag, words)


@pytest.mark.parametrize(
    "edtf", ["2031-05/2031-06", "2031-05-06/2031-05-09", "203X", "2031-05-06T14:30:00", "2031-05/.."]
)
def test_words_are_read_back_from_the_days_of_the_record(edtf: str) -> None:
    """So that a page is refused whose words and whose days are not the same."""
    told = time(edtf)
    assert told.earliest is not None
    other = msgspec.structs.replace(told, earliest=f"2029{told.earliest[4:]}")
    assert when(other) != when(told) == time_in_words(told)


REFUSED = {"long year", "negative year", "exponential year"}


@pytest.mark.parametrize("name", PRODUCTIONS)
def test_each_production_has_times_that_are_taken_but_for_those_of_other_years(name: str) -> None:
    example = find(PRODUCTIONS[name], lambda text: is_accepted(text) is (name not in REFUSED))
    assert example


# ---- what to write instead ---------------------------------------------------------------------------------

MEANT = {
    "2031-05-06T14:30": "2031-05-06T14:30:00",
    "2031-05-06 14:30": "2031-05-06T14:30:00",
    "2031-05-06T14:30+02:00": "2031-05-06T14:30:00+02:00",
    "2031-05-06T14:30:00.5Z": "2031-05-06T14:30:00Z",
    "2031-12-31T24:00:00": "2032-01-01T00:00:00",
    "2031-05-06T24:00:00+02:00": "2031-05-07T00:00:00+02:00",
    "2031-05-06T14:30:00~": "2031-05-06~",
    "2031-05-06T14:30:00/2031-05-07T09:00:00": "2031-05-06/2031-05-07",
    "20310506": "2031-05-06",
    "2031-Q2": "2031-34",
    "Q4 2031": "2031-36",
    "203X/2041": "2030/2041",
    "2031-05-XX/2031-1X": "2031-05/2031-12",
    "[2031-05]": "2031-05",
    "2031~-21": "2031-21~",
    "199u": "199X",
    "2031?~": "2031%",
    "ca. 2031-05": "2031-05~",
    "2031-05/open": "2031-05/..",
    "unknown/2031-05": "/2031-05",
    "2030s": "203X",
    "Y2E3": "2000",
    "Y2031": "2031",
    "1950S4": "1950",
    "2031-05 - 2031-06": "2031-05/2031-06",
    "2031 to 2033": "2031/2033",
    "2031-05 ": "2031-05",
    "2031-05-07/2031-05-03": "2031-05-03/2031-05-07",
}


@pytest.mark.parametrize("written", MEANT)
def test_what_is_meant_is_suggested_and_is_taken(written: str) -> None:
    assert not is_accepted(written)
    assert MEANT[written] in times_meant(written)
    assert is_accepted(MEANT[written])


@given(st.text(max_size=20) | TIMES | st.sampled_from([*MEANT]))
def test_suggestions_can_be_made_for_any_text(text: str) -> None:
    assert text not in times_meant(text)


# ---- sites -------------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def many_times() -> list[str]:
    """Times of all kinds: those above, and some of each production."""
    found = [*WORDS]
    for production in (*PRODUCTIONS.values(), OURS):

        @settings(max_examples=either(25, 250))
        @given(production)
        def collect(edtf: str) -> None:
            found.extend([edtf] if is_accepted(edtf) else [])

        collect()
    return list(dict.fromkeys(found))


def run(command: str, corpus: Path) -> None:
    """Run a command on a corpus, with its withheld text at hand."""
    done = subprocess.run(
        [sys.executable, "build_data.py", "--corpus", str(corpus), command],
        cwd=ROOT,
        env={**os.environ, "SAYSO_TEXTS": str(corpus / "withheld")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def corpus_of(times: list[str], folder: Path) -> Path:
    """The sound corpus with each time as that of an event, the first of them as those of its claims, too."""
    corpus = Path(shutil.copytree(SOUND, folder / "corpus"))
    events = (corpus / "events.yml").read_text(encoding="utf-8")
    events += "".join(
        f'\nmeeting-{number}:\n  name: Meeting {number}\n  time: {{edtf: "{edtf}", basis: stated}}\n'
        for number, edtf in enumerate(times)
    )
    (corpus / "events.yml").write_text(events, encoding="utf-8")
    article = corpus / "articles" / "harbour-berths.yml"
    told = article.read_text(encoding="utf-8")
    single = [edtf for edtf in times if not edtf.startswith("{")]
    told = told.replace("published: {edtf: 2031-04-03,", f'published: {{edtf: "{single[0]}",')
    for edtf in times[:2]:
        told = told.replace("time: {edtf: 2031-04-01,", f'time: {{edtf: "{edtf}",', 1)
    article.write_text(told, encoding="utf-8")
    return corpus


@pytest.mark.slow
@pytest.mark.trust
@pytest.mark.parametrize("tag", spread(LANGUAGES, either(2)))
def test_no_time_stops_a_build_in_any_language(tag: str) -> None:
    """Locked, checked, written in all formats, put on pages, and read back from these."""
    times = many_times()
    assert len(times) > 200
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        corpus = corpus_of(times, folder)
        shutil.copytree(GOLDEN / "docs", folder / "docs")
        config = folder / "mkdocs.yml"
        told = SETTINGS.read_text(encoding="utf-8")
        config.write_text(told.replace("language: en", f"language: {tag}"), encoding="utf-8")
        for command in ("lock", "check"):
            run(command, corpus)
        made = build(folder / "build", corpus, config=config)
        page = (made / "site" / "events" / "index.html").read_text(encoding="utf-8")
        with speaking(tag):
            for edtf in times:
                assert html.escape(time_in_words(time(edtf)), quote=False) in page, edtf
