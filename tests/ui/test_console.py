"""What the Cypher page says of rows and mistakes, and how it draws nodes."""

from __future__ import annotations

from datetime import date

import altair as alt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from saga import HOSTILE, HOSTILE_MARKDOWN

from graph.errors import BadQuery, QueryTimeout
from graph.schema import EDGES, NODES
from graph.store import Found, Joined, Subgraph, Table
from ui.charts.drawing import drawing_chart
from ui.exporting import defused, spreadsheet
from ui.markup import console as html
from ui.markup import text
from ui.palette import LIGHT
from ui.views.console import columns, counted_rows, failure, follows_the_clocks, rights_in
from ui.views.drawing import MOST, drawing

RIGHT = {"labels": ["Right"], "id": "r-0123456789abcdef", "mode": "exclusive", "field_of_use": "compute", "credence": 0.9}


def test_a_column_has_one_kind_of_value() -> None:
    table = Table(("n", "mixed", "node", "gap"), ((1, 1, RIGHT, None), (2.5, "a", {"labels": []}, True)), False)
    cells = columns(table)
    assert cells["n"] == [1, 2.5]
    assert cells["mixed"] == ["1", "a"]
    assert cells["node"][0].startswith('{"labels": ["Right"]')
    assert cells["gap"] == [None, True]


def test_rows_are_counted_and_a_cut_is_said() -> None:
    assert counted_rows(Table(("n",), ((1,),), False), 0.5) == "1 row in 0.50 s"
    assert counted_rows(Table(("n",), (), False), 0.5).startswith("No rows")
    assert counted_rows(Table(("n",), ((1,), (2,)), True), 0.5).startswith("The first 2 rows; there are more")


def test_rights_are_found_however_deep() -> None:
    rows = (("r-0000000000000001",), ([{"a": [RIGHT]}],), ("about r-0000000000000002",), ("c-0000000000000003",))
    assert rights_in(Table(("n",), rows, False)) == ("r-0000000000000001", "r-0123456789abcdef")


@pytest.mark.parametrize(
    ("query", "follows"), [("RETURN $at", True), ("RETURN $known", True), ("RETURN $attic", False), ("RETURN 1", False)]
)
def test_only_a_query_that_reads_a_clock_follows_it(query: str, follows: bool) -> None:
    assert follows_the_clocks(query) is follows


def test_mistakes_show_their_place() -> None:
    told = failure(BadQuery("it is wrong (line 2, column 3)", "Do better.", (2, 3)), "MATCH\n\tx)\nRETURN", 5)
    assert told.words == "It is wrong (line 2, column 3). Do better."
    assert told.excerpt == " x)\n  ^"
    assert failure(BadQuery("it would write"), "SET", 5).excerpt == ""
    assert failure(BadQuery("beyond", "", (9, 9)), "SET", 5).excerpt == ""
    assert failure(QueryTimeout("slow"), "MATCH", 5).title == "Ended after 5 s"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", " =1", "|cmd", "%0A=1"])
def test_a_formula_is_a_text_in_a_spreadsheet(text: str) -> None:
    assert defused(text) == f"'{text}"
    assert "'" + text.replace("\r", "") in spreadsheet({"a": [text]}).replace("\r", "")


def test_numbers_and_plain_texts_stay() -> None:
    assert spreadsheet({"a": [-1, None, "plain", "a=b"], "=b": [1.5, True, "", None]}) == "a,'=b\n-1,1.5\n,True\nplain,\na=b,\n"


def graph_of(count: int) -> Subgraph:
    found = Subgraph()
    for n in range(count):
        found.nodes[f"n{n}"] = Found(("Company", "Entity"), {"id": f"firm-{n}", "name": f"Firm {n}"})
        found.edges[f"e{n}"] = Joined("OWNED_BY", f"n{n}", f"n{n // 2}", {"since": str(date(2020, 1, 1))})
    return found


def test_the_same_nodes_lie_in_the_same_places() -> None:
    assert drawing(graph_of(30)) == drawing(graph_of(30))


@given(st.integers(0, 8))
def test_everything_lies_inside(count: int) -> None:
    drawn = drawing(graph_of(count))
    assert len(drawn.dots) == drawn.nodes == count
    assert all(0 <= dot.x <= 1 and 0 <= dot.y <= 1 for dot in drawn.dots)


def test_only_so_many_are_drawn() -> None:
    drawn = drawing(graph_of(MOST + 50))
    assert (len(drawn.dots), drawn.nodes) == (MOST, MOST + 50)
    assert len(drawn.lines) == MOST  # of the first nodes each, all joined to earlier ones


def test_a_node_is_named_by_what_it_is() -> None:
    found = Subgraph()
    found.nodes = {
        "a": Found(("Right",), {"id": "r-1", "mode": "first_refusal", "field_of_use": "hosting.stateless_api"}),
        "b": Found(("Claim",), {"id": "c-1", "quote": HOSTILE}),
        "c": Found((), {}),
        "d": Found(("Entity",), {"id": "zed"}),
    }
    labels = [dot.label for dot in drawing(found).dots]
    assert labels[0] == "First refusal · Hosting · stateless API"
    assert labels[1].endswith("…")
    assert labels[2:] == ["(not returned)", "zed"]


def test_the_drawing_is_valid_and_holds_texts_as_data_only() -> None:
    found = graph_of(5)
    found.nodes["n0"] = Found(("Entity",), {"id": "x", "name": HOSTILE_MARKDOWN})
    spec = drawing_chart(drawing(found), LIGHT)
    alt.LayerChart.from_dict(spec)
    marks = [{key: value for key, value in layer.items() if key != "data"} for layer in spec["layer"]]
    assert "evil.example" not in str(marks)


def test_the_schema_shows_everything_there_is() -> None:
    shown = html.schema()
    properties = [name for kind in NODES.values() for name in kind.properties]
    properties += [name for edge in EDGES.values() for name in edge.properties]
    assert all(f"<code>{name}</code>" in shown for name in properties)
    assert all(f"[:{type_}]" in shown for type_ in EDGES)


def test_hostile_texts_stay_texts() -> None:
    written = html.rights([(HOSTILE, f"right?id={HOSTILE}")]) + text.label(HOSTILE) + html.parameters(HOSTILE, HOSTILE)
    assert "<img" not in written
    assert "<script" not in written
