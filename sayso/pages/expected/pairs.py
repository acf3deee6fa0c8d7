"""What must be shown of who speaks about whom, and with which stance."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from sayso.pages.expected.figures import IN_TABLE, Mark, Picture, head, mark, of_somebody, rest
from sayso.pages.expected.names import Names
from sayso.pages.expected.words import count
from sayso.pages.transcript import END_OF_LINK, link, marks, opened
from sayso.records import Claim
from sayso.vocabulary import Naming, Stance

SIGNS = {"for": "+", "against": "−", "neutral": "○", "": "·"}
ABOUT = "Who speaks about whom"
DRAWN = 12
Pair = tuple[str, str]


def pairs(names: Names) -> dict[Pair, list[Claim]]:
    """Who speaks about whom, with the claims, those with the most claims first."""
    found: dict[Pair, list[Claim]] = defaultdict(list)
    for claim in names.dataset.claims:
        for speaker in claim.claimants:
            for actor in claim.about:
                if actor in names.dataset.actor:
                    found[speaker, actor].append(claim)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def _stances(claims: list[Claim], about: str) -> Counter[str]:
    return Counter(claim.stance[about].value if about in claim.stance else "" for claim in claims)


def matrix_row(pair: Pair, claims: list[Claim], names: Names) -> Mark:
    """The row of a pair in the table."""
    speaker, about = pair
    counts = _stances(claims, about)
    lines = [marks(data_pair=f"{speaker} {about}", id=f"pair_{speaker}_{about}")]
    lines += [names.actor(speaker), names.actor(about), str(len(claims))]
    lines += [str(counts[stance]) for stance in ("for", "against", "neutral")]
    lines += [names.claim(claim, 70) for claim in claims[:20]]
    if len(claims) > 20:
        page = link(f"the page of {names.dataset.actor[about].name}", names.way("actor", about))
        lines.append(f"and {len(claims) - 20} more on {page}")
    return tuple(lines)


def matrix(names: Names) -> Iterator[str]:
    """What stands around the table of pairs, which `matrix_row` tells row by row."""
    found, total = pairs(names), len(names.dataset.claims)
    if not found:
        yield "No claim concerns an actor yet. Once one does, this shows who speaks about whom."
        return
    claims = len({claim.id for own in found.values() for claim in own})
    verbs = ("concerns", "stands") if claims == 1 else ("concern", "stand")
    yield f"{claims} of {count(total, 'claim')} {verbs[0]} an actor and {verbs[1]} on the word of one who is listed. A claim about several actors counts in several cells."
    keys = [f"{SIGNS[stance.value]} {stance.value}: {stance.meaning}" for stance in Stance]
    yield " ".join([*keys, f"{SIGNS['']} no stance recorded"])
    yield marks(aria_label=f"{ABOUT}, a wide picture")
    yield (
        f"{_more(found)}Outlets that speak in their own voice stand in the last rows. The number leads to the claims."
    )
    yield from ("The claims behind each number", marks(aria_label=ABOUT), marks(id="matrix_table"))
    yield from ("Who speaks", "About", "Claims", "For", "Against", "Neutral", "Which")
    for pair in _listed(found):
        yield from matrix_row(pair, found[pair], names)
    yield from rest(len(_listed(found)), len(found), "pair", "claims.json", names)


def _chosen(found: dict[Pair, list[Claim]]) -> tuple[list[str], list[str]]:
    """The speakers and those spoken about that are drawn: those with the most claims."""
    speakers = _ranked({pair: len(claims) for pair, claims in found.items()}, 0)
    counts = {pair: len(claims) for pair, claims in found.items() if pair[0] in speakers}
    about = _ranked(counts, 1)
    return [one for one in speakers if any((one, other) in found for other in about)], about


def _ranked(counts: dict[Pair, int], side: int) -> list[str]:
    sums = Counter[str]()
    for pair, number in counts.items():
        sums[pair[side]] += number
    return sorted(sums, key=lambda id_: (-sums[id_], id_))[:DRAWN]


def _listed(found: dict[Pair, list[Claim]]) -> list[Pair]:
    speakers, about = _chosen(found)
    return [
        pair
        for number, pair in enumerate(found)
        if number < IN_TABLE or (pair[0] in speakers and pair[1] in about)
    ]


def _more(found: dict[Pair, list[Claim]]) -> str:
    speakers, about = _chosen(found)
    all_speakers, all_about = len({pair[0] for pair in found}), len({pair[1] for pair in found})
    if all_speakers == len(speakers) and all_about == len(about):
        return ""
    return f"{len(speakers)} of {all_speakers} who speak and {len(about)} of {all_about} spoken about, those with the most claims; the table has more. "


def _unnamed(id_: str, names: Names) -> list[str]:
    return of_somebody(names.dataset.actor[id_].naming is Naming.UNNAMED)


def matrix_picture(names: Names) -> Picture:
    """The picture of pairs: names of rows and columns, and a cell for each pair."""
    all_pairs = pairs(names)
    found: set[Mark] = set()
    for (speaker, about), claims in all_pairs.items():
        ways = names.way("actor", speaker), names.way("actor", about)
        name, other = names.dataset.actor[speaker].name, names.dataset.actor[about].name
        found.add(mark(opened(ways[0]), f"{name} speaks", *_unnamed(speaker, names), END_OF_LINK))
        found.add(mark(opened(ways[1]), f"about {other}", *_unnamed(about, names), END_OF_LINK))
        counts = _stances(claims, about)
        stances = "".join(f", {counts[one]} {one or 'without a stance'}" for one in SIGNS if counts[one])
        signs = " ".join(f"{SIGNS[one]}{counts[one]}" for one in SIGNS if counts[one])
        given = [one for one in counts if one]
        pattern = given[0] if len(given) == 1 else "mixed" if given else "none"
        told = marks(f"cell-{pattern}", data_pair=f"{speaker} {about}")
        cell = opened(f"#pair_{speaker}_{about}", told)
        title = f"{name} about {other}: {count(len(claims), 'claim')}{stances}"
        found.add(mark(cell, title, str(len(claims)), signs, END_OF_LINK))
    told = "Rows are those who speak, columns those spoken about. A cell gives the number of claims and, below it, how many of them speak for, against or neither. The table below lists the claims."
    speakers, about_whom = _chosen(all_pairs)
    cells = sum(pair[0] in speakers and pair[1] in about_whom for pair in all_pairs)
    return Picture(head("matrix", ABOUT, told), found, len(speakers) + len(about_whom) + cells)
