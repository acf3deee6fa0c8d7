"""Fuzzing of histories: a corpus is edited and released at random, and no id is lost, used again or changed in kind.

1. `World` is a corpus as it stands: its ids, the lines of its register, its version; it is written as files.
2. Each of LAWFUL is an edit that must pass, each of UNLAWFUL one that must be refused with its code; the model is
   the world itself, which knows what was published.
3. `chaos` edits the lines of register and corpus blindly: what passes all the same has kept every published id.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
from built_site import SOUND
from sizes import MUTANTS, either

from sayso.corpus.ids import read_register
from sayso.history.reading import Input, read_input
from sayso.history.releases import create_release, release_text
from sayso.model.problems import stopping

Figure = Callable[[str, float | str], None]
HISTORIES = MUTANTS // 1_600
PARTS, STEPS = either(1, 4), 20
FILES = {"actor": "actors.yml", "place": "places.yml", "event": "events.yml"}
ENTRY = {
    "actor": "{id}:\n  name: {name}\n  kind: organization\n",
    "place": "{id}:\n  name: {name}\n",
    "event": "{id}:\n  name: {name}\n",
}
SOUND_LINES = (SOUND / "ids.lock").read_text(encoding="utf-8").splitlines()


@dataclass
class World:
    """A corpus as it stands; `names` are its ids beside those of the sound corpus, by kind, with their names."""

    names: dict[str, dict[str, str]] = field(default_factory=lambda: {kind: {} for kind in FILES})
    lines: list[str] = field(default_factory=lambda: list(SOUND_LINES))
    version: int = 0
    released: dict[str, str] = field(default_factory=dict)
    """Every id that was ever released, and its kind."""
    is_new: bool = True
    """Whether the version is one that was not released yet."""

    @property
    def kinds(self) -> dict[str, str]:
        """The kind of each id that was added and is there."""
        return {id_: kind for kind, ids in self.names.items() for id_ in ids}

    @property
    def retired(self) -> dict[str, str]:
        """The kind of each id that is there no more, after its line in the register."""
        return {
            line.split()[2]: line.split()[1] for line in self.lines if line.split()[0] not in ("#", "live")
        }


def write(world: World, folder: Path) -> None:
    """Write a world over a copy of the sound corpus."""
    for kind, name in FILES.items():
        added = "".join(ENTRY[kind].format(id=id_, name=name_) for id_, name_ in world.names[kind].items())
        (folder / name).write_text((SOUND / name).read_text(encoding="utf-8") + added, encoding="utf-8")
    (folder / "ids.lock").write_text("\n".join(world.lines) + "\n", encoding="utf-8")
    collection = (SOUND / "collection.yml").read_text(encoding="utf-8")
    version = collection.replace('version: "1.0"', f'version: "1.{world.version}"')
    assert world.version == 0 or version != collection
    (folder / "collection.yml").write_text(version, encoding="utf-8")


def built(world: World, folder: Path) -> tuple[Input, set[str]]:
    """The world read by the product, and the codes of what stops it."""
    write(world, folder)
    read = read_input(folder, [])
    codes = {problem.code for problem in stopping(read.corpus.problems)}
    assert bool(codes) is (read.joined is None)
    return read, codes


def new_id(random: Random, world: World) -> str:
    known = {line.split()[2] for line in world.lines if not line.startswith("#")}
    return next(id_ for n in range(99) if (id_ := f"{random.choice('abc')}-{n}") not in known)


def one_of(random: Random, world: World, kind: str = "") -> str:
    return random.choice(sorted(id_ for id_, of in world.kinds.items() if kind in ("", of)))


def add(random: Random, world: World) -> None:
    kind, id_ = random.choice(sorted(FILES)), new_id(random, world)
    world.names[kind][id_] = "Somebody"
    world.lines.append(f"live {kind} {id_} 1.{world.version}")


def edit(random: Random, world: World) -> None:
    id_ = one_of(random, world)
    world.names[world.kinds[id_]][id_] = f"Somebody {random.randrange(10**6)}"


def retire(random: Random, world: World) -> None:
    """Withdraw, merge or split an id, as there are others of its kind."""
    id_ = one_of(random, world)
    kind = world.kinds[id_]
    del world.names[kind][id_]
    others = sorted(world.names[kind])
    lines = [f"withdrawn {kind} {id_} 1.{world.version} 2031-05-01 no more"]
    lines += [f"merged-into {kind} {id_} 1.{world.version} {other}" for other in others[:1]]
    lines += [f"split-into {kind} {id_} 1.{world.version} {' '.join(others[:3])}"] * bool(others[1:])
    world.lines.append(random.choice(lines))


LAWFUL = (add, add, edit, retire)


def lose(random: Random, world: World) -> str:
    id_ = one_of(random, world)
    del world.names[world.kinds[id_]][id_]
    return "E-LOST" if id_ in world.released else "E-LOCK"


def lose_the_line_of_a_live_id(random: Random, world: World) -> str:
    id_ = one_of(random, world)
    world.lines = [line for line in world.lines if line.split()[2] != id_]
    return "E-LOCK"


def add_without_a_line(random: Random, world: World) -> str:
    world.names[random.choice(sorted(FILES))][new_id(random, world)] = "Somebody"
    return "E-LOCK"


def change_the_kind(random: Random, world: World) -> str:
    id_ = one_of(random, world)
    kind = world.kinds[id_]
    other = random.choice(sorted(FILES.keys() - {kind}))
    world.names[other][id_] = world.names[kind].pop(id_)
    return "E-IDREUSE" if id_ in world.released else "E-LOCK"


def change_the_kind_in_the_register_too(random: Random, world: World) -> str:
    """As long as the id was not released nobody can know; then it is as good as new."""
    released = sorted(world.kinds.keys() & world.released.keys())
    id_ = random.choice(released)
    kind = world.kinds[id_]
    other = random.choice(sorted(FILES.keys() - {kind}))
    world.names[other][id_] = world.names[kind].pop(id_)
    world.lines = [line.replace(f" {kind} {id_} ", f" {other} {id_} ") for line in world.lines]
    return "E-LOCK"


def use_again(random: Random, world: World) -> str:
    id_ = random.choice(sorted(world.retired))
    world.names[random.choice(sorted(FILES))][id_] = "Somebody else"
    return "E-IDREUSE"


def register_again(random: Random, world: World) -> str:
    id_, kind = random.choice(sorted((world.retired | world.kinds).items()))
    world.lines.append(f"live {kind} {id_} 9.{world.version}")
    return "E-LOCK"


def lose_the_line_of_a_retirement(random: Random, world: World) -> str:
    id_ = random.choice(sorted(world.retired.keys() & world.released.keys()))
    world.lines = [line for line in world.lines if line.startswith(("#", "live")) or line.split()[2] != id_]
    is_live = any(line.startswith("live ") and line.split()[2] == id_ for line in world.lines)
    return (
        "E-LOST" if id_ in world.released and is_live else "E-LOCK"
    )  # without any line, the release misses it


def lose_all_lines_of_a_released_id(random: Random, world: World) -> str:
    id_ = random.choice(sorted(world.retired.keys() & world.released.keys()))
    world.lines = [line for line in world.lines if line.split()[2] != id_]
    return "E-LOCK"


def give_twice(random: Random, world: World) -> str:
    id_ = one_of(random, world)
    world.names[random.choice(sorted(FILES.keys() - {world.kinds[id_]}))][id_] = "Somebody"
    return "E-DUPID"


def merge_into_nothing(random: Random, world: World) -> str:
    id_ = one_of(random, world)
    kind = world.kinds[id_]
    del world.names[kind][id_]
    others = sorted(other for other, of in world.kinds.items() if of != kind)
    target = random.choice([id_, "nowhere", "harbour-berths/no-claim", *others])
    world.lines.append(f"merged-into {kind} {id_} 1.{world.version} {target}")
    return "E-LOCK"


def change_a_released_version(random: Random, world: World) -> str:
    assert not world.is_new
    random.choice((add, edit))(random, world)
    return "E-VERSION"


def go_back(random: Random, world: World) -> str:
    world.version -= 1 + world.is_new
    assert world.version >= 0
    return "E-VERSION"


UNLAWFUL = (
    lose,
    lose_the_line_of_a_live_id,
    add_without_a_line,
    change_the_kind,
    change_the_kind_in_the_register_too,
    use_again,
    register_again,
    lose_the_line_of_a_retirement,
    lose_all_lines_of_a_released_id,
    give_twice,
    merge_into_nothing,
    change_a_released_version,
    go_back,
)


def chaos(random: Random, world: World) -> None:
    """Lines of the register and ids of the corpus are lost, doubled, moved or taken for others, whatever they say."""
    for _ in range(random.randint(1, 4)):
        at, to = (random.randrange(1, len(world.lines)) for _ in range(2))
        how = random.randrange(6)
        if how == 0:
            del world.lines[at]
        elif how == 1:
            world.lines.insert(at, world.lines[to])
        elif how == 2:
            world.lines[at], world.lines[to] = world.lines[to], world.lines[at]
        elif how == 3:
            words, others = world.lines[at].split(" "), world.lines[to].split(" ")
            word = random.randrange(min(len(words), len(others)))
            words[word] = others[word]
            world.lines[at] = " ".join(words)
        elif how == 4:
            random.choice((add, edit, retire))(random, world) if world.kinds else add(random, world)
        else:
            kind, id_ = random.choice(sorted(FILES)), random.choice(world.lines[1:]).split()[2]
            world.names[kind].pop(id_, None) or world.names[kind].update({id_: "Somebody"})


def published_ids_are_kept(world: World, read: Input) -> None:
    """Whatever was done to a corpus that passes: each id ever released is there as what it was, or registered as gone."""
    register, problems = read_register("ids.lock", "\n".join(world.lines))
    assert problems == []
    present = read.corpus.ids.present
    for id_, kind in world.released.items():
        assert register[id_].kind == kind, id_
        assert (id_ in present) is (register[id_].state == "live"), id_
        assert id_ not in present or present[id_].kind == kind, id_
    assert present.keys() == {id_ for id_, entry in register.items() if entry.state == "live"}


def release(world: World, read: Input, folder: Path) -> None:
    """Release the world as it stands."""
    made = create_release(read.dataset, "2031-05-01", {})
    (folder / "releases").mkdir(exist_ok=True)
    (folder / "releases" / f"1.{world.version}.json").write_text(release_text(made), encoding="utf-8")
    world.released |= {id_: one.kind for id_, one in made.ids.items()}
    world.released |= {id_: one.kind for id_, one in made.retired.items()}
    world.is_new = False


def attempted(
    edit_: Callable[[Random, World], str | None], random: Random, world: World
) -> tuple[World, str | None]:
    """A copy of the world after an edit, and the code it must be refused with; LookupError where it can't be tried."""
    changed = deepcopy(world)
    try:
        return changed, edit_(random, changed)
    except (IndexError, AssertionError) as error:
        raise LookupError("there is nothing to do this to") from error


