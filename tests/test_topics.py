"""Topics: what `topics.yml` and the claims that name its entries must be, and what becomes of them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from built_dataset import golden_dataset
from built_site import SOUND
from click.testing import CliRunner

from sayso.commands import main
from sayso.corpus.corpus import Corpus, join, read_corpus
from sayso.exports.graph import create_graph
from sayso.exports.load import load_dataset
from sayso.exports.record_tables import create_dataset
from sayso.history.editions import of_folder
from sayso.model.problems import report
from sayso.site.facets import FACETS, facets_of

TOPICS = """\
berths:
  label: Berths & quays
works:
  label: Works in the harbour
  definition: Whatever is built or mended there.
  broader: berths
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """The sound corpus with topics, which one of its claims names, locked."""
    folder = tmp_path / "corpus"
    shutil.copytree(SOUND, folder)
    (folder / "withheld").rename(tmp_path / "withheld")
    (folder / "topics.yml").write_text(TOPICS, encoding="utf-8")
    write_topics(folder, "[works, berths]")
    lock(folder)
    return folder


def write_topics(folder: Path, topics: str) -> None:
    """Let the first claim name topics."""
    article = folder / "articles" / "harbour-berths.yml"
    text = article.read_text(encoding="utf-8")
    kept = "".join(line for line in text.splitlines(keepends=True) if "    topics: " not in line)
    about = "    about: [north-quay, berth-works]\n"
    article.write_text(kept.replace(about, f"{about}    topics: {topics}\n", 1), encoding="utf-8")


def run(folder: Path, *arguments: str) -> str:
    """What a command says of the corpus, whose text is at hand."""
    done = CliRunner().invoke(
        main,
        ["--corpus", str(folder), *arguments],
        env={"SAYSO_TEXTS": str(folder.parent / "withheld")},
    )
    assert done.exit_code == 0, done.output
    return done.output


def lock(folder: Path) -> None:
    """Lock what was written, and register new ids."""
    run(folder, "lock")


def read(folder: Path) -> Corpus:
    """The corpus, its text at hand."""
    return read_corpus(folder, [folder.parent / "withheld"])


def test_claims_and_topics_are_published_as_they_are_written(corpus: Path) -> None:
    found = read(corpus)
    assert report(found.problems) == ""
    dataset = join(found)
    assert [topic.id for topic in dataset.topics] == ["berths", "works"]
    assert dataset.topic["works"].broader == "berths"
    assert dataset.claim["harbour-berths/berths-close"].topics == ["works", "berths"]
    assert [claim.id for claim in dataset.claims_on["works"]] == ["harbour-berths/berths-close"]
    assert [topic.id for topic in dataset.topics_within["berths"]] == ["works"]


@pytest.mark.parametrize(
    ("topics", "told"),
    [
        ("[work]", "E-REF `work` must be a topic, and there is none of that id\n    did you mean `works`?"),
        ("[north-quay]", "E-REF `north-quay` must be a topic, and is a place"),
        ("[works, works]", "E-DUPID a list must name each id once; `works` stands twice"),
        ("[zeppelins]", "zeppelins:\n      label: Zeppelins"),
    ],
)
def test_a_topic_that_is_none_is_told(corpus: Path, topics: str, told: str) -> None:
    write_topics(corpus, topics)
    problems = report(read(corpus).problems)
    assert told in problems, problems


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "label: Berths & quays",
            "label: Berths & quays\n  broader: works",
            "E-REF no topic is part of itself",
        ),
        ("Works in the harbour", "Berths&Quays", "W-NAME names should tell apart whom they name"),
        (
            "  label: Berths & quays",
            "  name: Berths & quays",
            "E-SCHEMA `name` is not a field of `berths`\n    did you mean `label`?",
        ),
        ("broader: berths", "broader: bertha", "E-REF `bertha` must be a topic"),
    ],
)
def test_a_register_of_topics_that_cannot_be_is_told(corpus: Path, old: str, new: str, told: str) -> None:
    (corpus / "topics.yml").write_text(TOPICS.replace(old, new, 1), encoding="utf-8")
    problems = report(read(corpus).problems)
    assert told in problems, problems


def test_a_topic_is_renamed_wherever_it_is_named(corpus: Path) -> None:
    run(corpus, "rename", "berths", "quays-and-berths")
    assert report(read(corpus).problems) == ""
    assert "topics: [works, quays-and-berths]" in (corpus / "articles" / "harbour-berths.yml").read_text()
    assert (corpus / "topics.yml").read_text().count("quays-and-berths") == 2
    assert "live topic quays-and-berths" in (corpus / "ids.lock").read_text()


@pytest.mark.parametrize("content", [None, "", "# Topics, if you sort claims by them.\n"])
def test_a_collection_may_do_without_topics(corpus: Path, content: str | None) -> None:
    write_topics(corpus, "[]")
    (corpus / "topics.yml").unlink()
    if content is not None:
        (corpus / "topics.yml").write_text(content)
    lock(corpus)
    run(corpus, "rename", "north-quay", "quay-of-the-north")
    found = read(corpus)
    assert report(found.problems) == ""
    dataset = join(found)
    assert dataset.topics == ()
    assert [facet.name for facet in FACETS if facet not in facets_of(dataset)] == ["topic"]


def test_the_graph_has_topics_as_concepts_of_one_scheme() -> None:
    ((_, text),) = create_graph(golden_dataset())
    nodes = {node["id"]: node for node in json.loads(text)["@graph"] if "id" in node}
    assert nodes["#topics"]["skos:hasTopConcept"] == [{"id": "#topics/crossing-the-velle"}]
    bridge = nodes["#topics/new-bridge"]
    assert (bridge["type"], bridge["skos:broader"]) == ("skos:Concept", {"id": "#topics/crossing-the-velle"})
    assert bridge["skos:prefLabel"] == {"@value": "A new bridge", "@language": "en"}
    claim = nodes["#claims/bridge-vote/passengers-never-asked"]
    assert claim["dcterms:subject"] == [{"id": "#topics/crossing-the-velle"}, {"id": "#topics/new-bridge"}]


def test_a_dataset_of_an_earlier_program_has_no_topics_and_no_words_of_mentions(tmp_path: Path) -> None:
    ((name, text),) = create_dataset(golden_dataset())
    whole = json.loads(text)
    del whole["topics"]
    for claim in whole["claims"]:
        del claim["topics"]
        for link in claim["chain"]:
            del link["mention_words"]
    (tmp_path / name).write_text(json.dumps(whole), encoding="utf-8")
    (tmp_path / "texts").mkdir()
    for id_, words in golden_dataset().texts.items():
        (tmp_path / "texts" / f"{id_}.txt").write_text(words, encoding="utf-8", newline="")
    dataset = load_dataset(tmp_path)
    assert dataset.topics == ()
    assert {tuple(claim.topics) for claim in dataset.claims} == {()}
    assert {link.mention_words for claim in dataset.claims for link in claim.chain} == {None}
    assert of_folder(tmp_path).version == golden_dataset().collection.version
