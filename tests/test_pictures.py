"""The pictures and overview pages: their numbers are those of the data, counted anew here; their marks lead
somewhere, stay inside and don't meet; what isn't known is drawn as not known."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import msgspec
import pytest
from built_site import GOLDEN
from hypothesis import example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser
from served_site import serving, window
from test_site import Page, pages_of, resolve, table, text_of

from sayso.corpus.corpus import join, read_corpus
from sayso.model.dataset import Dataset
from sayso.model.dates import days_of
from sayso.model.records import KINDS, ChainLink, Claim, Point, Time
from sayso.model.vocabulary import Basis, Naming, Role, Stance
from sayso.site.links import Links, Ref
from sayso.site.pictures.flow import FIRST as FLOW_FIRST
from sayso.site.pictures.flow import view_flow
from sayso.site.pictures.holes import PICTURE_HOLES
from sayso.site.pictures.land import Frame, clipped, land_path, rings
from sayso.site.pictures.matrix import FIRST as MATRIX_FIRST
from sayso.site.pictures.matrix import view_matrix
from sayso.site.pictures.scales import fitted, in_per_cent, place, share, width_of, wrapped
from sayso.site.pictures.sourcing import view_sourcing
from sayso.site.pictures.stacks import NARROWEST, stacked
from sayso.site.pictures.timeline import LINE, MARGIN, Dated, view_timeline
from sayso.site.pictures.voices import view_voices
from sayso.site.pictures.worldmap import HEIGHT, WIDTH, framed, view_locator, view_map

OVERVIEWS = ("voices/", "wording/", "events/", "places/")


@functools.cache
def golden() -> Dataset:
    return join(read_corpus(GOLDEN / "corpus", [GOLDEN / "corpus" / "texts", GOLDEN / "texts"]))


def links_to(dataset: Dataset, page: str = "voices/") -> Links:
    return Links(dataset=dataset, page=page)


def page_at(built: Path, address: str) -> Element:
    return dict(pages_of(built / "site"))[address]


def local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def find(tree: Element, tag: str, **attributes: str) -> Iterator[Element]:
    """Elements by tag, class (as `kind`) and attributes with - written as _."""
    kind = attributes.pop("kind", "")
    for element in tree.iter():
        if (
            local(element) == tag
            and (not kind or kind in (element.get("class") or "").split())
            and all(element.get(name.replace("_", "-")) == value for name, value in attributes.items())
        ):
            yield element


def pictures(tree: Element) -> list[Element]:
    return list(find(tree, "svg", kind="picture"))


def id_of(element: Element) -> str:
    """The id of the record that an element is of; empty for what is of all records."""
    return (element.get("data-record") or "").partition("/")[2]


def cells_of(tree: Element, table_id: str) -> list[tuple[str, str, list[str]]]:
    """The rows of a table: the id of the record, the head, and the other cells as text."""
    body = next(find(next(find(tree, "table", id=table_id)), "tbody"))
    return [
        (
            id_of(row),
            text_of(next(find(row, "th"))),
            [text_of(cell) for cell in find(row, "td")],
        )
        for row in find(body, "tr")
    ]


def own_voice(claim: dict[str, Any]) -> bool:
    return [link["role"] for link in claim["chain"]] == ["publisher"]


def kinds_of(claims: list[dict[str, Any]]) -> list[int]:
    """How many are in the publisher's own voice, on a named actor's word, on unnamed ones' only."""
    own = sum(map(own_voice, claims))
    unnamed = sum(
        not own_voice(claim) and all(link["kind"] == "unnamed" for link in claim["chain"][:-1])
        for claim in claims
    )
    return [own, len(claims) - own - unnamed, unnamed]


# ---- numbers -----------------------------------------------------------------------------------------------