@pytest.mark.trust
@pytest.mark.parametrize("part", range(PARTS))
def test_no_history_of_edits_loses_an_id(part: int, corpus_folder: Path, figure: Figure) -> None:
    random, seen = Random(f"histories, part {part}"), Counter[str]()
    for _ in range(max(1, HISTORIES // PARTS)):
        world = World()
        for file in corpus_folder.glob("releases/*"):
            file.unlink()
        for _ in range(STEPS):
            world = one_step(random, world, corpus_folder, seen)
    assert {edit_.__name__ for edit_ in UNLAWFUL} <= seen.keys()
    figure("fuzz: histories of a corpus", max(1, HISTORIES // PARTS))
    figure("fuzz: histories: releases", seen["release"])
    figure("fuzz: histories: lawful edits passed", sum(seen[edit_.__name__] for edit_ in {*LAWFUL}))
    figure("fuzz: histories: unlawful edits refused", sum(seen[edit_.__name__] for edit_ in UNLAWFUL))
    figure("fuzz: histories: blind edits refused", seen["chaos refused"])
    figure("fuzz: histories: blind edits passed, all published ids kept", seen["chaos passed"])


def one_step(random: Random, world: World, folder: Path, seen: Counter[str]) -> World:
    """The world after one lawful edit, and perhaps its release; what is tried beside it is undone."""
    if not world.is_new and random.random() < 0.6:
        world.version, world.is_new = world.version + 1, True
    edits = random.sample(LAWFUL if world.is_new else (), 1) if world.is_new else []
    for edit_ in edits:
        try:
            world, _ = attempted(edit_, random, world)
        except LookupError:
            continue
        seen[edit_.__name__] += 1
    read, codes = built(world, folder)
    assert codes == set(), world
    published_ids_are_kept(world, read)
    if world.is_new and random.random() < 0.3:
        release(world, read, folder)
        seen["release"] += 1
    for unlawful in random.sample(UNLAWFUL, 2):
        is_refused(unlawful, random, world, folder, seen)
    return after_chaos(random, world, folder, seen)


def is_refused(
    unlawful: Callable[[Random, World], str], random: Random, world: World, folder: Path, seen: Counter[str]
) -> None:
    try:
        changed, code = attempted(unlawful, random, world)
    except LookupError:
        return
    codes = built(changed, folder)[1]
    assert code in codes, (unlawful.__name__, codes, json.dumps(changed.lines))
    seen[unlawful.__name__] += 1


def after_chaos(random: Random, world: World, folder: Path, seen: Counter[str]) -> World:
    """The world after blind edits that pass, or as it was."""
    changed = deepcopy(world)
    chaos(random, changed)
    read, codes = built(changed, folder)
    seen["chaos refused" if codes else "chaos passed"] += 1
    if codes:
        return world
    published_ids_are_kept(changed, read)
    return changed
