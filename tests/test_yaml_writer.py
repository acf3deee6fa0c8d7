"""Texts in YAML stay texts, for readers of YAML 1.1 and of YAML 1.2, and values that are no texts stay those."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from sayso.exports.yaml_writer import yaml_of

CORE = {
    "null": r"null|Null|NULL|~|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN",
}
"""What the core schema of YAML 1.2.2 takes plain words for (section 10.3.2, its table of tags)."""

OLD = {
    "null": r"~|null|Null|NULL|",
    "bool": r"y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF",
    "int": r"[-+]?(0b[0-1_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(:[0-5]?[0-9])+)",
    "float": r"[-+]?([0-9][0-9_]*)?\.[0-9.]*([eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*"
    r"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
    "day": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "time": r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(\.[0-9]*)?"
    r"(([ \t]*)Z|[-+][0-9]{1,2}(:[0-9]{2})?)?",
    "merge": "<<",
    "value": "=",
}
"""What the types of YAML 1.1 take plain words for (https://yaml.org/type/)."""

FORMS = "|".join(f"(?:{form})" for form in (*CORE.values(), *OLD.values()))
LIKE_NUMBERS = st.text("0123456789eE+-._:xobBaFTZ \t", max_size=10)
TEXTS = st.one_of(
    st.from_regex(FORMS, fullmatch=True, alphabet=st.characters(max_codepoint=127)),
    LIKE_NUMBERS,
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
)


def plain_words(text: str) -> list[str]:
    """The scalars of a YAML text that stand without quotation marks or tags, by libyaml."""
    events = yaml.parse(text, Loader=yaml.CSafeLoader)
    return [event.value for event in events if isinstance(event, yaml.ScalarEvent) and event.implicit[0]]


def taken_for(word: str, forms: dict[str, str]) -> str:
    return next((kind for kind, form in forms.items() if re.fullmatch(form, word)), "text")


@given(TEXTS)
@example("1e3")
@example("1234567890e12345")
@example("0o7")
@example("0x1f")
@example("1_000")
@example("+1")
@example(".inf")
@example("y")
@example("=")
@example("12:30:45")
def test_every_reader_takes_a_text_for_a_text(text: str) -> None:
    for written in (
        yaml_of([text, {text: [text]}], flow_of_scalars=True),
        yaml_of({"given": text, text: 1}, flow_of_scalars=False),
    ):
        for word in plain_words(written):
            assert word == "1" or {taken_for(word, CORE), taken_for(word, OLD)} == {"text"}
    written = yaml_of([text, {"in": text}], flow_of_scalars=True)
    assert yaml.load(written, Loader=yaml.CSafeLoader) == [text, {"in": text}]


@given(st.from_regex(FORMS, fullmatch=True, alphabet=st.characters(min_codepoint=32, max_codepoint=126)))
def test_another_reader_of_yaml_12_takes_them_for_texts(text: str) -> None:
    reader = YAML(typ="safe", pure=True)
    assert reader.version is None  # none was asked for, so it reads 1.2
    assert reader.load(yaml_of({"text": text}, flow_of_scalars=False)) == {"text": text}


VALUES: list[Any] = [None, True, False, 0, -7, 1_000_000, 0.5, -0.1276, 1e16, 1e-7, [], {}, [[1, 2], [3, 4]]]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_values_that_are_no_texts_stay_what_they_are(value: Any) -> None:
    written = yaml_of([value, {"in": value}], flow_of_scalars=True)
    for read in (yaml.load(written, Loader=yaml.CSafeLoader), YAML(typ="safe", pure=True).load(written)):
        assert repr(read) == repr([value, {"in": value}])


@pytest.mark.parametrize(
    "word", ["no more", "Null Island", "1st", "e3", "0.1 of it", "2031-04-03/2031-04-07"]
)
def test_other_words_stand_without_quotation_marks(word: str) -> None:
    assert yaml_of([word], flow_of_scalars=True) == f"[{word}]\n"


def test_the_forms_are_those_that_readers_know() -> None:
    """The regular expressions above say what PyYAML and ruamel.yaml do, where these follow the specifications."""
    assert yaml.safe_load("[1e3, 0o7, 010, 1_000]") == ["1e3", "0o7", 8, 1000]
    assert [taken_for(word, CORE) for word in ("1e3", "0o7", "010")] == ["float", "int", "int"]
    assert YAML(typ="safe", pure=True).load("[1e3, 0o7, 010]") == [1000.0, 7, 10]
    assert [taken_for(word, OLD) for word in ("1e3", "0o7", "010", "1_000")] == ["text", "text", "int", "int"]
