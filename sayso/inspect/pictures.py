"""What the pages with figures must show: who is heard, on whose word claims stand, who speaks about whom, and where.

Each figure is said twice in a page, in a table and in a picture. Tables are held whole and in order. A picture may
stop early where its page says so; where marks are drawn depends on the room, what they say and how long they are
doesn't.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from sayso.inspect.names import UNNAMED, Names
from sayso.inspect.tokens import Drawn, Link, Say, Scope, Token, Tokens, Within
from sayso.inspect.words import count, percent, voice
from sayso.pages.phrases import phrase
from sayso.records import Claim, Label, Place
from sayso.vocabulary import Form, Stance

IN_TABLE = 200
"""The rows of the table of pairs, besides those that are drawn."""
DRAWN = 12
"""The rows and columns of the picture of pairs."""
NAMED_NODES, MOST_STEPS, TALL = 8, 3, 320
"""Of the picture of ways: the nodes of a column that have names, the columns between, the height of all claims."""
NUMBERS = re.compile(r"([0-9]+)(?:–([0-9]+))?")
SIGNS = {"for": "+", "against": "−", "neutral": "○", "": "·"}
Step = tuple[str, ...]
"""Who stands at a step of a chain; nobody for one who is only described."""
OTHERS, PASSING = ("*",), ("-",)
"""Stand for rare ones that are drawn as one, and for claims that skip a step."""


def _key(scope: Scope, kind: str, phrase_: str) -> None:
    scope.show("key", Drawn(f"part-{kind}", ("1", "14")), Say(phrase_))


def _numbers(*numbers: int) -> list[Token]:
    return [Within(str(number)) for number in numbers]


def _stacked(scope: Scope, name: str, parts: Sequence[tuple[str, int, str]], whole: int) -> None:
    """The parts of a bar side by side: each one's kind, number and words; `whole` fills the picture."""
    done = 0
    for kind, number, words in parts:
        if number:
            start, end = (round(100 * part / whole, 2) for part in (done, done + number))
            scope.show(name, Drawn(f"part-{kind}", (f"{start}%", f"{round(end - start, 2)}%")), words)
            done += number


def _mark(names: Names, id_: str, way: str, title: str) -> Tokens:
    """A name in a picture, which leads somewhere; descriptions of unnamed actors are set apart."""
    unnamed = UNNAMED in names.actor(id_)
    return [Link(way, title), *[Drawn("bar-name-unnamed")] * unnamed]


# ---- who is heard --------------------------------------------------------------------------------------------


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
    scope.show("voices", *_numbers(len(rows)))
    scope.show("sourced", *_numbers(len(sourced), total))
    scope.show("own", *_numbers(total - len(sourced)))
    if described := sum(not one.claimants for one in sourced):
        scope.show("described", *_numbers(described, len(sourced)))
    for kind in ("direct", "mixed", "indirect", "first-hand", "relayed"):
        _key(scope, kind, f"share.{kind}")
    quotes, published, withheld = _words(claims)
    scope.show("words", *_numbers(published, quotes - withheld, quotes))
    if withheld:
        scope.show("words.withheld", *_numbers(withheld))
    scope.show("total", *_numbers(total))
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
        drawn.show("name", *_mark(names, id_, names.way("actor", id_), title))
        drawn.show("claims", *_numbers(len(said), total))
        _stacked(
            drawn,
            "part",
            [(one.value, forms[one], _of(forms[one], said, f"Form.{one.value}")) for one in Form],
            most,
        )
        ways = {"first-hand": len(said) - relayed, "relayed": relayed}
        _stacked(
            drawn,
            "way",
            [(kind, number, _of(number, said, f"share.{kind}")) for kind, number in ways.items()],
            most,
        )
        scope.add("voices", row := Scope(record=f"actor/{id_}"))
        row.show("name", *names.actor(id_))
        row.show("claims", *_numbers(len(said)))
        for name, number in (
            {one.value: forms[one] for one in Form if one is not Form.NARRATED} | ways
        ).items():
            row.show(name, *_numbers(number))
        told, shown, missing = _words(said)
        row.show("quotes", *_numbers(told))
        row.show("words", *([] if missing and not shown else _numbers(shown)))
    return scope


def _of(number: int, said: Sequence[Claim], key: str) -> str:
    return phrase("mark.part", count=str(number), total=count(len(said), "claim"), what=phrase(key))


