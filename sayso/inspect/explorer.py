"""Read-back of the explorer: its columns and words, decoded anew, hold for each claim what the records have.

1. The columns are decoded as `docs/assets/explorer.js` does it: each claim's values by facet, its time, its article.
2. The chunks give its words.
3. Both are compared with the claim, and what each value is called and means with the vocabularies.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.inspect.explorer_values import NOBODY, NONE, name_of_value, value_above, values_of
from sayso.inspect.names import Names
from sayso.site.phrases import phrase

FOLDER = "claims/explorer"
PATH = f"{FOLDER}/columns.json"
SUBJECTS = ("claimant", "about", "topic", "outlet")
"""Facets of actors, places, events and topics."""
Column = list[list[Any]]
"""For each claim its values."""


def faults_of_explorer(folder: Path, names: Names) -> Iterator[str]:
    """Everything in which the explorer's files differ from the dataset."""
    try:
        columns = _json(folder / PATH)
        yield from _faults_of_names(columns, names)
        rows = list(_rows(folder, columns))
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        yield f"{PATH}: the explorer's files must be whole; {type(error).__name__}: {error}"
        return
    claims = names.dataset.claims
    if len(rows) != len(claims):
        yield f"{PATH}: the explorer must hold {len(claims)} claims; it holds {len(rows)}"
        return
    for claim, row in zip(claims, rows, strict=True):
        for name, wanted in values_of(claim, names).items():
            if row.get(name) != wanted:
                yield f"{PATH}: the {name} of `{claim.id}` must be {wanted}; in the explorer it is {row.get(name)}"


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _rows(folder: Path, columns: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The claims, each with its values by facet and its words."""
    facets = {facet["name"]: facet for facet in columns["facets"]}
    decoded = {name: _subjects(facets[name], columns) for name in SUBJECTS if name in facets}
    for name, facet in facets.items():
        if name not in decoded and name != "stance":
            decoded[name] = _keys(facet, columns)
    decoded["stance"] = _stances(facets["stance"], decoded["about"])
    said = columns["said"]
    times = [(said["names"][code], bool(said["own"][code])) for code in said["codes"]]
    articles = [columns["articles"]["keys"][code] for code in columns["articles"]["codes"]]
    words = _words(folder, columns)
    for at, (time, article, told) in enumerate(zip(times, articles, words, strict=True)):
        values = {name: column[at] for name, column in decoded.items()}
        yield {**values, "said": time, "article": article, "words": told(article)}


def _words(folder: Path, columns: dict[str, Any]) -> Iterator[Any]:
    """For each claim its words, once it is known in which article it stands."""
    for number in range(-(-columns["claims"] // columns["chunk"])):
        chunk = _json(folder / FOLDER / f"text-{number}.json")
        for row in chunk["claims"]:
            yield lambda article, row=row, titles=chunk["titles"]: [*row, titles[article]]


def _split(values: list[Any], facet: dict[str, Any], count: int) -> Column:
    lengths = _numbers(facet["lengths"]) if "lengths" in facet else [1] * count
    given = iter(values)
    rows = [[next(given) for _ in range(length)] for length in lengths]
    if len(rows) != count or next(given, None) is not None:
        raise ValueError(f"the column {facet['name']} is not as long as there are claims")
    return rows


def _keys(facet: dict[str, Any], columns: dict[str, Any]) -> Column:
    keys = [facet["keys"][code] for code in _numbers(facet["codes"])]
    return _split(keys, facet, columns["claims"])


def _subjects(facet: dict[str, Any], columns: dict[str, Any]) -> Column:
    """Actors, places and events: each with its name and its kind; none where there is none."""
    subjects = columns["subjects"]
    listed = list(zip(subjects["keys"], subjects["names"], subjects["notes"], strict=True))
    values = [listed[at] for at in facet["refs"]]
    codes = list(_moved_to_front(_numbers(facet["recent"])))
    if codes and max(codes) > len(values) - (not facet["none"]):
        raise ValueError(f"the column {facet['name']} names what it doesn't list")
    rows = _split([values[code] if code < len(values) else None for code in codes], facet, columns["claims"])
    return [[one for one in row if one is not None] for row in rows]


def _stances(facet: dict[str, Any], about: Column) -> Column:
    """Stances towards the subjects of each claim, in their order."""
    numbers = iter(_numbers(facet["toward"]))
    terms = [None, *facet["keys"]]
    rows = [[terms[next(numbers)] for _ in row or [NONE]] for row in about]
    if next(numbers, None) is not None:
        raise ValueError("there are more stances than subjects")
    return rows


def _numbers(coded: str | list[int]) -> list[int]:
    return [ord(letter) - ord("0") for letter in coded] if isinstance(coded, str) else coded


def _moved_to_front(told: list[int]) -> Iterator[int]:
    recent = list(range(max(told, default=-1) + 1))
    for at in told:
        recent.insert(0, recent.pop(at))
        yield recent[0]


def _faults_of_names(columns: dict[str, Any], names: Names) -> Iterator[str]:
    """What values are called, what they mean and stand below, and where pages are."""
    if columns["addresses"] != (wanted := _addresses(names)):
        yield f"{PATH}: pages must be at {wanted}; the explorer looks at {columns['addresses']}"
    if columns["version"] != names.dataset.collection.version:
        yield f"{PATH}: the version must be {names.dataset.collection.version}; it is {columns['version']}"
    for facet in columns["facets"]:
        name = facet["name"]
        if facet["label"] != phrase(f"facet.{name}"):
            yield f"{PATH}: the facet {name} must be called “{phrase(f'facet.{name}')}”; it is “{facet['label']}”"
        if facet.get("none") and (name not in NOBODY or facet["none"] != phrase(NOBODY[name])):
            yield f"{PATH}: no {name} must be called by the phrase {NOBODY.get(name)}; it is “{facet['none']}”"
        keys = facet.get("keys", [])
        above = facet.get("within") or [0] * len(keys)
        for key, shown, told, up in zip(
            keys, facet.get("names", []), facet.get("meanings", []), above, strict=True
        ):
            seen, wanted_name = (shown, told), name_of_value(name, key)
            if seen != wanted_name:
                yield f"{PATH}: the {name} {key} must be called {wanted_name}; it is {seen}"
            if (keys[up - 1] if up else None) != value_above(name, key):
                yield f"{PATH}: the {name} {key} must stand below {value_above(name, key)}; it stands below {keys[up - 1] if up else None}"


def _addresses(names: Names) -> dict[str, str]:
    """Where the pages of records are, with `{id}`, or `{article}` and `{claim}`, in the place of ids."""
    claim = "claims/{article}/{claim}/" if names.claim_pages else "articles/{article}/#{claim}"
    return {"claim": claim, "actor": "actors/{id}/", "article": "articles/{id}/"}
