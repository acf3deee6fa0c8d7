"""What is built depends on nothing but the input: elsewhere, later, in another order, the same bytes.

1. The golden corpus is built once in plain surroundings: the dataset with its archive, and the site.
2. It is built again in surroundings that differ in one thing, and must give the same files, the same archive, and
   a release of the same name, which is made of the checksums of all files.
3. The site, which costs more, is built again in surroundings that differ in many things at once.

The rights of files are no content: they follow the umask, as whoever sets one means them to, while the archive gives
every file the same. Surroundings are changed by a `sitecustomize` that each process of a build loads first; that it
does what it should is tested, too.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from built_site import GOLDEN, ROOT
from sizes import SURROUNDINGS, spread

pytestmark = pytest.mark.trust

PROGRAM = ("sayso", "tests/golden/docs", "build_data.py", "tests/golden/mkdocs.yml")
FAR = "Ordner mit Wörtern/Ælfric’s データ"
"""A folder with spaces and letters of several scripts."""
BUILD = "import build_data; build_data.run()"
SEVERAL_PROCESSES = f"import sayso.commands.reading; sayso.commands.reading.MANY = 1; {BUILD}"
TWENTY_YEARS = 20 * 365 * 86_400

SITECUSTOMIZE = """
import datetime, os, random, time

shift = float(os.environ.get("TEST_CLOCK", "0"))
if shift:
    seconds, real = time.time, datetime.datetime
    class Kind(type):
        def __instancecheck__(cls, value):
            return isinstance(value, real)
    class Shifted(real, metaclass=Kind):
        @classmethod
        def now(cls, tz=None):
            return real.now(tz) + datetime.timedelta(seconds=shift)
        @classmethod
        def utcnow(cls):
            return real.now(datetime.UTC).replace(tzinfo=None) + datetime.timedelta(seconds=shift)
        @classmethod
        def today(cls):
            return cls.now()
    class Day(datetime.date, metaclass=type("Kind", (type,), {"__instancecheck__": lambda c, v: isinstance(v, day)})):
        @classmethod
        def today(cls):
            return Shifted.now().date()
    day = datetime.date
    datetime.datetime, datetime.date = Shifted, Day
    time.time = lambda: seconds() + shift
    time.time_ns = lambda: int((seconds() + shift) * 1e9)
    def later(function):
        return lambda moment=None: function(time.time() if moment is None else moment)
    time.gmtime, time.localtime = later(time.gmtime), later(time.localtime)

order = os.environ.get("TEST_ORDER")
if order:
    def ordered(names, key):
        names = sorted(names, key=key, reverse=order == "reversed")
        if order == "shuffled":
            random.Random(len(names)).shuffle(names)
        return names
    class Entries(list):
        def __enter__(self):
            return self
        def __exit__(self, *_):
            pass
        def __next__(self):
            if not self:
                raise StopIteration
            return self.pop(0)
        def __iter__(self):
            return self
        def close(self):
            pass
    listdir, scandir = os.listdir, os.scandir
    os.listdir = lambda path=".": ordered(listdir(path), str)
    os.scandir = lambda path=".": Entries(ordered(scandir(path), lambda entry: str(entry.name)))
