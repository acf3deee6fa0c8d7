"""What must be shown of who is heard, and of on whose word claims stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sayso.pages.expected.figures import (
    IN_TABLE,
    Mark,
    Picture,
    head,
    key,
    mark,
    of_somebody,
    own_voice,
    percent,
    rest,
    stacked,
)
from sayso.pages.expected.names import Names
from sayso.pages.expected.words import count
from sayso.pages.transcript import END_OF_LINK, marks, opened
from sayso.records import Claim
from sayso.vocabulary import Form, Naming

HEARD = "Who is heard, and how"
FOOTING = "On whose word the claims stand"
FORMS = {
    "direct": "direct: all in quotation marks",
    "mixed": "mixed: part of it",
    "indirect": "indirect: none of it",
    "first-hand": "from the voice itself",
    "relayed": "through others",
}
KINDS = {"own": "publisher's own voice", "sourced": "a named actor", "unnamed": "unnamed actors only"}
VOICES_SHOWN, ARTICLES_SHOWN = 15, 12


def _heard(names: Names) -> list[tuple[str, list[Claim]]]:
    """Each voice but the articles' own with its claims, those with the most first, then those with the most words."""
    rows = [(id_, [one for one in said if not own_voice(one)]) for id_, said in names.found.said.items()]
    return sorted(
        ((id_, said) for id_, said in rows if said),
        key=lambda row: (-len(row[1]), -_words(row[1])[1], names.dataset.actor[row[0]].name),
    )


def _words(claims: Sequence[Claim]) -> tuple[int, int, int]:
    """How many quotations there are, how many words in those published whole, and how many are not whole."""
    quotes = [quote for claim in claims for quote in claim.quotes]
    whole = [quote.exact for quote in quotes if quote.exact is not None]
    return len(quotes), sum(len(words.split()) for words in whole), len(quotes) - len(whole)


def heard(names: Names) -> Iterator[str]:
    """The table of voices, and what stands around it."""
    claims = names.dataset.claims
    rows = _heard(names)
    if not rows:
        yield "Nobody but the publishers is heard yet. Once a claim stands on another's word, its voice is listed here."
        return
    yield from _finding(rows, names)
    for kind, words in FORMS.items():
        yield from key(kind, words)
    cut = f"The first {VOICES_SHOWN} of {count(len(rows), 'voice')}; the table has more. "
    yield f"{cut if len(rows) > VOICES_SHOWN else ''}Names in italics are descriptions of actors who are not named."
    quotes, words_published, withheld = _words(claims)
    yield "The figures as a table, with quoted words"
    told = f"Words are counted in quotations that are published whole: {count(words_published, 'word')} in {quotes - withheld} of {count(quotes, 'quotation')}."
    if withheld:
        told += f" Of the other {withheld} the rights allow the first and last words or none; these are not counted, hence “at least” and “withheld”."
    yield told
    yield from (marks(aria_label=HEARD), marks(id="voices_table"))
    yield from ("Voice", f"Claims of {len(claims)}", "Direct", "Mixed", "Indirect")
    yield from ("First-hand", "Relayed", "Quotations", "Quoted words")
    for id_, said in rows[:IN_TABLE]:
        yield from (marks(data_row=id_), names.actor(id_), str(len(said)))
        yield from (
            str(sum(one.form is form for one in said)) for form in (Form.DIRECT, Form.MIXED, Form.INDIRECT)
        )
        yield from (str(len(said) - _relayed(said)), str(_relayed(said)))
        own, published, missing = _words(said)
        yield from (
            str(own),
            "withheld" if missing and not published else f"{'at least ' * bool(missing)}{published:,}",
        )
    yield from rest(IN_TABLE, len(rows), "voice", "claims.json", names)


def _finding(rows: Sequence[tuple[str, list[Claim]]], names: Names) -> Iterator[str]:
    claims = names.dataset.claims
    sourced = [one for one in claims if not own_voice(one)]
    undescribed = sum(not one.claimants for one in sourced)
    are = "is" if len(rows) == 1 else "are"
    told = f"{count(len(rows), 'voice')} {are} heard in {len(sourced)} of {count(len(claims), 'claim')}; the other {len(claims) - len(sourced)} are the articles' own voice."
    if undescribed:
        stand, have = ("stands", "has") if undescribed == 1 else ("stand", "have")
        told += f" {count(undescribed, 'claim')} of the {len(sourced)} {stand} on the word of somebody whom the text only describes, and {have} no row."
    yield f"{told} A claim on the word of two counts for both."


def _relayed(claims: Sequence[Claim]) -> int:
    return sum(len(one.chain) > 2 for one in claims)


