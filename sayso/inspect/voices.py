"""What must be shown of who is heard, and of on whose word claims stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.inspect.figures import key, named_mark, numbers, stacked
from sayso.inspect.names import Names
from sayso.inspect.tokens import Link, Say, Scope, Tokens, Within
from sayso.inspect.words import count, percent, voice
from sayso.pages.phrases import phrase
from sayso.records import Claim
from sayso.vocabulary import Form


def voices(names: Names) -> Scope:
    """Who is heard, how often and how: those with the most claims first, then those with the most words."""
    claims, scope = names.dataset.claims, Scope()
    total = len(claims)
    sourced = [one for one in claims if voice(one) != "own"]
    rows = {
        id_: own
        for id_, said in names.found.said.items()
        if (own := [one for one in said if voice(one) != "own"])
    }
    if not rows:
        return scope
    order = sorted(
        rows, key=lambda id_: (-len(rows[id_]), -_words(rows[id_])[1], names.dataset.actor[id_].name)
    )
    scope.show("voices", *numbers(len(rows)))
    scope.show("sourced", *numbers(len(sourced), total))
    scope.show("own", *numbers(total - len(sourced)))
    if described := sum(not one.claimants for one in sourced):
        scope.show("described", *numbers(described, len(sourced)))
    for kind in ("direct", "mixed", "indirect", "first-hand", "relayed"):
        key(scope, kind, f"share.{kind}")
    quotes, published, withheld = _words(claims)
    scope.show("words", *numbers(published, quotes - withheld, quotes))
    if withheld:
        scope.show("words.withheld", *numbers(withheld))
    scope.show("total", *numbers(total))
    most = max(map(len, rows.values()))
    for id_ in order:
        said = rows[id_]
        forms = Counter(one.form for one in said)
        relayed = sum(len(one.chain) > 2 for one in said)
        scope.add("voices.picture", drawn := Scope(record=f"actor/{id_}"))
        title = phrase(
            "mark.voice",
            name=names.dataset.actor[id_].name,
            count=str(len(said)),
            total=count(total, "claim"),
        )
        drawn.show("name", *named_mark(names, id_, names.way("actor", id_), title))
        drawn.show("claims", *numbers(len(said), total))
        stacked(
            drawn,
            "part",
            [(one.value, forms[one], _of(forms[one], said, f"Form.{one.value}")) for one in Form],
            most,
        )
        ways = {"first-hand": len(said) - relayed, "relayed": relayed}
        stacked(
            drawn,
            "way",
            [(kind, number, _of(number, said, f"share.{kind}")) for kind, number in ways.items()],
            most,
        )
        scope.add("voices", row := Scope(record=f"actor/{id_}"))
        row.show("name", *names.actor(id_))
        row.show("claims", *numbers(len(said)))
        for name, number in (
            {one.value: forms[one] for one in Form if one is not Form.NARRATED} | ways
        ).items():
            row.show(name, *numbers(number))
        told, shown, missing = _words(said)
        row.show("quotes", *numbers(told))
        row.show("words", *([] if missing and not shown else numbers(shown)))
    return scope


def _of(number: int, said: Sequence[Claim], key: str) -> str:
    return phrase("mark.part", count=str(number), total=count(len(said), "claim"), what=phrase(key))


def _words(claims: Sequence[Claim]) -> tuple[int, int, int]:
    """How many quotations there are, how many words in those published whole, and how many are not whole."""
    quotes = [quote for claim in claims for quote in claim.quotes]
    whole = [quote.exact for quote in quotes if quote.exact is not None]
    return len(quotes), sum(len(words.split()) for words in whole), len(quotes) - len(whole)


# ---- on whose word claims stand ---


def sourcing(names: Names) -> Scope:
    """On whose word claims stand: of all, of each outlet and of each article, those with the most first."""
    data, found, scope = names.dataset, names.found, Scope()
    if not data.claims:
        return scope
    whole = Counter(map(voice, data.claims))
    scope.show("unnamed", *numbers(whole["unnamed"], len(data.claims)))
    scope.show("unnamed.share", Within(percent(whole["unnamed"], len(data.claims))))
    for kind in ("named", "own"):
        scope.show(kind, *numbers(whole[kind]))
    for kind in ("own", "named", "unnamed"):
        key(scope, kind, f"sourcing.{kind}")
    outlets = {
        id_: [one for article in published for one in found.inside.get(article.id, [])]
        for id_, published in found.published.items()
    }
    rows: dict[str, list[tuple[str, str, list[Claim]]]] = {
        "all": [("", phrase("all-claims"), list(data.claims))],
        "actor": [(id_, data.actor[id_].name, claims) for id_, claims in outlets.items()],
        "article": [(one.id, one.title, found.inside.get(one.id, [])) for one in data.articles],
    }
    for kind, group in rows.items():
        group = sorted((row for row in group if row[2]), key=lambda row: (-len(row[2]), row[1], row[0]))
        for id_, name, claims in group:
            if kind != "actor" or len(group) > 1:
                scope.add(f"picture.{kind}", _bar(kind, id_, name, claims, names))
            scope.add(f"sourcing.{kind}", _row(kind, id_, claims, names))
    return scope


def _bar(kind: str, id_: str, name: str, claims: Sequence[Claim], names: Names) -> Scope:
    counts, whole = Counter(map(voice, claims)), len(claims)
    scope = Scope(record=f"{kind}/{id_}" if id_ else kind)
    scope.show("name", Link(names.way(kind, id_), name) if id_ else Say("all-claims"))
    scope.show("unnamed", *numbers(counts["unnamed"], whole))
    parts = [
        (
            one,
            counts[one],
            phrase(
                "mark.share",
                name=name,
                count=str(counts[one]),
                total=count(whole, "claim"),
                what=phrase(f"sourcing.{one}"),
            ),
        )
        for one in ("own", "named", "unnamed")
    ]
    stacked(scope, "part", parts, whole)
    return scope


def _row(kind: str, id_: str, claims: Sequence[Claim], names: Names) -> Scope:
    counts = Counter(map(voice, claims))
    scope = Scope(record=f"{kind}/{id_}" if id_ else kind)
    named: dict[str, Tokens] = {"all": [Say("all-claims")]}
    if id_:
        named = {"actor": names.actor(id_)} if kind == "actor" else {"article": [names.article(id_)]}
    scope.show("name", *named[kind], *[Say("kind.outlet" if kind == "actor" else "kind.article")] * bool(id_))
    scope.show("claims", *numbers(len(claims)))
    for one in ("own", "named", "unnamed"):
        scope.show(one, *numbers(counts[one]))
    scope.show("share", Within(percent(counts["unnamed"], len(claims))))
    return scope
