"""The sites of the transcripts: the golden corpus as it is published, and variants that show what else pages may say.

Each is a function that returns a dataset, its history and the settings, for `finish`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
from built_dataset import forge, golden_dataset
from built_site import GOLDEN
from finished_site import golden_history, golden_preview

from sayso.corpus.corpus import join, read_corpus
from sayso.corpus.ids import read_register
from sayso.corpus.preview import create_preview
from sayso.corpus.registries import create_retired
from sayso.history.history import NO_HISTORY, History
from sayso.history.releases import Release, ReleasedId, create_release
from sayso.model.dataset import Dataset
from sayso.model.vocabulary import RecordKind, Stance
from sayso.site.settings import Settings

Site = tuple[Dataset, History, Settings]

LATER = """\
live claim bridge-vote/ferry-sinks 1.0.0
live claim bridge-vote/ferry-is-old 1.0.0
merged-into claim bridge-vote/ferry-sinks 1.1.0 bridge-vote/ferry-is-old
withdrawn claim bridge-vote/ferry-is-old 1.2.0 2031-06-02 nobody said so
"""
"""An id that was merged into one that was withdrawn later."""


def published() -> Site:
    """With a page for each claim, ids that were retired, and two releases."""
    history = golden_history()
    dataset = replace(golden_dataset(), retired=tuple(create_retired(history.register)))
    latest = create_release(dataset, "2031-06-02", {})
    history = replace(history, releases=(_before(latest, history), latest))
    return dataset, history, Settings(archive=False)  # the archive's bytes are those of libraries


def _before(latest: Release, history: History) -> Release:
    """A release before: what was retired since is live, one claim and its label are not there, another differs."""
    gone = {
        entry.id: ReleasedId(kind=msgspec.convert(entry.kind, RecordKind), rev="0" * 16)
        for entry in history.retired
    }
    ids = {**latest.ids, **gone}
    del ids["bridge-vote/pell-demands-recount"]
    ids["bridge-vote/vote-is-robbery"] = msgspec.structs.replace(
        ids["bridge-vote/vote-is-robbery"], rev="0" * 16
    )
    labels = dict(list(latest.labels.items())[1:])
    return msgspec.structs.replace(
        latest, version="1.0.0", date="2031-05-20", ids=ids, labels=labels, retired={}
    )


def without_claim_pages() -> Site:
    """Claims are shown by the pages of their articles alone."""
    return golden_dataset(), golden_history(), Settings(claim_pages=False)


def without_texts() -> Site:
    """Built without the texts that are not published, and the published one is left out, too."""
    return replace(_read_without_withheld(), texts={}), NO_HISTORY, Settings()


def _read_without_withheld() -> Dataset:
    return join(read_corpus(GOLDEN / "corpus", [GOLDEN / "corpus" / "texts"]))


def private() -> Site:
    """The private preview, with all texts at hand."""
    return golden_preview(), NO_HISTORY, Settings()


def private_without_texts() -> Site:
    """The private preview where the texts that it is for are not at hand."""
    return create_preview(_read_without_withheld(), []), NO_HISTORY, Settings()


def rare() -> Site:
    """What the golden corpus has no case of."""
    data = golden_dataset()
    withheld = [quote for claim in data.claims_in["ferry-broadcast"] for quote in claim.quotes][:1]
    quoted = data.claim["bridge-vote/vote-is-robbery"].quotes
    data = forge(
        data, "claims", "ferry-broadcast/vote-was-unjust", lambda _: {"statement": None, "quotes": withheld}
    )
    data = forge(data, "claims", "ferry-broadcast/site-fenced-from-june", lambda _: {"quotes": quoted})
    data = forge(
        data,
        "articles",
        "ferry-broadcast",
        lambda row: {"rights": msgspec.structs.replace(row.rights, holder=None), "url": None},
    )
    data = forge(data, "actors", "jonas-reed", lambda _: {"wikidata": "Q2", "note": "A note."})
    data = forge(
        data,
        "places",
        "mill-bridge",
        lambda _: {"country": "NO", "geonames": 3143244, "wikidata": "Q1", "note": "A note."},
    )
    register, problems = read_register("ids.lock", LATER)
    assert problems == []
    return data, History(register=register), Settings()


def crowded() -> Site:
    """More of nearly everything than a table, a picture or a list shows."""
    data = golden_dataset()
    claim, article = data.claim["ferry-broadcast/vote-was-unjust"], data.article["ferry-broadcast"]
    speaker, publisher = claim.chain
    relays = [*data.claim["bridge-vote/vote-is-robbery"].chain[1:3]] * 2
    actor, event = data.actor["bo-kestrelgaard"], data.event["flood"]
    dated = data.event["bridge-vote-of-council"].time
    actors = [_copy(actor, at, attested=[]) for at in range(210)]
    outlets = [_copy(data.actor["radio-velle"], at) for at in range(14)]
    ways = [(one.id, at % 14, relays[:0]) for at, one in enumerate(actors)] + [(actor.id, 0, relays)] * 22
    claims = [
        msgspec.structs.replace(
            claim,
            id=f"{article.id}-{own}/{who}-{at}",
            article=f"{article.id}-{own}",
            claimants=[who],
            chain=[
                msgspec.structs.replace(speaker, actors=[who]),
                *through,
                msgspec.structs.replace(publisher, actors=[outlets[own].id]),
            ],
            depth=1 + len(through),
            about=[who, event.id],
            addressee=[],
            stance={who: Stance.FOR},
        )
        for at, (who, own, through) in enumerate(ways)
    ]
    more: dict[str, list[Any]] = {
        "articles": [
            _copy(
                article,
                at,
                publisher=outlet.id,
                claims=[one.id for one in claims if one.article == f"{article.id}-{at}"],
            )
            for at, outlet in enumerate(outlets)
        ],
        "claims": sorted(claims, key=lambda one: one.article),
        "labels": [msgspec.structs.replace(data.labels[-1], actor=one.id, claims=[]) for one in actors[:62]],
        "actors": [*actors, *outlets],
        "events": [_copy(event, at, time=dated) for at in range(31)],
    }
    tables: Any = {name: (*data.table(name), *rows) for name, rows in more.items()}
    return replace(data, **tables), NO_HISTORY, Settings(claim_pages=False)


def _copy(row: Any, at: int, **fields: object) -> Any:
    """A record once more, under an id of its own."""
    return msgspec.structs.replace(row, id=f"{row.id}-{at}", **fields)


def begun() -> Site:
    """Articles whose claims are not annotated yet."""
    data = golden_dataset()
    return (
        replace(
            data,
            claims=(),
            labels=(),
            articles=tuple(msgspec.structs.replace(one, claims=[]) for one in data.articles),
            actors=tuple(msgspec.structs.replace(one, attested=[]) for one in data.actors),
            places=tuple(msgspec.structs.replace(one, coordinates=None) for one in data.places),
        ),
        NO_HISTORY,
        Settings(),
    )


def empty() -> Site:
    """A collection of nothing."""
    nothing: Any = dict.fromkeys(["articles", "claims", "labels", "actors", "places", "events"], ())
    return replace(golden_dataset(), **nothing, texts={}), NO_HISTORY, Settings()


SITES: dict[str, Callable[[], Site]] = {
    one.__name__.replace("_", "-"): one
    for one in (
        published,
        without_claim_pages,
        without_texts,
        private,
        private_without_texts,
        rare,
        crowded,
        begun,
        empty,
    )
}
