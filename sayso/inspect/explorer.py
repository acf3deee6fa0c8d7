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

from sayso.inspect.names import Names
from sayso.inspect.times import when
from sayso.inspect.values import said
from sayso.inspect.words import content_of, shown_words
from sayso.model.records import ChainLink, Claim, Time
from sayso.model.vocabulary import Act, ActClass, Form, Hedge, Naming, Stance, Term
from sayso.site.language import plural, quoted, used
from sayso.site.phrases import meaning, phrase

FOLDER = "claims/explorer"
PATH = f"{FOLDER}/columns.json"
SUBJECTS = ("claimant", "about", "topic", "outlet")
"""Facets of actors, places, events and topics."""
Column = list[list[Any]]
"""For each claim its values."""


NONE = "_none"
"""Stands for having no value."""
NOBODY = {"claimant": "described.many", "about": "none.about", "topic": "none.topic", "stance": "none.stance"}
"""The phrase by which it is called that a claim has no value of a facet."""
VOCABULARIES: dict[str, type[Term]] = {"naming": Naming, "form": Form, "hedge": Hedge, "stance": Stance}
Values = dict[str, Any]


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
        for name, wanted in _values_of(claim, names).items():
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
            seen, wanted_name = (shown, told), _called(name, key)
            if seen != wanted_name:
                yield f"{PATH}: the {name} {key} must be called {wanted_name}; it is {seen}"
            if (keys[up - 1] if up else None) != _within(name, key):
                yield f"{PATH}: the {name} {key} must stand below {_within(name, key)}; it stands below {keys[up - 1] if up else None}"


# ---- what it must hold ---


def _values_of(claim: Claim, names: Names) -> Values:
    """The values of a claim by facet, each subject with its name and what kind it is."""
    article = names.dataset.article[claim.article]
    time = said(claim, names.dataset)
    hedges = dict.fromkeys(step.hedge.value for step in claim.chain if step.hedge is not None)
    return {
        "claimant": _named(claim.claimants, names),
        "naming": ["unnamed-only" if claim.unnamed_only else claim.chain[0].kind.value],
        "about": _named(claim.about, names),
        **({"topic": _named(claim.topics, names)} if names.dataset.topics else {}),
        "act": [claim.act.value],
        "form": [claim.form.value],
        "hedge": list(hedges) or [NONE],
        "stance": [
            claim.stance[id_].value if id_ in claim.stance else None for id_ in dict.fromkeys(claim.about)
        ]
        or [None],
        "depth": [str(len(claim.chain) - 1)],
        "outlet": _named([article.publisher], names),
        "year": _years(time) or [NONE],
        "said": (when(time), claim.time is not None),
        "article": claim.article,
        "words": _words_of(claim, names),
    }


def _years(time: Time) -> list[str]:
    """The years from the first to the last known day, if they are not more than ten."""
    known = [int(day[:4]) for day in (time.earliest, time.latest) if day]
    years = list(range(min(known), max(known) + 1)) if known else []
    return [f"{year:04}" for year in years] if len(years) <= 10 else []


def _named(ids: list[str], names: Names) -> list[tuple[str, str, str]]:
    return [(id_, *_subject(id_, names)) for id_ in dict.fromkeys(ids)]


def _subject(id_: str, names: Names) -> tuple[str, str]:
    data = names.dataset
    if id_ in data.actor:
        actor = data.actor[id_]
        return actor.name, phrase("Naming.unnamed") if actor.naming is Naming.UNNAMED else ""
    if id_ in data.topic:
        return data.topic[id_].label, ""
    kind, row = ("place", data.place) if id_ in data.place else ("event", data.event)
    return row[id_].name, phrase(f"RecordKind.{kind}")


def _words_of(claim: Claim, names: Names) -> list[Any]:
    """Its own id, what it says, quotations beside that, through whom it came, an origin without actors, its article."""
    words, content = filter(None, map(shown_words, claim.quotes)), content_of(claim)
    origin, *through = (_step(link, names) for link in claim.chain)
    beside = [one for one in words if quoted(one) != content]
    title = names.dataset.article[claim.article].title
    nobody = [] if claim.claimants else origin
    language = _language_of(claim, names)
    return [claim.id.partition("/")[2], content, language, beside, through[:-1], nobody, title]


def _language_of(claim: Claim, names: Names) -> str:
    """The language of what it says, where that isn't the page's."""
    data = names.dataset
    tags = [data.collection.language] if claim.statement else []
    tags += [data.article[claim.article].language for one in claim.quotes if shown_words(one)]
    page = used().tag.partition("-")[0].lower()
    return next((tag if tag.partition("-")[0].lower() != page else "" for tag in tags), "")


def _step(link: ChainLink, names: Names) -> list[Any]:
    """The actors of a link, or what is told of one who has no name: a phrase, and the words of the article."""
    if link.actors:
        return [[id_, *_subject(id_, names)] for id_ in link.actors]
    told, words = ("untold", link.cue) if link.mention is None else ("described", link.mention_words)
    return ["" if told == "described" and words else phrase(told), words or ""]


def _called(facet: str, key: str) -> tuple[str, str]:
    """What a value is called, and what it means."""
    if facet == "act":
        name = next(f"{type(one).__name__}.{key}" for one in (*Act, *ActClass) if one.value == key)
        return phrase(name), meaning(name) or ""
    if facet == "naming" and key == "unnamed-only":
        return phrase("unnamed-only"), ""
    if facet == "depth":
        links = "{number} link", "{number} links"
        return phrase(f"depth.{key}") if key in ("0", "1") else plural(int(key), *links), ""
    if facet == "year":
        return phrase("none.year") if key == NONE else key, ""
    if key == NONE:
        return phrase("none.hedge"), ""
    name = f"speaks.{key}" if facet == "stance" else f"{VOCABULARIES[facet].__name__}.{key}"
    return phrase(name), meaning(name) or ""


def _within(facet: str, key: str) -> str | None:
    """The value that holds whenever this one does."""
    if facet == "act":
        return next((act.act_class.value for act in Act if act.value == key), None)
    return "unnamed" if (facet, key) == ("naming", "unnamed-only") else None


def _addresses(names: Names) -> dict[str, str]:
    """Where the pages of records are, with `{id}`, or `{article}` and `{claim}`, in the place of ids."""
    claim = "claims/{article}/{claim}/" if names.claim_pages else "articles/{article}/#{claim}"
    return {"claim": claim, "actor": "actors/{id}/", "article": "articles/{id}/"}
