"""Where things stand in the charts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rights import clash, held, told

from graph.answers import Dispute, Moved, Right
from graph.claims import Mode
from ui.layout.comparison import comparison
from ui.layout.network import network
from ui.layout.timeline import timeline

AT, KNOWN = date(2025, 6, 30), date(2026, 11, 22)
MARKED = date(2025, 3, 31)


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
        valid_from_latest=draw(st.none() | st.dates(since, until or date(2060, 1, 1))) if since else None,
        valid_to_earliest=draw(st.none() | st.dates(since or date(1990, 1, 1), until)) if until else None,
        disputed=draw(st.booleans()),
        disputed_since=doubts[0] if draw(st.booleans()) else None,
        disputed_until=doubts[1] if draw(st.booleans()) else None,
        credence=draw(st.floats(0, 1)),
    )


@given(st.lists(some_right(), max_size=12), st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.booleans())
def test_every_right_is_drawn_in_a_row_of_its_holder_whole_or_up_to_the_edge(rights: list[Right], at: date, whole: bool) -> None:
    drawn = timeline(rights, [], at=at, known=KNOWN, whole=whole)
    assert drawn.first < at < drawn.last
    rows = {row.row: row for row in drawn.rows}
    for right in rights:
        pieces = [s for s in drawn.segments if s.right == right.id]
        assert pieces[0].start == (right.valid_from or drawn.first)
        assert pieces[-1].end == min(right.valid_to or drawn.last, drawn.last)
        assert all(a.end == b.start for a, b in pairwise(pieces))
        assert len({s.row for s in pieces}) == 1
        assert rows[pieces[0].row].label == right.grantee
        assert {s.look for s in pieces} == {"rumour"} if not right.heard else "rumour" not in {s.look for s in pieces}


@given(st.lists(some_right(), max_size=12), st.booleans())
def test_nothing_in_a_row_lies_over_anything_else(rights: list[Right], whole: bool) -> None:
    drawn = timeline(rights, [], at=AT, known=KNOWN, whole=whole)
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


@given(st.lists(some_right(), max_size=12), st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_what_is_cut_says_when_it_ends_and_the_whole_cuts_nothing(rights: list[Right], at: date) -> None:
    recent, whole = (timeline(rights, [], at=at, known=KNOWN, whole=whole) for whole in (False, True))
    ended = {r.id: r.valid_to for r in rights if r.valid_to is not None and r.valid_to > recent.last}
    assert sorted(cut.row for cut in recent.cuts) == sorted({s.right: s.row for s in recent.segments if s.right in ended}.values())
    assert recent.longer == whole.longer == bool(ended)
    assert whole.cuts == ()
    assert whole.last >= recent.last
    assert all(recent.first <= joint.day < recent.last for joint in recent.joints)
    assert all(recent.first <= overlap.start < overlap.end <= recent.last for overlap in recent.overlaps)


def test_the_axis_ends_soon_after_the_last_day_that_matters() -> None:
    ending, open_end = held("Zed", until="2033-01-01", valid_to_precision="year"), held("Yolk", since="2026-04-27")
    drawn = timeline([ending, open_end], [], at=date(2026, 3, 31), known=date(2026, 6, 30))
    assert date(2026, 6, 30) < drawn.last < date(2027, 6, 30)
    assert [(cut.row, cut.until) for cut in drawn.cuts] == [(1, "until 2032")]
    assert [(end.day, end.rightwards) for end in drawn.ends] == [(drawn.last, True)]
    later = timeline([ending, open_end], [], at=date(2031, 3, 31), known=date(2026, 6, 30))
    assert later.last > date(2033, 1, 1)
    assert (later.cuts, later.longer) == ((), False)


def test_an_end_that_comes_soon_is_shown_and_a_short_axis_says_the_month() -> None:
    soon, late = held("Zed", since="2026-03-01", until="2026-08-01"), held("Yolk", since="2026-03-01", until="2026-12-31")
    shown = timeline([soon], [], at=date(2026, 3, 31), known=date(2026, 4, 30))
    assert (shown.cuts, shown.longer) == ((), False)
    assert [cut.until for cut in timeline([late], [], at=date(2026, 3, 31), known=date(2026, 4, 30)).cuts] == ["until Dec 2026"]


def test_plans_are_cut_too_and_nothing_is_joined_beyond_the_edge() -> None:
    wide, narrow = held("Zed", field="hosting"), held("Zed", field="hosting.stateless_api", since="2025-01-21", until="2033-01-01")
    plan = told("c-plan", grantee="yolk", stance="proposed", valid_from="2026", valid_to="2040")
    recent, whole = (timeline([wide, narrow], [], at=AT, known=KNOWN, prospects=[plan], whole=whole) for whole in (False, True))
    assert [cut.until for cut in recent.cuts] == ["until 2033", "until 2040"]
    assert recent.joints == ()
    assert [joint.day for joint in whole.joints] == [date(2033, 1, 1)]


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
    plain = held("Zed", since="2020-01-01", until="2031-01-01", rules=("lapse",))
    coarse = replace(plain, valid_from_precision="year", valid_to_precision="month")
    right = replace(coarse, valid_from_latest=date(2020, 12, 31), valid_to_earliest=date(2030, 12, 2))
    drawn, recent = (timeline([right], [], at=AT, known=KNOWN, whole=whole) for whole in (True, False))
    assert [(s.look, s.start, s.end) for s in drawn.segments] == [
        ("unsure", date(2020, 1, 1), date(2020, 12, 31)),
        ("sure", date(2020, 12, 31), date(2030, 12, 2)),
        ("unsure", date(2030, 12, 2), date(2031, 1, 1)),
    ]
    assert [(s.look, s.end) for s in recent.segments] == [("unsure", date(2020, 12, 31)), ("sure", recent.last)]
    assert drawn.segments[0].term == recent.segments[0].term == "2020 to Dec 2030"


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


def test_each_dispute_marks_its_own_days() -> None:
    stretches = (Dispute(date(2024, 1, 1), date(2024, 6, 1), "Yolk"), Dispute(date(2025, 3, 1), None))
    right = held("Zed", until="2026-01-01", doubt=("2024-01-01", None), disputes=stretches)
    drawn = timeline([right], [], at=AT, known=KNOWN)
    assert [(s.look, s.end) for s in drawn.segments] == [
        ("sure", date(2024, 1, 1)),
        ("disputed", date(2024, 6, 1)),
        ("sure", date(2025, 3, 1)),
        ("disputed", date(2026, 1, 1)),
    ]


def test_what_follows_is_joined_to_what_it_follows() -> None:
    first, then = held("Zed", until="2025-01-21"), held("Yolk", "first_refusal", since="2025-01-21")
    later, rumour = held("Xenon", since="2025-02-01"), held("Wax", since="2025-01-21", credence=0.1)
    (joint,) = timeline([first, then, later, rumour], [], at=AT, known=KNOWN).joints
    rows = {r.row: r.label for r in timeline([first, then, later, rumour], [], at=AT, known=KNOWN).rows}
    assert (joint.kind, joint.day, rows[joint.start], rows[joint.end]) == ("succession", date(2025, 1, 21), "Zed", "Yolk")
    assert joint.text == "Yolk’s first refusal right follows Zed’s exclusive right, 21 Jan 2025"


def test_a_narrower_right_of_another_mode_is_carved_out() -> None:
    wide, narrow = held("Zed", field="hosting"), held("Zed", "non_exclusive", field="hosting.stateless_api", since="2025-01-21")
    (joint,) = timeline([wide, narrow], [], at=AT, known=KNOWN).joints
    assert (joint.kind, joint.day, joint.start, joint.end) == ("carve-out", date(2025, 1, 21), 1, 3)
    assert joint.text == "carved out of Zed’s exclusive right: hosting · stateless API is non-exclusive there from 21 Jan 2025"
    same = replace(narrow, mode=Mode.EXCLUSIVE)
    assert timeline([wide, same], [], at=AT, known=KNOWN).joints == ()
    over = replace(same, valid_to=date(2026, 1, 1))
    (joint,) = timeline([wide, over], [], at=AT, known=KNOWN).joints
    assert joint.text == "carved out of Zed’s exclusive right: hosting · stateless API is over there from 1 Jan 2026"


def test_talks_have_rows_of_their_own_below_the_rights() -> None:
    talk = told("c-talk", grantee="yolk", stance="proposed", valid_from="2027", known_from=date(2026, 5, 1))
    again = replace(talk, claim="c-again", known_from=date(2026, 6, 1))
    drawn = timeline([held("Zed")], [], at=AT, known=KNOWN, prospects=[talk, again], names={"yolk": "Yolk"})
    assert [(r.label, r.heading) for r in drawn.rows] == [("Compute", True), ("Zed", False), ("Yolk", False)]
    (piece,) = [s for s in drawn.segments if s.look == "prospect"]
    assert (piece.row, piece.start, piece.end, piece.right) == (2, date(2027, 1, 1), drawn.last, "")
    assert "planned by Outlet" in piece.notes


DAYS = st.dates(date(1990, 1, 1), date(2060, 1, 1))
LABELS = {"compute": "Compute", "compute.training": "Compute · training", "licence": "Licence"}


@given(st.lists(some_right(), min_size=1, max_size=12), DAYS, DAYS)
def test_places_in_the_network_do_not_move_with_the_day(rights: list[Right], one: date, other: date) -> None:
    a, b = network(rights, one), network(rights, other)
    assert (a.holders, a.things) == (b.holders, b.things)
    assert sorted(a.holders) == sorted({r.grantee for r in rights})
    assert a.days[a.at] == one


@given(st.lists(some_right(), max_size=12), DAYS)
def test_an_edge_is_alive_just_when_a_right_of_the_two_is_in_force(rights: list[Right], at: date) -> None:
    found = network(rights, at)
    assert list(found.days) == sorted(set(found.days))
    for place, day in enumerate(found.days):
        alive = {(found.holders[e.holder], found.things[e.over]) for e in found.edges if e.on(place).look != "idle"}
        assert alive >= {(r.grantee, LABELS[r.field_of_use[0]]) for r in rights if r.in_force(day) and r.heard}
        if day == at:
            assert alive == {(r.grantee, LABELS[r.field_of_use[0]]) for r in rights if r.in_force(day)}


def test_what_is_in_force_is_drawn_before_what_is_stronger_but_over() -> None:
    over, now = held("Zed", until="2025-01-21"), held("Zed", "first_refusal", since="2025-01-21", doubt=(None, None))
    found = network([over, now], AT)
    (edge,) = found.edges
    assert [(found.days[s.day], s.mode, s.look, s.text) for s in edge.spans] == [
        (date(2019, 7, 22), Mode.EXCLUSIVE, "live", "Exclusive, in force"),
        (date(2025, 1, 21), Mode.FIRST_REFUSAL, "disputed", "First refusal, in force, disputed"),
    ]
    assert network([over], date(2018, 1, 1)).edges[0].on(0).text == "Exclusive, to come"


def test_an_empty_scope_has_an_empty_picture() -> None:
    assert timeline([], [], at=AT, known=KNOWN).rows == ()
    assert (network([], AT).holders, network([], AT).days) == ((), (AT,))


def test_days_of_the_world_compared_say_what_changed_on_its_bars() -> None:
    ended, begun, stayed = held("Zed", until="2025-01-01"), held("Yolk", since="2025-01-01"), held("Xenon")
    moved = [Moved("ends", date(2025, 1, 1), ended, None), Moved("begins", date(2025, 1, 1), None, begun)]
    drawn = comparison([ended, begun, stayed], [*moved, Moved("disputed", AT, None, begun)], "world", date(2024, 12, 1), AT, MARKED)
    assert {(s.holder, s.says, s.live) for s in drawn.segments} == {
        ("Zed", "Ends", True),
        ("Yolk", "Begins and disputed", True),
        ("Xenon", "", False),
    }
    assert {(end.right, end.live) for end in drawn.ends} == {(begun.id, True), (stayed.id, False)}
    assert (drawn.since, drawn.at, drawn.label) == (date(2024, 12, 1), AT, "after 1 Dec 2024, up to 30 Jun 2025")
    assert drawn.first < date(2024, 12, 1)
    assert drawn.last > AT


def test_days_of_knowledge_compared_show_what_is_no_longer_believed_as_ghosts() -> None:
    was, now, dropped = held("Zed", since="2020-01-01"), held("Zed", since="2021-01-01"), held("Yolk", since="2020-01-01")
    drawn = comparison([now], [Moved("amends", AT, was, now), Moved("ends", AT, dropped, None)], "knowledge", date(2024, 12, 1), AT, MARKED)
    assert {(s.right, s.look, s.says) for s in drawn.segments} == {
        (was.id, "ghost", ""),
        (now.id, "sure", "Revised"),
        (dropped.id, "ghost", "Dropped"),
    }
    assert {end.right for end in drawn.ends} == {now.id}
    assert drawn.joints == ()
    until = replace(dropped, valid_to=date(2040, 1, 1))
    cut, whole = (
        comparison([now], [Moved("ends", AT, until, None)], "knowledge", date(2024, 12, 1), AT, MARKED, whole=whole)
        for whole in (False, True)
    )
    assert [c.until for c in cut.cuts] == ["until 2040"]
    assert {s.look for s in cut.segments} == {"sure", "ghost"}
    assert whole.cuts == ()
    earlier, later = replace(was, valid_to=date(2040, 1, 1)), replace(now, valid_to=date(2045, 1, 1))
    framed = comparison([later], [Moved("amends", AT, earlier, later)], "knowledge", date(2024, 12, 1), AT, MARKED)
    assert [(c.row, c.until) for c in framed.cuts] == [(1, "until 2045")]
    assert [r.label for r in framed.rows] == ["Compute", "Zed"]
    assert (drawn.since, drawn.at, drawn.label) == (None, MARKED, "in force on 31 Mar 2025")
    told = {s.right: s.notes.partition("; ")[0] for s in drawn.segments}
    assert told == {was.id: "Believed before", now.id: "Revised", dropped.id: "Dropped"}


def test_a_frame_is_around_nothing_but_what_took_its_place() -> None:
    was = replace(held("Zed", since="2020-01-01", until="2031-01-01"), id="r-was")
    now = replace(held("Zed", since="2020-01-01", until="2024-01-01"), id="r-now")
    after = replace(held("Zed", since="2024-01-01", until="2026-01-01"), id="r-after")
    drawn = comparison([now, after], [Moved("amends", AT, was, now)], "knowledge", date(2024, 12, 1), AT, MARKED)
    place = {s.right: s.row for s in drawn.segments}
    assert place["r-now"] == place["r-after"] != place["r-was"]
    assert [s.says for s in drawn.segments if s.right == "r-was"] == ["Believed before"]


def test_a_belief_and_what_took_its_place_are_one_row_where_there_is_room() -> None:
    was = replace(held("Zed", since="2020-01-01", until="2031-01-01"), valid_to_earliest=date(2030, 1, 1), id="r-was")
    now = replace(held("Zed", since="2020-01-01", until="2025-01-01"), id="r-now")
    later = replace(held("Zed", since="2024-01-01", until="2026-01-01"), id="r-later")
    changes = [Moved("amends", AT, was, now), Moved("amends", AT, replace(was, id="r-too"), now)]
    drawn = comparison([now, later], changes, "knowledge", date(2024, 12, 1), AT, MARKED)
    place = {s.right: s.row for s in drawn.segments}
    assert place["r-was"] == place["r-now"]
    assert place["r-too"] != place["r-now"], "two frames would be none"
    assert len(drawn.segments) == 4, "a ghost is one piece"
    assert {s.says for s in drawn.segments if s.look == "ghost"} == {"", "Believed before"}
    assert [s.right for s in drawn.segments if s.row == place["r-now"]] == ["r-was", "r-now"], "the frame is painted first"
    assert sorted(set(place.values())) == sorted(row.row for row in drawn.rows if not row.heading)
    assert [row.row for row in drawn.rows] == list(range(len(drawn.rows)))
