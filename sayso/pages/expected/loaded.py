"""What the page of loaded words must show: for each actor who uses which words for them, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sayso.pages.expected.figures import Mark, Picture, head, key, mark, stacked
from sayso.pages.expected.names import Names
from sayso.pages.expected.words import count
from sayso.pages.transcript import link, marks
from sayso.records import Label

FIRST = 60
OPEN = "Left open whom they denote"
OWN, QUOTED = "in an article's own voice", "by those whom it quotes or reports"


def _groups(names: Names) -> list[tuple[str | None, list[Label]]]:
    """Actors with the words for them, those with the most uses first; what is left open stands last."""
    actor = names.dataset.actor
    return sorted(
        ((id_, labels) for id_, labels in names.found.labels_for.items() if labels),
        key=lambda row: (row[0] is None, -len(row[1]), actor[row[0]].name if row[0] is not None else ""),
    )


def _own(label: Label, names: Names) -> bool:
    return label.by == names.dataset.article[label.article].publisher


def wording(names: Names) -> Iterator[str]:
    """The whole page but its picture."""
    labels, groups = names.dataset.labels, _groups(names)
    if not groups:
        yield "No loaded word is recorded yet. Annotators list them under labels, each with the one who uses it."
        return
    own = sum(_own(label, names) for label in labels)
    actors = sum(id_ is not None for id_, _ in groups)
    yield f"{count(len(labels), 'use')} of loaded words: {own} of {len(labels)} in an article's own voice, {len(labels) - own} by those whom it quotes or reports. {count(actors, 'actor')} {'is' if actors == 1 else 'are'} denoted."
    yield from (*key("own", OWN), *key("sourced", QUOTED))
    for id_, used in groups[:FIRST]:
        yield marks(id=f"for_{id_ or ''}")
        whom = f"For {names.actor(id_)}" if id_ is not None else OPEN
        yield f"{whom} {count(len(used), 'use')}"
        yield from _users(id_, used, names)
    if len(groups) > FIRST:
        yield f"The first {FIRST} of {count(len(groups), 'group')}. {names.data('labels.json', 'labels.json')} holds all."


def _users(for_whom: str | None, used: Sequence[Label], names: Names) -> Iterator[str]:
    users: dict[tuple[str, bool], list[Label]] = defaultdict(list)
    for label in used:
        users[label.by, _own(label, names)].append(label)
    actor = names.dataset.actor
    for (by, own), labels in sorted(
        users.items(), key=lambda row: (-len(row[1]), actor[row[0][0]].name, row[0][1])
    ):
        yield marks(data_user=by, data_for=for_whom or "")
        how = "in the article's own voice" if own else "as quoted or reported"
        yield f"{names.actor(by)} {how}"
        words: dict[str | None, list[Label]] = defaultdict(list)
        for label in labels:
            words[label.words].append(label)
        for text, uses in sorted(
            words.items(), key=lambda row: (row[0] is None, -len(row[1]), (row[0] or "").casefold())
        ):
            yield _word(text, uses, names)


def _word(words: str | None, uses: Sequence[Label], names: Names) -> str:
    shown = f"“{words}”" if words is not None else "words withheld, as the rights ask"
    times = f" {len(uses)} times" if len(uses) > 1 else ""
    claims = dict.fromkeys(id_ for label in uses for id_ in label.claims)
    articles = dict.fromkeys(label.article for label in uses if not label.claims)
    where = [names.claim(names.dataset.claim[id_], 60) for id_ in claims]
    where += [names.article(id_, 60) for id_ in articles]
    return f"{shown}{times}{''.join(where)}"


def wording_picture(names: Names) -> Picture:
    """The picture: a row for each actor, parted into the articles' own uses and others'."""
    total = len(names.dataset.labels)
    most = max((len(used) for _, used in _groups(names)), default=0)
    found: set[Mark] = set()
    for id_, used in _groups(names):
        uses = count(len(used), "use")
        name = names.dataset.actor[id_].name if id_ is not None else OPEN
        lines = [
            marks(data_row=id_ or ""),
            marks(aria_label=f"{name}: {uses}") + link("", f"#for_{id_ or ''}"),
        ]
        lines.append(f"{len(used)} of {total}")
        own = sum(_own(label, names) for label in used)
        parts = (("own", own), ("sourced", len(used) - own))
        lines += stacked([(kind, number, f"{number} of {uses}") for kind, number in parts], most)
        found.add(mark(*lines))
    told = "One bar for each actor, as long as the number of uses, parted into uses in an article's own voice and uses by those whom it quotes or reports. The lists below give the words and their users."
    return Picture(
        head("wording", "Loaded words by the actor whom they are used for", told),
        found,
        min(len(found), FIRST),
    )
