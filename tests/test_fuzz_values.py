"""Fuzzing of single values: canonical JSON and revs, escaped text, web addresses and dates.

Each is compared with something that was written by others: Python's own JSON, an HTML parser, the way in which
browsers take an address apart, and the calendar.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import msgspec
import pytest
from built_site import SOUND
from hypothesis import given, settings
from hypothesis import strategies as st
from sizes import MUTANTS

from sayso.corpus.corpus import join, read_corpus
from sayso.model.canonical import OUTSIDE_REV, canonical, rev_of
from sayso.model.dates import BadDate, days_of
from sayso.model.records import TABLES
from sayso.model.urls import fault_of_url
from sayso.site.environment import TEMPLATES, create_environment
from sayso.site.foreign import lang

Figure = Callable[[str, float | str], None]
TRIES = MUTANTS // 5
WITHOUT_SURROGATES = st.characters(exclude_categories=["Cs"])
TEXT = st.text(WITHOUT_SURROGATES, max_size=12)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def typed(value: Any) -> Any:
    """A value that is equal to another only if both are the same JSON: True is not 1, and keys have no order."""
    if isinstance(value, dict):
        return {key: typed(one) for key, one in value.items()}
    return [typed(one) for one in value] if isinstance(value, list) else (type(value), value)


def turned(value: Any) -> Any:
    """The same value with the keys of each mapping in the opposite order."""
    if isinstance(value, dict):
        return {key: turned(value[key]) for key in reversed(value)}
    return [turned(one) for one in value] if isinstance(value, list) else value


@settings(max_examples=400)
@given(JSON, JSON)
def test_equal_values_have_equal_bytes_and_others_have_others(one: Any, other: Any) -> None:
    written = canonical(one)
    assert typed(json.loads(written)) == typed(one)
    assert canonical(turned(one)) == canonical(json.loads(written)) == written
    assert (canonical(other) == written) is (typed(other) == typed(one))
    assert written == json.dumps(one, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


@pytest.mark.trust
def test_every_character_stands_in_canonical_json_as_itself(figure: Figure) -> None:
    points = [point for point in range(0x110000) if not 0xD800 <= point < 0xE000]
    for start in range(0, len(points), 4096):
        text = "".join(map(chr, points[start : start + 4096]))
        assert json.loads(canonical({"a": text, text[:9]: 1})) == {"a": text, text[:9]: 1}
    figure("fuzz: characters written to canonical JSON and read back", len(points))


def records() -> list[dict[str, Any]]:
    """The records of the sound corpus that have a rev."""
    dataset = join(read_corpus(SOUND, []))
    rows = [json.loads(msgspec.json.encode(row)) for table in TABLES for row in dataset.table(table)]
    return [row for row in rows if "rev" in row]


def changes(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Each place of a value, with another value that could stand there."""
    if path and path[0] in OUTSIDE_REV:
        return
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from changes(value[key], (*path, key))
        if path:
            yield path, {**value, "odd": None} if isinstance(value, dict) else [*value, None]
    elif isinstance(value, bool) or value is None:
        yield path, not value
    else:
        yield path, f"{value} " if isinstance(value, str) else value + 1


@pytest.mark.trust
def test_a_rev_changes_with_each_value_of_its_record_and_with_nothing_else(figure: Figure) -> None:
    tried = 0
    for record in records():
        assert rev_of(record) == record["rev"] == rev_of(turned(record))
        for name in OUTSIDE_REV:
            assert rev_of({**record, name: "other"}) == record["rev"]
        revs = {record["rev"]}
        for path, other in changes(record):
            changed = deepcopy(record)
            around = changed
            for step in path[:-1]:
                around = around[step]
            around[path[-1]] = other
            assert rev_of(changed) not in revs, path
            revs.add(rev_of(changed))
            tried += 1
    assert tried > 100
    figure("fuzz: values of records changed, each with another rev", tried)


KEPT = st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")
"""An HTML parser makes LF of CR and drops NUL; a written file can hold neither."""
BREAKING = st.sampled_from(
    ["<", ">", '"', "'", "&", "&amp;", "&lt", "&#60;", "</p>", "</title>", "<!--", "-->", "]]>", "{{", "}}", "{%", "`", "=", "\n"]
)  # fmt: skip
PAGE = """<!doctype html><title>{{ text }}</title><p>{{ text }}</p><a title="{{ text }}" data-x='{{ text }}'></a>
<textarea>x{{ text }}</textarea><svg><title>{{ text }}</title><text>{{ text }}</text></svg>"""


