"""Records held to each other and to their own words, without a text: each rule finds what breaks it, in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from built_dataset import forge, golden_dataset

from sayso.anchoring.texts import digest
from sayso.model.dataset import Dataset
from sayso.model.records import TABLES, Article, Claim
from sayso.model.vocabulary import ActClass, ActorKind, Form, Naming, RightsMode, Role, Stance
from sayso.verify.records import RULES, verify_records
from sayso.verify.words import verify_words

FULL, EXCERPT, REFERENCE = "bridge-vote", "bridge-vote-second-reading", "ferry-broadcast"
RELAYED = f"{FULL}/vote-is-robbery"
DENIED = f"{FULL}/bridge-will-not-cost-forty-million"
put = msgspec.structs.replace
Change = Callable[[Any], dict[str, object]]


def told(dataset: Dataset) -> list[tuple[str, str, str]]:
    problems = verify_records({name: dataset.table(name) for name in TABLES})
    return [(problem.code, problem.file, problem.sentence) for problem in problems]


def test_a_sound_dataset_breaks_no_rule() -> None:
    assert told(golden_dataset()) == []


def first_link(**fields: object) -> Change:
    return lambda claim: {"chain": [put(claim.chain[0], **fields), *claim.chain[1:]]}


def last_link(**fields: object) -> Change:
    return lambda claim: {"chain": [*claim.chain[:-1], put(claim.chain[-1], **fields)]}


def one_more(name: str, value: str) -> Change:
    return lambda row: {name: [*getattr(row, name), value]}


def always(**fields: object) -> Change:
    return lambda row: fields


BROKEN: list[tuple[str, str, Change, str, str]] = [
    ("articles", FULL, always(publisher="nobody"), "E-REF", "`nobody` in `bridge-vote` is not"),
    ("claims", DENIED, one_more("about", "nobody"), "E-REF", "actors or places or events; `nobody`"),
    ("claims", DENIED, one_more("addressee", "velle"), "E-REF", "one of the actors; `velle`"),
    ("claims", DENIED, always(occasion="velle"), "E-REF", "one of the events; `velle`"),
    ("claims", DENIED, always(place="flood"), "E-REF", "one of the places; `flood`"),
    ("claims", DENIED, first_link(actors=["nobody"]), "E-REF", "one of the actors; `nobody`"),
    (
        "claims",
        RELAYED,
        lambda claim: {"relations": [put(claim.relations[0], claim="bridge-vote/nothing")]},
        "E-REF",
        "one of the claims; `bridge-vote/nothing`",
    ),
    ("actors", "ada-pell", one_more("member_of", "nobody"), "E-REF", "one of the actors; `nobody`"),
    ("actors", "ada-pell", one_more("attested", "nothing"), "E-REF", "one of the claims; `nothing`"),
    ("places", "velle", always(within="nowhere"), "E-REF", "one of the places; `nowhere`"),
    ("events", "flood", always(place="nowhere"), "E-REF", "one of the places; `nowhere`"),
    ("events", "flood", always(participants=["nobody"]), "E-REF", "one of the actors; `nobody`"),
    ("retired", "mudflats", always(id="velle"), "E-REF", "must name no record; `velle` names one"),
    ("retired", "council-clerks-office", always(successors=["velle"]), "E-REF", "another actor; `velle`"),
    (
        "retired",
        "council-clerks-office",
        always(successors=["council-clerks-office"]),
        "E-REF",
        "another actor; `council-clerks-office`",
    ),
    ("retired", "council-clerks-office", always(successors=[]), "E-REF", "must follow from the state"),
    ("retired", "mudflats", always(successors=["velle"]), "E-REF", "must follow from the state"),
    ("retired", "mudflats", always(id="vote-and-survey"), "E-RECORD", "`vote-and-survey` is that of 2"),
    ("actors", "ada-pell", always(id="zoe-ardmore"), "E-RECORD", "one record; `zoe-ardmore` is that of 2"),
    ("places", "velle", always(id="a-river"), "E-RECORD", "in the order of their ids"),
    ("claims", RELAYED, last_link(actors=["radio-velle"]), "E-RECORD", "must be the article's publisher"),
    ("claims", RELAYED, last_link(role=Role.RELAY), "E-RECORD", "must end with its one publisher"),
    ("claims", RELAYED, always(chain=[]), "E-RECORD", "must end with its one publisher"),
    ("claims", RELAYED, first_link(role=Role.RELAY), "E-RECORD", "must begin with its one speaker"),
    ("claims", RELAYED, always(claimants=["ada-pell"]), "E-RECORD", "`claimants` must follow"),
    ("claims", RELAYED, always(depth=2), "E-RECORD", "`depth` must follow"),
    ("claims", RELAYED, always(unnamed_only=True), "E-RECORD", "`unnamed_only` must follow"),
    ("claims", RELAYED, always(act_class=ActClass.ASSERTIVE), "E-RECORD", "`act_class` must follow"),
    ("claims", RELAYED, always(form=Form.NARRATED), "E-RECORD", "narrated where nobody but the publisher"),
    ("claims", RELAYED, always(quotes=[]), "E-RECORD", "has quotes where it is direct or mixed"),
    ("claims", RELAYED, always(stance={"ada-pell": Stance.FOR}), "E-RECORD", "in `about`; `ada-pell`"),
    ("claims", RELAYED, first_link(kind=Naming.UNNAMED), "E-RECORD", "named where one of its actors is"),
    ("actors", "ada-pell", always(naming=Naming.UNNAMED), "E-RECORD", "unnamed where its kind is collective"),
    (
        "actors",
        "ferry-crew",
        always(kind=ActorKind.GROUP),
        "E-RECORD",
        "unnamed where its kind is collective",
    ),
    (
        "events",
        "bridge-built",
        lambda event: {"time": put(event.time, earliest="1903-01-01")},
        "E-RECORD",
        "must be those of 1902~; those of `bridge-built`",
    ),
    (
        "articles",
        FULL,
        lambda article: {"published": put(article.published, edtf="soon")},
        "E-RECORD",
        "must be those of soon",
    ),
    (
        "articles",
        FULL,
        lambda article: {"text": put(article.text, sha256="0" * 64)},
        "E-RECORD",
        "must name the text of its article",
    ),
    (
        "claims",
        RELAYED,
        lambda claim: {"verified": put(claim.verified, date="2031-05-21")},
        "E-RECORD",
        "`verified` must be as in the article `bridge-vote`",
    ),
    ("claims", RELAYED, always(passage=[(976, 1_000_000)]), "E-RECORD", "follow each other within the text"),
    ("claims", RELAYED, always(passage=[(976, 976)]), "E-RECORD", "follow each other within the text"),
    ("claims", RELAYED, always(passage=[(990, 1099), (976, 980)]), "E-RECORD", "must follow each other"),
    ("claims", RELAYED, first_link(mention=[(5, 4)]), "E-RECORD", "must follow each other"),
    ("claims", RELAYED, always(passage=[(0, 5)]), "E-RECORD", "must stand in the order of the text"),
]


@pytest.mark.parametrize(
    ("table", "id_", "change", "code", "sentence"), BROKEN, ids=[f"{row[1]}: {row[4][:30]}" for row in BROKEN]
)
def test_each_rule_tells_what_breaks_it(
    table: str, id_: str, change: Change, code: str, sentence: str
) -> None:
    found = told(forge(golden_dataset(), table, id_, change))
    assert any((one[0], one[1]) == (code, f"{table}.json") and sentence in one[2] for one in found), found


def raw(table: str, change: Change) -> Dataset:
    """The golden dataset with another first row in a table, nothing counted again."""
    first, *others = golden_dataset().table(table)
    rows: Any = {table: (put(first, **change(first)), *others)}
    return replace(golden_dataset(), **rows)


@pytest.mark.parametrize("name", ["claimed_characters", "aside_characters", "quoted_characters"])
def test_coverage_is_counted_again(name: str) -> None:
    def change(article: Article) -> dict[str, object]:
        return {"coverage": put(article.coverage, **{name: 1})}

    (problem,) = told(raw("articles", change))
    assert "`coverage` must count what claims and asides cover; that of `bridge-vote`" in problem[2]


def test_an_article_lists_its_own_claims() -> None:
    (problem,) = told(raw("articles", lambda article: {"claims": article.claims[::-1]}))
    assert problem == (
        "E-RECORD",
        "articles.json",
        "an article must list its claims; `bridge-vote` lists others",
    )


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("claims", [], "E-RECORD"),
        ("by", "nobody", "E-REF"),
        ("actor", "nobody", "E-REF"),
        ("article", "x", "E-REF"),
    ],
)
def test_labels_are_held_to_what_they_name(field: str, value: object, code: str) -> None:
    assert (code, "labels.json") in {one[:2] for one in told(raw("labels", lambda _: {field: value}))}


def test_all_rules_are_said() -> None:
    assert all(rule.__doc__ for _, rule in RULES)
    assert len({rule for _, rule in RULES}) == len(RULES)


# Words


def words_of(dataset: Dataset, article: str) -> list[str]:
    """What is told of an article's words without its text."""
    labels = [label for label in dataset.labels if label.article == article]
    problems = verify_words(dataset.article[article], dataset.claims_in[article], labels, None)
    return [f"{problem.code} {problem.file} {problem.sentence}" for problem in problems]