def heard_picture(names: Names) -> Picture:
    """The picture of voices: a row for each, with its parts."""
    total = len(names.dataset.claims)
    found: set[Mark] = set()
    most = max((len(said) for _, said in _heard(names)), default=0)
    for id_, said in _heard(names):
        actor = names.dataset.actor[id_]
        name = actor.name
        lines = [marks(data_row=id_), opened(names.way("actor", id_))]
        lines += [f"{name}: {len(said)} of {count(total, 'claim')}"]
        lines += [*of_somebody(actor.naming is Naming.UNNAMED), END_OF_LINK, f"{len(said)} of {total}"]
        forms = Counter(one.form for one in said)
        lines += stacked(
            [(form.value, forms[form], _of(forms[form], said, form.value)) for form in Form], most
        )
        relayed = _relayed(said)
        ways = (
            ("first-hand", len(said) - relayed, "from the voice itself"),
            ("relayed", relayed, "through others"),
        )
        lines += stacked([(kind, number, _of(number, said, words)) for kind, number, words in ways], most)
        found.add(mark(*lines))
    told = "One row for each voice. The upper bar is as long as its number of claims, parted into direct, mixed and indirect; the thin bar below parts the same claims into those from the voice itself and those through others. The table below has the same figures."
    return Picture(head("voices", HEARD, told, "hatch", "dots"), found, min(len(found), VOICES_SHOWN))


def _of(number: int, said: Sequence[Claim], words: str) -> str:
    return f"{number} of {count(len(said), 'claim')} {words}"


def _footings(names: Names) -> list[tuple[str, str, list[Claim]]]:
    """All claims, then outlets, then articles: each by its name, its link, and its claims."""
    data, found = names.dataset, names.found
    outlets = [
        (
            data.actor[id_].name,
            id_,
            names.actor(id_),
            [one for article in published for one in found.inside.get(article.id, [])],
        )
        for id_, published in found.published.items()
    ]
    articles = [
        (one.title, one.id, names.article(one.id), found.inside.get(one.id, [])) for one in data.articles
    ]
    rows = [("", "All claims", list(data.claims))]
    for what, group in (("outlet", outlets), ("article", articles)):
        order = sorted((row for row in group if row[3]), key=lambda row: (-len(row[3]), row[0], row[1]))
        rows += [(id_, f"{shown} {what}", claims) for _, id_, shown, claims in order[:IN_TABLE]]
    return rows


def _kinds(claims: Sequence[Claim]) -> Counter[str]:
    return Counter(
        "own" if own_voice(one) else "unnamed" if one.unnamed_only else "sourced" for one in claims
    )


def footing(names: Names) -> Iterator[str]:
    """The table of on whose word claims stand, and what stands around it."""
    claims = names.dataset.claims
    if not claims:
        yield "There are no claims yet. Once an article is annotated, this shows on whose word its claims stand."
        return
    kinds, found = _kinds(claims), names.found
    stand = "rests" if kinds["unnamed"] == 1 else "rest"
    yield f"{kinds['unnamed']} of {count(len(claims), 'claim')} ({percent(kinds['unnamed'], len(claims))}) {stand} on unnamed actors only; {kinds['sourced']} on at least one named actor before the publisher; {kinds['own']} on the publisher's own word."
    for kind, words in KINDS.items():
        yield from key(kind, words)
    articles = sum(one.id in found.inside for one in names.dataset.articles)
    outlets = sum(any(one.id in found.inside for one in published) for published in found.published.values())
    told = "Each bar is all claims of an outlet or an article; those with the most claims come first."
    if articles > ARTICLES_SHOWN:
        of_outlets = f" and of {outlets} outlets" if outlets > ARTICLES_SHOWN else ""
        told += f" The picture shows the first {ARTICLES_SHOWN} of {articles} articles{of_outlets}."
    yield from (told, "The figures as a table", marks(aria_label=FOOTING), marks(id="footing_table"))
    yield from ("Outlet or article", "Claims", "Own voice", "Named", "Unnamed only", "Share unnamed only")
    for id_, shown, own in _footings(names):
        counts = _kinds(own)
        yield from (marks(data_row=id_), shown, str(len(own)))
        yield from (str(counts["own"]), str(counts["sourced"]), str(counts["unnamed"]))
        yield percent(counts["unnamed"], len(own))
    yield from rest(IN_TABLE, articles, "article", "claims.json", names)


def footing_picture(names: Names) -> Picture:
    """The picture of on whose word claims stand: a row for all, for each outlet and each article."""
    found: set[Mark] = set()
    kinds = Counter(shown.rpartition(" ")[2] for _, shown, _ in _footings(names))
    outlets = min(kinds["outlet"], ARTICLES_SHOWN) if kinds["outlet"] > 1 else 0
    size = 1 + outlets + min(kinds["article"], ARTICLES_SHOWN)
    for id_, shown, claims in _footings(names):
        counts = _kinds(claims)
        name = "All claims"
        lines = [marks(data_row=id_)]
        if id_:
            kind = "actor" if shown.endswith(" outlet") else "article"
            data = names.dataset
            name = data.actor[id_].name if kind == "actor" else data.article[id_].title
            lines += [opened(names.way(kind, id_)), name, END_OF_LINK]
        lines.append(f"{counts['unnamed']} of {len(claims)} unnamed")
        whole = count(len(claims), "claim")
        parts = [
            (kind, counts[kind], f"{name}: {counts[kind]} of {whole}, {words}")
            for kind, words in KINDS.items()
        ]
        lines += stacked(parts, len(claims))
        found.add(mark(*lines))
    told = "One bar for each outlet and article, as long as the picture is wide: the share of its claims on the publisher's own word, on a named actor's, and on unnamed actors' only. The table below has the same figures."
    return Picture(head("footing", FOOTING, told, "hatch", "dots"), found, size)