@settings(max_examples=500)
@given((st.lists(KEPT | BREAKING, max_size=30)).map("".join))
def test_any_text_comes_back_out_of_its_page_and_makes_no_element(text: str) -> None:
    page = create_environment().from_string(PAGE).render(text=text)
    tree: Element = html5lib.parse(page, namespaceHTMLElements=False)
    names = [str(element.tag).rpartition("}")[2] for element in tree.iter()]
    assert names == ["html", "head", "title", "body", "p", "a", "textarea", "svg", "title", "text"]
    told = [
        element.text or ""
        for element in tree.iter()
        if str(element.tag).rpartition("}")[2] in ("title", "p", "text")
    ]
    assert told == [text] * 4
    assert (tree.findtext(".//textarea") or "") == f"x{text}"
    (link,) = tree.iter("a")
    assert link.attrib == {"title": text, "data-x": text}


WHOLE = re.compile(
    r"\{\{ (?:[\w.]*(?:lang|links\.own|in_article)(?:\([\w.]*\))?(?: if [\w. ]+)?|[^{}]*\bslanted) \}\}"
)
"""Whole attributes: what `lang` gives, also under the names of views, and how words of an axis are turned."""
VALUE = "\ue000"
"""Stands for a value in the text of a template."""


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.jinja")), ids=lambda path: path.name)
def test_no_template_writes_a_value_where_escaping_does_not_hold_it(template: Path) -> None:
    """Escaping holds text between tags and inside quotation marks; not in scripts, styles, names or bare attributes.

    `naming` is a macro of the pictures' own, which writes whole attributes, and so does `lang`, which escapes the tag.
    """
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|\bautoescape\b|\bMarkup\b", text)
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{ naming\(.*?\) \}\}", "", text, flags=re.DOTALL)
    text = re.sub(WHOLE, "", text)
    text = re.sub(r"\{\{.*?\}\}", VALUE, text, flags=re.DOTALL)
    for inner in re.findall(r"<(?:script|style)\b[^>]*>(.*?)</", text, flags=re.DOTALL):
        assert VALUE not in inner
    for tag in re.findall(r"</?[^<>]*>", text):
        assert VALUE not in re.sub(r"\"[^\"]*\"|'[^']*'", "", tag), tag
        assert not re.search(rf"\s(?:on[a-z]+|style|srcdoc)\s*=\s*[\"'][^\"']*{VALUE}", tag), tag


@pytest.mark.parametrize("tag", ['de"><script>alert(1)</script>', "de' onload='x", "<b>"])
def test_a_language_is_written_as_an_attribute_alone(tag: str) -> None:
    told = str(lang(tag))
    assert re.fullmatch(r' lang="[^"<>]*"', told), told


PARTS_OF_ADDRESSES = (
    *("https://", "http://", "HTTPS://", "https:", "//", "/", "\\", "javascript:", "data:", "ftp://", "://", ":", "@", "#", "?", "."),
    *("ok.example", "bad.example", "localhost", "127.0.0.1", "2130706433", "0x7f", "[::1]", "xn--caf-dma", "user", "user:pw@", "-", "_", ".."),
    *(":443", ":8080", ":22", ":0443", ":٣", "%2e", "%00", "%40", "%5c", "%", "a", "Z", "9", "é", "\uff0e", "\u3002", "\u2100", "\u00ad", "\u200b"),
    *(" ", "\t", "\n", "\r", "\0", "\x0b", "\x7f", '"', "'", "<", ">", "`", "{", "|", "}", "^", "&", ";", "=", "alert(1)", "\ufeff", "🚢"),
)  # fmt: skip


def seen_by_a_browser(address: str) -> tuple[str, str, str]:
    """Scheme, user and host as the URL standard (url.spec.whatwg.org) takes them from an address."""
    bare = re.sub(r"[\t\n\r]", "", address.strip("".join(map(chr, range(0x21)))))
    scheme, _, rest = bare.partition(":")
    authority = re.split(r"[/?#]", rest.replace("\\", "/").lstrip("/"), maxsplit=1)[0]
    user, _, host = authority.rpartition("@")
    return scheme.lower(), user, unquote(re.sub(r":[^:\]]*\Z", "", host)).lower()