def _words(claims: Sequence[Claim]) -> tuple[int, int, int]:
    """How many quotations there are, how many words in those published whole, and how many are not whole."""
    quotes = [quote for claim in claims for quote in claim.quotes]
    whole = [quote.exact for quote in quotes if quote.exact is not None]
    return len(quotes), sum(len(words.split()) for words in whole), len(quotes) - len(whole)


# ---- on whose word claims stand ------------------------------------------------------------------------------


def sourcing(names: Names) -> Scope:
    """On whose word claims stand: of all, of each outlet and of each article, those with the most first."""
    data, found, scope = names.dataset, names.found, Scope()
    if not data.claims:
        return scope
    whole = Counter(map(voice, data.claims))
    scope.show("unnamed", *_numbers(whole["unnamed"], len(data.claims)))
    scope.show("unnamed.share", Within(percent(whole["unnamed"], len(data.claims))))
    for kind in ("named", "own"):
        scope.show(kind, *_numbers(whole[kind]))
    for kind in ("own", "named", "unnamed"):
        _key(scope, kind, f"sourcing.{kind}")
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
    scope.show("unnamed", *_numbers(counts["unnamed"], whole))
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
    _stacked(scope, "part", parts, whole)
    return scope


def _row(kind: str, id_: str, claims: Sequence[Claim], names: Names) -> Scope:
    counts = Counter(map(voice, claims))
    scope = Scope(record=f"{kind}/{id_}" if id_ else kind)
    named: dict[str, Tokens] = {"all": [Say("all-claims")]}
    if id_:
        named = {"actor": names.actor(id_)} if kind == "actor" else {"article": [names.article(id_)]}
    scope.show("name", *named[kind], *[Say("kind.outlet" if kind == "actor" else "kind.article")] * bool(id_))
    scope.show("claims", *_numbers(len(claims)))
    for one in ("own", "named", "unnamed"):
        scope.show(one, *_numbers(counts[one]))
    scope.show("share", Within(percent(counts["unnamed"], len(claims))))
    return scope


# ---- who speaks about whom -----------------------------------------------------------------------------------


def matrix(names: Names) -> Scope:
    """Who speaks about whom, and with which stance: the pairs with the most claims first."""
    scope = Scope()
    unsorted: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in names.dataset.claims:
        for speaker in claim.claimants:
            for actor in claim.about:
                if actor in names.dataset.actor:
                    unsorted[speaker, actor].append(claim)
    found = dict(sorted(unsorted.items(), key=lambda item: (-len(item[1]), item[0])))
    if not found:
        return scope
    concerned = len({claim.id for claims in found.values() for claim in claims})
    scope.show("concerned", *_numbers(concerned, len(names.dataset.claims)))
    for stance in Stance:
        scope.show("sign", SIGNS[stance.value], Say(f"Stance.{stance.value}"))
    scope.show("sign", SIGNS[""], Say("none-stance"))
    speakers, about = _chosen(found, names)
    for name, ids, key in (("column", about, "mark.about"), ("row", speakers, "mark.speaks")):
        for id_ in ids:
            title = phrase(key, name=names.dataset.actor[id_].name)
            scope.show(name, *_mark(names, id_, names.way("actor", id_), title))
    all_speakers, all_about = (len({pair[side] for pair in found}) for side in (0, 1))
    if (all_speakers, all_about) != (len(speakers), len(about)):
        scope.show("matrix.shown", *_numbers(len(speakers), all_speakers, len(about), all_about))
    listed = 0
    for number, (pair, claims) in enumerate(found.items()):
        drawn = pair[0] in speakers and pair[1] in about
        if drawn:
            scope.add("matrix", _cell(pair, claims, names))
        if drawn or number < IN_TABLE:
            scope.add("pairs", _pair(pair, claims, names))
            listed += 1
    if listed < len(found):
        scope.show("pairs.shown", *_numbers(listed, len(found)))
    return scope


