"""Consistency of the records with each other, without the texts.

A rule is a generator of faults, each a table and a sentence; its docstring is the rule. `verify_records` runs all
RULES and adds the codes. A manipulated record is found here, even with correct rev and checksums, if another record
has the same information.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from sayso.model.dates import BadDate, days_of
from sayso.model.fields import Span
from sayso.model.problems import Problem
from sayso.model.records import Article, Claim, Time
from sayso.model.spans import characters_of, in_order, within
from sayso.model.vocabulary import ActorKind, Form, Naming, Role
from sayso.verify.faults import create_fault
from sayso.verify.references import (
    WITH_IDS,
    Fault,
    Tables,
    by_article,
    name_of,
    references_lead_somewhere,
    retired_ids_lead_to_their_kind,
)


def verify_records(tables: Tables) -> Iterator[Problem]:
    """Every problem that the records of all tables have with each other."""
    for code, rule in RULES:
        for table, sentence in rule(tables):
            yield create_fault(f"{table}.json", code, sentence)


def ids_stand_once(tables: Tables) -> Iterator[Fault]:
    """An id is that of one record; articles, actors, places and events stand in the order of their ids."""
    for table in (*WITH_IDS, "retired"):
        ids = [row.id for row in tables[table]]
        for id_, count in Counter(ids).items():
            if count > 1:
                yield table, f"an id must be that of one record; `{id_}` is that of {count}"
        if table != "claims" and any(one > other for one, other in pairwise(ids)):
            yield table, "the records must stand in the order of their ids, and don't"


def chains_end_with_the_publisher(tables: Tables) -> Iterator[Fault]:
    """The last link is the article's publisher and no other is; the first of several is the one speaker."""
    publishers = {article.id: article.publisher for article in tables["articles"]}
    for claim in tables["claims"]:
        roles = [link.role for link in claim.chain]
        last = claim.chain[-1].actors if claim.chain else []
        if roles.count(Role.PUBLISHER) != 1 or roles[-1] is not Role.PUBLISHER:
            yield "claims", f"a chain must end with its one publisher; that of `{claim.id}` doesn't"
        elif claim.article in publishers and last != [publishers[claim.article]]:
            yield (
                "claims",
                f"the last link must be the article's publisher, `{publishers[claim.article]}`; that of `{claim.id}` is {', '.join(last)}",
            )
        if roles[1:] and (roles[0] is not Role.SPEAKER or roles.count(Role.SPEAKER) != 1):
            yield "claims", f"a chain must begin with its one speaker; that of `{claim.id}` doesn't"


def claims_sum_up_their_chains(tables: Tables) -> Iterator[Fault]:
    """Claimants, depth and what rests on unnamed sources follow from the chain, as the class does from the act."""
    for claim in tables["claims"]:
        sourced = claim.chain[:-1]
        follow = {
            "claimants": claim.chain[0].actors if claim.chain else [],
            "depth": len(sourced),
            "unnamed_only": bool(sourced) and all(link.kind is Naming.UNNAMED for link in sourced),
            "act_class": claim.act.act_class,
        }
        for name, value in follow.items():
            if getattr(claim, name) != value:
                yield (
                    "claims",
                    f"`{name}` must follow from the rest of its claim; that of `{claim.id}` doesn't",
                )


def links_say_who_they_are(tables: Tables) -> Iterator[Fault]:
    """A link has actors, or words that describe somebody; a speaker whom nobody names has reporting words."""
    for claim in tables["claims"]:
        for link in claim.chain:
            unnamed = link.role is Role.SPEAKER and link.cue_span
            if not (link.actors or link.mention or unnamed):
                yield "claims", f"a link must say who it is, and one of `{claim.id}` doesn't"


def forms_fit_chains_and_quotes(tables: Tables) -> Iterator[Fault]:
    """Narrated claims rest on the publisher alone; direct and mixed ones have quotes, and no others have."""
    for claim in tables["claims"]:
        if (claim.form is Form.NARRATED) == bool(claim.chain[1:]):
            yield (
                "claims",
                f"a claim is narrated where nobody but the publisher says it; `{claim.id}` is not so",
            )
        if (claim.form in (Form.DIRECT, Form.MIXED)) != bool(claim.quotes):
            yield "claims", f"a claim has quotes where it is direct or mixed; `{claim.id}` is not so"
        for actor in claim.stance.keys() - set(claim.about):
            yield (
                "claims",
                f"a stance must be to somebody in `about`; `{actor}` in `{claim.id}` is not there",
            )


def namings_fit_the_actors(tables: Tables) -> Iterator[Fault]:
    """Those of the kind `collective` are unnamed; a link is named where one of its actors is."""
    unnamed = {actor.id for actor in tables["actors"] if actor.kind is ActorKind.COLLECTIVE}
    for actor in tables["actors"]:
        if (actor.naming is Naming.UNNAMED) != (actor.id in unnamed):
            yield "actors", f"an actor must be unnamed where its kind is collective; `{actor.id}` is not so"
    for claim in tables["claims"]:
        for link in claim.chain:
            named = any(actor not in unnamed for actor in link.actors)
            if named != (link.kind is Naming.NAMED):
                yield (
                    "claims",
                    f"a link must be named where one of its actors is; one of `{claim.id}` is not so",
                )


