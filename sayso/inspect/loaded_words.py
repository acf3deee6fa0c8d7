"""What must be shown of loaded words: who uses which for whom, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sayso.inspect.figures import key, numbers, stacked
from sayso.inspect.names import Names
from sayso.inspect.tokens import Link, Say, Scope, Token
from sayso.inspect.words import count
from sayso.pages.phrases import phrase
from sayso.records import Label


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
    scope.show("uses", *numbers(total))
    scope.show("own", *numbers(of_outlets, total))
    scope.show("sourced", *numbers(total - of_outlets))
    scope.show("actors", *numbers(sum(id_ is not None for id_ in groups)))
    for kind in ("own", "sourced"):
        key(scope, kind, f"wording.{kind}")
    most = max(map(len, groups.values()))
    for id_ in order:
        labels, uses = groups[id_], count(len(groups[id_]), "use")
        scope.add("wording.picture", drawn := Scope(record=f"for/{id_ or ''}"))
        drawn.show("name", Link(f"#for_{id_ or ''}", phrase("mark.uses", name=called(id_), count=uses)))
        drawn.show("uses", *numbers(len(labels), total))
        parts = (("own", own(labels)), ("sourced", len(labels) - own(labels)))
        stacked(drawn, "part", [(kind, number, f"{number} of {uses}") for kind, number in parts], most)
        scope.add("wording", group := Scope(record=f"for/{id_ or ''}"))
        group.show(
            "name", *([Say("used-for"), *names.actor(id_)] if id_ is not None else [Say("left-open-whom")])
        )
        group.show("uses", *numbers(len(labels)))
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
            user.show("word", shown, *(numbers(len(uses)) if len(uses) > 1 else []), *where)