def test_shares_of_unnamed_sources_are_those_of_the_data(built: Path) -> None:
    tree = page_at(built, "voices/")
    claims = table(built, "claims")
    articles = table(built, "articles")
    groups = {"": claims}
    for article in articles:
        here = [claim for claim in claims if claim["article"] == article["id"]]
        groups[article["id"]] = here
        groups[article["publisher"]] = [*groups.get(article["publisher"], []), *here]
    rows = cells_of(tree, "sourcing_table")
    assert {row for row, _, _ in rows} == set(groups)
    for row, _, numbers in rows:
        own, named, unnamed = kinds_of(groups[row])
        assert [int(number) for number in numbers[:4]] == [len(groups[row]), own, named, unnamed]
        assert numbers[4] == in_per_cent(unnamed, len(groups[row]))
    own, named, unnamed = kinds_of(claims)
    finding = text_of(next(find(tree, "p", kind="finding")))
    assert finding.startswith(f"{unnamed} of {len(claims)} claims ({in_per_cent(unnamed, len(claims))})")
    assert f"{named} on at least one named" in finding
    assert f"{own} on the publisher's own word" in finding
    for group in find(next(svg for svg in pictures(tree) if "sourcing" in str(svg.attrib)), "g"):
        widths = [float((rect.get("width") or "").rstrip("%")) for rect in find(group, "rect", kind="part")]
        counts = [count for count in kinds_of(groups[id_of(group)]) if count]
        assert widths == pytest.approx([100 * count / sum(counts) for count in counts], abs=0.02)


def test_voices_are_those_of_the_data(built: Path) -> None:
    tree = page_at(built, "voices/")
    claims = table(built, "claims")
    spoken = [claim for claim in claims if not own_voice(claim)]
    expected = {}
    for actor in {actor for claim in spoken for actor in claim["claimants"]}:
        said = [claim for claim in spoken if actor in claim["claimants"]]
        quotes = [quote for claim in said for quote in claim["quotes"]]
        words = sum(len(quote["exact"].split()) for quote in quotes if quote["exact"])
        hidden = any(quote["exact"] is None for quote in quotes)
        expected[actor] = [
            str(len(said)),
            *(str(sum(claim["form"] == form for claim in said)) for form in ("direct", "mixed", "indirect")),
            str(sum(len(claim["chain"]) == 2 for claim in said)),
            str(sum(len(claim["chain"]) > 2 for claim in said)),
            str(len(quotes)),
            ("at least " * hidden + str(words)) if words or not hidden else "withheld",
        ]
    rows = cells_of(tree, "voices_table")
    assert {row: numbers for row, _, numbers in rows} == expected
    counts = [int(numbers[0]) for _, _, numbers in rows]
    assert counts == sorted(counts, reverse=True)
    finding = text_of(list(find(tree, "p", kind="finding"))[1])
    assert finding.startswith(f"{len(expected)} voices are heard in {len(spoken)} of {len(claims)} claims")
    assert f"The other {len(claims) - len(spoken)} are" in finding
    picture = next(svg for svg in pictures(tree) if svg.get("aria-labelledby") == "voices_title")
    for group in find(picture, "g", kind="bar-row"):
        figure = text_of(next(find(group, "text", kind="bar-figure")))
        assert figure == f"{expected[id_of(group) or ''][0]} of {len(claims)}"


def test_matrix_is_that_of_the_data(built: Path) -> None:
    tree = page_at(built, "voices/")
    actors = {row["id"] for row in table(built, "actors")}
    found: dict[str, list[dict[str, Any]]] = {}
    for claim in table(built, "claims"):
        for speaker in claim["claimants"]:
            for about in set(claim["about"]) & actors:
                found.setdefault(f"{speaker}/{about}", []).append(claim)
    rows = {row: cells for row, _, cells in cells_of(tree, "matrix_table")}
    assert set(rows) == set(found)
    for pair, claims in found.items():
        about = pair.split("/")[1]
        stances = Counter(claim["stance"].get(about) for claim in claims)
        assert rows[pair][1:5] == [
            str(len(claims)),
            *(str(stances[s]) for s in ("for", "against", "neutral")),
        ]
    cells = list(find(tree, "a", kind="cell"))
    assert cells
    for cell in cells:
        claims = found[id_of(cell)]
        assert text_of(next(find(cell, "text", kind="cell-count"))) == str(len(claims))
        signs = text_of(next(find(cell, "text", kind="cell-signs"))).split()
        assert sum(int(sign[1:]) for sign in signs) == len(claims)
        named = name_of(cell)
        assert any(word in named for word in ("for", "against", "neutral", "without a stance"))


