"""What the bar of an article must show: whose word each stretch of its text is, and the same in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from sayso.inspect.kinds import At, Rows
from sayso.inspect.names import Names
from sayso.inspect.spans import Covered, runs
from sayso.inspect.tokens import Drawn, Link, Say, Tokens, Within, numbers
from sayso.inspect.values import own_id
from sayso.inspect.words import content_of, in_hundred, sentence, share, voice
from sayso.model.records import Article, Claim
from sayso.site.phrases import phrase

KINDS = ("own", "named", "unnamed", "aside", "open")


@dataclass(kw_only=True)
class Bar:
    """The marks of a bar, and how many characters are of which kind and on whose word; each origin without an actor
    counts by itself."""

    marks: list[Tokens] = field(default_factory=list)
    shares: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    quoted: int = 0


def _bar(article: Article, claims: list[Claim], names: Names) -> Bar:
    bar, whole, by_id = Bar(), article.text.characters, {claim.id: claim for claim in claims}
    asides = {f"{number}.{one.role.value}": one.span for number, one in enumerate(article.asides)}
    passages = {claim.id: claim.passage for claim in claims}
    quotes = {claim.id: [one.span for one in claim.quotes] for claim in claims}
    for start, length, name in _stretches(whole, {**passages, **asides}, by_id):
        claim, term = by_id.get(name), name.partition(".")[2]
        role = term and phrase(f"AsideRole.{term}")
        kind = voice(claim) if claim is not None else "aside" if role else "open"
        own = claim.id if claim is not None and not claim.claimants else ""
        bar.shares[kind, names.whose(claim) if claim is not None else role, own] += length
        drawn = Drawn(f"bar-{kind}", (str(start), "0", str(length), "66"))
        if claim is not None:
            bar.marks.append([_title(claim, names), drawn])
        elif role:
            bar.marks.append([drawn, Within(sentence(role))])
    for start, length, name in _stretches(whole, quotes, by_id):
        if (claim := by_id.get(name)) is not None:
            bar.quoted += length
            drawn = Drawn(f"bar-{voice(claim)}", (str(start), "76", str(length), "24"))
            bar.marks.append([_title(claim, names), drawn])
    return bar


def _title(claim: Claim, names: Names) -> Link:
    title = phrase("mark.stretch", origin=names.whose(claim), content=content_of(claim))
    return Link(f"#{own_id(claim)}", title)


def _stretches(whole: int, spans: Covered, claims: Mapping[str, Claim]) -> Iterator[tuple[int, int, str]]:
    """Runs that show the same claim, the innermost, or the same aside, joined: start, length, and what is shown."""
    found = (
        (run, next((one for one in run.covers if one in claims), run.covers[0] if run.covers else ""))
        for run in runs(whole, spans)
    )
    for name, group in groupby(found, key=lambda pair: pair[1]):
        parts = [run for run, _ in group]
        yield parts[0].start, parts[-1].end - parts[0].start, name


def _percents(bar: Bar, whole: int) -> dict[str, str]:
    sums = {kind: sum(count for (own, *_), count in bar.shares.items() if own == kind) for kind in KINDS}
    return {kind: in_hundred(share(count, whole)) for kind, count in sums.items() if count}


def _legend(bar: Bar, whole: int) -> Rows:
    shown = {kind: percent for kind, percent in _percents(bar, whole).items() if kind != "open"}
    rows: list[Tokens] = [
        [Drawn(f"key-{kind}"), Say(f"voice.{kind}"), Within(percent)] for kind, percent in shown.items()
    ]
    return [*rows, [Drawn("key-quoted"), Say("voice.quoted"), Within(in_hundred(share(bar.quoted, whole)))]]


def _described(bar: Bar, whole: int) -> Rows:
    told = [f"{phrase(f'voice-long.{kind}')} {percent}" for kind, percent in _percents(bar, whole).items()]
    return [[*numbers(whole), *map(Within, told), Within(in_hundred(share(bar.quoted, whole)))]]


def _table(bar: Bar, whole: int) -> Rows:
    order = sorted(bar.shares.items(), key=lambda row: (KINDS.index(row[0][0]), -row[1], row[0][1:]))
    rows: list[Tokens] = [
        [Say(f"voice.{kind}"), *([whose] if whose else []), Within(str(count)), Within(share(count, whole))]
        for (kind, whose, _), count in order
    ]
    return [*rows, [Say("voice.quoted"), *numbers(bar.quoted), Within(share(bar.quoted, whole))]]


def _of(rows: Callable[[Bar, int], Rows]) -> Callable[[Article, At], Rows]:
    def of(article: Article, at: At) -> Rows:
        return rows(at.names.once(_bar, article), article.text.characters)

    return of


BAR_FIELDS: dict[str, Callable[[Article, At], Rows]] = {
    "bar": _of(lambda bar, whole: [[Drawn("view", (f"0 0 {whole} 100",))]]),
    "bar.shares": _of(_described),
    "stretch": _of(lambda bar, whole: bar.marks),
    "bar.share": _of(_legend),
    "bar.row": _of(_table),
}
"""The fields of an article that its bar shows."""
