"""What must be shown of loaded words: who uses which for whom, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from sayso.inspect.figures import stacked
from sayso.inspect.kinds import At, Kind, Rows, part
from sayso.inspect.names import Names
from sayso.inspect.tokens import Drawn, Link, Quoted, Say, Token, Tokens, numbers
from sayso.inspect.words import count, part_of
from sayso.model.records import Label
from sayso.site.collation import order_of
from sayso.site.phrases import phrase


class Group(NamedTuple):
    """Whom loaded words denote, nobody where that is left open, and their uses."""

    actor: str | None
    labels: list[Label]


class User(NamedTuple):
    """One who uses loaded words for somebody, in an article's own voice or as one whom it quotes."""

    id: str
    own: bool
    labels: list[Label]


def _own(label: Label, names: Names) -> bool:
    return label.by == names.dataset.article[label.article].publisher


def _name(group: Group, names: Names) -> str:
    return names.dataset.actor[group.actor].name if group.actor is not None else phrase("left-open-whom")


def _groups(names: Names) -> Sequence[tuple[str, Group]]:
    """Those with the most uses first; what is left open stands last."""
    groups = [Group(id_, labels) for id_, labels in names.found.labels_for.items() if labels]
    groups.sort(
        key=lambda one: (
            one.actor is None,
            -len(one.labels),
            order_of(_name(one, names) if one.actor else ""),
        )
    )
    return [(f"for/{one.actor or ''}", one) for one in groups]


def _users(group: Group, at: At) -> Sequence[tuple[str, User]]:
    found: dict[tuple[str, bool], list[Label]] = defaultdict(list)
    for label in group.labels:
        found[label.by, _own(label, at.names)].append(label)
    users = [User(*user, labels) for user, labels in found.items()]
    users.sort(key=lambda one: (-len(one.labels), order_of(at.names.dataset.actor[one.id].name), one.own))
    return [(f"user/{one.id}", one) for one in users]


def _words(user: User, at: At) -> Rows:
    found: dict[str | None, list[Label]] = defaultdict(list)
    for label in user.labels:
        found[label.words].append(label)
    rows: list[Tokens] = []
    for text in sorted(found, key=lambda text: (text is None, -len(found[text]), order_of(text or ""))):
        uses = found[text]
        shown: Token = Quoted(text) if text is not None else Say("words-withheld")
        articles = dict.fromkeys(label.article for label in uses if not label.claims)
        claims = at.names.claims(dict.fromkeys(id_ for label in uses for id_ in label.claims))
        times = numbers(len(uses)) if len(uses) > 1 else []
        rows.append([shown, *times, *claims, *map(at.names.article, articles)])
    return rows


def _title(group: Group, at: At) -> Rows:
    title = phrase("mark.uses", name=_name(group, at.names), count=count(len(group.labels), "use"))
    return [[Link(f"#for_{group.actor or ''}", title)]]


def _parts(group: Group, at: At) -> Rows:
    own, uses = sum(_own(one, at.names) for one in group.labels), len(group.labels)
    parts = (("own", own), ("sourced", uses - own))
    most = max(len(other.labels) for _, other in at.names.of_all(_groups))
    return stacked([(kind, number, part_of(number, uses, "use")) for kind, number in parts], most)


BAR = Kind(
    fields={
        "name": _title,
        "uses": lambda group, at: [numbers(len(group.labels), len(at.names.dataset.labels))],
        "part": _parts,
    }
)
GROUP = Kind(
    fields={
        "name": lambda group, at: [
            [Say("used-for"), *at.names.actor(group.actor)]
            if group.actor is not None
            else [Say("left-open-whom")]
        ],
        "uses": lambda group, at: [numbers(len(group.labels))],
    },
    lists={
        "users": (
            _users,
            part(
                Kind(
                    fields={
                        "name": lambda user, at: [
                            [*at.names.actor(user.id), Say("user.own" if user.own else "user.sourced")]
                        ],
                        "word": _words,
                    }
                ),
                "name word",
            ),
        )
    },
)


def _numbers(names: Names) -> tuple[int, int]:
    labels = names.dataset.labels
    return len(labels), sum(_own(one, names) for one in labels)


WORDING = part(
    Kind(
        fields={
            "uses": lambda names, at: [numbers(total) for total, _ in [_numbers(names)] if total],
            "own": lambda names, at: [numbers(own, total) for total, own in [_numbers(names)] if total],
            "sourced": lambda names, at: [numbers(total - own) for total, own in [_numbers(names)] if total],
            "actors": lambda names, at: [
                numbers(sum(one.actor is not None for _, one in groups))
                for groups in [names.of_all(_groups)]
                if groups
            ],
            "key": lambda names, at: [
                [Drawn(f"part-{kind}", ("1", "14")), Say(f"wording.{kind}")] for kind in ("own", "sourced")
            ],
        },
        lists={
            "wording.picture": (lambda names, at: names.of_all(_groups), part(BAR, "name uses part")),
            "wording": (lambda names, at: names.of_all(_groups), part(GROUP, "name uses users")),
        },
    ),
    "uses own sourced actors wording.picture wording",
)