def test_flow_is_that_of_the_data(built: Path) -> None:
    tree = page_at(built, "voices/")
    claims = [claim for claim in table(built, "claims") if not own_voice(claim)]
    ways = Counter(tuple(tuple(link["actors"]) for link in claim["chain"]) for claim in claims)
    rows = cells_of(tree, "flow_table")
    assert sorted(int(cells[0]) for _, _, cells in rows) == sorted(ways.values())
    picture = next(find(tree, "svg", kind="flow"))
    nodes = [*find(picture, "a", kind="node"), *find(picture, "g", kind="node")]
    columns: Counter[str] = Counter()
    for node in nodes:
        columns[next(find(node, "rect")).get("x") or ""] += int(
            text_of(next(find(node, "tspan", kind="flow-count")))
        )
    assert set(columns.values()) == {len(claims)}
    assert len(columns) == max(map(len, ways))
    ribbons = sum(int(text_of(ribbon).split()[0]) for ribbon in find(picture, "path", kind="ribbon"))
    assert ribbons == len(claims) * (len(columns) - 1)
    relayed = sum(len(claim["chain"]) > 2 for claim in claims)
    assert f"{relayed} of {len(claims)} claims" in text_of(list(find(tree, "p", kind="finding"))[3])


def test_wording_is_that_of_the_data(built: Path) -> None:
    tree = page_at(built, "wording/")
    labels = table(built, "labels")
    publisher = {row["id"]: row["publisher"] for row in table(built, "articles")}
    shown: Counter[tuple[str, str, bool, str]] = Counter()
    users = [
        (id_of(section), user)
        for section in find(tree, "section", kind="worded")
        for user in find(section, "div", kind="user")
    ]
    for whom, user in users:
        own = "in the article's own voice" in text_of(next(find(user, "p", kind="user-name")))
        for item in find(user, "li"):
            words = text_of(next(find(item, "span", kind="word")))
            count = [text_of(one) for one in find(item, "span", kind="count")]
            uses = int(count[0].split()[0]) if count else 1
            shown[whom, id_of(user), own, words] += uses
    expected = Counter(
        (
            label["actor"] or "",
            label["by"],
            label["by"] == publisher[label["article"]],
            f"“{' '.join(label['words'].split())}”"
            if label["words"]
            else "words withheld, as the rights ask",
        )
        for label in labels
    )
    assert shown == expected
    in_own_voice = sum(label["by"] == publisher[label["article"]] for label in labels)
    finding = text_of(next(find(tree, "p", kind="finding")))
    assert finding.startswith(
        f"{len(labels)} uses of loaded words: {in_own_voice} of {len(labels)} in an article's"
    )


@pytest.mark.parametrize("kind", ["events", "places"])
def test_indexes_count_what_the_data_holds(built: Path, kind: str) -> None:
    tree = page_at(built, f"{kind}/")
    claims = table(built, "claims")
    rows = cells_of(tree, f"{kind}_table")
    assert {row for row, _, _ in rows} == {row["id"] for row in table(built, kind)}
    for row, _, cells in rows:
        about = sum(row in claim["about"] for claim in claims)
        made = sum(row in (claim["occasion"], claim["place"]) for claim in claims)
        assert [int(cell) for cell in cells[-2:]] == [about, made]
    known = [
        row
        for row in table(built, kind)
        if (kind == "places" and row["coordinates"])
        or (kind == "events" and row["time"] and (row["time"]["earliest"] or row["time"]["latest"]))
    ]
    assert text_of(next(find(tree, "p", kind="finding"))).startswith(f"{len(known)} of {len(rows)}")
    marks = (
        {id_of(entry) for entry in find(tree, "a", kind="entry")}
        if kind == "events"
        else {id_of(item) for item in find(next(find(tree, "ol", kind="map-list")), "li")}
    )
    assert marks == {row["id"] for row in known}


def test_accounts_of_an_event_stand_in_the_order_of_time(built: Path) -> None:
    actors = {row["id"]: " ".join(row["name"].split()) for row in table(built, "actors")}
    claims = {claim["id"]: claim for claim in table(built, "claims")}
    published = {row["id"]: row["published"] for row in table(built, "articles")}
    seen = 0
    for event in table(built, "events"):
        cards = list(find(page_at(built, f"events/{event['id']}/"), "li", kind="account"))
        shown = [claims[id_of(card)] for card in cards]
        about = {claim["id"] for claim in claims.values() if event["id"] in claim["about"]}
        assert {claim["id"] for claim in shown} == about
        first = [
            (claim["time"] or published[claim["article"]])["earliest"]
            or (claim["time"] or published[claim["article"]])["latest"]
            for claim in shown
        ]
        assert first == sorted(first)
        for card, claim in zip(cards, shown, strict=True):
            text = text_of(card)
            for link in claim["chain"]:
                assert all(actors[actor] in text for actor in link["actors"])
                assert link["hedge"] is None or f"{link['hedge']}, by" in text
            for stance in claim["stance"].values():
                assert stance in text
            assert ("not dated" in text) == (claim["time"] is None)
            seen += 1
    assert seen > 5


