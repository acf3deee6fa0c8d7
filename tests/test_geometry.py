"""Where marks stand in pictures: each at the place, on the row and in the column of what it is of, by the records alone."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from test_pictures import find, id_of, kinds_of, page_at, pictures
from test_site import table, text_of


def number(element: Element, name: str) -> float:
    """A number of an element, in its picture's unit or in per cent."""
    return float((element.get(name) or "").rstrip("%"))


def picture_of(tree: Element, name: str) -> Element:
    """A picture by the name that its title and description have."""
    return next(one for one in pictures(tree) if one.get("aria-labelledby") == f"{name}_title")


def degrees(words: str) -> float:
    """What a line of a map is of: east and north count up."""
    return int(re.sub(r"\D", "", words)) * (-1 if words.endswith(("W", "S")) else 1)


def test_places_stand_on_the_map_where_their_points_are(built: Path) -> None:
    """By the lines of the map, each of which says its degree."""
    picture = next(find(page_at(built, "places/"), "svg", kind="map"))
    lines = [*find(picture, "line", kind="graticule")]
    words = [degrees(text_of(text)) for text in find(picture, "text", kind="degrees")]
    drawn = [(line, told) for line, told in zip(lines, words, strict=True)]
    east = sorted((told, number(line, "x1")) for line, told in drawn if line.get("x1") == line.get("x2"))
    north = sorted((told, number(line, "y1")) for line, told in drawn if line.get("y1") == line.get("y2"))
    assert min(len(east), len(north)) >= 2

    def at(value: float, ways: list[tuple[float, float]]) -> float:
        (low, low_at), (high, high_at) = ways[0], ways[-1]
        return low_at + (value - low) / (high - low) * (high_at - low_at)

    located = {one["name"]: one["coordinates"] for one in table(built, "places") if one["coordinates"]}
    seen: list[str] = []
    for pin in find(picture, "a", kind="pin"):
        names = text_of(next(find(pin, "title"))).split(", ")
        seen += names
        circle = next(find(pin, "circle"))
        inside = [
            (at(located[name]["longitude"], east), at(located[name]["latitude"], north)) for name in names
        ]
        assert (number(circle, "cx"), number(circle, "cy")) == pytest.approx(inside[0], abs=0.6), names
        assert all(abs(x - inside[0][0]) < 10 and abs(y - inside[0][1]) < 10 for x, y in inside)
        for text in find(pin, "text"):
            assert (text.get("x"), text.get("y")) == (circle.get("cx"), circle.get("cy"))
    assert sorted(seen) == sorted(located)


def test_each_place_stands_in_the_middle_of_its_own_map(built: Path) -> None:
    """A map of one place is drawn around the nearest full degree; west is left of it, and north above."""
    tried = 0
    for place in table(built, "places"):
        if not place["coordinates"]:
            continue
        picture = next(find(page_at(built, f"places/{place['id']}/"), "svg", kind="map"))
        circles = [*find(picture, "circle")]
        assert len({(one.get("cx"), one.get("cy")) for one in circles}) == 1
        beside = (
            place["coordinates"]["longitude"] - round(place["coordinates"]["longitude"]),
            round(place["coordinates"]["latitude"]) - place["coordinates"]["latitude"],
        )
        for way, name in zip(beside, ("cx", "cy"), strict=True):
            shift = number(circles[0], name) - 50
            assert abs(shift) < 45
            assert shift * way >= 0, place["id"]
        tried += 1
    assert tried


ROWS = {"sourcing": ("voices/",), "voices": ("voices/",), "wording": ("wording/",)}


