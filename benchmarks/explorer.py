"""How the claim explorer fares with 27,000 claims: what is fetched, and how long a filter takes.

    python benchmarks/explorer.py [--claims 27000] [--seed 1]

1. Make a dataset of claims that are as varied as real ones: names, words, topics and chains are drawn by Zipf's law,
   and each article has a few people, topics and times of its own.
2. Write the explorer's files and its page into a folder, and tell their sizes, plain and by gzip -6.
3. Open the page in Chromium, and compare filters with a plain array filter measured in the same page.

Times are told as ratios, which hold on other machines too; milliseconds stand beside them for this one.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import itertools
import json
import random
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from sayso.exports.record_tables import array_of
from sayso.model import records
from sayso.model.annotation import Collection
from sayso.model.dataset import Dataset
from sayso.model.vocabulary import (
    Act,
    ActorKind,
    Basis,
    Form,
    Hedge,
    Naming,
    RightsMode,
    Role,
    Stance,
    TitleBasis,
    Verification,
)
from sayso.site.explorer import FOLDER, write_explorer
from sayso.site.holes import claims_index
from sayso.site.links import Links

ROOT = Path(__file__).parent.parent
PER_ARTICLE = 27
HASH = "0" * 64
ONSETS = [
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "kl",
    "l",
    "m",
    "n",
    "p",
    "pr",
    "qu",
    "r",
    "s",
    "sh",
    "sl",
    "st",
    "t",
    "th",
    "tr",
    "v",
    "w",
]
VOWELS = ["a", "e", "i", "o", "u", "ai", "ea", "ou"]
ENDINGS = ["", "", "n", "r", "s", "t", "l", "nd", "st", "ng", "ck", "m"]


# ---- the dataset -------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class World:
    """Words, people, places and events that articles draw from; frequent ones come first."""

    random: random.Random
    words: Sequence[str]
    actors: Sequence[records.Actor]
    outlets: Sequence[records.Actor]
    places: Sequence[records.Place]
    events: Sequence[records.Event]


def create_world(seed: int, articles: int) -> World:
    """A world whose size grows with the number of articles."""
    chance = random.Random(seed)
    words = [_word(chance, 1 + at // 400) for at in range(8000)]
    outlets = [_actor(chance, at, ActorKind.MEDIA) for at in range(max(3, articles // 16))]
    actors = [_actor(chance, at, chance.choice(list(ActorKind))) for at in range(max(30, articles * 2))]
    places = [
        records.Place(
            id=f"place-{at}", name=_name(chance, 1), aliases=[], within=None, country=None,
            coordinates=None, geonames=None, wikidata=None, note=None, rev="",
        )
        for at in range(max(10, articles // 4))
    ]  # fmt: skip
    events = [
        records.Event(
            id=f"event-{at}", name=f"{_name(chance, 2)} of {_name(chance, 1)}", time=None, place=None,
            participants=[], wikidata=None, note=None, rev="",
        )
        for at in range(max(10, articles // 2))
    ]  # fmt: skip
    return World(random=chance, words=words, actors=actors, outlets=outlets, places=places, events=events)


def create_dataset(claims: int, seed: int = 1) -> Dataset:
    """A dataset of so many claims in articles of 27 each."""
    articles = -(-claims // PER_ARTICLE)
    world = create_world(seed, articles)
    made = [_article(world, at) for at in range(articles)]
    rows = tuple(itertools.islice((claim for _, found in made for claim in found), claims))
    return Dataset(
        collection=Collection(
            title="Benchmark", description="Invented claims.", version="0.0.0", licence="CC0-1.0",
            rights_note="Nothing here is anybody's.", creators=["nobody"],
        ),
        articles=tuple(article for article, _ in made),
        claims=rows,
        labels=(),
        actors=(*world.outlets, *world.actors),
        places=tuple(world.places),
        events=tuple(world.events),
        texts={},
    )  # fmt: skip


def _article(world: World, number: int) -> tuple[records.Article, list[records.Claim]]:
    chance = world.random
    id_ = f"{'-'.join(_zipf(chance, world.words) for _ in range(3))}-{number}"
    day = f"{chance.randint(2012, 2026)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    outlet = _zipf(chance, world.outlets)
    people = [_zipf(chance, world.actors) for _ in range(9)]
    topics = [actor.id for actor in people]
    topics += [_zipf(chance, world.places).id for _ in range(3)]
    topics += [_zipf(chance, world.events).id for _ in range(2)]
    scene = Scene(article=id_, day=day, outlet=outlet.id, people=people, topics=list(dict.fromkeys(topics)))
    claims = [_claim(world, scene, at) for at in range(PER_ARTICLE)]
    article = records.Article(
        id=id_, title=_sentence(world, 8).rstrip("."), title_basis=TitleBasis.STATED, url=None, publisher=outlet.id,
        authors=[], published=_time(day), language="en",
        rights=records.PublishedRights(mode=RightsMode.EXCERPT, holder=None, quote_words=25),
        text=records.PublishedText(sha256=HASH, characters=5000),
        annotation=records.PublishedAnnotation(by=["a"], guideline="1", date=day), asides=[],
        coverage=records.Coverage(
            sentences=40, uncovered=[], claimed_characters=1, aside_characters=0, quoted_characters=0
        ),
        claims=[claim.id for claim in claims], note=None, verified=_verified(day), rev="0" * 16,
    )  # fmt: skip
    return article, claims


@dataclass(frozen=True, kw_only=True)
class Scene:
    """What the claims of one article share."""

    article: str
    day: str
    outlet: str
    people: list[records.Actor]
    topics: list[str]


def _claim(world: World, scene: Scene, number: int) -> records.Claim:
    chance = world.random
    form = chance.choices(list(Form), [15, 26, 33, 26])[0]
    act = chance.choices(list(Act), [30, 3, 5, 9, 6, 12, 7, 5, 5, 3, 4, 3, 6, 3, 2, 2, 2, 5, 3])[0]
    chain = _chain(world, scene) if form is not Form.NARRATED else [_link([scene.outlet], Role.PUBLISHER)]
    about = chance.sample(
        scene.topics, min(len(scene.topics), chance.choices([1, 2, 3, 4, 6], [3, 4, 3, 2, 1])[0])
    )
    people = {actor.id for actor in scene.people}
    stance = {
        id_: chance.choice(list(Stance)) for id_ in sorted(about) if id_ in people and chance.random() < 0.6
    }
    quotes = (
        [_sentence(world, 9) for _ in range(chance.randint(1, 2))]
        if form in (Form.DIRECT, Form.MIXED)
        else []
    )
    before = chain[:-1]
    id_ = f"{scene.article}/{'-'.join(_zipf(chance, world.words) for _ in range(4))}-{number}"
    return records.Claim(
        id=id_, article=scene.article, passage=[(number * 150, number * 150 + 140)],
        passage_sha256=sha256(id_.encode()).hexdigest(), statement=_sentence(world, chance.randint(9, 22)),
        quotes=[
            records.Quote(span=(0, len(words)), exact=words, excerpt=None, sha256=sha256(words.encode()).hexdigest())
            for words in quotes
        ],
        form=form, act=act, act_class=act.act_class, claimants=chain[0].actors, chain=chain,
        time=_time(scene.day) if chance.random() < 0.55 else None, channel=None, occasion=None, place=None,
        addressee=[], about=about, stance=stance, relations=[], carried=[], disputed=False,
        unnamed_only=bool(before) and all(link.kind is Naming.UNNAMED for link in before),
        depth=len(before), note=None, verified=_verified(scene.day), rev=sha256(id_.encode()).hexdigest()[:16],
    )  # fmt: skip


def _chain(world: World, scene: Scene) -> list[records.ChainLink]:
    chance = world.random
    count = chance.choices([1, 2, 3], [60, 25, 15])[0]
    speakers = chance.sample(scene.people, count)
    roles = [Role.SPEAKER, *([Role.MEDIUM, Role.RELAY][: count - 1])]
    links = [
        _link(
            [speaker.id], role, speaker.naming, chance.choices([None, *Hedge], [80, 3, 9, 4, 4])[0]
        )
        for speaker, role in zip(speakers, roles, strict=True)
    ]  # fmt: skip
    return [*links, _link([scene.outlet], Role.PUBLISHER)]


def _link(
    actors: list[str], role: Role, kind: Naming = Naming.NAMED, hedge: Hedge | None = None
) -> records.ChainLink:
    return records.ChainLink(
        role=role, actors=actors, kind=kind, mention=None, cue="said", cue_span=None, hedge=hedge, carried=False
    )  # fmt: skip


def _actor(chance: random.Random, at: int, kind: ActorKind) -> records.Actor:
    naming = Naming.UNNAMED if kind is ActorKind.COLLECTIVE else Naming.NAMED
    name = f"Officials of {_name(chance, 2)}" if naming is Naming.UNNAMED else _name(chance, 2)
    return records.Actor(
        id=f"{name.lower().replace(' ', '-')}-{at}", name=name, kind=kind, naming=naming, aliases=[], role=None,
        member_of=[], affiliated_with=[], attested=[], wikidata=None, note=None, rev="",
    )  # fmt: skip


def _time(day: str) -> records.Time:
    return records.Time(edtf=day, basis=Basis.STATED, earliest=day, latest=day)


def _verified(day: str) -> records.Verified:
    return records.Verified(text_sha256=HASH, how=Verification.TEXT, date=day)


def _word(chance: random.Random, syllables: int) -> str:
    parts = range(min(syllables, chance.randint(1, 3)))
    return "".join(chance.choice(ONSETS) + chance.choice(VOWELS) for _ in parts) + chance.choice(ENDINGS)


def _name(chance: random.Random, words: int) -> str:
    return " ".join(_word(chance, 3).capitalize() for _ in range(words))


def _sentence(world: World, words: int) -> str:
    said = " ".join(_zipf(world.random, world.words) for _ in range(words))
    return said[:1].upper() + said[1:] + "."


def _zipf(chance: random.Random, items: Sequence[Any]) -> Any:
    """An item, drawn so that the n-th is about 1/n as frequent as the first."""
    return items[min(len(items) - 1, int(len(items) ** chance.random()) - 1)]


# ---- sizes -------------------------------------------------------------------------------------------------


def write_site(folder: Path, dataset: Dataset) -> None:
    """The explorer's page and files, and what it fetches for a download."""
    write_explorer(folder, dataset)
    (folder / "data").mkdir()
    (folder / "data" / "claims.json").write_text(array_of(dataset.claims), encoding="utf-8")
    shutil.copytree(ROOT / "docs" / "assets", folder / "assets")
    html = claims_index(Links(dataset=dataset, page="claims/"))
    styles = "".join(f'<link rel="stylesheet" href="../assets/{name}.css">' for name in ("sayso", "explorer"))
    page = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Claims</title><link rel="icon" href="data:,">{styles}<body class="md-typeset">{html}'
    (folder / "claims" / "index.html").write_text(page, encoding="utf-8")


