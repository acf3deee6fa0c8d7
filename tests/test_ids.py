"""The register of ids: its lines, every change of state, and that an id keeps its kind and never comes back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from sayso.corpus.ids import (
    FORMS,
    KINDS,
    Entry,
    Present,
    conflicts_are_settled,
    is_id,
    live_successors,
    read_register,
    trails_end,
)
from sayso.corpus.registering import HEADER, Ids, compare_with_register, register_text, updated
from sayso.model.meant import nearest
from sayso.model.problems import Position

LIVE = "live actor port 1.0\n"


def faults(text: str) -> list[str]:
    """What is wrong with a register, as `line: sentence`."""
    return [f"{problem.line}: {problem.sentence}" for problem in read_register("ids.lock", text)[1]]


def here(kind: str, line: int = 1) -> Present:
    return Present(kind=kind, file=f"{kind}s.yml", position=Position(line, 1))


def ids_of(register: str, present: dict[str, Present]) -> Ids:
    """A corpus whose registered ids have all been released."""
    return Ids(present=present, released=frozenset(read_register("ids.lock", register)[0]))


def told(register: str, present: dict[str, Present], ids: Ids | None = None) -> list[str]:
    """What the comparison of a corpus with a sound register tells, as `file:line CODE`."""
    entries, problems = read_register("ids.lock", register)
    assert problems == []
    found = compare_with_register("ids.lock", entries, ids or ids_of(register, present))
    return [f"{problem.file}:{problem.line} {problem.code}" for problem in found]


@pytest.mark.parametrize("text", ["a", "port-company", "7th-fleet", "a" * 64, "x1", "2031-a", "con-man"])
def test_is_an_id(text: str) -> None:
    assert is_id(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-a",
        "a-",
        "a--b",
        "A",
        "a_b",
        "a b",
        "a/b",
        "2031",
        "2031-04",
        "a" * 65,
        "é",
        "а",
        "a\n",
        "a.b",
        "١a",
    ],
)
def test_134_is_no_id(text: str) -> None:
    assert not is_id(text)


def test_reads_every_state() -> None:
    entries, problems = read_register(
        "ids.lock",
        HEADER
        + "\nlive  claim\tharbour/berths-close 1.0\r\n"
        + "live actor one 1.0\nlive actor two 1.0\nlive actor three 1.0\nlive actor four 1.0\n"
        + "merged-into actor one 1.1 two\n"
        + "split-into actor two 1.2 three four\n"
        + "withdrawn actor four 2.0 2031-05-01 entered by mistake\n",
    )
    assert problems == []
    assert entries["harbour/berths-close"] == Entry(
        id="harbour/berths-close", kind="claim", release="1.0", state="live", line=3
    )
    assert entries["one"] == Entry(
        id="one", kind="actor", release="1.1", state="merged-into", line=8, targets=("two",)
    )
    assert entries["two"].targets == ("three", "four")
    assert (entries["four"].date, entries["four"].reason) == ("2031-05-01", "entered by mistake")
    assert live_successors("one", entries) == ["three"]
    assert live_successors("three", entries) == ["three"]
    assert live_successors("four", entries) == []


def test_names_each_successor_once() -> None:
    live = "".join(f"live actor {id_} 1.0\n" for id_ in ("one", "two", "three", "four"))
    moved = "merged-into actor two 1.1 four\nmerged-into actor three 1.1 four\nsplit-into actor one 1.1 two three\n"
    entries, problems = read_register("ids.lock", live + moved)
    assert problems == []
    assert live_successors("one", entries) == ["four"]


LINE_FORMS = {
    "alive actor one 1.0": "2: a line must be one of live, merged-into, split-into, withdrawn, then KIND ID RELEASE; this is “alive actor one 1.0”",
    "live claimant one 1.0": "2: a line must be live KIND ID RELEASE; this is “live claimant one 1.0”",
    "live actor One 1.0": "2: a line must be live KIND ID RELEASE; this is “live actor One 1.0”",
    "live actor one": "2: a line must be live KIND ID RELEASE; this is “live actor one”",
    "live claim one 1.0": "2: a line must be live KIND ID RELEASE; this is “live claim one 1.0”",
    "live claim a/b/c 1.0": "2: a line must be live KIND ID RELEASE; this is “live claim a/b/c 1.0”",
    "live actor a/b 1.0": "2: a line must be live KIND ID RELEASE; this is “live actor a/b 1.0”",
    "live actor one 1.0 two": "2: a line must be live KIND ID RELEASE; this is “live actor one 1.0 two”",
    "live actor port 1.1": "2: `port` must be registered once; it is in line 1 already",
    "live place port 1.1": "2: `port` must stay of one kind; it was registered as an actor in line 1",
    "withdrawn place port 1.1 2031-05-01 gone": "2: `port` must stay of one kind; it was registered as an actor in line 1",
    "merged-into actor port 1.1 quay": "2: `port` must lead to a live id of its kind in the end; `quay` is not registered",
    "merged-into actor port 1.1 port": "2: `port` must lead to a live id of its kind in the end; it leads back to `port`",
}
SHORT = {
    "withdrawn actor port 1.1": "withdrawn KIND ID RELEASE YYYY-MM-DD REASON",
    "withdrawn actor port 1.1 2031-05-01": "withdrawn KIND ID RELEASE YYYY-MM-DD REASON",
    "withdrawn actor port 1.1 yesterday gone": "withdrawn KIND ID RELEASE YYYY-MM-DD REASON",
    "withdrawn actor port 1.1 2031-02-29 gone": "withdrawn KIND ID RELEASE YYYY-MM-DD REASON",
    "withdrawn actor port 1.1 20310501 gone": "withdrawn KIND ID RELEASE YYYY-MM-DD REASON",
    "merged-into actor port 1.1": "merged-into KIND ID RELEASE TARGET",
    "merged-into actor port 1.1 a b": "merged-into KIND ID RELEASE TARGET",
    "split-into actor port 1.1 a": "split-into KIND ID RELEASE TARGET TARGET…",
    "split-into actor port 1.1 a a": "split-into KIND ID RELEASE TARGET TARGET…",
}


@pytest.mark.parametrize("line", [*LINE_FORMS, *SHORT])
def test_refuses_a_line(line: str) -> None:
    form = f"2: a line must be {SHORT[line]}; this is “{line}”" if line in SHORT else LINE_FORMS[line]
    assert faults(f"{LIVE}{line}\n") == [form]


@pytest.mark.parametrize("former", FORMS)
@pytest.mark.parametrize("later", FORMS)
def test_only_a_live_id_changes_and_only_once(former: str, later: str) -> None:
    rest = {"live": "", "merged-into": " two", "split-into": " two three", "withdrawn": " 2031-05-01 gone"}
    others = "live actor two 1.0\nlive actor three 1.0\n"
    register = f"{others}live actor one 1.0\n" + f"{former} actor one 1.1{rest[former]}\n" * (
        former != "live"
    )
    assert faults(register) == []
    allowed = former == "live" and later != "live"
    assert bool(faults(f"{register}{later} actor one 1.2{rest[later]}\n")) is not allowed


def test_137_circles_of_any_length() -> None:
    ids = [f"id-{number}" for number in range(5)]
    live = "".join(f"live event {id_} 1.0\n" for id_ in ids)
    circle = "".join(
        f"merged-into event {one} 1.1 {other}\n" for one, other in zip(ids, [*ids[1:], ids[0]], strict=True)
    )
    assert [fault.partition(" ")[2].partition(" must lead")[0] for fault in faults(live + circle)] == [
        f"`{id_}`" for id_ in ids
    ]


def test_merging_keeps_the_kind() -> None:
    assert faults("live actor one 1.0\nlive place two 1.0\nmerged-into actor one 1.1 two\n") == [
        "3: `one` must lead to a live id of its kind in the end; `two` is a place, not an actor"
    ]


def test_compares_every_state_with_the_corpus() -> None:
    register = (
        "live actor one 1.0\nlive actor two 1.0\nlive actor gone 1.0\nwithdrawn actor gone 1.1 2031-05-01 x\n"
    )
    assert told(register, {"one": here("actor"), "two": here("actor")}) == []
    assert told(register, {"one": here("actor")}) == ["ids.lock:2 E-LOST"]
    assert told(register, {"one": here("actor"), "two": here("place", 7)}) == ["places.yml:7 E-IDREUSE"]
    assert told(register, {"one": here("actor"), "two": here("actor"), "gone": here("actor", 9)}) == [
        "actors.yml:9 E-IDREUSE"
    ]
    assert told(register, {"one": here("actor"), "two": here("actor"), "new": here("event", 3)}) == [
        "events.yml:3 E-LOCK"
    ]


def test_80_a_lost_id_is_told_with_what_it_may_be_called_now() -> None:
    entries, _ = read_register("ids.lock", "live actor port-company 1.0\n")
    lost = [
        problem
        for problem in compare_with_register(
            "ids.lock", entries, Ids(present={"port-companies": here("actor")}, released=entries.keys())
        )
        if problem.code == "E-LOST"
    ]
    assert [problem.sentence for problem in lost] == [
        "actor `port-company` was published and must not be lost (was it renamed to `port-companies`?)"
    ]


def test_136_new_ids_are_told_once_a_file() -> None:
    present = {f"new-{number}": here("actor", 9 - number) for number in range(5)} | {"place": here("place")}
    problems = list(compare_with_register("ids.lock", {}, Ids(present=present)))
    assert [(problem.file, problem.line) for problem in problems] == [("actors.yml", 5), ("places.yml", 1)]
    assert (
        problems[0].sentence == "each id must be registered; new here: `new-4`, `new-3`, `new-2` and 2 more"
    )


def test_a_register_is_sorted_by_id_and_sound_once_it_is_updated() -> None:
    present = {
        "b": here("actor"),
        "a": here("event"),
        "art/z": here("claim"),
        "art": here("article"),
        "p": here("place"),
    }
    former = (
        "# Ours\nlive actor b 1.0\nlive actor old 1.0\nmerged-into actor old 1.1 b\nlive actor gone 1.0\n"
        "withdrawn actor never 1.1 2031-05-01 x  y\nlive place a 1.0\n"
    )
    entries, _ = read_register("ids.lock", former)
    ids = Ids(present=present)
    text = register_text(former, updated(entries, ids, "1.1").values())
    assert text == (
        f"{HEADER}# Ours\nlive event a 1.1\nlive article art 1.1\nlive claim art/z 1.1\nlive actor b 1.0\n"
        "withdrawn actor never 1.1 2031-05-01 x  y\nmerged-into actor old 1.1 b\nlive place p 1.1\n"
    )
    assert told(text, present, ids) == []
    assert register_text(text, read_register("ids.lock", text)[0].values()) == text
    assert told(former, present, ids) == [
        "articles.yml:1 E-LOCK",
        "claims.yml:1 E-LOCK",
        "events.yml:1 E-LOCK",
        "places.yml:1 E-LOCK",
        "ids.lock:5 E-LOCK",
    ]


def test_a_provisional_id_comes_goes_and_changes_its_kind_freely() -> None:
    register = "live actor one 1.0\nmerged-into actor two 1.0 one\n"
    assert told(register, {}, Ids(present={})) == ["ids.lock:1 E-LOCK"]
    place = Ids(present={"one": here("place", 7)})
    assert told(register, {}, place) == ["places.yml:7 E-LOCK"]
    entries, _ = read_register("ids.lock", register)
    assert updated(entries, place, "1.1")["one"].kind == "place"
    back = list(
        compare_with_register("ids.lock", entries, Ids(present={"two": here("actor"), "one": here("actor")}))
    )
    assert [(problem.code, problem.fix) for problem in back] == [
        ("E-IDREUSE", "choose another id, or take line 2 out of ids.lock, since no release holds it")
    ]


def test_a_released_id_of_a_draft_is_lost() -> None:
    register = "live article art 1.0\nlive claim art/one 1.0\n"
    present = {"art": here("article"), "art/one": here("claim")}
    ids = Ids(present=present, drafts=present, released=frozenset({"art"}))
    assert told(register, present, ids) == ["ids.lock:1 E-LOST"]


def test_ids_of_files_that_cannot_be_read_stay() -> None:
    register = "live actor one 1.0\nlive claim art/one 1.0\n"
    entries, _ = read_register("ids.lock", register)
    ids = Ids(present={}, released=frozenset({"one"}), unread={("article", "art"), ("actor", "")})
    assert told(register, {}, ids) == []
    assert updated(entries, ids, "1.1") == entries


def test_both_sides_of_a_conflict_are_read() -> None:
    register = (
        "live actor a 1.0\n<<<<<<< HEAD\nlive actor b 1.0\nlive actor c 1.0\n=======\nlive actor b 1.0\n"
        "live actor d 1.0\n>>>>>>> ben\n"
    )
    entries, problems = read_register("ids.lock", register)
    assert (list(entries), problems) == (["a", "b", "c", "d"], [])
    assert [str(one) for one in conflicts_are_settled("ids.lock", register)] == [
        "ids.lock:2:1: E-LOCK a merge must be settled, and here a conflict begins\n"
        "    run: sayso lock, which keeps the lines of both sides"
    ]


def test_a_long_trail_is_followed() -> None:
    ids = [f"c{number}" for number in range(1500)]
    register = "live actor z 1.0\n" + "".join(
        f"merged-into actor {one} 1.0 {other}\n" for one, other in zip(ids, [*ids[1:], "z"], strict=True)
    )
    entries, problems = read_register("ids.lock", register)
    assert problems == []
    assert live_successors("c0", entries) == ["z"]


class Counted(dict[str, Entry]):
    """Entries that count how often one is looked at."""

    seen = 0

    def __getitem__(self, id_: str) -> Entry:
        self.seen += 1
        return super().__getitem__(id_)


@pytest.mark.parametrize("joined", [False, True])
def test_trails_are_read_in_linear_time(joined: bool) -> None:
    """Long trails, and trails that part and join at each step, so that there are more ways than could be walked."""

    def looks(steps: int) -> int:
        lines, below = ["live actor z0 1.0\n", "live actor z1 1.0\n"], ["z0", "z1"]
        for number in range(steps):
            ids = [f"a{number}", f"b{number}"]
            fate = (
                f"split-into actor {{}} 1.0 {' '.join(below)}\n"
                if joined
                else f"merged-into actor {{}} 1.0 {below[0]}\n"
            )
            lines += map(fate.format, ids)
            below = ids
        entries = Counted(read_register("ids.lock", "".join(lines))[0])
        assert list(trails_end("ids.lock", entries)) == []
        return entries.seen

    assert looks(2000) < 2.2 * looks(1000)


ROWS = st.dictionaries(
    st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefg"), max_size=3, unique=True)
)


@given(ROWS)
def test_a_trail_is_at_fault_where_it_has_no_end(rows: dict[str, list[str]]) -> None:
    """What is found for all trails together is what is found for each alone."""
    states = {0: "live", 1: "merged-into"}
    entries = {
        id_: Entry(
            id=id_,
            kind="actor",
            release="1.0",
            state=states.get(len(targets), "split-into"),
            line=number,
            targets=tuple(targets),
        )
        for number, (id_, targets) in enumerate(rows.items(), 1)
    }
    told = {problem.line for problem in trails_end("ids.lock", entries)}
    for entry in entries.values():
        try:
            live_successors(entry.id, entries)
        except LookupError:
            assert entry.line in told
        else:
            assert entry.line not in told


def test_nearest() -> None:
    assert nearest("port-companies", ["quay", "port-company"]) == "did you mean `port-company`?"
    assert nearest("swan", ["quay", "port-company"]) == ""


WORDS = st.sampled_from(
    [*FORMS, *KINDS, "one", "two", "art/one", "1.0", "2031-05-01", "#", "", "\ufeff", "\x00", "reason", "-"]
)


@given(st.lists(st.lists(WORDS, max_size=7).map(" ".join) | st.text(max_size=20), max_size=12).map("\n".join))
@example("live actor one 1.0\nmerged-into actor one 1.0 one")
def test_any_register_is_read_and_what_is_kept_is_sound(text: str) -> None:
    entries, problems = read_register("ids.lock", text)
    assert all(problem.code == "E-LOCK" and problem.sentence and problem.fix for problem in problems)
    for id_, entry in entries.items():
        assert entry.id == id_
        assert entry.kind in KINDS
        assert entry.state in FORMS
        assert text.split("\n")[entry.line - 1].split()[:4] == [entry.state, entry.kind, id_, entry.release]
    if not problems:
        assert all(entries[live].state == "live" for id_ in entries for live in live_successors(id_, entries))
        assert all(
            entries[live].kind == entries[id_].kind
            for id_ in entries
            for live in live_successors(id_, entries)
        )


class History(RuleBasedStateMachine):
    """Releases of a corpus one after another: what is allowed passes, what an id must not do is told."""

    ids = [f"id-{number}" for number in range(6)]

    @initialize()
    def begin(self) -> None:
        self.register = HEADER
        self.present: dict[str, Present] = {}
        self.kinds: dict[str, str] = {}
        self.release = 0

    def check(self, register: str, present: dict[str, Present]) -> list[str]:
        entries, problems = read_register("ids.lock", register)
        return [
            *(p.code for p in problems),
            *(p.code for p in compare_with_register("ids.lock", entries, ids_of(register, present))),
        ]

    @rule(id_=st.sampled_from(ids), kind=st.sampled_from(KINDS[2:]))
    def add(self, id_: str, kind: str) -> None:
        tried = {**self.present, id_: here(kind)}
        if id_ not in self.kinds:
            assert self.check(self.register, tried) == ["E-LOCK"]
            entries, _ = read_register("ids.lock", self.register)
            self.release += 1
            fresh = updated(entries, ids_of(self.register, tried), f"1.{self.release}")
            self.register = register_text(self.register, fresh.values())
            self.present, self.kinds[id_] = tried, kind
        elif id_ in self.present and kind == self.kinds[id_]:
            assert self.check(self.register, tried) == []
        else:  # it comes back, or changes its kind
            assert self.check(self.register, tried) == ["E-IDREUSE"]
            again = self.register + f"live {kind} {id_} 9.9\n"
            assert "E-LOCK" in self.check(again, tried)

    @precondition(lambda self: self.present)
    @rule(data=st.data())
    def retire(self, data: st.DataObject) -> None:
        id_ = data.draw(st.sampled_from(sorted(self.present)))
        tried = {other: one for other, one in self.present.items() if other != id_}
        assert self.check(self.register, tried) == ["E-LOST"]
        kind = self.kinds[id_]
        alike = sorted(other for other in tried if self.kinds[other] == kind)
        lines = [f"withdrawn {kind} {id_} 2.0 2031-05-01 no more"]
        lines += [f"merged-into {kind} {id_} 2.0 {alike[0]}"] if alike else []
        lines += [f"split-into {kind} {id_} 2.0 {alike[0]} {alike[1]}"] if alike[1:] else []
        self.register += data.draw(st.sampled_from(lines)) + "\n"
        self.present = tried

    @precondition(lambda self: self.present)
    @rule(data=st.data())
    def lose_a_line(self, data: st.DataObject) -> None:
        lines = self.register.splitlines(keepends=True)[1:]
        gone = data.draw(st.integers(0, len(lines) - 1))
        assert self.check(HEADER + "".join(lines[:gone] + lines[gone + 1 :]), self.present) != [] or (
            lines[gone].split()[2] not in self.present
        )

    @invariant()
    def is_sound(self) -> None:
        assert self.check(self.register, self.present) == []
        entries, _ = read_register("ids.lock", self.register)
        assert {id_: entry.kind for id_, entry in entries.items()} == self.kinds
        assert {id_ for id_, entry in entries.items() if entry.state == "live"} == set(self.present)


TestHistory = History.TestCase
