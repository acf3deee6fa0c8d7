"""Names of labels, which have no ids: article and spans, and a number if several labels have the same spans.

1. `names_of_labels` gives the names of a publication's labels, in the spelling of releases or of flat tables.
2. `same_names` matches the labels of a later publication with those of an earlier one, so that a removed label's
   number isn't mistaken for another label.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import count
from typing import NamedTuple, TypeVar

from sayso.model.groups import Groups, group_by

T = TypeVar("T")


class Spelling(NamedTuple):
    """The separators before the spans, between them, and before the number of a label with the same spans."""

    before: str
    between: str
    twin: str


IN_RELEASES = Spelling(" ", ",", " #")
"""As in `harbour-berths 219-229,240-244 #2`."""
IN_TABLES = Spelling("@", "+", "#")
"""As in `harbour-berths@219-229+240-244#2`, which is one word, as keys of tables are."""


def names_of_labels(
    places: Iterable[tuple[str, Sequence[Sequence[int]]]], spelling: Spelling = IN_RELEASES
) -> list[str]:
    """A name for each label, given its article and spans."""
    names = (
        f"{article}{spelling.before}{spelling.between.join(f'{start}-{end}' for start, end in spans)}"
        for article, spans in places
    )
    return number_twins(names, spelling.twin)


def number_twins(names: Iterable[str], twin: str = IN_RELEASES.twin) -> list[str]:
    """The same names in the same order, with a number for each repetition."""
    seen: Counter[str] = Counter()
    numbered = []
    for name in names:
        seen[name] += 1
        numbered.append(name if seen[name] == 1 else f"{name}{twin}{seen[name]}")
    return numbered


def same_names(
    old: Mapping[str, T], new: Mapping[str, T], shares: Sequence[Callable[[str, T], Hashable]]
) -> dict[str, str]:
    """The name to use for each new label, given what is known of old and new labels by name.

    `shares` tell what two labels must have in common to be the same one; what tells more comes first. Labels that
    have the same in common keep their order.
    """
    names: dict[str, str] = {}
    for share in shares:
        known = set(names.values())
        left = _by(share, {name: row for name, row in old.items() if name not in known})
        for name in new:
            if name not in names and (same := left[share(name, new[name])]):
                names[name] = same.pop(0)
    for name in new:
        if name not in names:
            place, used = place_of(name), {*old, *names.values()}
            numbers = (place if number == 1 else f"{place}{IN_RELEASES.twin}{number}" for number in count(1))
            names[name] = next(one for one in numbers if one not in used)
    return names


def _by(share: Callable[[str, T], Hashable], labels: Mapping[str, T]) -> Groups[Hashable, str]:
    """The names of labels by what they have in common."""
    return group_by(lambda name: [share(name, labels[name])], labels)


def place_of(name: str) -> str:
    """A label's article and spans, of its name in releases."""
    return name.partition(IN_RELEASES.twin)[0]