def sizes(folder: Path) -> Iterator[tuple[str, int, int]]:
    """What is fetched when, plain and compressed, in bytes."""
    chunks = sorted((folder / FOLDER).glob("text-*.json"))
    script = folder / "assets" / "explorer.js"
    columns = folder / FOLDER / "columns.json"
    yield "page with its first rows", *_weigh([folder / "claims" / "index.html"])
    yield "script and style", *_weigh([script, script.with_suffix(".css")])
    yield "columns", *_weigh([columns])
    yield "one chunk of words", *_weigh(chunks[:1])
    yield (
        "before the first result: columns, a chunk, script, style",
        *_weigh([columns, chunks[0], script, script.with_suffix(".css")]),
    )
    yield f"all {len(chunks)} chunks, for a search", *_weigh(chunks)


def _weigh(files: list[Path]) -> tuple[int, int]:
    contents = [file.read_bytes() for file in files]
    return sum(map(len, contents)), sum(len(gzip.compress(content, 6, mtime=0)) for content in contents)


# ---- times -------------------------------------------------------------------------------------------------

MEASURE = """async (columns) => {
  const explorer = window.saysoExplorer;
  const raw = await (await fetch(columns)).json();
  const before = performance.now();
  const data = explorer.decode(raw);
  const decoding = performance.now() - before;
  const plain = Array.from({ length: data.rows }, (_, row) =>
    Object.fromEntries(data.facets.map((facet) => [facet.name, explorer.keysOf(facet, row)])));
  let seed = 7;
  const random = (limit) => (seed = (seed * 48271) % 2147483647) % limit;
  const cases = Array.from({ length: 40 }, (_, at) => Object.fromEntries(data.facets.map((facet) => [facet.name,
    random(data.facets.length) < 1 + at % 4 ? [facet.keys[random(Math.min(12, facet.keys.length))], facet.keys[random(Math.min(12, facet.keys.length))]] : []])));
  const median = (times) => times.sort((one, other) => one - other)[times.length >> 1];
  const timed = (work) => {
    const times = [];
    for (let round = 0; round < 5; round++)
      for (const one of cases) {
        const start = performance.now();
        work(one);
        times.push(performance.now() - start);
      }
    return median(times);
  };
  const fits = (chosen) => {
    const wanted = Object.entries(chosen).filter(([, keys]) => keys.length).map(([name, keys]) => [name, new Set(keys)]);
    return plain.filter((row) => wanted.every(([name, keys]) => row[name].some((key) => keys.has(key))));
  };
  const counting = (chosen) => data.facets.map(({ name }) => {
    const count = new Map();
    for (const row of fits({ ...chosen, [name]: [] })) for (const key of row[name]) count.set(key, (count.get(key) ?? 0) + 1);
    return count;
  });
  for (const one of cases) if (fits(one).length !== explorer.select(data, one, null).total) throw new Error("not the same rows");
  const filter = timed(fits);
  return {
    decoding,
    filter,
    counting: timed(counting),
    select: timed((chosen) => explorer.select(data, chosen, null)),
    sort: (() => { const start = performance.now(); explorer.ordered(data, "claimant", false); return performance.now() - start; })(),
  };
}"""

