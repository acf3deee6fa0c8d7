"""Names of labels, which have no ids: each is called by its article and spans, and a number where several stand there.

1. `names_of_labels` and `number_twins` give the names of a dataset's labels.
2. `same_names` calls the labels of a later publication as an earlier one did, so that a number that was freed
   by one label isn't taken for the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import count

from sayso.records import Label

TWIN = " #"
"""What stands before the number of a label that shares its place."""


def names_of_labels(labels: Iterable[Label]) -> list[str]:
    """A name for each label."""
    return number_twins(name_of_label(label.article, label.span) for label in labels)


def name_of_label(article: str, spans: Iterable[Iterable[int]]) -> str:
    """A label's article and spans as a name, such as `harbour-berths 219-229`."""
    return f"{article} {','.join('-'.join(map(str, span)) for span in spans)}"


def number_twins(names: Iterable[str]) -> list[str]:
    """The same names in the same order, those that come again with a number."""
    seen: dict[str, int] = {}
    numbered = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        numbered.append(name if seen[name] == 1 else f"{name}{TWIN}{seen[name]}")
    return numbered


def same_names(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """For each new label what to call it, given the revs of both sides by name.

    A label with the rev of an old one at its place has that one's name; what is left there keeps its order.
    """
    former, names = _by_place(old), {}
    for place, twins in _by_place(new).items():
        left = former.get(place, [])
        for name in twins:
            if same := next((one for one in left if old[one] == new[name]), None):
                names[name] = same
                left.remove(same)
        numbers = (place if number == 1 else f"{place}{TWIN}{number}" for number in count(1))
        free = (one for one in numbers if one not in old)
        for name in twins:
            if name not in names:
                names[name] = left.pop(0) if left else next(free)
    return names


def _by_place(names: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        found[name.partition(TWIN)[0]].append(name)
    return found
