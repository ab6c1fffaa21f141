"""Where things stand in the charts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rights import clash, held

from graph.answers import Right
from graph.claims import Mode
from ui.layout import network, timeline

AT, KNOWN = date(2025, 6, 30), date(2026, 11, 22)


@st.composite
def some_right(draw: st.DrawFn) -> Right:
    """Any right of one of a few holders over one of a few fields, with any term, precision, doubt and credence."""
    bounds = sorted(draw(st.lists(st.dates(date(1990, 1, 1), date(2060, 1, 1)), min_size=2, max_size=2, unique=True)))
    since, until = (bound if draw(st.booleans()) else None for bound in bounds)
    doubts = sorted(draw(st.lists(st.dates(date(1990, 1, 1), date(2060, 1, 1)), min_size=2, max_size=2, unique=True)))
    right = held(
        draw(st.sampled_from(["Zed", "Yolk", "Xenon"])),
        draw(st.sampled_from([m.value for m in Mode])),
        draw(st.sampled_from(["compute", "compute.training", "licence"])),
        since.isoformat() if since else None,
        until.isoformat() if until else None,
    )
    return replace(
        right,
        id=f"r-{draw(st.uuids())}",
        valid_from_precision=draw(st.sampled_from(["day", "month", "year"])),
        valid_to_precision=draw(st.sampled_from(["day", "month", "year"])),
        disputed=draw(st.booleans()),
        disputed_since=doubts[0] if draw(st.booleans()) else None,
        disputed_until=doubts[1] if draw(st.booleans()) else None,
        credence=draw(st.floats(0, 1)),
    )


@given(st.lists(some_right(), max_size=12), st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_every_right_is_drawn_whole_in_a_row_of_its_holder(rights: list[Right], at: date) -> None:
    drawn = timeline(rights, [], at=at, known=KNOWN)
    assert drawn.first < at < drawn.last
    rows = {row.row: row for row in drawn.rows}
    for right in rights:
        pieces = [s for s in drawn.segments if s.right == right.id]
        assert pieces[0].start == (right.valid_from or drawn.first)
        assert pieces[-1].end == (right.valid_to or drawn.last)
        assert all(a.end == b.start for a, b in pairwise(pieces))
        assert len({s.row for s in pieces}) == 1
        assert rows[pieces[0].row].label == right.grantee
        assert {s.look for s in pieces} == {"rumour"} if not right.heard else "rumour" not in {s.look for s in pieces}


@given(st.lists(some_right(), max_size=12))
def test_nothing_in_a_row_lies_over_anything_else(rights: list[Right]) -> None:
    drawn = timeline(rights, [], at=AT, known=KNOWN)
    by_row: dict[int, list[tuple[date, date]]] = {}
    for segment in drawn.segments:
        assert segment.start < segment.end
        by_row.setdefault(segment.row, []).append((segment.start, segment.end))
    for spans in by_row.values():
        ordered = sorted(spans)
        assert all(a[1] <= b[0] for a, b in pairwise(ordered))
    assert not by_row.keys() & {row.row for row in drawn.rows if row.heading}


@given(st.lists(some_right(), max_size=12))
def test_open_ends_point_on(rights: list[Right]) -> None:
    drawn = timeline(rights, [], at=AT, known=KNOWN)
    assert sum(e.rightwards for e in drawn.ends) == sum(r.valid_to is None for r in rights)
    assert sum(not e.rightwards for e in drawn.ends) == sum(r.valid_from is None for r in rights)


def test_what_follows_shares_a_row_and_what_overlaps_does_not() -> None:
    first, then = held("Zed", until="2025-01-21"), held("Zed", "first_refusal", since="2025-01-21")
    beside = held("Zed", "preferred", since="2024-01-01", until="2024-02-01")
    drawn = timeline([first, then, beside], [], at=AT, known=KNOWN)
    assert [(r.label, r.heading) for r in drawn.rows] == [("Compute", True), ("Zed", False), ("Zed", False)]
    assert {s.right: s.row for s in drawn.segments} == {first.id: 1, then.id: 1, beside.id: 2}


def test_groups_follow_the_tree_of_fields_with_a_place_of_their_own() -> None:
    rights = [held("Zed", field="licence"), held("Zed", field="compute", territory="Japan"), held("Zed", field="compute")]
    assert [r.label for r in timeline(rights, [], at=AT, known=KNOWN).rows if r.heading] == ["Compute", "Compute · Japan", "Licence"]


def test_a_coarse_date_leaves_a_piece_open() -> None:
    right = held("Zed", since="2020-01-01", until="2031-01-01", valid_from_precision="year", valid_to_precision="month", rules=("lapse",))
    drawn = timeline([right], [], at=AT, known=KNOWN)
    assert [(s.look, s.start, s.end) for s in drawn.segments] == [
        ("unsure", date(2020, 1, 1), date(2021, 1, 1)),
        ("sure", date(2021, 1, 1), date(2030, 12, 1)),
        ("unsure", date(2030, 12, 1), date(2031, 1, 1)),
    ]
    assert drawn.segments[0].term == "2020 to Dec 2030"


def test_a_dispute_marks_its_own_days() -> None:
    right = held("Zed", until="2026-01-01", doubt=("2025-03-01", "2025-09-01"), disputed_by=("Yolk",))
    drawn = timeline([right], [], at=AT, known=KNOWN)
    assert [(s.look, s.end) for s in drawn.segments] == [
        ("sure", date(2025, 3, 1)),
        ("disputed", date(2025, 9, 1)),
        ("sure", date(2026, 1, 1)),
    ]
    assert "disputed by Yolk since 1 Mar 2025" in drawn.segments[0].notes


def test_an_overlap_is_drawn_on_both_rows_and_only_while_it_lasts() -> None:
    mine, theirs = held("Zed"), held("Yolk", "non_exclusive")
    drawn = timeline([mine, theirs], [clash(mine, theirs, "2025-01-01", "2025-07-01")], at=AT, known=KNOWN)
    assert {(o.row, o.start, o.end, o.rival) for o in drawn.overlaps} == {
        (1, date(2025, 1, 1), date(2025, 7, 1), "Yolk"),
        (2, date(2025, 1, 1), date(2025, 7, 1), "Zed"),
    }
    third = held("Xenon", "preferred")
    spans = [("2025-01-01", "2025-07-01"), ("2025-07-01", "2026-01-01"), ("2026-02-01", None)]
    several = [clash(mine, other, *span) for other, span in zip((theirs, third, theirs), spans, strict=True)]
    row = [o for o in timeline([mine, theirs, third], several, at=AT, known=KNOWN).overlaps if o.row == 1]
    assert [(o.start, o.end, o.rival) for o in row[:1]] == [(date(2025, 1, 1), date(2026, 1, 1), "Yolk and Xenon")]
    assert [(o.start, o.rival) for o in row[1:]] == [(date(2026, 2, 1), "Yolk")]
    perhaps = [clash(mine, theirs, "2025-01-01", kind="potential")]
    assert timeline([mine, theirs], perhaps, at=AT, known=KNOWN).overlaps == ()
    assert timeline([mine], [clash(mine, theirs)], at=AT, known=KNOWN).overlaps[0].rival == "Yolk"


@given(
    st.lists(some_right(), min_size=1, max_size=12),
    st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    st.dates(date(1990, 1, 1), date(2060, 1, 1)),
)
def test_places_in_the_network_do_not_move_with_the_day(rights: list[Right], one: date, other: date) -> None:
    a, b = network(rights, one), network(rights, other)
    assert [(n.name, n.left, n.height) for n in a.nodes] == [(n.name, n.left, n.height) for n in b.nodes]
    assert {n.name for n in a.nodes if n.left} == {r.grantee for r in rights}
    heights = [n.height for n in a.nodes if n.left]
    assert len(set(heights)) == len(heights)
    assert all(0 <= n.height <= 1 for n in a.nodes)


@given(st.lists(some_right(), max_size=12), st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_an_edge_is_alive_just_when_a_right_of_the_two_is_in_force(rights: list[Right], at: date) -> None:
    found = network(rights, at)
    alive = {(e.holder, e.over) for e in found.edges if e.live}
    assert alive == {
        (r.grantee, {"compute": "Compute", "compute.training": "Compute · training", "licence": "Licence"}[r.field_of_use[0]])
        for r in rights
        if r.in_force(at)
    }
    assert {n.name for n in found.nodes if n.live and n.left} == {holder for holder, _ in alive}


def test_what_is_in_force_is_drawn_before_what_is_stronger_but_over() -> None:
    over, now = held("Zed", until="2025-01-21"), held("Zed", "first_refusal", since="2025-01-21", doubt=(None, None))
    (edge,) = network([over, now], AT).edges
    assert (edge.mode, edge.live, edge.disputed, edge.text) == (Mode.FIRST_REFUSAL, True, True, "First refusal, in force, disputed")
    (edge,) = network([over, now], date(2024, 1, 1)).edges
    assert (edge.mode, edge.live, edge.disputed) == (Mode.EXCLUSIVE, True, False)


def test_an_empty_scope_has_an_empty_picture() -> None:
    assert timeline([], [], at=AT, known=KNOWN).rows == ()
    assert network([], AT).size == 0
