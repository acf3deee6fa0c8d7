"""Twenty faults put into the golden dataset, each as a bug or a careful forger would: `verify` finds and names all.

A forger leaves no trace that can be helped: the checksums are always written anew, and revs follow the changed
records. Each case says by which means it is found, and no lesser means finds it:

- ALONE: the folder is enough, since what was changed is said twice in it; named is the file that doesn't follow
  from the others, whichever of them was changed;
- TEXTS: the texts that the dataset doesn't publish must be at hand;
- RELEASE: only the released checksums can tell, since the forged dataset is one that could have been built.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from dataclasses import replace as exchange
from pathlib import Path
from typing import Any

import msgspec
import pytest
from built_dataset import TEXTS, changed, forge, golden_dataset, recounted, told_of

from sayso.anchoring.texts import digest
from sayso.exports import write_dataset
from sayso.exports.record_tables import create_dataset, create_json
from sayso.exports.records_json import create_records
from sayso.files.checksums import compare_with_release, create_checksums, write_checksums
from sayso.model.dataset import Dataset
from sayso.model.records import Claim
from sayso.model.vocabulary import ActorKind, Naming, RightsMode, Stance

ALONE, TEXTS_AT_HAND, RELEASE = "alone", "with the texts", "with the release"
FULL, EXCERPT = "bridge-vote", "bridge-vote-second-reading"
DENIAL, REPLY = f"{FULL}/bridge-will-not-cost-forty-million", f"{FULL}/too-little-about-interest"
RELAYED = f"{FULL}/vote-is-robbery"
QUOTING = f"{EXCERPT}/moor-condemns-concrete-party"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A fault, how it is put into a folder that holds the genuine dataset, and where which means finds it."""

    name: str
    put: Callable[[Path], None]
    by: str
    code: str
    file: str


# Ways to put a fault


def everywhere(change: Callable[[Dataset], Dataset]) -> Callable[[Path], None]:
    """In all formats: the folder is as if the forged records had been built."""

    def put(folder: Path) -> None:
        shutil.rmtree(folder)
        write_dataset(change(golden_dataset()), folder)

    return put


def in_json(change: Callable[[Dataset], Dataset]) -> Callable[[Path], None]:
    """In every JSON file of records, and in no other format."""

    def put(folder: Path) -> None:
        forged = change(golden_dataset())
        for create in (create_json, create_dataset, create_records):
            for path, content in create(forged):
                (folder / path).write_text(content, encoding="utf-8")

    return put


def all_but(kept: str, change: Callable[[Dataset], Dataset]) -> Callable[[Path], None]:
    """In all formats but one, whose files stay the genuine ones."""

    def put(folder: Path) -> None:
        genuine = folder.with_name("genuine")
        shutil.copytree(folder, genuine)
        everywhere(change)(folder)
        for path in genuine.glob(kept):
            shutil.copy(path, folder / path.relative_to(genuine))

    return put


def in_file(name: str, old: str, new: str) -> Callable[[Path], None]:
    """In one file, at the first place where the pattern is found."""

    def put(folder: Path) -> None:
        path = folder / name
        text, times = re.subn(old, new, path.read_text(encoding="utf-8"), count=1)
        assert times == 1, (name, old)
        path.write_text(text, encoding="utf-8")

    return put


# Faults


def speakers_swapped(dataset: Dataset) -> Dataset:
    one, other = dataset.claim[DENIAL], dataset.claim[REPLY]
    for claim, speaker in ((one, other), (other, one)):
        dataset = forge(dataset, "claims", claim.id, spoken_by(speaker.claimants))
    return dataset


def spoken_by(actors: list[str]) -> Callable[[Claim], dict[str, object]]:
    return lambda claim: {
        "claimants": actors,
        "chain": [msgspec.structs.replace(claim.chain[0], actors=actors), *claim.chain[1:]],
    }