# ---- marks -------------------------------------------------------------------------------------------------


def with_pictures(built: Path) -> list[Page]:
    return [(address, tree) for address, tree in pages_of(built / "site") if pictures(tree)]


def test_pictures_have_titles_descriptions_and_figures(built: Path) -> None:
    pages = with_pictures(built)
    assert {address for address, _ in pages} >= set(OVERVIEWS)
    assert any(address.startswith("places/") and address != "places/" for address, _ in pages)
    for address, tree in pages:
        for picture in pictures(tree):
            ids = {element.get("id"): element for element in picture.iter() if element.get("id")}
            title, desc = picture.get("aria-labelledby"), picture.get("aria-describedby")
            assert local(ids[title]) == "title", address
            assert local(ids[desc]) == "desc", address
            assert text_of(ids[title])
            assert text_of(ids[desc])
        if address in OVERVIEWS[:1] + OVERVIEWS[2:]:
            assert list(find(tree, "table")), address


def name_of(link: Element) -> str:
    """What assistive technology calls a mark: its label, else its title."""
    titles = [text_of(title) for title in find(link, "title")]
    return link.get("aria-label") or "".join(titles[:1])


def test_marks_lead_to_pages_and_anchors(built: Path) -> None:
    site = built / "site"
    marks = 0
    for address, tree in with_pictures(built):
        anchors = {element.get("id") for element in tree.iter()}
        for picture in pictures(tree):
            for link in find(picture, "a"):
                path, _, anchor = (link.get("href") or "").partition("#")
                assert name_of(link)
                assert path or anchor
                assert (site / resolve(address, unquote(path))).exists(), f"{address}: {path}"
                assert path or anchor in anchors, f"{address}: {anchor}"
                marks += 1
    assert marks > 40


def test_pages_with_pictures_carry_no_style_and_no_handler(built: Path) -> None:
    for address, tree in with_pictures(built):
        content = next(find(tree, "article", kind="md-content__inner"))
        for element in content.iter():
            assert "style" not in element.attrib, address
            assert not [name for name in element.attrib if name.startswith("on")], address


def test_uncertain_times_are_drawn_from_their_first_to_their_last_day(built: Path) -> None:
    tree = page_at(built, "events/")
    events = {row["id"]: row for row in table(built, "events")}
    dated = [
        Dated(
            ref=Ref(id=row["id"], name=row["name"], href="#", kind="event"),
            time=msgspec.convert(row["time"], Time),
        )
        for row in events.values()
        if row["time"]
    ]
    picture = view_timeline(dated)
    uncertain = 0
    for entry in find(tree, "a", kind="entry"):
        time = events[id_of(entry)]["time"]
        first = date.fromisoformat(time["earliest"] or time["latest"]).toordinal()
        end = date.fromisoformat(time["latest"] or time["earliest"]).toordinal() + 1
        part = next(part for part in picture.parts if part.first <= first and end <= part.end)
        scale = (part.x2 - part.x1 - 2 * MARGIN) / (part.end - part.first)
        x1 = part.x1 + MARGIN + (first - part.first) * scale if time["earliest"] else part.x1
        x2 = part.x1 + MARGIN + (end - part.first) * scale if time["latest"] else part.x2
        if time["edtf"] == time["earliest"] == time["latest"]:
            circle = next(find(entry, "circle", kind="moment"))
            assert float((circle.get("cx") or "").rstrip("%")) == pytest.approx((x1 + x2) / 2, abs=0.02)
            assert not list(find(entry, "rect"))
        else:
            bar = next(find(entry, "rect", kind="stretch"))
            x, width = (float((bar.get(name) or "").rstrip("%")) for name in ("x", "width"))
            assert (x, x + width) == pytest.approx((x1, x2), abs=0.03)
            assert not list(find(entry, "circle"))
            arrows = [text_of(arrow) for arrow in find(entry, "text", kind="arrow")]
            assert arrows == ["→"] * (time["latest"] is None) + ["←"] * (time["earliest"] is None)
            uncertain += 1
    assert uncertain


