"""Names: what looks alike, what can't be seen, and what mixes scripts is told; ordinary names of all scripts pass."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from sayso.corpus.ids import read_register
from sayso.model.names import is_visible, look_of, names_tell_apart, words_of_names_are_of_one_script


class Named(NamedTuple):
    name: str


def told(*names: str) -> list[str]:
    entries = {f"id-{number}": Named(name) for number, name in enumerate(names)}
    rules = (names_tell_apart, words_of_names_are_of_one_script)
    return [complaint.sentence for rule in rules for complaint in rule(entries)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harbour Post", "harbour post"),
        ("Harbour Post", "Harbour-Post"),
        ("Harbour Post", "Harbour\u00a0Post"),
        ("Harbour Post", "Hаrbоur Pоst"),  # Cyrillic а and о
        ("Ada Pell", "Αda Pell"),  # Greek capital alpha
        ("José", "Jose\u0301"),
        ("José", "Jose"),
        ("Office", "Oﬃce"),  # a ligature
        ("Ada Pell", "Ａda Ｐell"),  # full-width letters
        ("Ada", "A\u200dda"),
        ("СОТ", "COT"),
    ],
)
def test_names_that_look_alike_are_told(one: str, other: str) -> None:
    assert look_of(one) == look_of(other)
    assert any("looks like the name of `id-0`" in sentence for sentence in told(one, other))


def test_names_that_differ_pass_in_every_script() -> None:
    assert told("Ada Pell", "Ada Bell", "Анна", "Άννα", "小林", "大林", "حماس", "فتح", "★", "…") == []


def test_a_word_of_two_scripts_is_told() -> None:
    assert told("Hаmas movement") == [
        "the letters of a word should be of one script; those of “Hаmas” are Cyrillic and Latin"
    ]
    assert told("Газпром Media", "Beta β2", "x²") == []


@pytest.mark.parametrize(
    "text", ["", " ", "\u3164", "\u2800\u00a0", "\u0301", "\u200d", "\ufe0f\u034f", "\u115f"]
)
def test_what_is_drawn_as_nothing_is_not_visible(text: str) -> None:
    assert not is_visible(text)


@pytest.mark.parametrize("text", ["a", "…", "1", "★", "語", "ـ", "é", "👩\u200d👧"])
def test_what_is_drawn_is_visible(text: str) -> None:
    assert is_visible(text)


def test_a_reason_stays_as_it_was_written() -> None:
    lines = "live actor x 1.0\nwithdrawn actor x 1.0 2031-05-02 two  spaces,\ta tab and\u00a0more  \n"
    entries, problems = read_register("ids.lock", lines)
    assert problems == []
    assert entries["x"].reason == "two  spaces,\ta tab and\u00a0more"
