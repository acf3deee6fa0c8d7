"""Matrix: who speaks about whom and with which stance.

Rows and columns are ranked by number of claims; the first of each are drawn, and the table has the rest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.model.records import Claim
from sayso.site.collation import order_of
from sayso.site.language import message
from sayso.site.links import Links, Ref
from sayso.site.phrases import phrase
from sayso.site.pictures.scales import wrapped
from sayso.site.voice import voice_of
from sayso.site.wording import counted

FIRST = 12
"""The maximum number of rows and of columns in the picture."""
IN_TABLE = 200
CELL, LINE, SIDE, TOP = 58, 46, 150, 112
"""The width and height of a cell, and the room for names at the side and on top, in pixels."""
SLANT = 56
"""The room at the right for the slanted names of the last columns."""
SIGNS = {"for": "+", "against": "−", "neutral": "○", "": "·"}
"""The sign of each stance in a cell; a dot for claims without one."""


@dataclass(frozen=True, kw_only=True)
class Head:
    """The heading of a row or column, and the middle of the row or column in pixels."""

    ref: Ref
    lines: list[str]
    at: int


@dataclass(frozen=True, kw_only=True)
class Cell:
    """The claims of one actor about another."""

    speaker: Ref
    about: Ref
    claims: list[Ref]
    stances: dict[str, int]
    anchor: str
    drawn: bool
    x: int
    y: int

    @property
    def pattern(self) -> str:
        """The cell's pattern: its only stance, `mixed` where there are several, `none` where there is none."""
        given = [stance for stance, count in self.stances.items() if count and stance]
        return "none" if not given else given[0] if len(given) == 1 else "mixed"

    @property
    def title(self) -> str:
        """What it says in words: “A about B: 3 claims, 2 against, 1 without a stance”."""
        told = [counted(len(self.claims), "claim")]
        for stance, count in self.stances.items():
            if count:
                words = phrase(f"Stance.{stance}") if stance else message("without a stance")
                told.append(message("{count} {stance}", count=str(count), stance=words))
        return message(
            "{speaker} about {about}: {claims}",
            speaker=self.speaker.name,
            about=self.about.name,
            claims=message(", ").join(told),
        )

    @property
    def signs(self) -> str:
        """Stances as signs with counts: “+2 −1”."""
        return " ".join(f"{SIGNS[stance]}{count}" for stance, count in self.stances.items() if count)


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """The picture: heads, cells, and its size in pixels; `listed` are the cells of the table, `pairs` counts all."""

    rows: list[Head]
    columns: list[Head]
    cells: list[Cell]
    listed: list[Cell]
    pairs: int
    all_rows: int
    all_columns: int
    claims: int
    total: int
    width: int
    height: int


def view_matrix(links: Links) -> Matrix:
    """The matrix of claimants and the actors that their claims are about."""
    found: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    data = links.dataset
    for claim in data.claims:
        for speaker in claim.claimants:
            for actor in claim.about:
                if actor in data.actor:
                    found[speaker, actor].append(claim)
    counts = {pair: len(claims) for pair, claims in found.items()}
    rows, columns = _chosen(counts)
    own = {actor for claim in data.claims if voice_of(claim) == "own" for actor in claim.claimants}
    rows.sort(key=lambda id_: id_ in own)
    place = {id_: (order_of(data.actor[id_].name), id_) for pair in found for id_ in pair}
    order = sorted(found, key=lambda pair: (-counts[pair], *map(place.__getitem__, pair)))
    listed = [
        _cell(pair, found[pair], rows, columns, links)
        for number, pair in enumerate(order)
        if number < IN_TABLE or (pair[0] in rows and pair[1] in columns)
    ]
    return Matrix(
        rows=[_head(id_, TOP + number * LINE + LINE // 2, links) for number, id_ in enumerate(rows)],
        columns=[_head(id_, SIDE + number * CELL + CELL // 2, links) for number, id_ in enumerate(columns)],
        cells=[cell for cell in listed if cell.drawn],
        listed=listed,
        pairs=len(order),
        all_rows=len({speaker for speaker, _ in order}),
        all_columns=len({about for _, about in order}),
        claims=len({claim.id for claims in found.values() for claim in claims}),
        total=len(data.claims),
        width=SIDE + len(columns) * CELL + SLANT,
        height=TOP + len(rows) * LINE + 2,
    )


def _chosen(pairs: Mapping[tuple[str, str], int]) -> tuple[list[str], list[str]]:
    """The rows with the most claims, and the columns with the most claims in these rows; empty rows are left out."""
    rows = _ranked(pairs, 0)[:FIRST]
    columns = _ranked({pair: count for pair, count in pairs.items() if pair[0] in rows}, 1)[:FIRST]
    drawn = {speaker for speaker, about in pairs if about in columns}
    return [row for row in rows if row in drawn], columns


def _ranked(pairs: Mapping[tuple[str, str], int], side: int) -> list[str]:
    counts: Counter[str] = Counter()
    for pair, count in pairs.items():
        counts[pair[side]] += count
    return sorted(counts, key=lambda id_: (-counts[id_], id_))


def _head(id_: str, at: int, links: Links) -> Head:
    ref = links.actor(id_)
    return Head(ref=ref, lines=wrapped(ref.name, SIDE - 10, 11.5, 2), at=at)


def _cell(
    pair: tuple[str, str],
    claims: Sequence[Claim],
    rows: Sequence[str],
    columns: Sequence[str],
    links: Links,
) -> Cell:
    speaker, about = pair
    drawn = speaker in rows and about in columns
    stances = Counter(claim.stance[about].value if about in claim.stance else "" for claim in claims)
    return Cell(
        speaker=links.actor(speaker),
        about=links.actor(about),
        claims=[links.claim(claim.id) for claim in claims],
        stances={stance: stances[stance] for stance in SIGNS},
        anchor=f"pair_{speaker}_{about}",
        drawn=drawn,
        x=SIDE + columns.index(about) * CELL if drawn else 0,
        y=TOP + rows.index(speaker) * LINE if drawn else 0,
    )