CHECK_PICTURES = """() => {
  const faults = [];
  for (const picture of document.querySelectorAll('svg.picture')) {
    const frame = picture.getBoundingClientRect();
    const name = picture.querySelector('title').textContent;
    const texts = [];
    for (const mark of picture.querySelectorAll('text, rect, circle, line, path.ribbon')) {
      if (mark.closest('defs')) continue;
      const box = mark.getBoundingClientRect();
      if (!box.width && !box.height) continue;
      if (box.left < frame.left - 2 || box.right > frame.right + 2 || box.top < frame.top - 2 || box.bottom > frame.bottom + 2)
        faults.push(`${name}: ${mark.textContent || mark.tagName} lies outside`);
      if (mark.tagName !== 'text') continue;
      const matrix = mark.getScreenCTM();
      const size = parseFloat(getComputedStyle(mark).fontSize) * Math.hypot(matrix.a, matrix.b);
      if (size < 10) faults.push(`${name}: ${mark.textContent} is ${size} px high`);
      if (!mark.hasAttribute('transform') && !mark.matches('.degrees, .arrow, .cell text')) texts.push([mark.textContent, box]);
    }
    texts.forEach(([one, a], at) => texts.slice(0, at).forEach(([other, b]) => {
      if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3 && b.top < a.bottom - 3)
        faults.push(`${name}: ${one} meets ${other}`);
    }));
  }
  return faults;
}"""


def test_words_of_pictures_are_legible_and_never_meet(browser: Browser, built: Path) -> None:
    """In a real browser, in the narrowest window and in a wide one."""
    site = built / "site"
    others = [address for address, _ in with_pictures(built) if address not in OVERVIEWS]
    of_events = [address for address in others if address.startswith("events/")]
    of_places = [address for address in others if address.startswith("places/")]
    chosen = [*OVERVIEWS, *of_events[:2], *of_places[:1]]
    faults: dict[str, list[str]] = {}
    with serving(site) as base:
        for width in (320, 1280):
            with window(browser, width) as page:
                for address in chosen:
                    page.goto(base + address)
                    if found := page.evaluate(CHECK_PICTURES):
                        faults[f"{address} at {width}"] = found
                    wide = page.evaluate("document.documentElement.scrollWidth")
                    assert wide <= width, address
    assert faults == {}


# ---- nothing, and a great deal -----------------------------------------------------------------------------


def test_empty_tables_say_what_will_be_there() -> None:
    tables = dict.fromkeys((*KINDS, "labels"), ())
    nothing = replace(golden(), **tables, texts={})  # type: ignore[arg-type]
    for name, hole in PICTURE_HOLES.items():
        html = hole(links_to(nothing))
        assert 'class="empty"' in html, name
        assert "<svg" not in html, name


def test_places_without_points_have_no_map() -> None:
    places = tuple(msgspec.structs.replace(place, coordinates=None) for place in golden().places)
    dataset = replace(golden(), places=places)
    assert view_map(links_to(dataset)) is None
    assert all(view_locator(place, links_to(dataset)) is None for place in places)
    assert 'class="empty"' in PICTURE_HOLES["places-index"](links_to(dataset))


ACTORS = st.sampled_from([actor.id for actor in golden().actors])
TOPICS = ACTORS | st.sampled_from([event.id for event in golden().events])


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """A claim with any chain, any topics and any stance."""
    former = draw(st.sampled_from(golden().claims))
    chain = [
        ChainLink(
            role=draw(st.sampled_from([Role.SPEAKER, Role.MEDIUM, Role.RELAY])),
            actors=draw(st.lists(ACTORS, max_size=2, unique=True)),
            kind=draw(st.sampled_from(Naming)),
            mention=None,
            cue=None,
            cue_span=None,
            hedge=None,
            carried=False,
        )
        for _ in range(draw(st.integers(0, 5)))
    ]
    chain.append(former.chain[-1])
    about = draw(st.lists(TOPICS, max_size=4, unique=True))
    actors = {actor.id for actor in golden().actors}
    return msgspec.structs.replace(
        former,
        chain=chain,
        claimants=chain[0].actors,
        depth=len(chain) - 1,
        about=about,
        stance={id_: draw(st.sampled_from(Stance)) for id_ in about if id_ in actors},
        unnamed_only=len(chain) > 1 and all(link.kind is Naming.UNNAMED for link in chain[:-1]),
    )