"""


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """In which a build runs: what is not given is as plain as it can be."""

    name: str
    environment: Mapping[str, str] = field(default_factory=dict)
    code: str = BUILD
    options: tuple[str, ...] = ()
    umask: int = 0o022
    far: bool = False
    """Whether program, corpus, texts and build lie in a folder of another name."""
    old: bool = False
    """Whether the files of the corpus bear another time."""
    times: int = 1
    """How often it is built in the same folder; from the second time on, kept results are used."""


ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
"""Python then takes the names of files, and what it prints, for ASCII."""

EACH = (
    Surroundings(name="the same again"),
    Surroundings(name="another folder", far=True),
    Surroundings(name="another folder, ASCII alone", far=True, environment=ASCII),
    Surroundings(name="files of another time", old=True),
    Surroundings(name="time zone ahead", environment={"TZ": "Pacific/Kiritimati"}),
    Surroundings(name="time zone behind", environment={"TZ": "America/Los_Angeles"}),
    Surroundings(name="locale C, ASCII alone", environment=ASCII),
    Surroundings(name="locale C", environment={"LC_ALL": "C"}),
    Surroundings(name="German", environment={"LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"}),
    Surroundings(name="Turkish", environment={"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}),
    Surroundings(name="SOURCE_DATE_EPOCH 0", environment={"SOURCE_DATE_EPOCH": "0"}),
    Surroundings(name="SOURCE_DATE_EPOCH 2100", environment={"SOURCE_DATE_EPOCH": "4102444800"}),
    Surroundings(name="clock twenty years on", environment={"TEST_CLOCK": str(TWENTY_YEARS)}),
    Surroundings(name="clock twenty years back", environment={"TEST_CLOCK": str(-TWENTY_YEARS)}),
    Surroundings(name="hash seed 1", environment={"PYTHONHASHSEED": "1"}),
    Surroundings(name="hash seed 4294967295", environment={"PYTHONHASHSEED": "4294967295"}),
    Surroundings(name="files listed backwards", environment={"TEST_ORDER": "reversed"}),
    Surroundings(name="files listed anyhow", environment={"TEST_ORDER": "shuffled"}),
    Surroundings(name="several processes", code=SEVERAL_PROCESSES),
    Surroundings(name="kept results", times=2),
    Surroundings(name="python -O", options=("-O",)),
    Surroundings(name="python -X dev", options=("-X", "dev")),
)

TOGETHER = (
    Surroundings(
        name="elsewhere: folder, zone, language, rights, hashes",
        environment={"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "0", **ASCII},
        umask=0o077,
        far=True,
        old=True,
    ),
    Surroundings(
        name="later: clock, order, processes, assertions",
        environment={
            "TZ": "America/Los_Angeles",
            "LC_ALL": "de_DE.UTF-8",
            "PYTHONHASHSEED": "2",
            "TEST_CLOCK": str(TWENTY_YEARS),
            "TEST_ORDER": "reversed",
        },
        code=SEVERAL_PROCESSES,
        options=("-O",),
    ),
    Surroundings(name="again: kept results, order", environment={"TEST_ORDER": "shuffled"}, times=2),
)


@dataclass(frozen=True, kw_only=True)
class Built:
    """What a build left: files by path, the name of the release, and the archive."""

    folder: Path
    files: Mapping[str, bytes]
    release: str
    archive: bytes


def build(folder: Path, surroundings: Surroundings, *command: str) -> Built:
    """Build the golden corpus in surroundings of its own, in processes of its own."""
    home = folder / FAR if surroundings.far else folder / "here"
    corpus, texts = (shutil.copytree(GOLDEN / name, home / name) for name in ("corpus", "texts"))
    program = _copy_program(home / "program") if surroundings.far else ROOT
    if surroundings.old:
        for path in corpus.rglob("*"):
            os.utime(path, (86_400, 86_400))
    arguments = [
        "--corpus",
        corpus,
        "--build",
        home / "build",
        "--config",
        program / "tests/golden/mkdocs.yml",
        *command,
    ]
    for _ in range(surroundings.times):
        run(folder, surroundings, surroundings.code, *map(str, arguments), program=program, texts=texts)
    current = home / "build" / "current"
    archives = list((home / "build").glob("*.zip"))
    assert len(archives) == ("--archive" in command)
    return Built(
        folder=current.resolve(),
        files={path.relative_to(current).as_posix(): path.read_bytes() for path in _files(current)},
        release=os.readlink(current),
        archive=archives[0].read_bytes() if archives else b"",
    )


def run(
    folder: Path,
    surroundings: Surroundings,
    code: str,
    *arguments: str,
    program: Path = ROOT,
    texts: Path = GOLDEN / "texts",
) -> str:
    """Run code in surroundings; returns what it prints."""
    early = folder / "early"
    early.mkdir(exist_ok=True)
    (early / "sitecustomize.py").write_text(SITECUSTOMIZE, encoding="utf-8")
    plain = {name: os.environ[name] for name in ("PATH", "HOME", "VIRTUAL_ENV") if name in os.environ}
    done = subprocess.run(
        [sys.executable, *surroundings.options, "-c", code, *arguments],
        cwd=program,
        env={
            **plain,
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": os.pathsep.join(map(str, (early, program))),
            "PYTHONDONTWRITEBYTECODE": "1",
            "SAYSO_TEXTS": str(texts),
            **surroundings.environment,
        },
        umask=surroundings.umask,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout.decode(errors="replace")


def _copy_program(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name in PROGRAM:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


def _files(folder: Path) -> list[Path]:
    found = sorted(path for path in folder.resolve().rglob("*") if path.is_file())
    return [folder / path.relative_to(folder.resolve()) for path in found]


def differences(one: Built, other: Built) -> list[str]:
    """The paths of files that only one has, or that differ."""
    paths = one.files.keys() | other.files.keys()
    return sorted(path for path in paths if one.files.get(path) != other.files.get(path))


PLAIN = Surroundings(name="plain", environment={"PYTHONHASHSEED": "0"})


@pytest.fixture(scope="module")
def plain_dataset(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("plain"), PLAIN, "data", "--archive")


@pytest.fixture(scope="module")
def plain_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build(tmp_path_factory.mktemp("plain"), PLAIN)


@pytest.mark.parametrize("surroundings", spread(EACH, SURROUNDINGS), ids=lambda one: one.name)
def test_a_dataset_is_the_same(
    plain_dataset: Built,
    tmp_path: Path,
    surroundings: Surroundings,
    figure: Callable[[str, float | str], None],
) -> None:
    built = build(tmp_path, surroundings, "data", "--archive")
    assert differences(built, plain_dataset) == []
    assert len(built.files) > 150
    assert built.release == plain_dataset.release
    assert built.archive == plain_dataset.archive
    figure("reproducible: surroundings in which the dataset was built", 1)
    figure("reproducible: files of the dataset compared", len(built.files))


@pytest.mark.parametrize("surroundings", spread(TOGETHER, SURROUNDINGS), ids=lambda one: one.name)
def test_a_site_is_the_same(
    plain_site: Built, tmp_path: Path, surroundings: Surroundings, figure: Callable[[str, float | str], None]
) -> None:
    built = build(tmp_path, surroundings)
    assert differences(built, plain_site) == []
    assert {path.partition("/")[0] for path in built.files} == {"SHA256SUMS", "data", "site"}
    assert len(built.files) > 500
    assert built.release == plain_site.release
    assert other_rights(built, surroundings.umask) == []
    figure("reproducible: surroundings in which the site was built", 1)
    figure("reproducible: files of dataset and site compared", len(built.files))


def test_the_dataset_is_the_same_with_and_without_the_site(plain_dataset: Built, plain_site: Built) -> None:
    data, whole = (
        {path: content for path, content in built.files.items() if path.startswith("data/")}
        for built in (plain_dataset, plain_site)
    )
    assert data == whole
    assert {path: content for path, content in whole.items() if f"site/{path}" in plain_site.files} == whole


@pytest.mark.parametrize("umask", [0o077, 0o002], ids=oct)
def test_rights_are_those_that_the_umask_leaves(plain_dataset: Built, tmp_path: Path, umask: int) -> None:
    """Whoever keeps their files to themselves does so here; what the files say is the same."""
    built = build(tmp_path, Surroundings(name=oct(umask), umask=umask), "data", "--archive")
    assert differences(built, plain_dataset) == []
    assert (built.release, built.archive) == (plain_dataset.release, plain_dataset.archive)
    assert other_rights(built, umask) == []


def other_rights(built: Built, umask: int) -> list[Path]:
    """The files and folders that are open to others than a umask says."""
    paths = [built.folder, *built.folder.rglob("*"), *built.folder.parents[1].glob("*.zip")]
    assert len(paths) > 150
    return [
        path for path in paths if path.stat().st_mode & 0o777 != (0o777 if path.is_dir() else 0o666) & ~umask
    ]


def test_a_difference_is_noticed(plain_dataset: Built, tmp_path: Path) -> None:
    """Another version of the program says so in its files, and the release has another name."""
    other = Surroundings(name="other", code=f"import sayso; sayso.__version__ = '99'; {BUILD}")
    built = build(tmp_path, other, "data", "--archive")
    assert "data/dataset.json" in differences(built, plain_dataset)
    assert built.release != plain_dataset.release
    assert built.archive != plain_dataset.archive


PROBE = """
import datetime, locale, os, sys, time
from pathlib import Path
folder = Path(sys.argv[1])
print(int(time.time()), int(datetime.datetime.now().timestamp()), datetime.date.today().year, time.gmtime().tm_year)
print(*os.listdir(folder), *(path.name for path in folder.iterdir()), *(e.name for e in os.scandir(folder)))
print(sys.getfilesystemencoding(), time.tzname[0], os.umask(0), sys.flags.optimize)
"""


def test_the_surroundings_are_other(tmp_path: Path) -> None:
    """The clock is shifted, files are listed in another order, and the rest is as asked."""
    folder = tmp_path / "listed"
    folder.mkdir()
    for name in "abcdefgh":
        (folder / name).touch()

    def probe(surroundings: Surroundings) -> list[list[str]]:
        return [line.split() for line in run(tmp_path, surroundings, PROBE, str(folder)).splitlines()]

    plain, elsewhere, later, again = map(probe, (PLAIN, *TOGETHER))
    for number in (0, 1):
        assert abs(int(later[0][number]) - int(plain[0][number]) - TWENTY_YEARS) < 600
    assert {int(year) - int(now) for year, now in zip(later[0][2:], plain[0][2:], strict=True)} <= {19, 20}
    assert later[1] == list("hgfedcba" * 3)
    assert again[1] == again[1][:8] * 3
    assert again[1][:8] not in (list("abcdefgh"), list("hgfedcba"))
    assert sorted(again[1][:8]) == list("abcdefgh")
    assert elsewhere[2] == ["ascii", "+14", str(0o077), "0"]
    assert plain[2] == ["utf-8", "UTC", str(0o022), "0"]
    assert later[2][3] == "1"


def test_without_docstrings_nothing_is_built(tmp_path: Path) -> None:
    """They are published as the meanings of tables and vocabularies: one line says so, and nothing is written."""
    done = subprocess.run(
        [sys.executable, "-OO", "build_data.py", "--build", str(tmp_path / "build"), "data"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert done.stderr.splitlines() == [
        "`python -OO` takes out the docstrings, which are published as meanings; use -O"
    ]
    assert not (tmp_path / "build").exists()
