"""Networks of who speaks about whom and who relays whom: edges say what the claims say, and merge nobody.

The graphs are read by networkx, which the program doesn't use; what the edges must be is counted here from the
published JSON alone.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import replace
from io import BytesIO
from typing import Any

import msgspec
import networkx
import pytest
from built_dataset import empty_dataset, golden_dataset
from hypothesis import given, settings
from test_formats import datasets

from sayso.exports.networks import NETWORKS, create_networks
from sayso.exports.record_tables import create_json
from sayso.model.dataset import Dataset
from sayso.model.vocabulary import Naming

Rows = list[dict[str, str]]


def files_of(dataset: Dataset) -> dict[str, str]:
    return dict(create_networks(dataset))


def rows_of(dataset: Dataset, name: str) -> Rows:
    return list(
        csv.DictReader(io.StringIO(files_of(dataset)[f"networks/{name}.csv"], newline=""), strict=True)
    )


def graph_of(dataset: Dataset, name: str) -> Any:
    """A graph as networkx reads it: several edges between two nodes are kept apart."""
    data = files_of(dataset)[f"networks/{name}.graphml"].encode()
    return networkx.read_graphml(BytesIO(data), force_multigraph=True)


def claims_of(dataset: Dataset) -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = json.loads(dict(create_json(dataset))["claims.json"])
    return read


def ends_of(claim: dict[str, Any], at: int) -> list[str]:
    """The actors of a link; where there are none, somebody who is in this claim alone."""
    return claim["chain"][at]["actors"] or [f"{claim['id']}#{at + 1}"]


def told(rows: Rows, *common: str) -> Counter[tuple[str, ...]]:
    """Each claim of each edge, with what the edge says of it."""
    return Counter(
        (row["source"], row["target"], *(row[name] for name in common), claim)
        for row in rows
        for claim in row["claim_ids"].split(" ")
    )


# What the edges are -------------------------------------------------------------------------------------


def test_who_speaks_about_whom_is_what_claims_say() -> None:
    actors = {actor.id for actor in golden_dataset().actors}
    expected = {
        (source, target, claim["stance"].get(target, ""), str(len(claim["chain"]) == 1).lower(), claim["id"])
        for claim in claims_of(golden_dataset())
        for target in claim["about"]
        if target in actors
        for source in ends_of(claim, 0)
    }
    rows = rows_of(golden_dataset(), "speaks-about")
    assert told(rows, "stance", "own_voice") == Counter(expected)
    assert len(expected) > 20


def test_who_relays_whom_is_what_chains_say() -> None:
    expected = {
        (source, target, claim["chain"][at]["role"], claim["id"])
        for claim in claims_of(golden_dataset())
        for at in range(1, len(claim["chain"]))
        for target in ends_of(claim, at - 1)
        for source in ends_of(claim, at)
    }
    rows = rows_of(golden_dataset(), "relays")
    assert told(rows, "role") == Counter(expected)
    assert {row["role"] for row in rows} == {"medium", "relay", "publisher"}


def told_as(link: Any) -> str:
    """What a source without actors is called."""
    if link.mention is None:
        return f"(not named) “{link.cue}”" if link.cue else "(not named)"
    return f"“{link.mention_words}”" if link.mention_words else "(only described)"


@pytest.mark.parametrize("name", ["speaks-about", "relays"])
def test_edges_count_their_claims_and_name_both_ends(name: str) -> None:
    actors = {actor.id: actor for actor in golden_dataset().actors}
    rows = rows_of(golden_dataset(), name)
    told_of = {
        f"{claim.id}#{number}": told_as(link)
        for claim in golden_dataset().claims
        for number, link in enumerate(claim.chain, 1)
        if not link.actors
    }
    assert "“a banner that hangs from the bridge”" in told_of.values()
    assert "(not named) “is said to”" in told_of.values()
    for row in rows:
        assert int(row["weight"]) == len(row["claim_ids"].split(" ")) >= 1
        for end in ("source", "target"):
            known = actors.get(row[end])
            assert row[f"{end}_name"] == (known.name if known else told_of[row[end]])
            assert row[f"{end}_naming"] == (known.naming if known else "unnamed")
    keys = [(row["source"], row["target"]) for row in rows]
    assert keys == sorted(keys)


def test_own_voice_and_words_of_a_source_are_edges_apart() -> None:
    """An outlet that is quoted by another speaks about somebody as a source, not in its own voice."""
    own, *_ = (
        claim
        for claim in golden_dataset().claims
        if claim.depth == 0 and any(one in golden_dataset().actor for one in claim.about)
    )
    publisher = own.chain[0]
    speaker = msgspec.structs.replace(publisher, role="speaker")
    relayed = msgspec.structs.replace(own, id=f"{own.article}/again", chain=[speaker, publisher], depth=1)
    rows = rows_of(replace(golden_dataset(), claims=(own, relayed)), "speaks-about")
    [source] = publisher.actors
    assert {(row["source"], row["own_voice"], row["claim_ids"]) for row in rows} == {
        (source, "true", own.id),
        (source, "false", relayed.id),
    }


# Nobody is merged ---------------------------------------------------------------------------------------


def unnamed(claim: Any, at: int) -> Any:
    """A claim one of whose links nobody is given for."""
    chain = list(claim.chain)
    chain[at] = msgspec.structs.replace(chain[at], actors=[], kind=Naming.UNNAMED)
    return msgspec.structs.replace(claim, chain=chain)


def test_sources_that_are_only_described_are_nodes_of_their_own() -> None:
    """Also two in one chain, and two of one article: nobody says that they are the same."""
    long = [claim for claim in golden_dataset().claims if claim.depth >= 2][:3]
    claims = tuple(unnamed(unnamed(claim, 0), 1) for claim in long)
    whole = replace(golden_dataset(), claims=claims)
    graph = graph_of(whole, "relays")
    described = {id_ for id_, about in graph.nodes(data=True) if about["naming"] == "unnamed"}
    assert described == {f"{claim.id}#{place}" for claim in claims for place in (1, 2)}
    assert all(graph.degree(id_) <= 2 for id_ in described)
    assert not any("kind" in graph.nodes[id_] for id_ in described)
    for claim in claims:
        assert graph.has_edge(f"{claim.id}#2", f"{claim.id}#1")


def test_registered_sources_of_one_name_stay_apart() -> None:
    first, second, *others = golden_dataset().actors
    namesakes = [
        msgspec.structs.replace(one, name="Officials", naming=Naming.UNNAMED) for one in (first, second)
    ]
    about = next(claim for claim in golden_dataset().claims if claim.depth == 1)
    link = msgspec.structs.replace(about.chain[0], actors=[first.id, second.id])
    claim = msgspec.structs.replace(about, chain=[link, *about.chain[1:]], about=[others[0].id], stance={})
    whole = replace(golden_dataset(), actors=(*namesakes, *others), claims=(claim,))
    graph = graph_of(whole, "speaks-about")
    assert {id_ for id_, node in graph.nodes(data=True) if node["label"] == "Officials"} == {
        first.id,
        second.id,
    }
    assert [data["claim_ids"] for *_, data in graph.edges(data=True)] == [claim.id, claim.id]
    assert all("stance" not in data for *_, data in graph.edges(data=True))


# The graphs ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("network", NETWORKS, ids=lambda network: network.name)
def test_graphs_have_the_edges_of_the_lists_with_types(network: Any) -> None:
    name = network.path.removeprefix("networks/")
    graph = graph_of(golden_dataset(), name)
    assert graph.is_directed()
    assert graph.is_multigraph()
    common = [column.name for column in network.common]
    read = [
        (source, target, *(written(data.get(one)) for one in (*common, "weight", "claim_ids")))
        for source, target, data in graph.edges(data=True)
    ]
    rows = rows_of(golden_dataset(), name)
    listed = [
        (row["source"], row["target"], *(row[one] for one in (*common, "weight", "claim_ids")))
        for row in rows
    ]
    assert sorted(read) == sorted(listed)
    assert {type(data["weight"]) for *_, data in graph.edges(data=True)} == {int}
    kinds = {actor.id: (actor.name, actor.kind) for actor in golden_dataset().actors}
    known = {id_: (node["label"], node["kind"]) for id_, node in graph.nodes(data=True) if id_ in kinds}
    assert known == {id_: kinds[id_] for id_ in known}
    assert len(known) > 10


def written(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def test_an_empty_collection_has_empty_networks() -> None:
    for name in ("speaks-about", "relays"):
        assert rows_of(empty_dataset(), name) == []
        assert len(graph_of(empty_dataset(), name)) == 0


@given(dataset=datasets())
@settings(max_examples=25)
def test_any_names_leave_the_graphs_whole(dataset: Dataset) -> None:
    """What XML can't hold stands as U+FFFD; ids and edges are the same."""
    for name in ("speaks-about", "relays"):
        graph = graph_of(dataset, name)
        rows = rows_of(dataset, name)
        assert {(row["source"], row["target"]) for row in rows} == set(graph.edges(keys=False))
        names = {row[end]: row[f"{end}_name"] for row in rows for end in ("source", "target")}
        assert graph.nodes.keys() == names.keys()
        for id_, label in graph.nodes(data="label"):
            assert len(label or "") == len(names[id_].replace("\r\n", "\n")) or "\r" in names[id_]
