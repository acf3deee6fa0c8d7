"""Networks: who speaks about whom, and who relays whom, as edges to be counted and drawn.

1. `speaks_about`: from each actor on whose word a claim stands to each actor that the claim is about. An edge has the
   stance of the words, and whether an outlet says them in its own voice, so that claims of the same edge agree.
2. `relays`: from each actor of a link to each actor of the link before it, whose words it takes on; the publisher's
   link is the last. An edge has the role of the link that relays.
3. Each edge lists its claims, and counts them. Claims of several actors are edges of each of them.
4. A source whom words only describe is nobody that is known: it is a node of its own in each claim, named after the
   claim and the link. Unnamed sources that the collection registers are nodes as it tells them apart.

Each is an edge list (CSV, as for programs) and a graph with its nodes (GraphML).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from sayso.exports.csv_tables import table_of, text_of
from sayso.exports.graphml import graphml_of
from sayso.exports.relational_rows import Cell, Row
from sayso.exports.relational_types import Column, Kind, Limits, Table
from sayso.model.dataset import Dataset
from sayso.model.groups import group_by
from sayso.model.records import ChainLink, Claim
from sayso.model.vocabulary import ActorKind, Naming, Role, Stance, Term

DESCRIBED, NOT_NAMED = "(only described)", "(not named)"
"""The names of sources without actors, where the rights keep the words back by which the text tells of them."""


class Node(NamedTuple):
    """An actor, or somebody whom the words of one claim only describe, who is of no known kind."""

    id: str
    name: str
    kind: ActorKind | None
    naming: Naming


class Edge(NamedTuple):
    """From whom to whom, and what all claims of the edge have in common."""

    source: Node
    target: Node
    common: tuple[Cell, ...]


def _nodes_of(claim: Claim, at: int, dataset: Dataset) -> list[Node]:
    """Who a link of a claim's chain is, by its place from 0; one node of its own where nobody is given."""
    link = claim.chain[at]
    actors = [_node_of(id_, dataset) for id_ in link.actors]
    return actors or [Node(f"{claim.id}#{at + 1}", _told_as(link), None, link.kind)]


def _told_as(link: ChainLink) -> str:
    """How the text tells of a source without actors: by the words that describe it, or those that only report."""
    if link.mention is not None:
        return f"“{link.mention_words}”" if link.mention_words else DESCRIBED
    return f"{NOT_NAMED} “{link.cue}”" if link.cue else NOT_NAMED


def _node_of(id_: str, dataset: Dataset) -> Node:
    actor = dataset.actor[id_]
    return Node(actor.id, actor.name, actor.kind, actor.naming)


def _speaks_about(claim: Claim, dataset: Dataset) -> Iterator[Edge]:
    for topic in (one for one in claim.about if one in dataset.actor):
        for source in _nodes_of(claim, 0, dataset):
            yield Edge(source, _node_of(topic, dataset), (claim.stance.get(topic), len(claim.chain) == 1))


def _relays(claim: Claim, dataset: Dataset) -> Iterator[Edge]:
    for before, at in pairwise(range(len(claim.chain))):
        for target in _nodes_of(claim, before, dataset):
            for source in _nodes_of(claim, at, dataset):
                yield Edge(source, target, (claim.chain[at].role,))


@dataclass(frozen=True, kw_only=True)
class Network:
    """A network: what its edges mean, what they have in common, and the edges of a claim."""

    name: str
    meaning: str
    source: str
    target: str
    common: tuple[Column, ...]
    edges_of: Callable[[Claim, Dataset], Iterable[Edge]]
    targets: str | None = None
    """The table that all targets are of, if there is one."""

    @property
    def path(self) -> str:
        """The path of its files, without their endings."""
        return f"networks/{self.name.replace('_', '-')}"

    @property
    def table(self) -> Table:
        """Its edge list."""
        columns = (
            *_columns_of_node("source", self.source, None),
            *_columns_of_node("target", self.target, self.targets),
            *self.common,
            COUNT,
            _column("claim_ids", "the ids of these claims, with spaces between them"),
        )
        return Table(name=self.name, meaning=self.meaning, record=Claim, key=(), columns=columns)


