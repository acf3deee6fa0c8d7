"""Citations and linked data: complete, and safe in what they are written into."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import lru_cache

import msgspec
from built_site import GOLDEN
from hypothesis import given
from hypothesis import strategies as st

from sayso.corpus.corpus import join, read_corpus
from sayso.model.dataset import Dataset
from sayso.model.tex import TEX, tex
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
