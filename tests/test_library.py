"""The library: a dataset loaded is the one that was compiled, and the examples of its page run."""

from __future__ import annotations

import re
import shutil
from dataclasses import fields
from pathlib import Path
from typing import get_type_hints

import pytest
from built_site import GOLDEN, ROOT
from test_broken import SOUND

import sayso
from sayso.exports.load import UnreadableDataset, data_folder
from sayso.model.dataset import Dataset
from sayso.model.field_types import fields_of, meaning_of
from sayso.model.records import TABLES
from sayso.model.vocabulary import VOCABULARIES
from sayso.site.field_list import fields_as_markdown
from sayso.site.holes import WRITTEN

PAGE = ROOT / "docs" / "library.md"
DATA = GOLDEN / "data"


def compiled() -> Dataset:
    return sayso.compile(GOLDEN / "corpus", [GOLDEN / "texts"])


def test_a_dataset_that_is_loaded_is_the_one_that_was_compiled() -> None:
    loaded, made = sayso.load(DATA), compiled()
    assert loaded == made
    for field in fields(Dataset):
        assert getattr(loaded, field.name) == getattr(made, field.name)
    assert loaded.links == made.links
    assert loaded.claims_by == made.claims_by
    assert loaded.claims_by["nobody-there"] == []


def test_a_folder_may_be_that_of_a_build_and_a_path_may_be_text(tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(DATA)
    assert sayso.load(str(tmp_path)) == sayso.load(str(DATA))
    assert data_folder(tmp_path) == tmp_path / "data"
    assert data_folder(DATA) == DATA


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "dataset.json must be readable; No such file or directory"),
        (b"{", "dataset.json must hold a dataset; Input data was truncated"),
        (b"{}", "dataset.json must have 'metadata', and has none"),
        (
            b'{"metadata": {}, "articles": [{}]}',
            "dataset.json must hold a dataset; Object missing required field",
        ),
    ],
)
def test_a_folder_without_a_dataset_is_told(tmp_path: Path, content: bytes | None, told: str) -> None:
    if content is not None:
        (tmp_path / "dataset.json").write_bytes(content)
    with pytest.raises(UnreadableDataset, match=re.escape(told)):
        sayso.load(tmp_path)


def test_a_corpus_with_problems_is_told_whole(tmp_path: Path) -> None:
    shutil.copytree(SOUND, tmp_path / "corpus")
    article = tmp_path / "corpus" / "articles" / "harbour-berths.yml"
    article.write_text(
        article.read_text(encoding="utf-8").replace("act: predict", "act: pedict"), encoding="utf-8"
    )
    with pytest.raises(sayso.FaultyCorpus) as fault:
        sayso.compile(tmp_path / "corpus")
    assert next(problem.code for problem in fault.value.problems if problem.stops) == "E-SCHEMA"
    assert "did you mean `predict`?" in str(fault.value)


def test_a_dataset_is_verified(tmp_path: Path) -> None:
    assert sayso.verify(DATA, [GOLDEN / "texts"]) == []
    shutil.copytree(DATA, tmp_path / "data")
    (tmp_path / "data" / "actors.json").write_bytes(b"[]")
    assert "E-SUM-CHANGED" in {problem.code for problem in sayso.verify(tmp_path)}
    assert [problem.code for problem in sayso.verify(tmp_path / "none")] == ["E-IO"]


def test_the_functions_are_typed_and_stay_functions_beside_the_room_of_the_same_name() -> None:
    import sayso.verify.dataset

    for name in ("load", "compile"):
        assert get_type_hints(getattr(sayso, name), {**vars(sayso), "Dataset": Dataset})["return"] is Dataset
    assert callable(sayso.verify)
    assert (ROOT / "sayso" / "py.typed").exists()
    assert all(getattr(sayso, name).__doc__ for name in sayso.__all__)


def test_the_examples_of_the_page_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "data").symlink_to(DATA)
    (tmp_path / "corpus").symlink_to(GOLDEN / "corpus")
    (tmp_path / "withheld").symlink_to(GOLDEN / "texts")
    monkeypatch.chdir(tmp_path)
    examples = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(examples) == 5
    names: dict[str, object] = {}
    for example in examples:
        exec(compile(example, PAGE.name, "exec"), names)
    assert names["dataset"] == names["compiled"] == compiled()
    assert names["problems"] == []
    told = capsys.readouterr().out
    assert "Ilse Thornvald" in told
    assert re.search(r"\d+ of 47 claims have quotations", told)


def test_the_page_names_every_look_up() -> None:
    page = PAGE.read_text(encoding="utf-8")
    own = {name for name in vars(Dataset) if not name.startswith("_")}
    look_ups = own - {field.name for field in fields(Dataset)} - {"links", "measured", "table"}
    assert {name for name in look_ups if f"`{name}`" not in page} == set()


def test_the_fields_are_printed_from_the_record_types_and_stand_in_the_repository() -> None:
    printed = fields_as_markdown()
    for record in (*WRITTEN, *TABLES.values()):
        assert f"### {record.__name__}\n" in printed
        for field in fields_of(record):
            assert f"| `{field.name}`" in printed
            assert meaning_of(field.type).replace("<", "&lt;").replace("[", "\\[") in printed
    assert all(f"| `{term}` |" in printed for vocabulary in VOCABULARIES for term in vocabulary)
    page = (ROOT / "docs" / "fields.md").read_text(encoding="utf-8")
    head, _, body = page.partition("\n# Fields\n")
    assert head.startswith("---\ntitle: Fields\n")
    assert f"# Fields\n{body}" == printed, (
        "renew it: (sed -n 1,4p docs/fields.md; sayso fields) > new && mv new docs/fields.md"
    )