def _column(
    name: str,
    meaning: str,
    vocabulary: type[Term] | None = None,
    *,
    kind: Kind = Kind.TEXT,
    nullable: bool = False,
    refers: str | None = None,
) -> Column:
    return Column(
        name=name,
        kind=kind,
        meaning=meaning,
        nullable=nullable,
        vocabulary=vocabulary,
        refers=refers,
        path=None,
    )


COUNT = Column(
    name="weight", kind=Kind.INTEGER, meaning="the number of its claims", limits=Limits(least=1), path=None
)


def _columns_of_node(end: str, meaning: str, refers: str | None) -> Iterator[Column]:
    yield _column(
        end, f"{meaning}: the actor's id, or the claim and the link that describes it", refers=refers
    )
    yield _column(f"{end}_name", f"{meaning}: the name, or the description of an unnamed one")
    yield _column(f"{end}_naming", f"{meaning}: whether it is named", Naming)


LOST = (
    "articles, labels, places, events, topics and retired ids; of actors `affiliated_with`, `aliases`, "
    "`attested`, `extra`, `member_of`, `note`, `rev`, `role` and `wikidata`; of claims `act`, "
    "`act_class`, `addressee`, `article`, `carried`, `chain.carried`, `chain.cue_span`, "
    "`chain.hedge`, `channel`, `claimants`, `depth`, `disputed`, `extra`, `form`, "
    "`note`, `occasion`, `passage`, `passage_sha256`, `place`, `quotes`, `relations`, `rev`, `statement`, "
    "`time`, `topics`, `unnamed_only` and `verified`"
)
"""What the format loses, as published with it."""

NETWORKS = (
    Network(
        name="speaks_about",
        meaning="Who speaks about whom: an edge for each pair of actors, stance and voice",
        source="on whose word the claims stand",
        target="whom they are about",
        common=(
            _column("stance", "how the words stand to the target; empty where that isn't judged", Stance, nullable=True),
            _column("own_voice", "whether an outlet says it in its own voice", kind=Kind.BOOLEAN),
        ),
        edges_of=_speaks_about,
        targets="actors",
    ),
    Network(
        name="relays",
        meaning="Who relays whom: an edge for each pair of neighbours in chains, and role of the one that relays",
        source="who takes on the words",
        target="whose words they are, or who took them on before",
        common=(_column("role", "what the source does with the words", Role),),
        edges_of=_relays,
    ),
)  # fmt: skip
"""The networks."""


def edges_in(network: Network, dataset: Dataset) -> Mapping[Edge, list[str]]:
    """The edges of a network with the ids of their claims; edges in the order of their ids, claims of the dataset."""
    claims = group_by(lambda claim: network.edges_of(claim, dataset), dataset.claims)
    order = sorted(
        claims, key=lambda edge: (edge.source.id, edge.target.id, [str(one) for one in edge.common])
    )
    return {edge: [claim.id for claim in claims[edge]] for edge in order}


def rows_of(edges: Mapping[Edge, list[str]]) -> Iterator[Row]:
    """The rows of an edge list."""
    for (source, target, common), claims in edges.items():
        ends = (source.id, source.name, source.naming, target.id, target.name, target.naming)
        yield *ends, *common, len(claims), " ".join(claims)


def create_networks(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Each network as an edge list and as a graph."""
    for network in NETWORKS:
        edges = edges_in(network, dataset)
        table, rows = network.table, list(rows_of(edges))
        yield f"{network.path}.csv", table_of(table, rows, text_of)
        ends = {node.id: node for edge in edges for node in edge[:2]}
        nodes = [(ends[id_].id, {"label": ends[id_].name, **_about(ends[id_])}) for id_ in sorted(ends)]
        columns = [column for column in table.columns if not column.name.startswith(("source", "target"))]
        yield f"{network.path}.graphml", graphml_of(network.name, nodes, rows, columns)


def _about(node: Node) -> dict[str, str | None]:
    return {"kind": node.kind, "naming": node.naming}


FILES = ", ".join(f"{network.path}.{ending}" for network in NETWORKS for ending in ("csv", "graphml"))
"""The files of all networks."""