@settings(max_examples=40)
@given(st.lists(claims(), max_size=40))
def test_marks_of_any_claims_stay_inside(given_claims: list[Claim]) -> None:
    links = links_to(replace(golden(), claims=tuple(given_claims)))
    for row in view_sourcing(links).shown:
        assert row.total == sum(part.count for part in row.parts)
        assert all(0 <= part.x <= part.x + part.width <= 100.01 for part in row.parts)
    heard = view_voices(links)
    for voice in heard.rows:
        assert sum(part.count for part in voice.ways) == voice.claims
        assert all(0 <= part.x <= part.x + part.width <= 100.01 for part in [*voice.parts, *voice.ways])
    matrix = view_matrix(links)
    assert len(matrix.rows) <= MATRIX_FIRST >= len(matrix.columns)
    assert len({(cell.x, cell.y) for cell in matrix.cells}) == len(matrix.cells)
    for cell in matrix.cells:
        assert 0 <= cell.x <= matrix.width - 58
        assert 0 <= cell.y <= matrix.height - 46
    assert {head.at for head in matrix.rows} == {cell.y + 23 for cell in matrix.cells}
    assert {head.at for head in matrix.columns} >= {cell.x + 29 for cell in matrix.cells}
    flow = view_flow(links)
    for node in flow.nodes:
        assert 0 <= node.x < flow.width
        assert 0 <= node.y <= node.y + node.height <= flow.height
        assert 0 <= node.text_y - 10 <= node.text_y + 13 * len(node.lines) - 10 <= flow.height + 6
    for x in {node.x for node in flow.nodes}:
        column = sorted((node for node in flow.nodes if node.x == x), key=lambda node: node.y)
        assert len(column) <= FLOW_FIRST + 2
        assert sum(node.count for node in column) == flow.sourced
        assert all(low.y + low.height <= high.y for low, high in pairwise(column))
    for ribbon in flow.ribbons:
        for y in (ribbon.y1, ribbon.y2):
            assert 0 <= y - ribbon.thickness / 2 - 0.1 <= y + ribbon.thickness / 2 <= flow.height + 0.1
    for name in ("sourcing", "voices", "matrix", "flow"):
        assert PICTURE_HOLES[name](links)


EDTF = st.sampled_from(
    [
        "1902~",
        "198X",
        "2031-05-13",
        "2031-05",
        "2031-05-13~",
        "2031-05-12/..",
        "../2031-05-14",
        "2031?",
        "{2031-05-13,2031-06}",
        "[2031-05-13,2033..]",
        "[..2031-05,2031-07]",
        "2031-24",
        "2031-05-13T14:30:00Z",
    ]
) | st.dates(min_value=date(1, 1, 1)).map(date.isoformat)


def dated(edtf: str, number: int) -> Dated:
    days = days_of(edtf)
    ref = Ref(
        id=f"event-{number}", name="Meeting of the councils " * (number % 4 + 1), href="#", kind="event"
    )
    time = Time(edtf=edtf, basis=Basis.STATED, earliest=days.earliest, latest=days.latest)
    return Dated(ref=ref, time=time)


def test_each_time_of_a_set_has_a_mark_of_its_own() -> None:
    marks = {
        edtf: [mark.exact for mark in view_timeline([dated(edtf, 0)]).rows[0].marks]
        for edtf in (
            "{2031-05-13,2031-06}",
            "[2031-05-13..2031-05-13,2031-05-20?]",
            "[2031-05-13,2033..]",
            "2031-24",
        )
    }
    assert list(marks.values()) == [[True, False], [True, False], [False], [False]]
    both = view_timeline([dated("{2031-05-13,2031-06}", 0)]).rows[0].marks
    assert both[0].x2 < both[1].x1


