"""GraphML: a directed graph whose nodes and edges have attributes.

Edges between the same two nodes may be several, each with an id of its own. Characters that XML can't hold are
written as U+FFFD. Source: http://graphml.graphdrawing.org/specification.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from sayso.exports.csv_tables import text_of
from sayso.exports.relational_rows import Cell, Row
from sayso.exports.relational_types import Column, Kind

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
TYPES = {Kind.INTEGER: "int", Kind.BOOLEAN: "boolean"}
"""The types of attributes, if they are no text."""
OUTSIDE_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no document of XML 1.0 may have."""

Nodes = Sequence[tuple[str, Mapping[str, str | None]]]
"""Nodes: their ids and attributes."""


def graphml_of(name: str, nodes: Nodes, edges: Iterable[Row], columns: Sequence[Column]) -> str:
    """A graph as GraphML. A row of an edge begins with three cells of its source and three of its target, ids first;
    the columns are those of the cells that follow."""
    root = Element("graphml", xmlns=NAMESPACE)
    of_nodes = list(dict.fromkeys(key for _, attributes in nodes for key in attributes))
    for key in of_nodes:
        _declare(root, "node", key, "string")
    for column in columns:
        _declare(root, "edge", column.name, TYPES.get(column.kind, "string"))
    graph = SubElement(root, "graph", id=name, edgedefault="directed")
    for id_, attributes in nodes:
        node = SubElement(graph, "node", id=id_)
        for key, value in attributes.items():
            _add(node, "node", key, value)
    for at, (source, _, _, target, _, _, *cells) in enumerate(edges, 1):
        edge = SubElement(graph, "edge", id=f"e{at}", source=str(source), target=str(target))
        for column, cell in zip(columns, cells, strict=True):
            _add(edge, "edge", column.name, cell)
    indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _declare(root: Element, what: str, key: str, kind: str) -> None:
    SubElement(root, "key", {"id": f"{what}-{key}", "for": what, "attr.name": key, "attr.type": kind})


def _add(element: Element, what: str, key: str, value: Cell) -> None:
    if value is not None:
        SubElement(element, "data", key=f"{what}-{key}").text = OUTSIDE_XML.sub("\ufffd", text_of(value))
