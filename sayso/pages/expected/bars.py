"""What the bar of an article must show: whose word each stretch of its text is, and the same in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from sayso.pages.expected.names import Names
from sayso.pages.expected.spans import Marks, runs
from sayso.pages.expected.words import content_of, sentence
from sayso.pages.transcript import END_OF_LINK, marks, opened
from sayso.records import Article, Claim

MEANINGS = {
    "own": "the article's own voice",
    "named": "the word of a named source",
    "unnamed": "the word of unnamed sources only",
    "aside": "aside: headings, credits, captions, boilerplate",
    "open": "spaces between passages, and what nothing covers",
}
SHORT = {"own": "own voice", "named": "named source", "unnamed": "unnamed only", "aside": "aside"}


class Stretch(NamedTuple):
    """A stretch of the text: a claim's, of an aside's role, or open."""

    start: int
    length: int
    claim: Claim | None
    role: str


def voice(claim: Claim) -> str:
    """Whether a claim stands on the publisher's own word, on a named one, or on unnamed ones only."""
    return "own" if len(claim.chain) == 1 else "unnamed" if claim.unnamed_only else "named"


def bar(article: Article, claims: list[Claim], names: Names) -> Iterator[str]:
    """The bar, its legend and its table."""
    whole = article.text.characters
    passages = {claim.id: claim.passage for claim in claims}
    asides = {f"{number}.{aside.role.value}": aside.span for number, aside in enumerate(article.asides)}
    by_id = {claim.id: claim for claim in claims}
    stretches = list(_stretches(whole, {**passages, **asides}, by_id))
    quotes = {claim.id: [quote.span for quote in claim.quotes] for claim in claims}
    quoted = [one for one in _stretches(whole, quotes, by_id) if one.claim is not None]
    shares = Counter[tuple[str, str]]()
    for one in stretches:
        shares[_kind(one), names.whose(one.claim) if one.claim else one.role] += one.length
    kinds = {kind: sum(count for (own, _), count in shares.items() if own == kind) for kind in MEANINGS}
    percents = {kind: _percent(count, whole) for kind, count in kinds.items() if count}
    in_quotes = sum(one.length for one in quoted)
    yield marks(viewBox=f"0 0 {whole} 100")
    yield from (marks(id="bar_title"), "Whose word the text stands on, from its first to its last character")
    told = "; ".join([*(f"{MEANINGS[kind]} {percent}" for kind, percent in percents.items()), ""])
    yield marks(id="bar_desc")
    yield f"Shares of its {whole} characters: {told}inside quotation marks {_percent(in_quotes, whole)}. Each mark leads to its claim."
    for one in stretches:
        yield from _mark(one, names, y="0", height="66")
    for one in quoted:
        yield from _mark(one, names, y="76", height="24")
    for kind, percent in percents.items():
        if kind != "open":
            yield f"{marks(f'key-{kind}')}{SHORT[kind]} {percent}"
    yield f"{marks('key-quoted')}lower row: in quotation marks {_percent(in_quotes, whole)}"
    yield from ("The same in figures", marks(aria_label="The bar in figures"))
    yield from ("What", "Whose word", "Characters", "Per cent")
    order = list(MEANINGS)
    for (kind, whose), count in sorted(
        shares.items(), key=lambda row: (order.index(row[0][0]), -row[1], row[0][1])
    ):
        yield from (
            SHORT.get(kind, "between passages"),
            whose or "–",
            str(count),
            _percent(count, whole)[:-2],
        )
    yield from (
        "in quotation marks",
        "counted in the rows above, too",
        str(in_quotes),
        _percent(in_quotes, whole)[:-2],
    )


def _stretches(whole: int, spans: Marks, claims: dict[str, Claim]) -> Iterator[Stretch]:
    """Runs that show the same claim, the innermost, or aside, joined."""
    found = (
        (run, next((one for one in run.covers if one in claims), run.covers[0] if run.covers else ""))
        for run in runs(whole, spans)
    )
    for name, group in groupby(found, key=lambda pair: pair[1]):
        parts = [run for run, _ in group]
        role = "" if name in claims else name.partition(".")[2]
        yield Stretch(parts[0].start, parts[-1].end - parts[0].start, claims.get(name), role)


def _kind(one: Stretch) -> str:
    return voice(one.claim) if one.claim is not None else "aside" if one.role else "open"


def _mark(one: Stretch, names: Names, **row: str) -> Iterator[str]:
    kind = _kind(one)
    drawn = marks(f"bar-{kind}", x=str(one.start), width=str(one.length), **row)
    if one.claim is not None:
        own, title = one.claim.id.partition("/")[2], f"{names.whose(one.claim)}: {content_of(one.claim)}"
        yield from (opened(f"#{own}", marks(aria_label=title, data_for=own)), title, drawn, END_OF_LINK)
    elif one.role:
        yield from (drawn, f"{sentence(one.role)}, no claim")


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / max(whole, 1):.1f} %"
