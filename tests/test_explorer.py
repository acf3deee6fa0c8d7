"""The claim explorer: its columns say what the data says, and in a real browser its counts, rows, addresses and
downloads are those that Python finds in claims.json."""

from __future__ import annotations

import csv
import json
import random
import re
import shutil
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from io import StringIO
from itertools import product
from pathlib import Path
from typing import Any

import msgspec
import pytest
from built_site import GOLDEN, ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Download, Page
from served_site import serving, window
from test_browser import watch

from sayso.anchoring.texts import folders_of_texts
from sayso.corpus.corpus import join, read_corpus
from sayso.exports import csv_tables
from sayso.exports.record_tables import array_of
from sayso.model.dataset import Dataset
from sayso.site.explorer import CHUNK, create_columns, create_explorer, recency, write_explorer
from sayso.site.facets import FACETS, NONE

Facets = dict[str, set[str]]
PAGE = 25
HOSTILE = [
    "<img src=x onerror=\"document.title='broken'\"> said so & that's “it”",
    "=HYPERLINK(\"https://example.org\",'x')",
    "قال إنّ \u202eالجسر\u202c (bridge) آمن",
    "👩🏽‍🚒 + 🏳️‍🌈 at 100 %, </script><script>document.title='broken'</script>",
    "-2+3",
    "@SUM(1,2)\ttab",
]


# ---- what Python finds in claims.json ----------------------------------------------------------------------


def table(build: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((build / "data" / f"{name}.json").read_text(encoding="utf-8"))
    return rows


def facets_of(claim: dict[str, Any], article: dict[str, Any]) -> Facets:
    """Every key that fits a claim, by facet, read from the published record alone."""
    origin = {claim["chain"][0]["kind"]} | ({"unnamed-only"} if claim["unnamed_only"] else set())
    time = claim["time"] or article["published"]
    day = time["earliest"] or time["latest"]
    return {
        "claimant": set(claim["claimants"]) or {NONE},
        "naming": origin,
        "about": set(claim["about"]) or {NONE},
        "topic": set(claim["topics"]) or {NONE},
        "act": {claim["act"], claim["act_class"]},
        "form": {claim["form"]},
        "hedge": {link["hedge"] for link in claim["chain"] if link["hedge"]} or {NONE},
        "stance": {key for one, how in claim["stance"].items() for key in (one, f"{one}.{how}")} or {NONE},
        "depth": {str(claim["depth"])},
        "outlet": {article["publisher"]},
        "year": {day[:4] if day else NONE},
    }


@lru_cache(maxsize=4)
def all_facets(build: Path) -> list[Facets]:
    articles = {row["id"]: row for row in table(build, "articles")}
    return [facets_of(claim, articles[claim["article"]]) for claim in table(build, "claims")]


Chosen = dict[str, list[str]]


def fits(facets: Facets, chosen: Chosen, without: str = "") -> bool:
    return all(facets[name] & set(keys) for name, keys in chosen.items() if name != without)


def counts_of(rows: list[Facets], chosen: Chosen) -> dict[str, dict[str, int]]:
    """Each facet's counts under the selections of the others."""
    return {
        name: dict(Counter(key for row in rows if fits(row, chosen, name) for key in row[name]))
        for name in rows[0]
    }


def fold(text: str) -> str:
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKD", text) if unicodedata.category(letter)[0] != "M"
    )
    return plain.lower().replace("’", "'").replace("ø", "o")


# ---- columns -----------------------------------------------------------------------------------------------


def unpack(told: str | list[int]) -> list[int]:
    return [ord(letter) - 48 for letter in told] if isinstance(told, str) else told


def from_recency(told: list[int], size: int) -> list[int]:
    recent, codes = list(range(size)), []
    for at in told:
        codes.append(recent.pop(at))
        recent.insert(0, codes[-1])
    return codes