def times_span_their_days(tables: Tables) -> Iterator[Fault]:
    """`earliest` and `latest` are the days that the EDTF time spans."""
    times: list[tuple[str, str, Time | None]] = [
        *(("articles", article.id, article.published) for article in tables["articles"]),
        *(("claims", claim.id, claim.time) for claim in tables["claims"]),
        *(("events", event.id, event.time) for event in tables["events"]),
    ]
    for table, name, time in times:
        if time is not None and (time.earliest, time.latest) != _days(time.edtf):
            yield table, f"the days of a time must be those of {time.edtf}; those of `{name}` are others"


def _days(edtf: str) -> tuple[str | None, str | None] | None:
    try:
        return days_of(edtf)
    except BadDate:
        return None


def verified_against_one_text(tables: Tables) -> Iterator[Fault]:
    """An article, its claims and its labels were verified against one text, on one day."""
    verified = {article.id: article.verified for article in tables["articles"]}
    for article in tables["articles"]:
        if article.verified.text_sha256 != article.text.sha256:
            yield (
                "articles",
                f"`verified` must name the text of its article; that of `{article.id}` names another",
            )
    for table in ("claims", "labels"):
        for row in tables[table]:
            if row.verified != verified.get(row.article, row.verified):
                yield (
                    table,
                    f"`verified` must be as in the article `{row.article}`; that of {name_of(row)} is not",
                )


def spans_lie_in_the_text(tables: Tables) -> Iterator[Fault]:
    """Spans hold something, follow each other, and end within the text."""
    characters = {article.id: article.text.characters for article in tables["articles"]}
    for article in tables["articles"]:
        runs = [aside.span for aside in article.asides] + [article.coverage.uncovered]
        yield from _misplaced("articles", f"`{article.id}`", runs, characters[article.id])
    for claim in tables["claims"]:
        runs = [claim.passage, *([quote.span] for quote in claim.quotes)]
        runs += [
            spans for link in claim.chain for spans in (link.cue_span, link.mention) if spans is not None
        ]
        yield from _misplaced("claims", f"`{claim.id}`", runs, characters.get(claim.article, 0))
    for label in tables["labels"]:
        yield from _misplaced("labels", name_of(label), [label.span], characters.get(label.article, 0))


def _misplaced(table: str, name: str, runs: Iterable[Sequence[Span]], characters: int) -> Iterator[Fault]:
    for spans in runs:
        if not in_order(spans) or not within(spans, [(0, characters)]):
            yield table, f"spans must follow each other within the text; {list(spans)} of {name} don't"


def articles_account_for_their_claims(tables: Tables) -> Iterator[Fault]:
    """An article lists its claims in the order of the text, and its coverage counts their characters."""
    claims = by_article(tables["claims"])
    for article in tables["articles"]:
        own = claims[article.id]
        if article.claims != [claim.id for claim in own]:
            yield "articles", f"an article must list its claims; `{article.id}` lists others"
        if any(one.passage > other.passage for one, other in pairwise(own)):
            yield "claims", f"the claims of `{article.id}` must stand in the order of the text, and don't"
        if not _counts(article, own):
            yield (
                "articles",
                f"`coverage` must count what claims and asides cover; that of `{article.id}` doesn't",
            )


def _counts(article: Article, claims: Sequence[Claim]) -> bool:
    claimed = [span for claim in claims for span in claim.passage]
    asides = [span for aside in article.asides for span in aside.span]
    quoted = [quote.span for claim in claims for quote in claim.quotes]
    told = article.coverage
    return [told.claimed_characters, told.aside_characters, told.quoted_characters] == [
        characters_of(spans) for spans in (claimed, asides, quoted)
    ]


def labels_name_the_claims_around_them(tables: Tables) -> Iterator[Fault]:
    """A label names the claims in whose passages its words stand."""
    claims = by_article(tables["claims"])
    for label in tables["labels"]:
        around = [claim.id for claim in claims[label.article] if within(label.span, claim.passage)]
        if label.claims != around:
            yield (
                "labels",
                f"a label must name the claims in whose passages it stands; {name_of(label)} doesn't",
            )


RULES: tuple[tuple[str, Callable[[Tables], Iterator[Fault]]], ...] = (
    ("E-REF", references_lead_somewhere),
    ("E-REF", retired_ids_lead_to_their_kind),
    ("E-RECORD", ids_stand_once),
    ("E-RECORD", chains_end_with_the_publisher),
    ("E-RECORD", claims_sum_up_their_chains),
    ("E-RECORD", links_say_who_they_are),
    ("E-RECORD", forms_fit_chains_and_quotes),
    ("E-RECORD", namings_fit_the_actors),
    ("E-RECORD", times_span_their_days),
    ("E-RECORD", verified_against_one_text),
    ("E-RECORD", spans_lie_in_the_text),
    ("E-RECORD", articles_account_for_their_claims),
    ("E-RECORD", labels_name_the_claims_around_them),
)
"""All rules, each with the code of its faults."""
