"""Citations and linked data: complete, and safe in what they are written into."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import msgspec
import pytest
from built_site import GOLDEN
from hypothesis import given
from hypothesis import strategies as st

from sayso.corpus.corpus import join, read_corpus
from sayso.model.dataset import Dataset
from sayso.model.tex import TEX, bibtex, literal, tex
from sayso.site.citations import cite
from sayso.site.linked_data import describe_claim, script_of


@lru_cache(maxsize=1)
def dataset() -> Dataset:
    corpus = GOLDEN / "corpus"
    return join(read_corpus(corpus, [corpus / "texts", GOLDEN / "texts"]))


def test_each_citation_names_claim_rev_version_and_report() -> None:
    data = dataset()
    for claim in data.claims:
        citation = cite(claim, data)
        outlet = data.actor[data.article[claim.article].publisher].name
        for needed in (claim.id, claim.rev, data.collection.version, outlet, *data.collection.creator_names):
            assert needed in citation.text
            assert needed in json.dumps(json.loads(citation.csl), ensure_ascii=False)
            assert tex(needed) in citation.bibtex


def test_csl_is_one_item_with_the_fields_that_it_needs() -> None:
    data = dataset()
    (item,) = json.loads(cite(data.claims[0], data).csl)
    assert set(item) >= {"id", "type", "title", "author", "container-title", "version", "note"}
    assert item["author"] == [{"literal": creator} for creator in data.collection.creator_names]


SPECIALS = {
    **{sign: "\\" + sign for sign in "#$%&_"},
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"{\char34}",
    "`": r"\textasciigrave{}",
    "--": "-{}-",
    "---": "-{}-{}-",
    ",,": ",{},",
    "''": "'{}'",
    "a-b, c's": "a-b, c's",
    "“…” – ä ß ç ا": "“…” – ä ß ç ا",
}
"""The signs that LaTeX takes for something else, and what stands for each; the rest stands for itself."""


@pytest.mark.parametrize("sign", SPECIALS)
def test_each_special_of_latex_is_escaped(sign: str) -> None:
    assert tex(sign) == SPECIALS[sign]
    assert literal(f"x{sign}y") == f"{{x{SPECIALS[sign]}y}}"


@pytest.mark.skipif(shutil.which("pdflatex") is None, reason="LaTeX is not installed")
def test_latex_typesets_what_is_escaped(tmp_path: Path) -> None:
    """BibTeX and LaTeX take an entry with every printed sign of ASCII, in both of the usual encodings of fonts."""
    every = " ".join([*map(chr, range(33, 127)), "--", ",,", "''", "``", "?`", "!`", "<<", ">>"])
    fields = {"author": literal(every), "title": literal(every), "note": tex(every), "year": "2031"}
    (tmp_path / "t.bib").write_text(bibtex("misc", "a:b-c", fields) + "\n", encoding="utf-8")
    for fonts in ("", r"\usepackage[T1]{fontenc}"):
        (tmp_path / "t.tex").write_text(
            rf"\documentclass{{article}}{fonts}\begin{{document}}\nocite{{*}}\bibliographystyle{{plain}}"
            r"\bibliography{t}\end{document}",
            encoding="utf-8",
        )
        for command in (["pdflatex", "-interaction=nonstopmode", "t"], ["bibtex", "t"]) * 2:
            done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout[-2000:]
            assert "error message" not in done.stdout


def test_printed_fields_tell_year_and_rev() -> None:
    """Styles print no `note` of CSL, and of BibTeX's fields those of plain styles alone."""
    data = dataset()
    for claim in data.claims:
        citation = cite(claim, data)
        (item,) = json.loads(citation.csl)
        assert item["issued"] == {"date-parts": [[2031, 5, 26]]}
        assert item["version"] == f"1.2.0, rev {claim.rev}"
        assert (item["number"], item["publisher"]) == (claim.id, "The sayso contributors")
        assert "  year = {2031},\n  date = {2031-05-26}" in citation.bibtex
        note = next(line for line in citation.bibtex.splitlines() if line.startswith("  note = "))
        assert claim.rev in note
    undated = msgspec.structs.replace(data.collection, issued=None)
    citation = cite(data.claims[0], replace(data, collection=undated))
    assert "issued" not in json.loads(citation.csl)[0]
    assert "year" not in citation.bibtex


def test_a_title_says_on_whose_word() -> None:
    """The authors are the collection's; a reader must not take what somebody said for what they say."""
    data = dataset()
    for claim in data.claims:
        (item,) = json.loads(cite(claim, data).csl)
        for actor in claim.claimants:
            assert data.actor[actor].name in item["title"].partition(": ")[0]
            assert tex(data.actor[actor].name) in cite(claim, data).bibtex.partition("title = ")[2]
            assert {"literal": data.actor[actor].name} not in item["author"]


def test_address_is_given_where_the_collection_has_one() -> None:
    data = dataset()
    claim = data.claims[0]
    for homepage in (None, "https://collection.example/words/"):
        collection = msgspec.structs.replace(data.collection, homepage=homepage)
        citation = cite(claim, replace(data, collection=collection))
        url = f"{homepage}claims/{claim.id}/"
        assert (url in citation.text) == (url in citation.bibtex) == bool(homepage)
        assert json.loads(citation.csl)[0].get("URL") == (url if homepage else None)


@given(st.text())
def test_tex_takes_every_text_as_itself(text: str) -> None:
    written = tex(text)
    back = {command: character for character, command in TEX.items()}
    back |= {f"{sign}{{}}": sign for sign in "-,'"}  # apart from the same sign behind it
    pattern = re.compile(
        "|".join(re.escape(command) for command in sorted(back, key=len, reverse=True)) + "|.", re.DOTALL
    )
    assert "".join(back.get(part, part) for part in pattern.findall(written)) == text
    depth = 0
    for part in pattern.findall(written):
        assert part not in ("{", "}", "%", "\\")
        depth += part.count("{") - part.count("}") if part.startswith("\\text") else 0
    assert depth == 0


@given(st.text())
def test_linked_data_cannot_leave_its_element(text: str) -> None:
    written = script_of({"text": text})
    inner = written.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not re.search("[<>&\u2028\u2029]", inner)
    assert json.loads(inner) == {"text": text}


def test_claims_on_unnamed_sources_name_no_author() -> None:
    data = dataset()
    seen = {True: 0, False: 0}
    for claim in data.claims:
        described = describe_claim(claim, data)
        named = [
            actor
            for actor in claim.claimants
            if data.actor[actor].naming == "named" and data.actor[actor].kind != "people"
        ]
        assert [author["identifier"] for author in described.get("author", [])] == named
        assert ("creditText" in described) == (len(named) < max(len(claim.claimants), 1))
        seen[bool(named)] += 1
    assert all(seen.values())


def test_a_supplied_title_is_no_headline() -> None:
    data = dataset()
    for claim in data.claims:
        article = data.article[claim.article]
        assert ("headline" in describe_claim(claim, data)["appearance"]) == (article.title_basis == "stated")
    assert {article.title_basis.value for article in data.articles} == {"stated", "supplied"}