def decode(columns: dict[str, Any]) -> list[Facets]:
    """The facets of all claims, from the columns alone."""
    rows: list[Facets] = [{} for _ in range(columns["claims"])]
    order: list[list[str]] = []
    for column in columns["facets"]:
        if "toward" in column:
            digits = iter(unpack(column["toward"]))
            for row, topics in zip(rows, order, strict=True):
                pairs = [(topic, next(digits)) for topic in topics]
                terms = {(topic, column["keys"][at - 1]) for topic, at in pairs if at}
                row["stance"] = {key for topic, term in terms for key in (topic, f"{topic}.{term}")} or {NONE}
            assert next(digits, None) is None
            continue
        if "refs" in column:
            keys = [columns["subjects"]["keys"][at] for at in column["refs"]]
            keys += [NONE] if column["none"] else []
            codes = from_recency(unpack(column["recent"]), len(keys))
            within = [0] * len(keys)
        else:
            keys, codes, within = column["keys"], unpack(column["codes"]), column["within"]
        lengths = unpack(column["lengths"]) if "lengths" in column else [1] * len(rows)
        assert sum(lengths) == len(codes)
        at = 0
        for row, length in zip(rows, lengths, strict=True):
            own = codes[at : at + length]
            at += length
            row[column["name"]] = {keys[code] for code in own} | {
                keys[within[code] - 1] for code in own if within[code]
            }
            if column["name"] == "about":
                order.append([keys[code] for code in own])
    return rows


def read_columns(build: Path) -> dict[str, Any]:
    text = (build / "site" / "claims" / "explorer" / "columns.json").read_text(encoding="utf-8")
    columns: dict[str, Any] = json.loads(text)
    return columns


def test_columns_say_what_the_data_says(built: Path) -> None:
    columns = read_columns(built)
    assert columns["version"] == json.loads((built / "data/dataset.json").read_text())["metadata"]["version"]
    assert decode(columns) == all_facets(built)
    claims = table(built, "claims")
    articles = [columns["articles"]["keys"][code] for code in columns["articles"]["codes"]]
    assert articles == [claim["article"] for claim in claims]
    said = [columns["said"]["own"][code] for code in columns["said"]["codes"]]
    assert said == [int(claim["time"] is not None) for claim in claims]
    used = {
        key
        for facets in all_facets(built)
        for name in ("claimant", "about", "topic", "outlet")
        for key in facets[name]
    }
    assert set(columns["subjects"]["keys"]) == used - {NONE}


