"""The dataset card before the README: what the Hugging Face Hub and its library `datasets` read of a folder."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from built_dataset import empty_dataset, golden_dataset
from pyarrow import parquet

from sayso.exports import EXPORTERS, exporters_with, write_dataset
from sayso.exports.dataset_card import create_card, size_of
from sayso.exports.licences import LICENCES
from sayso.model.records import TABLES


def front_matter(folder: Path) -> tuple[dict[str, Any], str]:
    """The card before a README, and the README."""
    nothing, card, text = (folder / "README.md").read_text(encoding="utf-8").split("---\n", 2)
    assert nothing == ""
    return yaml.safe_load(card), text


def test_the_card_names_each_table_as_a_configuration(tmp_path: Path) -> None:
    write_dataset(golden_dataset(), tmp_path, exporters_with(["parquet"]))
    card, text = front_matter(tmp_path)
    assert text.startswith(f"\n# {golden_dataset().collection.title}\n\nVersion ")
    assert card["pretty_name"] == golden_dataset().collection.title
    assert (card["license"], card["language"], card["size_categories"]) == ("cc0-1.0", ["en"], ["n<1K"])
    assert [(one["config_name"], one["data_files"]) for one in card["configs"]] == [
        (name, f"{name}.parquet") for name in TABLES
    ]
    assert [one["config_name"] for one in card["configs"] if one.get("default")] == ["claims"]
    assert all((tmp_path / one["data_files"]).is_file() for one in card["configs"])


def test_the_card_names_no_configuration_without_typed_files(tmp_path: Path) -> None:
    write_dataset(golden_dataset(), tmp_path)
    assert "configs" not in front_matter(tmp_path)[0]


@pytest.mark.parametrize(
    ("licence", "told"),
    [
        ("CC-BY-SA-4.0", {"license": "cc-by-sa-4.0"}),
        ("ODbL-1.0", {"license": "odbl"}),
        ("OGL-UK-3.0", {"license": "other", "license_name": "ogl-uk-3.0", "license_link": LICENCES["OGL-UK-3.0"].address}),
        ("Ask us: no", {"license": "other", "license_name": "ask-us-no", "license_link": "README.md"}),
        ("اسألنا", {"license": "other", "license_name": "own", "license_link": "README.md"}),
    ],
)  # fmt: skip
def test_the_card_names_licences_as_the_hub_does(licence: str, told: dict[str, str]) -> None:
    about = msgspec.structs.replace(
        golden_dataset().collection, licence=licence, title="---\na: b", language="de-CH"
    )
    card = yaml.safe_load(create_card(replace(golden_dataset(), collection=about), EXPORTERS).strip("-"))
    assert {key: value for key, value in card.items() if key.startswith("license")} == told
    assert (card["pretty_name"], card["language"]) == ("---\na: b", ["de", "en"])


@pytest.mark.parametrize(
    "title",
    [
        'a "b" \\ c',
        "www.x.example: `a` <b> [c](d) *e* _f_ &amp; {{ g }}",
        "\u2028\x85\ufeff\xa0",
        "جسر 🌉: née",
    ],
)
def test_a_title_is_itself_in_the_card(title: str) -> None:
    """As YAML; to readers who know none it is no markup, which the tests of hostile texts hold."""
    about = msgspec.structs.replace(golden_dataset().collection, title=title)
    card = create_card(replace(golden_dataset(), collection=about), EXPORTERS)
    assert yaml.safe_load(card.strip("-"))["pretty_name"] == title
    assert not re.search(r"[`<*_{\[]", card.split("pretty_name: ")[1].split("\n")[0])


def test_sizes_are_those_of_the_hub() -> None:
    sizes = {0: "n<1K", 999: "n<1K", 1_000: "1K<n<10K", 10_000: "10K<n<100K", 5_000_000: "1M<n<10M"}
    assert {rows: size_of(rows) for rows in sizes} == sizes
    assert size_of(10_000_000) == "n>10M"


def test_datasets_of_hugging_face_loads_each_table_typed(tmp_path: Path) -> None:
    """Skipped where `datasets` is not installed, which is too heavy for the tests' requirements."""
    datasets = pytest.importorskip("datasets")
    write_dataset(golden_dataset(), tmp_path / "full", exporters_with(["parquet"]))
    write_dataset(empty_dataset(), tmp_path / "none", exporters_with(["parquet"]))
    for name in TABLES:
        schema = parquet.read_schema(tmp_path / "full" / f"{name}.parquet")
        loaded = datasets.load_dataset(str(tmp_path / "full"), name, cache_dir=str(tmp_path / "cache"))
        rows = loaded["train"]
        assert rows.features == datasets.Features.from_arrow_schema(schema)
        assert len(rows) == len(golden_dataset().table(name))
        streamed = datasets.load_dataset(str(tmp_path / "none"), name, streaming=True)["train"]
        assert streamed.features == rows.features
        assert list(streamed) == []
