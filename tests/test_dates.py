"""Dates: which texts are EDTF, which days they span, and that any text is a date or told not to be one."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from edtf import is_valid_edtf, parse_edtf
from edtf_grammar import OURS, TIMES
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.model.dates import BadDate, Days, days_of, exact_day, seconds_of, years_of
from sayso.model.edtf import (
    ALONE,
    DAYS_ONLY,
    NEITHER_END,
    NO_DATE,
    NO_DIGITS,
    NO_SECONDS,
    NO_SIGN,
    NO_TIME,
    NO_ZONE,
    ONE_MEMBER,
    ONE_STRETCH,
    SIGN_AT_END,
)
from sayso.model.fields import EDTF_PATTERN
from sayso.model.records import Time
from sayso.model.times import NO_DAY, OTHER_YEARS
from sayso.model.vocabulary import Basis

SPANS = {
    "2031-04-03": ("2031-04-03", "2031-04-03"),
    "2031-04": ("2031-04-01", "2031-04-30"),
    "2031-02": ("2031-02-01", "2031-02-28"),
    "2032-02": ("2032-02-01", "2032-02-29"),
    "2000-02": ("2000-02-01", "2000-02-29"),
    "1900-02": ("1900-02-01", "1900-02-28"),
    "2031": ("2031-01-01", "2031-12-31"),
    "203X": ("2030-01-01", "2039-12-31"),
    "20XX": ("2000-01-01", "2099-12-31"),
    "2031-XX": ("2031-01-01", "2031-12-31"),
    "2031-04-XX": ("2031-04-01", "2031-04-30"),
    "2032-02-29": ("2032-02-29", "2032-02-29"),
    "2031~": ("2031-01-01", "2031-12-31"),
    "2031-04-03?": ("2031-04-03", "2031-04-03"),
    "2031-04-03T10:30:00Z": ("2031-04-03", "2031-04-03"),
    "2031-04-03/2031-04-07": ("2031-04-03", "2031-04-07"),
    "2031-04-03/2031-04-03": ("2031-04-03", "2031-04-03"),
    "2031-04-03/2031-04": ("2031-04-03", "2031-04-30"),
    "2031/2032-02": ("2031-01-01", "2032-02-29"),
    "2031-04-03/..": ("2031-04-03", None),
    "../2031-04-03": (None, "2031-04-03"),
    "2031-04-03/": ("2031-04-03", None),
    "/2031-04-03": (None, "2031-04-03"),
    "../..": (None, None),
    "[..2031]": (None, "2031-12-31"),
    "{2031,2033}": ("2031-01-01", "2033-12-31"),
    "[2031-04-03,2031-04-07]": ("2031-04-03", "2031-04-07"),
    "2031-21": ("2031-01-01", "2031-12-31"),  # in spring, on either half of the earth
    "2031-22": ("2030-12-01", "2032-03-31"),
    "2031-23": ("2031-01-01", "2031-12-31"),
    "2031-24": ("2030-12-01", "2032-03-31"),
    "2031-25": ("2031-03-01", "2031-06-30"),
    "2031-26": ("2031-06-01", "2031-09-30"),
    "2031-27": ("2031-09-01", "2031-12-31"),
    "2031-28": ("2030-12-01", "2032-03-31"),  # it may begin or end in 2031
    "2031-29": ("2031-09-01", "2031-12-31"),
    "2031-30": ("2030-12-01", "2032-03-31"),
    "2031-31": ("2031-03-01", "2031-06-30"),
    "2031-32": ("2031-06-01", "2031-09-30"),
    "2031-33": ("2031-01-01", "2031-03-31"),
    "2031-34": ("2031-04-01", "2031-06-30"),
    "2031-35": ("2031-07-01", "2031-09-30"),
    "2031-36": ("2031-10-01", "2031-12-31"),
    "2031-37": ("2031-01-01", "2031-04-30"),
    "2031-38": ("2031-05-01", "2031-08-31"),
    "2031-39": ("2031-09-01", "2031-12-31"),
    "2031-40": ("2031-01-01", "2031-06-30"),
    "2031-41": ("2031-07-01", "2031-12-31"),
    "2031-34~": ("2031-04-01", "2031-06-30"),
    "2031-21/2031-22": ("2031-01-01", "2032-03-31"),
    "2031-22/2031-21": ("2030-12-01", "2031-12-31"),  # so it is in the south
    "2031-34/2031-35": ("2031-04-01", "2031-09-30"),
    "2031-1X": ("2031-10-01", "2031-12-31"),
    "2031-0X": ("2031-01-01", "2031-09-30"),
    "2031-05-0X": ("2031-05-01", "2031-05-09"),
    "2031-05-2X": ("2031-05-20", "2031-05-29"),
    "2031-02-2X": ("2031-02-20", "2031-02-28"),
    "2031-05-3X": ("2031-05-30", "2031-05-31"),
    "2031-1X-XX": ("2031-10-01", "2031-12-31"),
    "2031-XX-XX": ("2031-01-01", "2031-12-31"),
    "2031-05-XX/2031-06": ("2031-05-01", "2031-06-30"),
    "2031-04-03T23:59:59-11:00": ("2031-04-03", "2031-04-03"),
    "2031-04-03T00:00:00": ("2031-04-03", "2031-04-03"),
    "2031-04-03T10:30:00+14": ("2031-04-03", "2031-04-03"),
    "2031-05~/2031-06?": ("2031-05-01", "2031-06-30"),
    "{2031-05,2031-07}": ("2031-05-01", "2031-07-31"),
    "{2031, 2033..}": ("2031-01-01", None),
    "[2031-07,2031-05]": ("2031-05-01", "2031-07-31"),
    "[2031-05-01..2031-05-07]": ("2031-05-01", "2031-05-07"),
    "[2031-33,2031-35]": ("2031-01-01", "2031-09-30"),
    "[..2031,2033,2035..]": (None, None),
    "9999-12-31": ("9999-12-31", "9999-12-31"),
    "0001": ("0001-01-01", "0001-12-31"),
    "1950S2": ("1900-01-01", "1999-12-31"),
    "1954S3": ("1950-01-01", "1959-12-31"),
    "[2031, 2033..]": ("2031-01-01", None),
    "2031-?04-~03": ("2031-04-03", "2031-04-03"),
}
REFUSED = {
    "2031-02-29": NO_DAY,
    "1900-02-29": NO_DAY,
    "2031-02-29/2031-03": NO_DAY,
    "2031-01/2031-02-29": NO_DAY,
    "2031-04-31": NO_DAY,
    "2031-02-3X": NO_DAY,
    "2031-20": NO_DATE,
    "2031-42": NO_DATE,
    "2031-05-00": NO_DATE,
    "2031-21-03": NO_DATE,
    "2031-9X": NO_DATE,
    "2031-13-45": NO_DATE,
    "2031-00": NO_DATE,
    "2031-4-3": NO_DATE,
    "20310403": NO_DATE,
    "03.04.2031": NO_DATE,
    "April 2031": NO_DATE,
    "٢٠٣١-٠٤-٠٣": NO_DATE,
    "10000-01-01": NO_DATE,
    "": NO_DATE,
    "/": NEITHER_END,
    "../": NEITHER_END,
    "..": NO_DATE,
    "[..]": NO_DATE,
    "[]": NO_DATE,
    "[2031..,2033]": NO_DATE,
    "[2031]": ONE_MEMBER,
    "{2031-05}": ONE_MEMBER,
    "2031/2032/2033": NO_DATE,
    "9" * 64: NO_DATE,
    "2031-04-03 ": "it begins or ends with white space",
    "\n2031": "it begins or ends with white space",
    "2031-05-07/2031-05-03": "it ends on 2031-05-03, before it begins on 2031-05-07",
    "2031/2030": "it ends in 2030, before it begins in 2031",
    "2031-22/2030": "it ends in 2030, before it begins in 2031",
    "2031-05/2031-04": "it ends on 2031-04-30, before it begins on 2031-05-01",
    "2031-35/2031-34": "it ends on 2031-06-30, before it begins on 2031-07-01",
    "[2033..2031]": "it ends in 2031, before it begins in 2033",
    "2031/-2031": OTHER_YEARS,
    "-0050": OTHER_YEARS,
    "-0044-03-15": OTHER_YEARS,
    "-0044/2031": OTHER_YEARS,
    "0000": OTHER_YEARS,
    "000X": OTHER_YEARS,
    "XXXX-12-25": OTHER_YEARS,
    "Y12000": OTHER_YEARS,
    "Y-17E7": OTHER_YEARS,
    "Y2E3": OTHER_YEARS,
    "0001-24": OTHER_YEARS,
    "/0001-24": OTHER_YEARS,
    "9999-24/..": OTHER_YEARS,
    "9999-22": OTHER_YEARS,
    "0500S1": OTHER_YEARS,
    "20XX-0X": ONE_STRETCH,
    "203X-05": ONE_STRETCH,
    "2031-X1": ONE_STRETCH,
    "2031-XX-03": ONE_STRETCH,
    "2X31": ONE_STRETCH,
    "203X/2041": ALONE,
    "[203X,2045]": ALONE,
    "1950S2/2031": ALONE,
    "1950S0": NO_DIGITS,
    "1950S4": NO_DIGITS,
    "1950S2-05": NO_DIGITS,
    "2031-04-03T14:30": NO_SECONDS,
    "2031-04-03T14": NO_SECONDS,
    "2031-04-03T24:00:00": NO_TIME,
    "2031-04-03T14:60:00": NO_TIME,
    "2031-04-03T14:30:60": NO_TIME,
    "2031-04T14:30:00": NO_TIME,
    "2031-04-XXT14:30:00": NO_TIME,
    "2031-04-03T14:30:00+15": NO_ZONE,
    "2031-04-03T14:30:00+14:30": NO_ZONE,
    "2031-04-03~T14:30:00": NO_SIGN,
    "2031-04-03T14:30:00/2031-04-04": DAYS_ONLY,
    "{2031-04-03T14:30:00,2031-04-04}": DAYS_ONLY,
    "2031~-21": SIGN_AT_END,
    "~203X-XX": SIGN_AT_END,
    "[..-0050, 2031]": OTHER_YEARS,
    "[2031 , 2033]": NO_DATE,
    "2031 /2032": NO_DATE,
}
MOST_DAYS = (date.max - date.min).days


@pytest.mark.parametrize("edtf", SPANS)
def test_spans(edtf: str) -> None:
    assert days_of(edtf) == Days(*SPANS[edtf])


@pytest.mark.parametrize("edtf", REFUSED)
def test_refuses(edtf: str) -> None:
    with pytest.raises(BadDate) as refusal:
        days_of(edtf)
    assert str(refusal.value) == REFUSED[edtf]


def days_or_refusal(text: str) -> Days | str:
    """The days of a text, or why it has none."""
    try:
        return days_of(text)
    except BadDate as refusal:
        return str(refusal)


OURS_ALONE = (ALONE, NO_DIGITS, ONE_STRETCH, OTHER_YEARS, NO_DAY)
"""Why something that the grammar holds is refused, beside an end before the begin."""
MADE_UP = re.compile(r"-(2[1-9]|3[0-2])|S")
"""Seasons, for which the package makes up months, and significant digits, which it overlooks."""


@settings(max_examples=150)
@given(TIMES)
def test_the_whole_grammar_is_read_and_days_are_those_of_another_reader(text: str) -> None:
    """The other is the package `edtf`, where it tells days at all."""
    days = days_or_refusal(text)
    if isinstance(days, str):
        assert days in OURS_ALONE or "before it begins" in days, text
        return
    assert re.fullmatch(EDTF_PATTERN, text), text
    if not is_valid_edtf(text):
        assert re.search("[?~%]", text), text  # it knows fewer signs on seasons and on parts
        return
    if MADE_UP.search(text) or days.earliest is None or days.latest is None or "X" in text.replace("-XX", ""):
        return
    other = parse_edtf(text)
    told = [
        f"{at.tm_year:04}-{at.tm_mon:02}-{at.tm_mday:02}"
        for at in (other.lower_strict(), other.upper_strict())
    ]
    assert told == list(days), text


@given(OURS)
def test_parts_of_years_stand_wherever_months_do(text: str) -> None:
    days = days_or_refusal(text)
    if isinstance(days, str):
        assert days == OTHER_YEARS or "before it begins" in days, text
    else:
        assert re.fullmatch(EDTF_PATTERN, text), text
        assert days.earliest or days.latest


@given(st.dates(), st.integers(0, 4000))
def test_days_and_intervals_of_days_span_themselves(first: date, length: int) -> None:
    last = date.min + timedelta(days=min((first - date.min).days + length, MOST_DAYS))
    assert days_of(first.isoformat()) == (first.isoformat(), first.isoformat())
    assert days_of(f"{first}/{last}") == (first.isoformat(), last.isoformat())
    assert days_of(f"{first}/..") == days_of(f"{first}/") == (first.isoformat(), None)
    assert days_of(f"../{last}") == days_of(f"/{last}") == (None, last.isoformat())
    if first < last:
        with pytest.raises(BadDate, match="before it begins"):
            days_of(f"{last}/{first}")


LIKE_DATES = st.text("0123456789-/.X?~%YES[]{},TZ: ", max_size=30)


@given(
    st.text(max_size=64)
    | LIKE_DATES
    | st.lists(st.sampled_from([*SPANS, *REFUSED, "/", "-", ","]), max_size=3).map("".join)
)
@example("2031-04-03/" * 5)
@example("[" * 64)
def test_any_text_is_a_date_or_is_told_not_to_be_one(text: str) -> None:
    try:
        earliest, latest = days_of(text)
    except BadDate as refusal:
        told = str(refusal)
    else:
        told = ""
        for day in filter(None, (earliest, latest)):
            assert date.fromisoformat(day).isoformat() == day
        assert earliest or "/" in text[:3] or ".." in text[:3]
        assert exact_day(Time(edtf=text, basis=Basis.STATED, earliest=earliest, latest=latest)) in (
            None,
            earliest,
        )
        assert latest or text.endswith(("/", "..", "..]", "..}"))
        assert not (earliest and latest and latest < earliest)
        assert text == text.strip()
    assert told or text


def time(edtf: str) -> Time:
    """A time as it is published."""
    days = days_of(edtf)
    return Time(edtf=edtf, basis=Basis.STATED, earliest=days.earliest, latest=days.latest)


def test_only_a_day_without_doubt_is_exact() -> None:
    exact = (
        "2031-04-03",
        "2031-04-03T10:30:00Z",
        "2031-04-03/2031-04-03",
        "2031-04-3X",
        "[2031-04-03..2031-04-03,2031-04-03]",
    )
    doubtful = ("2031-04-03?", "2031-04-03~/2031-04-03", "2031-?04-03", "2031-04", "../..", "[..2031-04-03]")
    assert [exact_day(time(edtf)) for edtf in exact] == ["2031-04-03"] * 3 + ["2031-04-30", None]
    assert [exact_day(time(edtf)) for edtf in doubtful] == [None] * 6


def test_times_of_one_day_are_in_the_order_of_their_hours_wherever_they_were_told() -> None:
    day = "2031-04-03"
    in_order = [day, f"{day}T01:00:00+02:00", f"{day}T00:30:00Z", f"{day}T10:30:00", f"{day}T08:30:00-05:30"]
    turned = in_order[::-1]
    assert sorted(turned, key=lambda edtf: seconds_of(time(edtf))) == in_order


def test_the_years_of_a_time_are_all_that_it_may_be() -> None:
    years = {
        "2031-04-03": ["2031"],
        "2031-12-30/2032-01-02": ["2031", "2032"],
        "2031-24": ["2030", "2031", "2032"],
        "203X": [str(year) for year in range(2030, 2040)],
        "20XX": [],
        "2031/..": ["2031"],
        "../2031": ["2031"],
        "../..": [],
    }
    assert {edtf: years_of(time(edtf)) for edtf in years} == years