def claim_with(article: str, has: Callable[[Claim], object]) -> str:
    return next(claim.id for claim in golden_dataset().claims_in[article] if has(claim))


def quote_as(**fields: object) -> Change:
    return lambda claim: {"quotes": [put(claim.quotes[0], **fields), *claim.quotes[1:]]}


EXACT = claim_with(EXCERPT, lambda claim: claim.quotes and claim.quotes[0].exact)
SHORTENED = claim_with(EXCERPT, lambda claim: claim.quotes and claim.quotes[0].excerpt)
CUED = claim_with(EXCERPT, lambda claim: claim.chain[0].cue)
WITHHELD = claim_with(REFERENCE, lambda claim: claim.quotes)


@pytest.mark.parametrize("article", [FULL, EXCERPT, REFERENCE])
def test_sound_words_are_let_pass(article: str) -> None:
    assert words_of(golden_dataset(), article) == []


@pytest.mark.parametrize(
    ("article", "claim", "change", "sentence"),
    [
        (EXCERPT, EXACT, quote_as(exact="Other words."), "must have its own hash and fill its span"),
        (EXCERPT, EXACT, quote_as(sha256=digest("Other words.")), "must have its own hash and fill its span"),
        (EXCERPT, EXACT, quote_as(excerpt="We … you"), "must have its own hash and fill its span"),
        (
            EXCERPT,
            EXACT,
            quote_as(exact="Hm", sha256=digest("Hm")),
            "must have its own hash and fill its span",
        ),
        (EXCERPT, SHORTENED, quote_as(excerpt="no ellipsis"), "must have its own hash and fill its span"),
        (EXCERPT, SHORTENED, quote_as(excerpt="a … " + "long " * 200), "must have its own hash and fill"),
        (EXCERPT, CUED, first_link(cue="whispered to us all"), "a cue of"),
        (EXCERPT, CUED, first_link(cue_span=None), "a cue of"),
        (EXCERPT, SHORTENED, quote_as(excerpt="one … " + "two " * 25), "E-RIGHTS claims.json no more words"),
        (REFERENCE, WITHHELD, quote_as(exact="said"), "E-RIGHTS claims.json no more words"),
    ],
)
def test_words_that_cannot_be_right_are_told(article: str, claim: str, change: Change, sentence: str) -> None:
    found = words_of(forge(golden_dataset(), "claims", claim, change), article)
    assert any(sentence in one and f"`{claim}`" in one for one in found), found


@pytest.mark.parametrize(
    "fields", [{"words": "loud river romantics"}, {"words": "other romantics"}, {"sha256": "0" * 64}]
)
def test_a_label_has_its_own_hash(fields: dict[str, str]) -> None:
    dataset = golden_dataset()
    labels = tuple(
        put(label, **fields) if label.words == "river romantics" else label for label in dataset.labels
    )
    (problem,) = words_of(replace(dataset, labels=labels), EXCERPT)
    assert problem.startswith(f"E-ANCHOR labels.json a label of `{EXCERPT}` must have its own hash")


def test_a_label_is_published_within_its_rights() -> None:
    def to_reference(article: Article) -> dict[str, object]:
        return {"rights": put(article.rights, mode=RightsMode.REFERENCE)}

    found = words_of(forge(golden_dataset(), "articles", EXCERPT, to_reference), EXCERPT)
    assert any(one.startswith("E-RIGHTS labels.json") for one in found)
    assert any(one.startswith("E-RIGHTS claims.json") for one in found)
