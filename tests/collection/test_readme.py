"""What README.md and CITATION.cff say of the collection is so."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import yaml
from built_site import ROOT


def test_the_record_in_the_readme_is_real(real_build: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(readme.splitlines()) <= 100
    shown = json.loads(re.search(r"```json\n(.*?)```", readme, re.DOTALL).group(1).replace(", …]", "]"))  # type: ignore[union-attr]
    claims = json.loads((real_build / "data" / "claims.json").read_text(encoding="utf-8"))
    record = next(claim for claim in claims if claim["id"] == shown["id"])
    assert contains(record, shown), record


def contains(whole: Any, part: Any) -> bool:
    """Whether a value holds all that a shortened one shows of it."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(
            key in whole and contains(whole[key], value) for key, value in part.items()
        )
    if isinstance(part, list):
        return isinstance(whole, list) and len(whole) >= len(part) and all(map(contains, whole, part))
    return bool(whole == part)


def test_the_version_to_cite_is_that_of_the_collection() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    text = (ROOT / "corpus" / "collection.yml").read_text(encoding="utf-8")
    assert citation["version"] == yaml.load(text, Loader=yaml.BaseLoader)["version"]