def test_chunks_hold_the_words_of_every_claim(built: Path) -> None:
    claims, titles = table(built, "claims"), {row["id"]: row["title"] for row in table(built, "articles")}
    found = []
    for number in range(-(-len(claims) // CHUNK)):
        path = built / "site" / "claims" / "explorer" / f"text-{number}.json"
        chunk = json.loads(path.read_text(encoding="utf-8"))
        assert chunk["titles"].items() <= titles.items()
        found += chunk["claims"]
    assert len(found) == len(claims)
    for (own, content, lang, quotes, through, origin), claim in zip(found, claims, strict=True):
        assert (own, lang) == (claim["id"].split("/")[1], "")
        words = [quote["exact"] or quote["excerpt"] for quote in claim["quotes"]]
        if claim["statement"]:
            assert content == claim["statement"]
            assert quotes == [one for one in words if one]
        between = claim["chain"][1:-1]
        actors = [[actor[0] for actor in link] for link in through if isinstance(link[0], list)]
        assert actors == [link["actors"] for link in between if link["actors"]]
        steps = [*zip(through, between, strict=True), (origin, claim["chain"][0])]
        for told, words in (step for step, link in steps if not link["actors"]):
            assert (told, words) in WITHOUT_NAMES
        assert bool(origin) is not bool(claim["claimants"])


WITHOUT_NAMES = {
    ("", "a former councillor"),
    ("", "a banner that hangs from the bridge"),
    ("somebody whom the text doesn't name", "is said to"),
    ("somebody whom the text only describes", ""),
}
"""How sources without an actor are told of: by the article's words where they are published, or by a phrase."""


@lru_cache(maxsize=1)
def golden_dataset() -> Dataset:
    return join(read_corpus(GOLDEN / "corpus", [*folders_of_texts(GOLDEN / "corpus"), GOLDEN / "texts"]))


@given(st.lists(st.integers(0, 42), max_size=60))
@settings(max_examples=40)
def test_decoding_gives_back_the_facets(chosen: list[int]) -> None:
    """Of any claims in any order, none at all included."""
    whole = golden_dataset()
    some = replace(whole, claims=tuple(whole.claims[at % len(whole.claims)] for at in chosen))
    articles = {row.id: msgspec.to_builtins(row) for row in whole.articles}
    columns = json.loads(json.dumps(create_columns(some)))
    assert decode(columns) == [
        facets_of(msgspec.to_builtins(claim), articles[claim.article]) for claim in some.claims
    ]


@given(st.lists(st.integers(0, 80)))
def test_recency_can_be_undone(codes: list[int]) -> None:
    assert from_recency(recency(codes), max(codes, default=-1) + 1) == codes


def test_files_are_the_same_each_time_and_follow_the_setting() -> None:
    files = dict(create_explorer(golden_dataset()))
    assert files == dict(create_explorer(golden_dataset()))
    plain = json.loads(files["claims/explorer/columns.json"])
    assert plain["addresses"]["claim"] == "claims/{article}/{claim}/"
    assert create_columns(golden_dataset(), claim_pages=False)["addresses"]["claim"] == (
        "articles/{article}/#{claim}"
    )


# ---- the page in a browser ---------------------------------------------------------------------------------


@pytest.fixture
def address(built: Path) -> Iterator[str]:
    with serving(built / "site") as base:
        yield base


@pytest.fixture
def golden_address(golden_build: Path) -> Iterator[str]:
    with serving(golden_build / "site") as base:
        yield base


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A wide page that may not complain in its console nor leave the site."""
    faults: list[str] = []
    with window(browser) as opened:
        watch(opened, "http://127.0.0.1", faults)
        yield opened
    assert faults == []


def visit(page: Page, base: str, query: str = "") -> None:
    page.goto(f"{base}claims/{query}")
    settle(page)


def settle(page: Page) -> None:
    page.wait_for_selector("#explorer-head:not([hidden])")
    page.wait_for_selector("#explorer-results:not([aria-busy])")


GO = """
  const go = async (pairs) => {
    history.pushState(null, "", "?" + new URLSearchParams(pairs));
    dispatchEvent(new PopStateEvent("popstate"));
    while (document.getElementById("explorer-results").hasAttribute("aria-busy"))
      await new Promise((done) => setTimeout(done, 1));
  };
  const ids = () => Array.from(document.querySelectorAll(".explorer-table:not([hidden]) tbody th a"), (link) =>
    link.href.replace(/\\/$/, "").split("/").slice(-2).join("/"));
  const counts = () => Object.fromEntries(Array.from(document.querySelectorAll(".facet"), (group) => {
    group.open = true;
    group.dispatchEvent(new Event("toggle"));
    for (let more; !(more = group.querySelector(".facet-more")).hidden; ) more.click();
    const values = Array.from(group.querySelectorAll(".value"), (value) =>
      [value.querySelector("input").value, Number(value.querySelector(".value-count").textContent.replaceAll(",", ""))]);
    return [group.dataset.facet, Object.fromEntries(values.filter(([, count]) => count))];
  }));
  const total = () => Number(document.getElementById("explorer-status").textContent.split(" ")[0].replaceAll(",", ""));
"""


def pairs_of(chosen: Chosen) -> list[list[str]]:
    return [[name, key] for name, keys in chosen.items() for key in keys]


def move(page: Page, chosen: Chosen, **also: str) -> None:
    """Go to a state as back and forward do, without loading the page again."""
    pairs = pairs_of(chosen) + [list(pair) for pair in also.items()]
    page.evaluate(f"async (pairs) => {{ {GO} await go(pairs); }}", pairs)


def shown_in(page: Page, states: list[Chosen]) -> list[dict[str, Any]]:
    """What stands on the page in each of some states: total, claims in sight, counts other than zero."""
    found: list[dict[str, Any]] = page.evaluate(
        f"""async (states) => {{
          {GO}
          const found = [];
          for (const pairs of states) {{
            await go(pairs);
            found.push({{ total: total(), ids: ids(), counts: counts() }});
          }}
          return found;
        }}""",
        [pairs_of(chosen) for chosen in states],
    )
    return found


def shown_ids(page: Page) -> list[str]:
    """The claims of the page in sight."""
    found: list[str] = page.evaluate(f"() => {{ {GO} return ids(); }}")
    return found


def total_of(page: Page) -> int:
    return int(page.locator("#explorer-status").inner_text().split()[0].replace(",", ""))


def combinations(rows: list[Facets], number: int) -> Iterator[Chosen]:
    """Selections that are likely to leave something: mostly keys of one and the same claim."""
    chance = random.Random(20)
    keys = {name: sorted({key for row in rows for key in row[name]}) for name in rows[0]}
    for _ in range(number):
        names = chance.sample(sorted(keys), chance.randint(1, 4))
        claim = chance.choice(rows)
        yield {
            name: sorted({chance.choice(sorted(claim[name])), *chance.sample(keys[name], min(len(keys[name]), chance.randint(0, 2)))})
            for name in names
        }  # fmt: skip


def test_counts_are_those_of_the_data(page: Page, address: str, built: Path) -> None:
    """With nothing chosen, with each single value, and with twenty combinations."""
    rows, ids = all_facets(built), [claim["id"] for claim in table(built, "claims")]
    singles = [
        {name: [key]} for name in rows[0] for key in sorted({key for row in rows for key in row[name]})
    ]
    states: list[Chosen] = [{}, *singles, *combinations(rows, 20)]
    visit(page, address)
    for chosen, shown in zip(states, shown_in(page, states), strict=True):
        expected = [id_ for id_, row in zip(ids, rows, strict=True) if fits(row, chosen)]
        assert shown["total"] == len(expected), chosen
        assert shown["ids"] == expected[:PAGE], chosen
        assert shown["counts"] == counts_of(rows, chosen), chosen


def searched_in(claim: dict[str, Any], build: Path) -> list[str]:
    """The texts of a claim that a search looks through, read from the published records alone."""
    names = {row["id"]: row["name"] for kind in ("actors", "places", "events") for row in table(build, kind)}
    article = next(row for row in table(build, "articles") if row["id"] == claim["article"])
    texts = [claim["statement"], article["title"], *(q["exact"] or q["excerpt"] for q in claim["quotes"])]
    texts += [names[id_] for id_ in claim["about"]]
    for link in claim["chain"]:
        texts += [names[id_] for id_ in link["actors"]]
        if not link["actors"]:
            texts.append(link["mention_words"] if link["mention"] else link["cue"])
    return [text for text in texts if text]


def test_search_finds_all_words_without_case_and_accents(page: Page, address: str, built: Path) -> None:
    texts = {claim["id"]: fold("\n".join(searched_in(claim, built))) for claim in table(built, "claims")}
    chance = random.Random(5)
    words = sorted({word for text in texts.values() for word in text.split() if word.isalpha()})
    pairs = [" ".join(chance.sample(chance.choice(list(texts.values())).split(), 2)) for _ in range(8)]
    queries = [*chance.sample(words, 6), *pairs, chance.choice(words).upper(), "ThË", "nowhere-to-be-found"]
    visit(page, address)
    for query in queries:
        move(page, {}, words=query)
        wanted = fold(query).replace('"', " ").split()
        expected = [id_ for id_, text in texts.items() if all(word in text for word in wanted)]
        assert total_of(page) == len(expected), query
        assert shown_ids(page) == expected[:PAGE], query
        marks = [fold(mark) for mark in page.locator("tbody mark").all_inner_texts()]
        assert all(any(word in mark for word in wanted) for mark in marks)
        assert bool(marks) <= bool(expected)  # whom a claim is about is not shown in its row


def test_typing_searches_and_one_step_back_undoes_it(page: Page, golden_address: str) -> None:
    visit(page, golden_address)
    page.get_by_label("Words in statements, quotations and names").press_sequentially("BRÍDGE", delay=30)
    page.wait_for_selector("tbody mark")
    page.wait_for_url("**?words=BR%C3%8DDGE")
    settle(page)
    assert 0 < total_of(page) < 47
    page.go_back()
    settle(page)
    assert total_of(page) == 47
    assert page.locator("#explorer-words").input_value() == ""


def test_rows_are_sorted(page: Page, address: str, built: Path) -> None:
    claims = table(built, "claims")
    names = {row["id"]: row["name"] for row in table(built, "actors")}
    articles = {row["id"]: row for row in table(built, "articles")}

    def moment(claim: dict[str, Any]) -> tuple[str, str]:
        time = claim["time"] or articles[claim["article"]]["published"]
        return time["earliest"] or time["latest"], time["latest"] or "~"

    keys = {
        "text": lambda claim: claims.index(claim),
        "claimant": lambda claim: fold(names[claim["claimants"][0]]) if claim["claimants"] else None,
        "depth": lambda claim: claim["depth"],
        "said": moment,
        "article": lambda claim: fold(articles[claim["article"]]["title"]),
        "form": lambda claim: ["direct", "mixed", "indirect", "narrated"].index(claim["form"]),
    }
    by_id = {claim["id"]: claim for claim in claims}
    visit(page, address)
    for name, key in keys.items():
        for sort in (name, f"-{name}"):
            numbers = range(1, -(-len(claims) // PAGE) + 1)
            states = shown_in(page, [{"sort": [sort], "page": [str(number)]} for number in numbers])
            ids = [id_ for shown in states for id_ in shown["ids"]]
            assert sorted(ids) == sorted(by_id)
            found = [key(by_id[id_]) for id_ in ids]  # type: ignore[no-untyped-call]
            known = [one for one in found if one is not None]
            assert found[: len(known)] == known, "those without a value come last"
            assert known == sorted(known, reverse=sort != name), sort
            places = [claims.index(by_id[id_]) for id_ in ids]
            for one, other, first, second in zip(found, found[1:], places, places[1:], strict=False):
                assert one != other or first < second or name in ("text", "said"), "equal ones as in the text"
            heads = page.locator("th[aria-sort]")
            if name in ("depth", "form"):
                assert heads.count() == 0
            else:
                way = "ascending" if sort == name else "descending"
                assert heads.get_attribute("aria-sort") == way


def test_heads_sort_and_turn_round(page: Page, golden_address: str) -> None:
    visit(page, golden_address)
    head = page.get_by_role("columnheader", name="Said")
    for expected in ("ascending", "descending", "ascending"):
        head.get_by_role("button").click()
        settle(page)
        assert head.get_attribute("aria-sort") == expected
    page.get_by_label("Sorted by").select_option("claimant")
    settle(page)
    assert page.url.endswith("?sort=claimant")
    page.locator("#explorer-way").click()
    settle(page)
    assert page.url.endswith("?sort=-claimant")


def state_of(page: Page) -> dict[str, Any]:
    return {
        "ids": shown_ids(page),
        "total": total_of(page),
        "chips": page.locator(".chip").all_inner_texts(),
        "words": page.locator("#explorer-words").input_value(),
        "order": page.locator("#explorer-order").input_value(),
        "checked": page.locator(".facet input:checked").evaluate_all("boxes => boxes.map(box => box.value)"),
        "page": page.locator(".pages [aria-current]").all_inner_texts(),
    }


def test_address_restores_everything_and_back_goes_back(page: Page, golden_address: str) -> None:
    visit(page, golden_address)
    trail = [(page.url, state_of(page))]

    def note() -> None:
        settle(page)
        trail.append((page.url, state_of(page)))

    page.get_by_role("link", name="Next page").click()
    note()
    page.locator('[data-facet="form"] input[value="direct"]').check()
    note()
    page.locator('[data-facet="form"] input[value="indirect"]').check()
    note()
    page.locator('[data-facet="act"] summary').click()
    page.locator('[data-facet="act"] input[value="assertive"]').check()
    note()
    page.get_by_label("Sorted by").select_option("said")
    note()
    page.locator("#explorer-words").fill("the")
    page.wait_for_url("**words=the**")
    note()
    assert "form=direct&form=indirect" in page.url
    fresh = page.context.new_page()
    for url, state in trail:
        fresh.goto(url)
        settle(fresh)
        assert state_of(fresh) == state
    fresh.close()
    for url, state in reversed(trail[:-1]):
        page.go_back()
        settle(page)
        assert page.url == url
        assert state_of(page) == state
    page.go_forward()
    settle(page)
    assert state_of(page) == trail[1][1]


def test_unknown_values_are_shown_and_fit_nothing(page: Page, golden_address: str) -> None:
    visit(page, golden_address, "?claimant=nobody-here&sort=nonsense&page=-3")
    assert total_of(page) == 0
    page.get_by_role("button", name="Remove On whose word: nobody-here").click()
    settle(page)
    assert total_of(page) == 47


def test_empty_state_says_what_to_loosen(page: Page, address: str, built: Path) -> None:
    rows = all_facets(built)
    chance = random.Random(3)
    tried = 0
    visit(page, address)
    while tried < 3:
        chosen: Chosen = {
            name: [chance.choice(sorted(chance.choice(rows)[name]))] for name in ("claimant", "form", "about")
        }
        ways = {name: sum(fits(row, chosen, name) for row in rows) for name in chosen}
        if any(fits(row, chosen) for row in rows) or not any(ways.values()):
            continue
        tried += 1
        move(page, chosen)
        assert page.get_by_text("No claim fits all of this.").is_visible()
        links = page.locator("#explorer-empty a")
        numbers = [
            int(text.split(" – ")[1].split()[0])
            for text in page.locator("#explorer-empty li").all_inner_texts()
        ]
        assert numbers == [*sorted((count for count in ways.values() if count), reverse=True), len(rows)]
        links.first.click()
        settle(page)
        assert total_of(page) == numbers[0]
        assert page.evaluate("document.activeElement.id") == "explorer-status"


def test_empty_state_keeps_one_where_dropping_one_is_not_enough(
    page: Page, address: str, built: Path
) -> None:
    rows = all_facets(built)
    values = [sorted({key for row in rows for key in row[name]}) for name in ("claimant", "act", "about")]
    states: Iterator[Chosen] = (
        {"claimant": [claimant], "act": [act], "about": [about]} for claimant, act, about in product(*values)
    )
    chosen = next(
        state for state in states if not any(fits(row, state, name) for name in state for row in rows)
    )
    visit(page, address)
    move(page, chosen)
    assert page.get_by_text("Dropping one condition alone would not help").is_visible()
    counts = [sum(fits(row, {name: keys}) for row in rows) for name, keys in chosen.items()]
    for number in range(3):
        move(page, chosen)
        page.locator("#explorer-empty a").nth(number).click()
        settle(page)
        assert total_of(page) in counts
        assert page.locator(".chip").count() == 1


def test_chips_and_clear_all(page: Page, golden_address: str) -> None:
    visit(page, golden_address, "?form=direct&form=mixed&act=assertive&words=the")
    assert page.locator(".chip").count() == 4
    page.get_by_role("button", name="Remove Form: mixed").click()
    settle(page)
    assert "form=direct" in page.url
    assert "form=mixed" not in page.url
    page.get_by_role("button", name="Clear all").click()
    settle(page)
    assert page.url.endswith("/claims/")
    assert page.locator(".chip").count() == 0
    assert total_of(page) == 47


def take(page: Page, name: str) -> tuple[Download, str]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name, exact=True).click()
    return waiting.value, Path(waiting.value.path()).read_bytes().decode()


@pytest.mark.parametrize(
    "query", ["", "?form=indirect&form=mixed&sort=-claimant", "?words=the&depth=1", "?depth=99"]
)
def test_downloads_hold_the_selection(page: Page, address: str, built: Path, query: str) -> None:
    visit(page, address, query)
    version = read_columns(built)["version"]
    ids = shown_ids(page)
    if total_of(page) > PAGE:
        page.get_by_role("link", name="Next page").click()
        settle(page)
        ids += shown_ids(page)
    by_id = {claim["id"]: claim for claim in table(built, "claims")}
    assert len(ids) == total_of(page)
    download, text = take(page, "JSON")
    assert download.suggested_filename == f"claims-{version}-{'selection' if query else 'all'}.json"
    assert json.loads(text) == [by_id[id_] for id_ in ids]
    if not query:
        assert text == (built / "data" / "claims.json").read_text(encoding="utf-8")
    download, text = take(page, "CSV")
    assert download.suggested_filename == f"claims-{version}-{'selection' if query else 'all'}.csv"
    assert text.startswith("\ufeffid,article,")  # the byte order mark, without which Excel mistakes UTF-8
    text = text.removeprefix("\ufeff")
    assert text.endswith("\r\n")
    assert text.replace("\r\n", "").count("\r") == 0
    rows = list(csv.DictReader(StringIO(text, newline=""), strict=True))
    assert [row["id"] for row in rows] == ids
    for row in rows:
        claim = by_id[row["id"]]
        assert row["statement"] == (claim["statement"] or "")
        assert row["claimants"] == "; ".join(claim["claimants"])
        assert row["said"] == ((claim["time"] or {}).get("edtf") or "")
        assert row["stance"] == "; ".join(f"{one}: {how}" for one, how in claim["stance"].items())
        assert (row["act"], row["form"], row["rev"]) == (claim["act"], claim["form"], claim["rev"])
        assert row["depth"] == str(claim["depth"])
        assert not any(cell.lstrip().startswith(tuple("=+-@＝＋－＠")) for cell in row.values())


def test_what_is_guarded_is_defined_once() -> None:
    """The script can't import the program's pattern, so it has the same one, letter by letter."""
    script = (ROOT / "sayso" / "site" / "docs" / "assets" / "explorer.js").read_text(encoding="utf-8")
    assert re.findall(r"const FORMULA = /(.+)/y;", script) == [csv_tables.FORMULA.pattern]


def test_cells_are_guarded_and_quoted(page: Page, golden_address: str) -> None:
    """As in csv-spreadsheet/, for every sign that a cell may begin with, alone and before a sign of formulas."""
    visit(page, golden_address)
    signs = [chr(code) for code in range(0x3100) if code] + [chr(code) for code in range(0xFE00, 0xFFF0)]
    cells = [
        "",
        'say "so"',
        "a,b",
        "a\nb",
        "é=1",
        "'=1",
        " ＋49 30",
        "\u3000\u2003@x",
        "Überfähre – „sicher“",
    ]
    cells += [begin + rest for begin in signs for rest in ("", "=1")]
    written = page.evaluate("cells => cells.map(window.saysoExplorer.csvCell)", cells)
    assert next(csv.reader(StringIO(",".join(written) + "\r\n", newline=""), strict=True)) == [
        csv_tables.guarded_text_of(cell) for cell in cells
    ]
    assert page.evaluate("[null, undefined, 0, false, -1.5].map(window.saysoExplorer.csvCell)") == [
        "",
        "",
        "0",
        "false",
        "-1.5",
    ]


@pytest.fixture
def hostile_site(golden_build: Path, tmp_path: Path) -> Path:
    """The golden site with statements that try to be markup, formulas or something else than text."""
    whole = golden_dataset()
    claims = tuple(
        msgspec.structs.replace(claim, statement=HOSTILE[at % len(HOSTILE)])
        for at, claim in enumerate(whole.claims)
    )
    spoilt = replace(whole, claims=claims)
    site = Path(shutil.copytree(golden_build / "site", tmp_path / "site"))
    write_explorer(site, spoilt)
    (site / "data" / "claims.json").write_text(array_of(claims), encoding="utf-8")
    return site


def test_hostile_statements_are_shown_as_text(page: Page, hostile_site: Path) -> None:
    with serving(hostile_site) as base:
        visit(page, base)
        shown = page.locator("tbody th a")
        assert shown.evaluate_all("links => links.map(link => link.textContent)") == [
            HOSTILE[at % len(HOSTILE)] for at in range(PAGE)
        ]
        assert page.locator("#explorer img, #explorer tbody script").count() == 0
        assert "broken" not in page.title()
        assert shown.evaluate_all("links => links.every(link => link.dir === 'auto')")
        move(page, {}, words="<IMG onerror")
        assert total_of(page) == 8
        assert page.locator("tbody mark").first.inner_text() == "<img"
        assert page.locator("#explorer img").count() == 0
        move(page, {}, words="الجسر")
        assert total_of(page) == 8
        _, text = take(page, "CSV")
        assert HOSTILE[2] in text
        move(page, {})
        _, text = take(page, "CSV")
        rows = csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""))
        assert [row["statement"] for row in rows][:6] == [*map(csv_tables.guarded_text_of, HOSTILE)]


def test_keyboard_reaches_everything_with_a_visible_focus(page: Page, golden_address: str) -> None:
    visit(page, golden_address, "?form=direct&form=indirect")
    page.locator("#explorer-words").focus()
    seen = []
    for _ in range(140):
        seen.append(
            page.evaluate(
                """() => {
                  const at = document.activeElement, style = getComputedStyle(at);
                  const name = at.matches(".facet summary") ? "facet" : at.matches(".facet-find") ? "find"
                    : at.matches("input[type=checkbox]") ? "value" : at.matches(".facet-more") ? "more"
                    : at.matches(".sort") ? "sort" : at.matches(".chip") ? "chip" : at.matches(".clear") ? "clear"
                    : at.matches("[data-take]") ? "take" : at.matches("tbody a") ? "row" : at.id;
                  return [name, style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1];
                }"""
            )
        )
        page.keyboard.press("Tab")
    reached = Counter(name for name, _ in seen)
    expected = {"explorer-words", "explorer-order", "explorer-way", "facet", "find", "value", "more", "sort"}
    assert expected | {"chip", "clear", "take", "row"} <= set(reached)
    assert reached["facet"] == len(FACETS)
    assert [name for name, visible in seen if not visible and name] == []
    box = page.locator('[data-facet="form"] input[value="mixed"]')
    box.focus()
    page.keyboard.press("Space")
    settle(page)
    assert "form=mixed" in page.url
    assert page.evaluate("document.activeElement.value") == "mixed", "the focus stays where it was"


def test_facets_fold_and_long_ones_are_found_by_typing(page: Page, golden_address: str) -> None:
    visit(page, golden_address)
    group = page.locator('[data-facet="claimant"]')
    assert group.locator(".value").count() == 8
    group.get_by_label("Find in: On whose word").fill("THORN")
    assert group.locator(".value").all_inner_texts()[0].startswith("Ilse Thornvald")
    group.get_by_label("Find in: On whose word").fill("")
    group.locator(".facet-more").click()
    assert group.locator(".value").count() > 8
    page.set_viewport_size({"width": 320, "height": 800})
    facets = page.locator("#explorer-facets")
    facets.locator("> summary").wait_for()
    assert not group.is_visible()
    facets.locator("> summary").click()
    assert group.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_plain_rows_stand_without_scripts(browser: Browser, golden_build: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 800})
    page = context.new_page()
    page.goto((golden_build / "site" / "claims" / "index.html").as_uri())
    assert page.locator("tbody tr").count() == 47
    for hidden in (
        "#explorer-bar",
        "#explorer-facets",
        "#explorer-head",
        "#explorer-chips",
        "#explorer-note",
    ):
        assert not page.locator(hidden).is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_plain_rows_and_a_note_stand_where_columns_cannot_be_read(
    browser: Browser, golden_build: Path
) -> None:
    page = browser.new_page()
    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("console", lambda message: told.append(message.location["url"]))
    page.goto((golden_build / "site" / "claims" / "index.html").as_uri())
    assert page.get_by_text("Filters, search and downloads need").is_visible()
    assert page.locator("tbody tr").count() == 47
    assert not page.locator("#explorer-facets").is_visible()
    assert [where for where in told if "search_index" not in where] == []  # which the theme asks for
    page.close()


def test_plain_rows_stay_where_the_server_fails(browser: Browser, golden_address: str) -> None:
    page = browser.new_page()
    page.route("**/columns.json", lambda route: route.fulfill(status=503, body="busy"))
    page.goto(f"{golden_address}claims/?form=direct")
    page.get_by_text("Filters and search could not be read just now").wait_for()
    assert page.locator("tbody tr").count() == 47
    assert not page.locator("#explorer-bar").is_visible()
    page.close()


def test_printing_gives_the_table(page: Page, golden_address: str) -> None:
    visit(page, golden_address, "?form=direct")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})
    assert page.locator(".explorer-table thead").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('tbody tr')).display") == "table-row"
    for hidden in ("#explorer-bar", "#explorer-facets", ".explorer-take"):
        assert not page.locator(hidden).is_visible()


def test_pages_of_rows(page: Page, golden_address: str) -> None:
    visit(page, golden_address)
    first = shown_ids(page)
    assert len(first) == PAGE
    page.get_by_role("link", name="Page 2").click()
    settle(page)
    assert len(shown_ids(page)) == 47 - PAGE
    assert page.url.endswith("?page=2")
    assert page.evaluate("[[1, 9], [5, 9], [1, 1]].map(([page, last]) => window.saysoExplorer.pagesInSight(page, last))") == [
        [1, 2, None, 9], [1, None, 4, 5, 6, None, 9], [1],
    ]  # fmt: skip
    visit(page, golden_address, "?page=99")
    assert len(shown_ids(page)) == 47 - PAGE