def _chosen(found: Mapping[tuple[str, str], list[Claim]], names: Names) -> tuple[list[str], list[str]]:
    """The speakers and those spoken about that are drawn: those with the most claims, outlets' own voices last."""

    def ranked(pairs: Mapping[tuple[str, str], list[Claim]], side: int) -> list[str]:
        sums = Counter[str]()
        for pair, claims in pairs.items():
            sums[pair[side]] += len(claims)
        return sorted(sums, key=lambda id_: (-sums[id_], id_))[:DRAWN]

    speakers = ranked(found, 0)
    about = ranked({pair: claims for pair, claims in found.items() if pair[0] in speakers}, 1)
    own = {id_ for claim in names.dataset.claims if voice(claim) == "own" for id_ in claim.claimants}
    drawn = [one for one in speakers if any((one, other) in found for other in about)]
    return sorted(drawn, key=lambda id_: id_ in own), about


def _stances(claims: Sequence[Claim], about: str) -> dict[str, int]:
    counts = Counter(claim.stance[about].value if about in claim.stance else "" for claim in claims)
    return {stance: counts[stance] for stance in SIGNS if counts[stance]}


def _cell(pair: tuple[str, str], claims: Sequence[Claim], names: Names) -> Scope:
    speaker, about = pair
    actor, counts = names.dataset.actor, _stances(claims, pair[1])
    scope = Scope(record=f"pair/{speaker}/{about}")
    given = [stance for stance in counts if stance]
    scope.show("style", Drawn(f"cell-{given[0] if len(given) == 1 else 'mixed' if given else 'none'}"))
    scope.show("href", Link(f"#pair_{speaker}_{about}"))
    stances = "".join(f", {number} {one or 'without a stance'}" for one, number in counts.items())
    scope.show(
        "name", f"{actor[speaker].name} about {actor[about].name}: {count(len(claims), 'claim')}{stances}"
    )
    scope.show("claims", *_numbers(len(claims)))
    scope.show("signs", " ".join(f"{SIGNS[one]}{number}" for one, number in counts.items()))
    return scope


def _pair(pair: tuple[str, str], claims: Sequence[Claim], names: Names) -> Scope:
    speaker, about = pair
    counts = _stances(claims, about)
    scope = Scope(record=f"pair/{speaker}/{about}")
    scope.show("speaker", *names.actor(speaker))
    scope.show("about", *names.actor(about))
    scope.show("claims", *_numbers(len(claims)))
    for stance in Stance:
        scope.show(stance.value, *_numbers(counts.get(stance.value, 0)))
    page = Link(names.way("actor", about), names.dataset.actor[about].name)
    more = [*_numbers(len(claims) - 20), page] if len(claims) > 20 else []
    scope.show("which", *map(names.claim, claims[:20]), *more)
    return scope


# ---- through whom claims came --------------------------------------------------------------------------------


def flow(names: Names) -> Scope:
    """The ways of all claims that stand on another's word than the publisher's, the most used first."""
    scope = Scope()
    unsorted: dict[tuple[Step, ...], list[Claim]] = defaultdict(list)
    for claim in names.dataset.claims:
        if voice(claim) != "own":
            unsorted[tuple(tuple(step.actors) for step in claim.chain)].append(claim)
    found = dict(sorted(unsorted.items(), key=lambda item: (-len(item[1]), item[0])))
    if not found:
        return scope
    sourced = sum(map(len, found.values()))
    relayed = sum(len(claims) for way, claims in found.items() if len(way) > 2)
    scope.show("relayed", *_numbers(relayed, sourced))
    scope.show("first-hand", *_numbers(sourced - relayed))
    for _ in range(2):
        scope.show("sourced", *_numbers(sourced))
    scope.show("own", *_numbers(len(names.dataset.claims) - sourced))
    for number, (way, claims) in enumerate(found.items(), 1):
        scope.add("ways", row := Scope(record=f"way/{number}"))
        row.show("steps", *(token for step in way for token in names.who(list(step))))
        row.show("claims", *_numbers(len(claims)))
        more = _numbers(len(claims) - 10) if len(claims) > 10 else []
        row.show("which", *map(names.claim, claims[:10]), *more)
    _nodes(scope, {way: len(claims) for way, claims in found.items()}, sourced, names)
    return scope


