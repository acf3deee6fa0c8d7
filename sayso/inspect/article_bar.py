"""What the bar of an article must show: whose word each stretch of its text is, and the same in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby

from sayso.inspect.article_notes import own_id
from sayso.inspect.names import Names
from sayso.inspect.spans import Covered, runs
from sayso.inspect.tokens import Drawn, Link, Say, Scope, Within
from sayso.inspect.words import content_of, sentence, share, voice
from sayso.pages.phrases import phrase
from sayso.records import Article, Claim

KINDS = ("own", "named", "unnamed", "aside", "open")


def show_bar(scope: Scope, article: Article, claims: list[Claim], names: Names) -> None:
    """The bar, its legend and its table: whose word each stretch of the text is."""
    whole = article.text.characters
    by_id = {claim.id: claim for claim in claims}
    asides = {f"{number}.{aside.role.value}": aside.span for number, aside in enumerate(article.asides)}
    passages = {claim.id: claim.passage for claim in claims}
    quotes = {claim.id: [one.span for one in claim.quotes] for claim in claims}
    in_quotes = 0
    shares = Counter[tuple[str, str]]()
    scope.show("bar", Drawn("view", (f"0 0 {whole} 100",)))
    for start, length, name in _stretches(whole, {**passages, **asides}, by_id):
        claim, role = by_id.get(name), name.partition(".")[2]
        kind = voice(claim) if claim is not None else "aside" if role else "open"
        shares[kind, names.whose(claim) if claim is not None else role] += length
        _stretch(scope, claim, role, (str(start), "0", str(length), "66"), names)
    for start, length, name in _stretches(whole, quotes, by_id):
        if (claim := by_id.get(name)) is not None:
            in_quotes += length
            _stretch(scope, claim, "", (str(start), "76", str(length), "24"), names)
    kinds = {kind: sum(count for (own, _), count in shares.items() if own == kind) for kind in KINDS}
    percents = {kind: share(count, whole) for kind, count in kinds.items() if count}
    quoted = share(in_quotes, whole)
    told = [Within(f"{phrase(f'voice-long.{kind}')} {percent} %") for kind, percent in percents.items()]
    scope.show("bar.shares", Within(str(whole)), *told, Within(f"{quoted} %"))
    for kind, percent in percents.items():
        if kind != "open":
            scope.show("bar.share", Drawn(f"key-{kind}"), Say(f"voice.{kind}"), Within(f"{percent} %"))
    scope.show("bar.share", Drawn("key-quoted"), Say("voice.quoted"), Within(f"{quoted} %"))
    rows = sorted(shares.items(), key=lambda row: (KINDS.index(row[0][0]), -row[1], row[0][1]))
    for (kind, whose), count in rows:
        figures = Within(str(count)), Within(share(count, whole))
        scope.show("bar.row", Say(f"voice.{kind}"), *([whose] if whose else []), *figures)
    scope.show("bar.row", Say("voice.quoted"), Within(str(in_quotes)), Within(quoted))


def _stretches(whole: int, spans: Covered, claims: Mapping[str, Claim]) -> Iterator[tuple[int, int, str]]:
    """Runs that show the same claim, the innermost, or the same aside, joined: start, length, and what is shown."""
    found = (
        (run, next((one for one in run.covers if one in claims), run.covers[0] if run.covers else ""))
        for run in runs(whole, spans)
    )
    for name, group in groupby(found, key=lambda pair: pair[1]):
        parts = [run for run, _ in group]
        yield parts[0].start, parts[-1].end - parts[0].start, name


def _stretch(
    scope: Scope, claim: Claim | None, role: str, measures: tuple[str, str, str, str], names: Names
) -> None:
    if claim is not None:
        title = phrase("mark.stretch", origin=names.whose(claim), content=content_of(claim))
        scope.show("stretch", Link(f"#{own_id(claim)}", title), Drawn(f"bar-{voice(claim)}", measures))
    elif role:
        scope.show("stretch", Drawn("bar-aside", measures), Within(sentence(role)))