CLICK = """async () => {
  const settled = () => new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => document.getElementById("explorer-results").hasAttribute("aria-busy") ? port2.postMessage(0) : done();
    port2.postMessage(0);
  });
  const times = [];
  for (let round = 0; round < 30; round++) {
    const boxes = document.querySelectorAll(".facet input[type=checkbox]");
    const start = performance.now();
    boxes[(round * 7) % boxes.length].click();
    await settled();
    document.body.offsetHeight;
    times.push(performance.now() - start);
    if (round % 3 === 2) { document.querySelector(".clear")?.click(); await settled(); }
  }
  return times.sort((one, other) => one - other)[times.length >> 1];
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Tell nothing."""


def measure(folder: Path, browser: str) -> dict[str, float]:
    """Milliseconds in Chromium: medians of filters, of the same by plain arrays, and of a click on a facet."""
    with ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder))
    ) as server, sync_playwright() as playwright:  # fmt: skip
        threading.Thread(target=server.serve_forever, daemon=True).start()
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        page = chromium.new_page(viewport={"width": 1280, "height": 900})
        start = time.perf_counter()
        page.goto(f"http://127.0.0.1:{server.server_port}/claims/")
        page.wait_for_selector("#explorer-results:not([aria-busy]) #explorer-head:not([hidden])")
        ready = (time.perf_counter() - start) * 1000
        times: dict[str, float] = page.evaluate(MEASURE, f"/{FOLDER}/columns.json")
        times["ready"] = ready
        start = time.perf_counter()
        page.fill("#explorer-words", "ba")
        page.wait_for_selector("tbody mark")
        times["search"] = (time.perf_counter() - start) * 1000
        page.click(".clear")
        times["click"] = page.evaluate(CLICK)
        chromium.close()
        server.shutdown()
    return times


def main() -> None:
    """Tell sizes and times."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--claims", type=int, default=27_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder to leave the page in")
    given = parser.parse_args()
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as temporary:
        folder = (given.keep or Path(temporary)) / "site"
        start = time.perf_counter()
        dataset = create_dataset(given.claims, given.seed)
        made = time.perf_counter()
        write_site(folder, dataset)
        print(
            f"{len(dataset.claims)} claims made in {made - start:.1f} s, written in {time.perf_counter() - made:.1f} s"
        )
        for name, plain, compressed in sizes(folder):
            print(f"{name:58}{plain / 1000:10.1f} kB{compressed / 1000:10.1f} kB gzip")
        if browser is None:
            print("no Chromium found; times are not measured")
            return
        times = measure(folder, browser)
        base = times["filter"]
        print(json.dumps({name: f"{value:.1f} ms" for name, value in times.items()}, indent=1))
        print(
            f"a filter with all counts takes {times['select'] / base:.2f} times a plain array filter without counts,"
        )
        print(
            f"and {times['select'] / times['counting']:.3f} times a plain array filter with the same counts;"
        )
        print(
            f"a click on a facet, with what is shown, takes {times['click'] / base:.2f} times the plain filter"
        )


if __name__ == "__main__":
    main()
