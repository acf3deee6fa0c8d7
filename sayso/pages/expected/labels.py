"""What tables of loaded words must show: the words, for whom, by whom, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.pages.expected.names import Names
from sayso.pages.transcript import marks
from sayso.records import Label


def labels_table(labels: Sequence[Label], names: Names, name: str, *, for_whom: bool) -> Iterator[str]:
    """A table of loaded words; `for_whom` says whether it tells whom they denote."""
    yield marks(aria_label=name)
    yield from ("Words", *(["Used for"] if for_whom else []), "Used by", "Where")
    for label in labels:
        yield f"“{label.words}”" if label.words is not None else "words withheld"
        if for_whom:
            yield names.actor(label.actor) if label.actor is not None else "left open"
        yield names.actor(label.by)
        if label.claims:
            yield from (names.claim(names.dataset.claim[id_], 60) for id_ in label.claims)
        else:
            yield names.article(label.article)