def _nodes(scope: Scope, ways: Mapping[tuple[Step, ...], int], sourced: int, names: Names) -> None:
    """The picture: who stands in each column with how many claims, and the lines between, by their thickness."""
    between = min(max(len(way) - 2 for way in ways), MOST_STEPS)
    for head in ("flow.origin", *["flow.through", *["flow.then"] * between][:between], "flow.publisher"):
        scope.show("head", Say(head))
    spread = {way: (way[0], *[*way[1:-1], *[PASSING] * between][:between], way[-1]) for way in ways}
    columns: list[dict[Step, Step]] = []
    for column in range(between + 2):
        counts = Counter[Step]()
        for way, number in ways.items():
            counts[spread[way][column]] += number
        order = sorted((key for key in counts if key != PASSING), key=lambda key: (-counts[key], key))
        kept = order if len(order) <= NAMED_NODES + 1 else order[:NAMED_NODES]
        columns.append({key: key if key in kept or key == PASSING else OTHERS for key in counts})
        shown = Counter[Step]()
        for key, number in counts.items():
            shown[columns[-1][key]] += number
        for key in sorted(shown, key=lambda key: (key == PASSING, key == OTHERS, -shown[key], key)):
            _node(scope, key, shown[key], sourced, list(ways), names)
    lines: Counter[tuple[int, Step, Step]] = Counter()
    for way, number in ways.items():
        steps = [column[key] for column, key in zip(columns, spread[way], strict=True)]
        for at in range(len(steps) - 1):
            lines[at, steps[at], steps[at + 1]] += number
    wanted = sorted(lines.values())

    def ribbons(seen: Scope, _: Scope) -> Iterator[str]:
        shown = seen.fields.pop("ribbon", [])
        told = sorted(shown, key=str)
        must = [
            [Drawn("ribbon", (str(round(number * TALL / sourced, 2)),)), count(number, "claim")]
            for number in wanted
        ]
        if told != sorted(must, key=str):
            yield f"the lines of the picture must stand for {wanted} claims; they are shown as {told}"

    scope.checks.append(ribbons)


def _node(
    scope: Scope, key: Step, number: int, sourced: int, ways: Sequence[tuple[Step, ...]], names: Names
) -> None:
    if key == PASSING:
        scope.show("passing", phrase("flow.passing"), *_numbers(number))
        return
    total = count(sourced, "claim")
    if key == OTHERS:
        title = phrase("mark.voice", name=phrase("flow.others"), count=str(number), total=total)
        scope.show("others", Link("#ways", title))
        return
    listed = next((at for at, way in enumerate(ways[:IN_TABLE], 1) if key in way), None)
    address = f"#way_{listed}" if listed is not None else "#ways"
    if len(key) == 1:
        address = names.way("actor", key[0])
    unnamed = all(UNNAMED in names.actor(id_) for id_ in key)
    title = phrase("mark.voice", name=names.called(key), count=str(number), total=total)
    scope.show("node", Link(address, title), *[Drawn("bar-name-unnamed")] * unnamed)


# ---- loaded words --------------------------------------------------------------------------------------------


def wording(names: Names) -> Scope:
    """Who uses which loaded words for whom: actors with the most uses first; what is left open stands last."""
    data, scope = names.dataset, Scope()
    if not data.labels:
        return scope

    def called(id_: str | None) -> str:
        return data.actor[id_].name if id_ is not None else phrase("left-open-whom")

    def own(labels: Sequence[Label]) -> int:
        return sum(one.by == data.article[one.article].publisher for one in labels)

    groups = {id_: labels for id_, labels in names.found.labels_for.items() if labels}
    order = sorted(groups, key=lambda id_: (id_ is None, -len(groups[id_]), called(id_) if id_ else ""))
    total, of_outlets = len(data.labels), own(data.labels)
    scope.show("uses", *_numbers(total))
    scope.show("own", *_numbers(of_outlets, total))
    scope.show("sourced", *_numbers(total - of_outlets))
    scope.show("actors", *_numbers(sum(id_ is not None for id_ in groups)))
    for kind in ("own", "sourced"):
        _key(scope, kind, f"wording.{kind}")
    most = max(map(len, groups.values()))
    for id_ in order:
        labels, uses = groups[id_], count(len(groups[id_]), "use")
        scope.add("wording.picture", drawn := Scope(record=f"for/{id_ or ''}"))
        drawn.show("name", Link(f"#for_{id_ or ''}", phrase("mark.uses", name=called(id_), count=uses)))
        drawn.show("uses", *_numbers(len(labels), total))
        parts = (("own", own(labels)), ("sourced", len(labels) - own(labels)))
        _stacked(drawn, "part", [(kind, number, f"{number} of {uses}") for kind, number in parts], most)
        scope.add("wording", group := Scope(record=f"for/{id_ or ''}"))
        group.show(
            "name", *([Say("used-for"), *names.actor(id_)] if id_ is not None else [Say("left-open-whom")])
        )
        group.show("uses", *_numbers(len(labels)))
        _users(group, labels, names)
    return scope