@given(st.lists(EDTF, max_size=36))
@example(["0001-01-01", "9999-12-31"])
@example(["2031-05-13"] * 36)
def test_timelines_of_any_times_stay_inside(times: list[str]) -> None:
    picture = view_timeline([dated(edtf, number) for number, edtf in enumerate(times)])
    assert picture.total == len(times)
    for part, other in pairwise(picture.parts):
        assert part.x2 < other.x1
        assert part.end <= other.first
    for row in picture.rows:
        for mark in row.marks:
            assert 0 <= mark.x1 <= mark.x2 <= 100
            assert mark.exact == (mark.x1 == mark.x2)
        assert row.y + LINE <= picture.height
        assert width_of(row.label, 12.5) <= NARROWEST
    assert all(high.y - low.y == LINE for low, high in pairwise(picture.rows))
    for tick, following in pairwise(picture.ticks):
        ends = tick.x * NARROWEST / 100 + width_of(tick.words, 10.5)
        assert ends <= following.x * NARROWEST / 100
    for tick in picture.ticks:
        assert 0 <= tick.x * NARROWEST / 100 + width_of(tick.words, 10.5) <= NARROWEST + 1
    if picture.rows:
        assert picture.ticks


POINTS = st.builds(
    Point,
    latitude=st.floats(-90, 90, allow_nan=False),
    longitude=st.floats(-180, 180, allow_nan=False),
    provider=st.just("made up"),
)


@settings(max_examples=25)
@given(st.lists(POINTS, min_size=1, max_size=12))
def test_maps_hold_all_their_points(points: list[Point]) -> None:
    frame = framed(points, WIDTH, HEIGHT)
    assert -180.001 <= frame.west < frame.east <= 180.001
    assert -90.001 <= frame.south < frame.north <= 90.001
    for point in points:
        x, y = frame.place(point.longitude, point.latitude)
        assert -0.01 <= x <= WIDTH + 0.01
        assert -0.01 <= y <= HEIGHT + 0.01
    first = golden().places[0]
    places = tuple(
        msgspec.structs.replace(first, id=f"place-{number}", name=f"Place {number}", coordinates=point)
        for number, point in enumerate(points)
    )
    picture = view_map(links_to(replace(golden(), places=places)))
    assert picture is not None
    assert [pin.number for pin in picture.pins] == list(range(1, len(points) + 1))
    for mark in picture.marks:
        assert 0 <= mark.x <= 100
        assert 0 <= mark.y <= 100
    apart = [
        math.hypot((one.x - other.x) * NARROWEST, (one.y - other.y) * NARROWEST * HEIGHT / WIDTH) / 100
        for at, one in enumerate(picture.marks)
        for other in picture.marks[:at]
    ]
    assert not apart or min(apart) > 25.5


@given(
    st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=3, max_size=30),
    st.tuples(st.floats(-180, 170), st.floats(-90, 80)),
)
def test_clipped_land_lies_inside_its_frame(
    ring: list[tuple[float, float]], corner: tuple[float, float]
) -> None:
    frame = Frame(corner[0], corner[1], corner[0] + 10, corner[1] + 10, 100, 100)
    for x, y in clipped(ring, frame):
        assert frame.west <= x <= frame.east
        assert frame.south <= y <= frame.north


def test_land_is_where_it_is() -> None:
    """Doha lies on land, the Bay of Bengal doesn't, and no territory is missing."""
    on_land = {
        "Doha": (51.4, 25.28),
        "Taipei": (121.0, 24.0),
        "Hargeisa": (44.0, 9.5),
        "Nablus": (35.26, 32.2),
    }
    on_land |= {"Pristina": (21.1, 42.6), "Kyrenia": (33.4, 35.27), "Laayoune": (-12.5, 25.0)}
    for name, (x, y) in on_land.items():
        assert any(encloses(ring, x, y) for _, ring in rings()), name
    assert not any(encloses(ring, 88.0, 15.0) for _, ring in rings())
    assert land_path(Frame(85.0, 13.0, 90.0, 16.0, 100, 60)) == ""


