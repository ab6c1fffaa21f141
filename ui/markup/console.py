"""The schema beside the console, and what stands around a result, as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.schema import EDGES, NODES, EdgeKind, NodeKind
from ui.charts.drawing import OTHER, SHAPES
from ui.markup.text import esc


def schema() -> str:
    """Every label and type, each to be opened for its properties."""
    nodes = "".join(_node(label, kind) for label, kind in NODES.items())
    edges = "".join(_edge(type_, kind) for type_, kind in EDGES.items())
    return f'<section class="dg-schema"><h3>Nodes</h3>{nodes}<h3>Relationships</h3>{edges}</section>'


def _node(label: str, kind: NodeKind) -> str:
    return f"<details><summary><code>{esc(label)}</code> {esc(kind.meaning)}</summary>{_properties(kind.properties)}</details>"


def _edge(type_: str, kind: EdgeKind) -> str:
    form = f"<code>({esc(kind.start)})-[:{esc(type_)}]-&gt;({esc(kind.end)})</code> {esc(kind.meaning)}"
    if not kind.properties:
        return f"<p>{form}</p>"
    return f"<details><summary>{form}</summary>{_properties(kind.properties)}</details>"


def _properties(properties: Mapping[str, str]) -> str:
    return f"<ul>{''.join(f'<li><code>{esc(name)}</code> {esc(meaning)}</li>' for name, meaning in properties.items())}</ul>"


def parameters(at: str, known: str) -> str:
    """What the two parameters stand for."""
    return (
        '<p class="dg-label">The two clocks are parameters: '
        f"<code>$at</code> is '{esc(at)}', <code>$known</code> is '{esc(known)}'. The graph can only be read.</p>"
    )


def rights(links: Sequence[tuple[str, str]]) -> str:
    """Rights that the rows hold, by id with the address of each."""
    items = "".join(f'<li><a href="{esc(address)}" target="_self">{esc(id_)}</a></li>' for id_, address in links)
    words = "Rights in these rows, with their quotes"
    return f'<nav class="dg-ids" aria-label="{words}"><p class="dg-label">{words}:</p><ul>{items}</ul></nav>'


def shapes() -> str:
    """What the drawing's shapes mean."""
    items = [(sign, name) for name, (_, sign) in SHAPES.items()] + [(OTHER[1], "others")]
    return f'<ul class="dg-legend">{"".join(f"<li>{esc(sign)} {esc(name)}</li>" for sign, name in items)}</ul>'
