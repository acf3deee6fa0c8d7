"""Dates: which texts are EDTF, which days they span, and that any text is a date or told not to be one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sayso.model.dates import BadDate, Days, days_of

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
    "2031-21": ("2031-03-01", "2031-05-31"),
    "2031-22": ("2031-06-01", "2031-08-31"),
    "2031-23": ("2031-09-01", "2031-11-30"),
    "2031-24": ("2031-12-01", "2031-12-31"),
    "2031-33": ("2031-01-01", "2031-03-31"),
    "2031-21/2031-22": ("2031-03-01", "2031-08-31"),
    "9999-12-31": ("9999-12-31", "9999-12-31"),
    "0001": ("0001-01-01", "0001-12-31"),
    "1950S2": ("1950-01-01", "1950-12-31"),
    "[2031, 2033..]": ("2031-01-01", None),
    "2031-?04-~03": ("2031-04-03", "2031-04-03"),
}
NO_DATE = "it is no date in EDTF"
OTHER_YEARS = "it must write each year in four digits, from 0001 to 9999"
UNTOLD = "it spans days that can't be told"
NO_DAY = "it names a day that the calendar doesn't have"
REFUSED = {
    "2031-02-29": NO_DAY,
    "1900-02-29": NO_DAY,
    "2031-02-29/2031-03": NO_DAY,
    "2031-01/2031-02-29": NO_DAY,
    "2031-04-31": NO_DATE,
    "2031-13-45": NO_DATE,
    "2031-00": NO_DATE,
    "2031-4-3": NO_DATE,
    "20310403": NO_DATE,
    "03.04.2031": NO_DATE,
    "April 2031": NO_DATE,
    "٢٠٣١-٠٤-٠٣": NO_DATE,
    "10000-01-01": NO_DATE,
    "": NO_DATE,
    "/": NO_DATE,
    "..": NO_DATE,
    "2031/2032/2033": NO_DATE,
    "9" * 64: NO_DATE,
    "2031-04-03 ": "it begins or ends with white space",
    "\n2031": "it begins or ends with white space",
    "2031-05-07/2031-05-03": "it ends on 2031-05-03, before it begins on 2031-05-07",
    "2031/2030": "it ends on 2030-12-31, before it begins on 2031-01-01",
    "2031-05/2031-04": "it ends on 2031-04-30, before it begins on 2031-05-01",
    "2031-22/2031-21": "it ends on 2031-05-31, before it begins on 2031-06-01",
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
    "20XX-0X": UNTOLD,
    "{2031, 2033..}": UNTOLD,
    "[..-0050, 2031]": NO_DATE,
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


def test_a_refusal_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    days_of.cache_clear()
    with pytest.raises(BadDate):
        days_of("../")
    assert capsys.readouterr() == ("", "")


@settings(max_examples=30)  # the parser is slow
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
        assert latest or text.endswith(("/", "..", "..]", "..}"))
        assert not (earliest and latest and latest < earliest)
        assert text == text.strip()
    assert told or text