@pytest.mark.trust
def test_no_address_passes_that_a_browser_would_take_elsewhere(figure: Figure) -> None:
    random, seen = Random("addresses"), Counter[str]()
    for _ in range(TRIES):
        address = "".join(random.choices(PARTS_OF_ADDRESSES, k=random.randint(0, 6)))
        address = random.choice(("", "https://", "https://ok.example", "https://ok.example/")) + address
        fault = fault_of_url(address)
        seen["refused" if fault else "passed"] += 1
        if fault:
            assert fault.startswith("it"), address
            continue
        scheme, user, host = seen_by_a_browser(address)
        assert (scheme, user, host) == (urlsplit(address).scheme, "", urlsplit(address).hostname), address
        assert scheme in ("https", "http"), address
        assert re.fullmatch(r"(?:[a-z0-9]+(?:-+[a-z0-9]+)*\.)+[a-z](?:[a-z0-9-]*[a-z0-9])", host), address
        assert re.fullmatch(r"[!-~]+", address), address
        assert not set(address) & set("\"'<>\\^`{|}"), address
    assert min(seen.values()) > TRIES // 50
    for outcome, count in seen.items():
        figure(f"fuzz: web addresses {outcome}", count)


LABEL = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?", fullmatch=True)
PATH = st.lists(st.sampled_from([*"abcXYZ019-._~!$&()*+,;=:@/", "%20", "%C3%A9"]), max_size=20).map("".join)


@given(st.sampled_from(["http", "https"]), st.lists(LABEL, min_size=1, max_size=4), PATH, PATH, PATH)
def test_plain_addresses_pass(scheme: str, labels: list[str], path: str, query: str, part: str) -> None:
    assert fault_of_url(f"{scheme}://{'.'.join(labels)}.example/{path}?{query}#{part}") is None


PARTS_OF_DATES = (
    *("2031", "2032", "-0044", "0000", "9999", "203X", "20XX", "XXXX", "Y17E7", "Y-20000", "1", "99999", "2031-04", "2031-13", "2031-00"),
    *("2031-XX", "2031-21", "2031-24", "2031-02-29", "2032-02-29", "2031-04-03", "2031-04-31", "2031-04-XX", "2031-XX-03", "-04", "-03"),
    *("?", "~", "%", "/", "..", "[", "]", "{", "}", ",", "-", "T10:30:00Z", "T10:30:00+02:00", "T25:00:00", "(", ")", " ", "unknown", "open", "S2"),
    *("１", "٢٠٣١", "é", "\u2212", "\u2013", "\0", "\n", "9" * 30),
)  # fmt: skip
PLAIN = re.compile(r"\d{4}(-(?!2[1-4])\d\d(-\d\d)?)?", re.ASCII)
"""A year, month or day; 21 to 24 are seasons."""


@pytest.mark.trust
def test_any_text_spans_days_in_their_order_or_is_no_date(figure: Figure) -> None:
    random, seen = Random("dates"), Counter[str]()
    for _ in range(TRIES // 10):
        text = "".join(random.choices(PARTS_OF_DATES, k=random.choice((1, 1, 2, 2, 3, 3, 4, 6))))
        days = days_or_none(text)
        seen["refused" if days is None else "spanning days"] += 1
        if days is None:
            continue
        assert all(date.fromisoformat(day).isoformat() == day for day in days if day), text
        assert not (days.earliest and days.latest) or days.earliest <= days.latest, text
        is_spanned_from_its_parts(text, days)
    assert min(seen.values()) > TRIES // 10 // 50
    for outcome, count in seen.items():
        figure(f"fuzz: texts as dates {outcome}", count)


def days_or_none(text: str) -> Any:
    try:
        return days_of(text)
    except BadDate as refusal:
        told = str(refusal)
    assert told.startswith("it "), text
    return None


def is_spanned_from_its_parts(text: str, days: Any) -> None:
    """An interval spans the days from the first of its beginning to the last of its end; a plain date is in itself."""
    begin, between, end = text.partition("/")
    if between and PLAIN.fullmatch(begin) and PLAIN.fullmatch(end):
        assert (days.earliest, days.latest) == (days_of(begin).earliest, days_of(end).latest), text
    elif PLAIN.fullmatch(text) and days.earliest:
        assert days.earliest.startswith(text), text
        assert days_or_none(f"{text}?") == days, text