@pytest.mark.parametrize("name", ROWS)
def test_bars_stand_under_their_names_and_their_parts_side_by_side(built: Path, name: str) -> None:
    """From the left end on without a gap, each as long as its count, and each of the kind that its title tells."""
    tree = page_at(built, ROWS[name][0])
    picture = picture_of(tree, name)
    heads, bars, scales = [], [], set()
    figure = next(one for one in find(tree, "figure") if picture in list(one.iter()))
    keys = {
        kind: text_of(key).lower()
        for key in find(figure, "span", kind="picture-key")
        for part in find(key, "rect", kind="part")
        for kind in (part.get("class") or "").split()[1:]
    }
    for row in find(picture, "g", kind="bar-row"):
        texts = [*find(row, "text", kind="bar-name"), *find(row, "text", kind="bar-figure")]
        assert len({text.get("y") for text in texts}) == 1
        heads.append(number(texts[0], "y"))
        levels: dict[float, list[Element]] = {}
        for rect in find(row, "rect", kind="part"):
            levels.setdefault(number(rect, "y"), []).append(rect)
        bars.append(sorted(levels))
        for one, other in pairwise(bars[-1]):
            assert max(one + number(rect, "height") for rect in levels[one]) <= other
        for rects in levels.values():
            ends = [(number(one, "x"), number(one, "x") + number(one, "width")) for one in rects]
            assert ends[0][0] == 0
            assert all(one[1] == pytest.approx(other[0], abs=0.02) for one, other in pairwise(ends)), ends
            for rect in rects:
                title = text_of(next(find(rect, "title")))
                count, total = map(int, re.findall(r"(\d+) of (\d+)", title)[-1])
                scales.add(
                    round(number(rect, "width") / count, 1)
                    if name != "sourcing"
                    else round(number(rect, "width") * total / count, 0)
                )
                told = [keys[kind] for kind in (rect.get("class") or "").split()[1:]]
                assert name == "wording" or any(word.partition(":")[0] in title.lower() for word in told), (
                    title,
                    told,
                )
            assert [*dict.fromkeys(one.get("class") for one in rects)] == [one.get("class") for one in rects]
    assert heads == sorted(heads)
    for at, levels_of in enumerate(bars):
        below = heads[at + 1] - 10 if at + 1 < len(heads) else number(picture, "height")
        assert heads[at] < levels_of[0] <= levels_of[-1] < below
    assert max(scales) - min(scales) <= 0.02 * max(scales) or name != "sourcing"


def test_parts_of_the_first_bar_are_those_of_the_records(built: Path) -> None:
    """Own voice, named and unnamed sources, from left to right, in shares of all claims."""
    picture = picture_of(page_at(built, "voices/"), "sourcing")
    row = next(find(picture, "g", kind="bar-row"))
    counts = kinds_of(table(built, "claims"))
    whole, begin = sum(counts), 0.0
    for rect, count, kind in zip(
        find(row, "rect", kind="part"), counts, ("own", "named", "unnamed"), strict=True
    ):
        assert f"part-{kind}" in (rect.get("class") or "")
        assert (number(rect, "x"), number(rect, "width")) == pytest.approx(
            (begin, 100 * count / whole), abs=0.02
        )
        begin += 100 * count / whole


def test_cells_stand_in_the_row_and_the_column_of_their_actors(built: Path) -> None:
    picture = picture_of(page_at(built, "voices/"), "matrix")
    rows, columns = {}, {}
    for one in find(picture, "a"):
        ends = (one.get("href") or "").rstrip("/").rpartition("/")[2]
        if one.get("data-field") == "row":
            rows[ends] = [number(line, "y") for line in find(one, "tspan")]
        elif one.get("data-field") == "column":
            text = next(find(one, "text"))
            columns[ends] = float(re.findall(r"translate\(([\d.]+)", text.get("transform") or "")[0])
    cells = [*find(picture, "a", kind="cell")]
    assert cells
    for cell in cells:
        speaker, about = id_of(cell).split("/")
        rect = next(find(cell, "rect"))
        x, y = number(rect, "x"), number(rect, "y")
        middle = sum(rows[speaker]) / len(rows[speaker])
        assert y < middle < y + number(rect, "height"), (id_of(cell), rows[speaker])
        assert x <= columns[about] <= x + number(rect, "width"), id_of(cell)
        for text in find(cell, "text"):
            assert x < number(text, "x") < x + number(rect, "width")
            assert y < number(text, "y") < y + number(rect, "height")
    lines = sorted(sum(at) / len(at) for at in rows.values())
    assert all(30 < other - one < 70 for one, other in pairwise(lines)), lines