def _users(scope: Scope, labels: Sequence[Label], names: Names) -> None:
    data = names.dataset
    users: dict[tuple[str, bool], list[Label]] = defaultdict(list)
    for label in labels:
        users[label.by, label.by == data.article[label.article].publisher].append(label)
    order = sorted(users, key=lambda user: (-len(users[user]), data.actor[user[0]].name, user[1]))
    for by, own in order:
        scope.add("users", user := Scope(record=f"user/{by}"))
        user.show("name", *names.actor(by), Say("user.own" if own else "user.sourced"))
        words: dict[str | None, list[Label]] = defaultdict(list)
        for label in users[by, own]:
            words[label.words].append(label)
        for text in sorted(
            words, key=lambda text: (text is None, -len(words[text]), (text or "").casefold())
        ):
            uses = words[text]
            shown: Token = f"“{text}”" if text is not None else Say("words-withheld-long")
            articles = dict.fromkeys(label.article for label in uses if not label.claims)
            where = [
                *names.claims(dict.fromkeys(id_ for label in uses for id_ in label.claims)),
                *map(names.article, articles),
            ]
            user.show("word", shown, *(_numbers(len(uses)) if len(uses) > 1 else []), *where)


# ---- places --------------------------------------------------------------------------------------------------


def places(names: Names) -> Scope:
    """All places by name, and the map and list of those that have a point."""
    rows, scope = sorted(names.dataset.places, key=lambda one: one.name), Scope()
    located = [one for one in rows if one.coordinates is not None]
    if located:
        scope.show("places.located", *_numbers(len(located), len(rows)))
        if len(located) < len(rows):
            scope.show("places.without", *_numbers(len(rows) - len(located)))
        scope.checks.append(partial(_map, located=located, names=names))
    for one in rows:
        scope.add("places", row := Scope(record=f"place/{one.id}"))
        row.show("name", Link(names.way("place", one.id), one.name))
        row.show("country", *([one.country] if one.country else []))
        point = one.coordinates
        position = [f"{point.latitude:.3f}", f"{point.longitude:.3f}"] if point is not None else []
        row.show("coordinates", *map(Within, position))
        _counts(row, one, names)
    return scope


def _counts(scope: Scope, place: Place, names: Names) -> None:
    scope.show("about", *_numbers(len(names.found.about.get(place.id, []))))
    scope.show("said_at", *_numbers(len(names.found.made_at.get(place.id, []))))


def _map(seen: Scope, wanted: Scope, located: Sequence[Place], names: Names) -> Iterator[str]:
    """The map and the list beside it: how places are numbered, and which share a mark, depends on the room.

    Each mark says by numbers for which places of the list it stands.
    """
    by_record = {f"place/{one.id}": one for one in located}
    known = dict.fromkeys(row.record for row in seen.lists.get("located", []) if row.record in by_record)
    order = [by_record[record] for record in (*known, *(one for one in by_record if one not in known))]
    for number, place in enumerate(order, 1):
        wanted.add("located", row := Scope(record=f"place/{place.id}"))
        row.show("number", str(number))
        row.show("name", *names.topic(place.id))
        _counts(row, place, names)
    at = 0
    sizes = set()
    for told in seen.fields.get("pin.number", []):
        found = NUMBERS.fullmatch(str(told[0]) if told else "")
        own = order[at : int(found[2] or found[1])] if found is not None and int(found[1]) == at + 1 else []
        if not own:
            yield f"a mark of the map must go on with place {at + 1} of the list; it has {told}"
            return
        way = names.way("place", own[0].id) if len(own) == 1 else f"#place_{at + 1}"
        wanted.show("pin.number", str(told[0]))
        wanted.show("pin", Link(way, ", ".join(one.name for one in own)))
        sizes.add(f"{len(own)} places")
        at += len(own)
    if at != len(order):
        yield f"the map must have marks for {len(order)} places; it has them for {at}"
    for tokens in seen.fields.pop("pin.count", []):
        if len(tokens) != 1 or tokens[0] not in sizes:
            yield f"a mark of the map must say for how many places it stands; it says {tokens}"
