"""Names of labels, which have no ids: article and spans, and a number if several labels have the same spans.

1. `names_of_labels` gives the names of a publication's labels, in the spelling of releases or of flat tables.
2. `same_names` matches the labels of a later publication with those of an earlier one, so that a removed label's
   number isn't mistaken for another label.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from sayso.model.groups import Groups, group_by


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


def same_names(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """The name to use for each new label, given the revs of old and new labels by name.

    A label with the rev of an old one at the same spans gets that one's name; the others there keep their order.
    """
    former, names = _by_place(old), {}
    for place, twins in _by_place(new).items():
        left = former[place]
        for name in twins:
            if same := next((one for one in left if old[one] == new[name]), None):
                names[name] = same
                left.remove(same)
        numbers = (place if number == 1 else f"{place}{IN_RELEASES.twin}{number}" for number in count(1))
        free = (one for one in numbers if one not in old)
        for name in twins:
            if name not in names:
                names[name] = left.pop(0) if left else next(free)
    return names


def _by_place(names: Iterable[str]) -> Groups[str, str]:
    return group_by(lambda name: [name.partition(IN_RELEASES.twin)[0]], names)