def test_marks_of_a_timeline_stand_on_the_line_of_their_entry(built: Path) -> None:
    """Below its words and above those of the next; what is earlier stands above what is later."""
    picture = next(find(page_at(built, "events/"), "svg", kind="timeline"))
    entries = [*find(picture, "a", kind="entry")]
    tops = [min(number(text, "y") for text in find(entry, "text", kind="bar-name")) for entry in entries]
    assert tops == sorted(set(tops))
    for at, entry in enumerate(entries):
        line = number(next(find(entry, "line")), "y1")
        marks = [number(one, "cy") for one in find(entry, "circle")]
        marks += [number(one, "y") + number(one, "height") / 2 for one in find(entry, "rect")]
        assert set(marks) == {line}
        when = number(next(find(entry, "text", kind="entry-when")), "y")
        assert tops[at] < when < line < (tops[at + 1 :] or [number(picture, "height")])[0]
        for arrow in find(entry, "text", kind="arrow"):
            assert abs(number(arrow, "y") - line) < 8
            rects = [
                (number(one, "x"), number(one, "x") + number(one, "width")) for one in find(entry, "rect")
            ]
            end = max(rect[1] for rect in rects) if text_of(arrow) == "→" else min(rect[0] for rect in rects)
            assert number(arrow, "x") == pytest.approx(end, abs=0.02)


def test_ticks_of_a_timeline_stand_where_their_times_begin(built: Path) -> None:
    """From left to right as time goes; a mark of a day lies between the ticks around it."""
    picture = next(find(page_at(built, "events/"), "svg", kind="timeline"))
    lines = [number(one, "x1") for one in find(picture, "line", kind="axis-line")]
    words = [number(one, "x") for one in find(picture, "text", kind="axis-words")]
    assert lines == words == sorted(lines)


def test_ribbons_lead_from_who_said_it_to_who_published_it(built: Path) -> None:
    """Each begins at the bar of one step and ends at the next one's; as many claims leave a bar as reach it."""
    picture = picture_of(page_at(built, "voices/"), "flow")
    nodes: list[tuple[float, float, float, str, int]] = []
    for one in [*find(picture, "a", kind="node"), *find(picture, "g", kind="node")]:
        rect = next(find(one, "rect"))
        ends = (one.get("href") or "").rstrip("/").rpartition("/")[2]
        count = int(text_of(next(find(one, "tspan", kind="flow-count"))))
        nodes.append((number(rect, "x"), number(rect, "y"), number(rect, "height"), ends, count))
        lines = [number(line, "y") for line in find(one, "tspan")]
        middle = number(rect, "y") + number(rect, "height") / 2
        assert min(lines) - 20 < middle < max(lines) + 20

    def node_at(x: float, y: float) -> tuple[float, float, float, str, int]:
        found = [one for one in nodes if one[0] - 1 <= x <= one[0] + 10 and one[1] <= y <= one[1] + one[2]]
        assert len(found) == 1, (x, y)
        return found[0]

    left: Counter[Any] = Counter()
    right: Counter[Any] = Counter()
    drawn: Counter[tuple[str, str]] = Counter()
    scale = set()
    for ribbon in find(picture, "path", kind="ribbon"):
        numbers = [float(one) for one in re.findall(r"[\d.]+", ribbon.get("d") or "")]
        begin, end = node_at(*numbers[:2]), node_at(*numbers[-2:])
        count = int(text_of(ribbon).split()[0])
        assert begin[0] < end[0]
        left[begin] += count
        right[end] += count
        drawn[begin[3], end[3]] += count
        scale.add(round(number(ribbon, "stroke-width") / count, 1))
    assert len(scale) == 1
    first, last = min(one[0] for one in nodes), max(one[0] for one in nodes)
    for node in nodes:
        assert node[0] == last or left[node] == node[4], node
        assert node[0] == first or right[node] == node[4], node
    claims = [claim for claim in table(built, "claims") if len(claim["chain"]) > 1]
    widest = max(len(claim["chain"]) for claim in claims)
    said = Counter(
        (one["actors"][0], other["actors"][0])
        for claim in claims
        for at, (one, other) in enumerate(pairwise(claim["chain"]), 2)
        # what comes to its publisher by fewer steps passes columns without a bar of an actor
        if len(one["actors"]) == len(other["actors"]) == 1 and (at < len(claim["chain"]) or at == widest)
    )
    between = {pair: count for pair, count in drawn.items() if pair in said}
    assert between
    assert between == {pair: said[pair] for pair in between}