def speakers_swapped_in_one_file(folder: Path) -> None:
    rows = json.loads((folder / "claims.json").read_text(encoding="utf-8"))
    pair = {row["id"]: row for row in rows if row["id"] in (DENIAL, REPLY)}
    one, other = pair.values()
    for name in ("claimants", "chain"):
        one[name], other[name] = other[name], one[name]
    (folder / "claims.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def statement_changed_in_the_database(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "sayso.sqlite")) as database, database:
        told = "UPDATE claims SET statement = 'The new bridge would cost forty million.' WHERE id = ?"
        assert database.execute(told, [DENIAL]).rowcount == 1


def quote_with(change: Callable[[str], str]) -> Callable[[Dataset], Dataset]:
    """Other words in a quotation, with their own hash, at the same span."""

    def change_claim(claim: Claim) -> dict[str, object]:
        first, *others = claim.quotes
        assert first.exact is not None
        words = change(first.exact)
        assert words != first.exact
        return {"quotes": [msgspec.structs.replace(first, exact=words, sha256=digest(words)), *others]}

    return lambda dataset: forge(dataset, "claims", QUOTING, change_claim)


def link_dropped(dataset: Dataset) -> Dataset:
    """The agency that passed the words on is gone, and the depth agrees."""
    return forge(
        dataset,
        "claims",
        RELAYED,
        lambda claim: {
            "chain": [link for link in claim.chain if link.role != "relay"],
            "depth": claim.depth - 1,
        },
    )


def label_on_another(dataset: Dataset) -> Dataset:
    first, *others = dataset.labels
    return exchange(dataset, labels=(changed(first, actor="zoe-ardmore"), *others))


def hedge_removed(dataset: Dataset) -> Dataset:
    hedged = next(claim for claim in dataset.claims if any(link.hedge for link in claim.chain))
    chain = [msgspec.structs.replace(link, hedge=None) for link in hedged.chain]
    return forge(dataset, "claims", hedged.id, lambda _: {"chain": chain})


def claim_removed(dataset: Dataset) -> Dataset:
    """A claim that nobody refers to; what it covered is counted no more."""
    named = {relation.claim for claim in dataset.claims for relation in claim.relations}
    named |= {id_ for actor in dataset.actors for id_ in actor.attested}
    named |= {id_ for label in dataset.labels for id_ in label.claims}
    gone = next(claim for claim in dataset.claims if claim.id not in named and claim.article == EXCERPT)
    return recounted(exchange(dataset, claims=tuple(claim for claim in dataset.claims if claim is not gone)))


def unnamed_made_named(dataset: Dataset) -> Dataset:
    naming: dict[str, object] = {"kind": ActorKind.PERSON, "naming": Naming.NAMED}
    return forge(dataset, "actors", "council-staff-members", lambda _: naming)


def ids_exchanged(dataset: Dataset) -> Dataset:
    """Two claims have each other's ids, in every place but the lists of their article."""
    other = {DENIAL: REPLY, REPLY: DENIAL}
    claims = tuple(
        changed(claim, id=other[claim.id]) if claim.id in other else claim for claim in dataset.claims
    )
    return exchange(dataset, claims=claims)


def rights_changed(dataset: Dataset) -> Dataset:
    def to_reference(article: Any) -> dict[str, object]:
        return {"rights": msgspec.structs.replace(article.rights, mode=RightsMode.REFERENCE)}

    return forge(dataset, "articles", EXCERPT, to_reference)


def text_edited(dataset: Dataset) -> Dataset:
    """A sentence that no claim covers says something else, and all records name the hash of the new text."""
    text = dataset.texts[FULL].replace("The gallery was full.", "The gallery was bare.")
    assert text != dataset.texts[FULL]

    def verified(row: Any) -> Any:
        if getattr(row, "article", row.id if hasattr(row, "id") else "") != FULL:
            return row
        return changed(row, verified=msgspec.structs.replace(row.verified, text_sha256=digest(text)))

    articles = tuple(map(verified, dataset.articles))
    hashed = {"text": msgspec.structs.replace(dataset.article[FULL].text, sha256=digest(text))}
    return exchange(
        dataset,
        articles=tuple(changed(row, **hashed) if row.id == FULL else row for row in articles),
        claims=tuple(map(verified, dataset.claims)),
        labels=tuple(map(verified, dataset.labels)),
        texts={**dataset.texts, FULL: text},
    )


def date_shifted(dataset: Dataset) -> Dataset:
    dated = next(claim for claim in dataset.claims if claim.time and claim.time.edtf == "2031-05-13")
    return forge(
        dataset,
        "claims",
        dated.id,
        lambda claim: {"time": msgspec.structs.replace(claim.time, edtf="2031-05-12")},
    )


def coverage_falsified(dataset: Dataset) -> Dataset:
    def fewer(article: Any) -> dict[str, object]:
        sentences = article.coverage.sentences - 1
        return {"coverage": msgspec.structs.replace(article.coverage, sentences=sentences)}

    return forge(dataset, "articles", EXCERPT, fewer)


FAULTS = (
    Fault(
        name="the speakers of two claims are swapped in one file",
        put=speakers_swapped_in_one_file,
        by=ALONE,
        code="E-REV",
        file="claims.json",
    ),
    Fault(
        name="the speakers of two claims are swapped in every JSON file",
        put=in_json(speakers_swapped),
        by=ALONE,
        code="E-DERIVED",
        file="claims.yaml",
    ),
    Fault(
        name="the speakers of two claims are swapped everywhere",
        put=everywhere(speakers_swapped),
        by=RELEASE,
        code="E-RELEASE",
        file="claims.json",
    ),
    Fault(
        name="a stance is flipped in CSV",
        put=in_file("csv/claims_stance.csv", Stance.AGAINST.value, Stance.FOR.value),
        by=ALONE,
        code="E-DERIVED",
        file="csv/claims_stance.csv",
    ),
    Fault(
        name="a statement is changed in the database, and its index made anew",
        put=statement_changed_in_the_database,
        by=ALONE,
        code="E-DERIVED",
        file="sayso.sqlite",
    ),
    Fault(
        name="a quotation is cut by a word, with its own hash",
        put=everywhere(quote_with(lambda words: words.rpartition(" ")[0])),
        by=ALONE,
        code="E-ANCHOR",
        file="claims.json",
    ),
    Fault(
        name="a quotation has other words of the same length, with their own hash",
        put=everywhere(quote_with(lambda words: words[:-1] + ("y" if words[-1] != "y" else "s"))),
        by=TEXTS_AT_HAND,
        code="E-ANCHOR",
        file="claims.json",
    ),
    Fault(
        name="a link is dropped from a chain, its depth adjusted",
        put=everywhere(link_dropped),
        by=RELEASE,
        code="E-RELEASE",
        file="claims.json",
    ),
    Fault(
        name="a label is put on another actor in every JSON file",
        put=in_json(label_on_another),
        by=ALONE,
        code="E-DERIVED",
        file="labels.jsonl",
    ),
    Fault(
        name="a hedge is removed everywhere but in CSV",
        put=all_but("csv/*.csv", hedge_removed),
        by=ALONE,
        code="E-DERIVED",
        file="csv/links.csv",
    ),
    Fault(
        name="a statement is negated in YAML",
        put=in_file("claims.yaml", "is not sound", "is sound"),
        by=ALONE,
        code="E-DERIVED",
        file="claims.yaml",
    ),
    Fault(
        name="a claim is removed everywhere but in SQLite",
        put=all_but("sayso.sqlite", claim_removed),
        by=ALONE,
        code="E-DERIVED",
        file="sayso.sqlite",
    ),
    Fault(
        name="an unnamed source is made a named one",
        put=everywhere(unnamed_made_named),
        by=ALONE,
        code="E-RECORD",
        file="claims.json",
    ),
    Fault(
        name="two claims exchange their ids",
        put=everywhere(ids_exchanged),
        by=ALONE,
        code="E-RECORD",
        file="articles.json",
    ),
    Fault(
        name="an article's rights are changed, its words left",
        put=everywhere(rights_changed),
        by=ALONE,
        code="E-RIGHTS",
        file="claims.json",
    ),
    Fault(
        name="a published text is edited where no claim stands, all hashes agreeing",
        put=everywhere(text_edited),
        by=RELEASE,
        code="E-RELEASE",
        file=f"texts/{FULL}.txt",
    ),
    Fault(
        name="a date is shifted by a day, its days left",
        put=everywhere(date_shifted),
        by=ALONE,
        code="E-RECORD",
        file="claims.json",
    ),
    Fault(
        name="coverage tells fewer sentences than the text has",
        put=everywhere(coverage_falsified),
        by=TEXTS_AT_HAND,
        code="E-RECORD",
        file="articles.json",
    ),
    Fault(
        name="the graph says another creator",
        put=in_file("graph.jsonld", "The sayso contributors", "Somebody else"),
        by=ALONE,
        code="E-DERIVED",
        file="graph.jsonld",
    ),
    Fault(
        name="an annotation quotes other words",
        put=in_file(f"annotations/{FULL}.jsonld", '"exact": "The ', '"exact": "No '),
        by=ALONE,
        code="E-DERIVED",
        file=f"annotations/{FULL}.jsonld",
    ),
)


# Finding them


def found_by(folder: Path, released: dict[str, str]) -> dict[str, set[tuple[str, str]]]:
    """Code and file of all that each means tells."""
    told = {
        ALONE: told_of(folder),
        TEXTS_AT_HAND: told_of(folder, TEXTS),
        RELEASE: compare_with_release(folder, released, "1.2.0"),
    }
    return {
        means: {(problem.code, problem.file.removeprefix(f"{folder}/")) for problem in problems}
        for means, problems in told.items()
    }


@pytest.mark.trust
def test_each_of_twenty_faults_is_found_and_named(
    tmp_path: Path, figure: Callable[[str, float | str], None]
) -> None:
    genuine = tmp_path / "genuine"
    write_dataset(golden_dataset(), genuine)
    lines = create_checksums(genuine).splitlines()
    released = {path: sha256 for sha256, _, path in (line.partition("  ") for line in lines)}
    assert set().union(*found_by(genuine, released).values()) == set()
    means = (ALONE, TEXTS_AT_HAND, RELEASE)
    missed = []
    for number, fault in enumerate(FAULTS):
        folder = tmp_path / str(number) / "data"
        shutil.copytree(genuine, folder)
        fault.put(folder)
        write_checksums(folder)
        told = found_by(folder, released)
        lesser = means[: means.index(fault.by)]
        if (fault.code, fault.file) not in told[fault.by] or any(told[by] for by in lesser):
            missed.append((fault.name, {by: sorted(told[by])[:5] for by in means}))
        assert told[RELEASE], fault.name  # the release finds every fault
        shutil.rmtree(folder)
    assert missed == []
    assert len(FAULTS) == len({fault.name for fault in FAULTS}) == 20
    counts = ", ".join(f"{sum(fault.by == by for fault in FAULTS)} {by}" for by in means)
    figure("verify: faults seeded in data, found and named", f"{len(FAULTS)} of {len(FAULTS)} ({counts})")