@pytest.mark.parametrize(
    "frame",
    [
        Frame(22.0, 30.0, 42.0, 46.0, 720, 420),
        Frame(-11.0, 35.0, 31.0, 62.0, 720, 420),
        Frame(95.0, -12.0, 135.0, 12.0, 360, 220),
    ],
)
def test_land_is_drawn_where_it_is(frame: Frame) -> None:
    """Along lines across the picture, what is drawn as land is inside an outline, and nothing else is."""
    drawn = [
        [(float(x), float(y)) for x, y in (point.split() for point in part.rstrip("Z").split("L"))]
        for part in land_path(frame).split("M")[1:]
    ]
    near = [ring for (west, south, east, north), ring in rings() if west < frame.east and east > frame.west and south < frame.north and north > frame.south]  # fmt: skip
    placed = [[frame.place(x, y) for x, y in ring] for ring in near]
    seen: Counter[bool] = Counter()
    for line in range(1, 12):
        y = frame.height * line / 12 + 0.37
        coasts = sorted(x for ring in placed for x in crossings(ring, y))
        shores = sorted(x for ring in drawn for x in crossings(ring, y))
        for x in range(4, frame.width, 7):
            if all(abs(x - coast) > 3 for coast in coasts):
                inside = sum(coast < x for coast in coasts) % 2 == 1
                seen[inside == (sum(shore < x for shore in shores) % 2 == 1)] += 1
    assert seen[True] > 200
    assert seen[False] <= 0.005 * seen[True]  # islands that are smaller than a pixel


def crossings(ring: Sequence[tuple[float, float]], y: float) -> list[float]:
    """Where the outline of an area crosses a horizontal line."""
    return [
        (x2 - x1) * (y - y1) / (y2 - y1) + x1
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True)
        if (y1 > y) != (y2 > y)
    ]


def encloses(ring: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    crossings = sum(
        (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
        for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]])
    )
    return crossings % 2 == 1


@given(st.lists(st.integers(0, 1000), max_size=5))
def test_parts_of_a_bar_fill_it(counts: list[int]) -> None:
    parts = stacked(((str(number), count) for number, count in enumerate(counts)), sum(counts))
    assert [part.count for part in parts] == [count for count in counts if count]
    if parts:
        assert parts[0].x == 0
        assert parts[-1].x + parts[-1].width == pytest.approx(100, abs=0.01)
    assert all(one.x + one.width == pytest.approx(other.x, abs=0.01) for one, other in pairwise(parts))


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_scales_stay_between_their_ends(value: float, low: float, high: float) -> None:
    assert 3 <= place(value, low, high, 3, 97) <= 97
    assert 0 <= share(value, high) <= 100


@given(st.text(max_size=80), st.integers(20, 400), st.integers(1, 3))
def test_words_are_cut_to_their_room(text: str, width: int, lines: int) -> None:
    assert width_of(fitted(text, width, 12), 12) <= width
    found = wrapped(text, width, 12, lines)
    assert len(found) <= lines
    assert all(width_of(line, 12) <= width for line in found)


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (0, 0, "none"),
        (0, 9, "none"),
        (1, 3, "33 %"),
        (1, 1000, "less than 1 %"),
        (999, 1000, "more than 99 %"),
        (5, 27, "19 %"),
        (9, 9, "100 %"),
        (1, 200, "1 %"),
    ],
)
def test_shares_are_put_into_words(part: int, whole: int, words: str) -> None:
    assert in_per_cent(part, whole) == words


def test_what_is_beyond_the_picture_is_told() -> None:
    """With hundreds of voices the picture shows the first, says so, and the table has the rest."""
    first = golden().claims[2]
    actors = tuple(
        msgspec.structs.replace(golden().actors[0], id=f"voice-{number}", name=f"Voice {number}")
        for number in range(300)
    )
    said = tuple(
        msgspec.structs.replace(
            first,
            id=f"bridge-vote/claim-{number}",
            claimants=[actor.id],
            about=[actor.id],
            chain=[msgspec.structs.replace(first.chain[0], actors=[actor.id]), first.chain[-1]],
        )
        for number, actor in enumerate(actors)
    )
    links = links_to(replace(golden(), claims=said, actors=(*golden().actors, *actors)))
    html = {name: PICTURE_HOLES[name](links) for name in ("voices", "matrix", "flow")}
    words = {name: re.sub("<[^>]+>", "", one) for name, one in html.items()}
    assert "The first 15 of 300 voices" in words["voices"]
    assert "The first 200 of 300 voices" in words["voices"]
    assert "12 of 300 who speak and 12 of 300 spoken about" in words["matrix"]
    assert "The first 200 of 300 ways" in words["flow"]
    assert ">others<" in html["flow"]
