"""What the Explore page says: cards, sayings, changes, conflicts."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rights import answered, clash, held, told

from graph.answers import Carried, Dispute, Moved
from graph.fields import FIELDS
from ui import permalink, words
from ui.desk.downloads import csv, file_name, parquet
from ui.permalink import Point, Scope, View
from ui.views.cards import Badge, Card, Ground, card, fields_shown, folded, headline, holds
from ui.views.changes import changes
from ui.views.conflicts import conflict, conflicts
from ui.views.days import neighbours, world_days
from ui.views.sayings import about, on_side, said, sayings, table
from ui.views.table import rights_table

AT = date(2025, 6, 30)
VIEW = View(Scope("Acme"), AT, date(2026, 11, 22))


def tones(card: Card) -> list[str]:
    return [badge.tone for badge in card.badges]


# Cards


def test_an_exclusive_right_names_its_holder_its_term_and_its_weight() -> None:
    right = held("Zed", supporting=(told("c-1"), told("c-2")), opposing=(told("c-3"),), condition="while stocks last")
    shown = card("compute", answered("yes", (right,)), [right], [])
    assert (shown.headline, shown.verdict, tones(shown)) == ("Zed", "yes", ["exclusive"])
    assert shown.lines == ("Since 22 Jul 2019, no end stated", "Condition: while stocks last")
    assert shown.grounds == (Ground("Likely: 2 for, 1 against", right.id),)


def test_a_weaker_right_says_that_there_is_no_exclusive_one() -> None:
    right, other = held("Zed", "first_refusal"), held("Yolk", "non_exclusive")
    shown = card("compute", answered("no", (right, other)), [right, other], [])
    assert (shown.headline, tones(shown), shown.lines[0]) == ("Zed", ["first_refusal"], "No exclusive right in force")
    assert "Also non-exclusive: Yolk" in shown.lines


def test_several_holders_have_a_term_each() -> None:
    rights = (held("Zed", "non_exclusive"), held("Yolk", "non_exclusive", since="2025-05-01", valid_from_precision="month"))
    shown = card("compute", answered("no", rights), rights, [])
    assert shown.headline == "Zed and Yolk"
    assert {"Zed: since 22 Jul 2019, no end stated", "Yolk: since May 2025, no end stated"} <= set(shown.lines)
    assert [g.text for g in shown.grounds] == ["Zed, likely: 0 for, 0 against", "Yolk, likely: 0 for, 0 against"]


def test_a_dispute_names_who_objects_on_that_day_only() -> None:
    right = held("Zed", doubt=("2025-06-01", None), disputed_by=("Yolk",))
    assert Badge("Disputed by Yolk", "dispute") in card("compute", answered("yes", (right,)), [right], []).badges
    assert "dispute" not in tones(card("compute", answered("yes", (right,), at="2025-05-31"), [right], []))
    among = held("Zed", doubt=(None, None))
    assert Badge("Disputed between sources", "dispute") in card("compute", answered("yes", (among,)), [among], []).badges


def test_where_the_sources_give_no_exact_day_the_card_says_so() -> None:
    begun = held("Zed", since="2025-06-01", valid_from_precision="month", valid_from_latest=date(2025, 6, 30))
    shown = card("compute", answered("yes", (begun,), at="2025-06-15", certain=False), [begun], [])
    assert Badge("Not certain on this day", "unsure") in shown.badges
    assert "The sources date its beginning only to Jun 2025" in shown.lines
    over = held("Zed", until="2025-07-01", valid_to_precision="month", valid_to_earliest=date(2025, 6, 2))
    shown = card("compute", answered("yes", (over,), at="2025-06-15", certain=False), [over], [])
    assert "The sources date its end only to Jun 2025" in shown.lines


def test_a_right_that_came_with_a_company_names_it() -> None:
    right = held("Zed", carried=(Carried("Yolk", "Zed", date(2023, 10, 13)), Carried("Xenon", "Yolk", None)))
    shown = card("compute", answered("yes", (right,)), [right], [])
    assert "Through Zed, which Yolk has owned since 13 Oct 2023" in shown.lines
    assert "Through Yolk, which Xenon has owned" in shown.lines


def test_talks_are_told_and_are_no_right() -> None:
    talk = told(grantee="yolk", stance="proposed")
    shown = card("compute", answered("no_evidence", prospects=(talk,)), [], [], names={"yolk": "Yolk"})
    assert (shown.headline, shown.lines) == ("No claim found in scope", ("Talks or plans, no right: Yolk, exclusive",))


def test_an_overlap_is_marked_on_both_sides_while_it_lasts() -> None:
    mine, theirs = held("Zed"), held("Yolk", "non_exclusive", "compute.training")
    met = [clash(mine, theirs, "2025-01-01", "2025-07-01")]
    one = card("compute", answered("yes", (mine,)), [mine, theirs], met)
    other = card("compute.training", answered("no", (theirs,)), [mine, theirs], met)
    assert (one.headline, other.headline) == ("Zed vs Yolk", "Yolk vs Zed")
    assert all("overlap" in tones(c) for c in (one, other))
    assert [holds(met[0], date.fromisoformat(day)) for day in ("2024-12-31", "2025-01-01", "2025-06-30", "2025-07-01")] == [
        False,
        True,
        True,
        False,
    ]


def test_what_may_overlap_is_said_with_care() -> None:
    mine, theirs = held("Zed", field="compute.training"), held("Yolk", field="compute.inference")
    shown = card("compute.training", answered("yes", (mine,)), [mine, theirs], [clash(mine, theirs, kind="potential")])
    assert shown.headline == "Zed"
    assert Badge("May overlap with Yolk", "overlap") in shown.badges


def test_no_claim_differs_from_no() -> None:
    unknown = card("compute", answered("no_evidence"), [], [])
    over = held("Zed", "first_refusal", until="2025-01-21", rules=("end",))
    ended = card("compute", answered("no", supporting=(told(),)), [over], [])
    denied = card("compute", answered("no", supporting=(told(stance="denied"),)), [], [])
    rival = card("compute", answered("no", supporting=(told(),)), [], [], [held("Yolk")])
    assert (unknown.headline, tones(unknown)) == ("No claim found in scope", ["unknown"])
    assert (ended.headline, tones(ended)) == ("No: ended 21 Jan 2025", ["none"])
    assert "Zed held it: first refusal, 22 Jul 2019 to 21 Jan 2025" in ended.lines
    assert denied.headline == "No: denied"
    assert rival.headline == "No: Yolk holds it"


def test_a_rumour_and_what_is_to_come_are_mentioned_where_nothing_is_in_force() -> None:
    rumour, coming = held("Zed", credence=0.2), held("Yolk", "preferred", since="2027-01-01", valid_from_precision="month")
    shown = card("compute", answered("no_evidence"), [rumour, coming], [])
    assert set(shown.lines) == {"Only a rumour: Zed, exclusive", "From Jan 2027: Yolk, preferred"}


def test_cards_of_parts_that_say_the_same_are_one() -> None:
    right, own = held("Zed"), held("Yolk", "non_exclusive", "compute.inference")
    same = [card(f, answered("yes", (right,)), [right], []) for f in ("compute", "compute.training", "licence")]
    other = card("compute.inference", answered("yes", (right, own)), [right, own], [])
    found = folded([same[0], same[1], other, same[2]])
    assert [c.label for c in found] == ["Compute, with training", "Compute · inference", "Licence"]


def test_a_headline_names_three_rivals_and_counts_the_rest() -> None:
    rights = [held(f"Holder {n}") for n in range(5)]
    shown = card("compute", answered("yes", tuple(rights)), rights, [clash(rights[0], right) for right in rights[1:]])
    assert shown.headline == "Holder 0 vs Holder 1 vs Holder 2 and 2 more"


def test_of_rights_over_each_other_the_narrowest_goes_without_a_name() -> None:
    wide, narrow = held("Zed", field="compute"), held("Zed", field="compute.training", since="2025-01-01")
    shown = card("compute.training", answered("yes", (narrow, wide)), [narrow, wide], [])
    assert shown.lines == ("Since 1 Jan 2025, no end stated", "Compute: since 22 Jul 2019, no end stated")
    assert [g.text for g in shown.grounds] == ["Likely: 0 for, 0 against", "Compute, likely: 0 for, 0 against"]
    both = (held("Zed", territory="Japan", id="r-2"), wide)
    assert [g.text.split(",")[0] for g in card("compute", answered("yes", both), both, []).grounds] == ["Compute · Japan", "Compute"]


def test_fields_that_get_a_card() -> None:
    known = ["licence", "compute.training", "compute"]
    assert fields_shown(Scope("Acme"), known) == ("compute", "compute.training", "licence")
    assert fields_shown(Scope("Acme", use="compute"), known) == ("compute", "compute.training")
    assert fields_shown(Scope("Acme", use="media"), known) == ("media",)


def test_the_title_says_what_is_asked() -> None:
    assert headline(Scope("Acme")) == "Acme: who holds what, exclusively"
    assert headline(Scope("Acme", use="hosting.stateless_api", territory="Japan")) == (
        "Acme: who holds hosting · stateless API in Japan, exclusively"
    )
    assert headline(Scope("Acme", "Zed")) == "Acme: what Zed holds"
    assert headline(Scope("Acme", "Zed", "compute")) == "Acme: what Zed holds for compute"


# Tables to take away


def test_the_table_has_a_row_for_each_right() -> None:
    right = held("Zed", since="2019-07-01", until="2031-01-01", valid_from_precision="month", supporting=(told(),), doubt=(None, None))
    cells = rights_table([right, held("Yolk", credence=0.1234)], AT)
    assert {len(column) for column in cells.values()} == {2}
    assert [cells[name][0] for name in ("Holder", "From", "To", "Stands", "Disputed by", "Sources for")] == [
        "Zed",
        "2019-07",
        "2031-01-01",
        "in force",
        "between sources",
        1,
    ]
    assert [cells[name][1] for name in ("To", "Credence", "Disputed by")] == [None, 0.123, None]
    assert rights_table([], AT) == {}


def test_files_have_what_was_said_and_run_nothing() -> None:
    cells: dict[str, list[Any]] = {"Holder": ["=HYPERLINK(1)", "Zoë"], "Credence": [-0.5, None]}
    lines = csv(cells).decode("utf-8-sig").splitlines()
    assert lines == ["Holder,Credence", "'=HYPERLINK(1),-0.5", "Zoë,"]
    table = pd.read_parquet(BytesIO(parquet(cells)))
    assert table["Holder"].tolist() == ["=HYPERLINK(1)", "Zoë"]
    assert file_name("rights", View(Scope("../Zed & Söhne"), AT, date(2026, 11, 22))) == "zed-söhne-rights-at-2025-06-30-known-2026-11-22"


# Days to jump to


def test_a_rumour_is_no_event() -> None:
    rights = [held("Zed", until="2025-01-21", doubt=("2024-05-01", None)), held("Yolk", since="2022-02-02", credence=0.2)]
    assert world_days(rights) == (date(2019, 7, 22), date(2024, 5, 1), date(2025, 1, 21))


def test_every_stretch_of_a_dispute_is_an_event() -> None:
    stretches = (Dispute(date(2024, 1, 1), date(2024, 6, 1), "Yolk"), Dispute(date(2025, 3, 1), None))
    right = held("Zed", doubt=("2024-01-01", None), disputes=stretches)
    assert world_days([right]) == (date(2019, 7, 22), date(2024, 1, 1), date(2024, 6, 1), date(2025, 3, 1))


@given(st.lists(st.dates(), unique=True).map(sorted), st.dates())
def test_neighbours_are_the_nearest_other_days(days: list[date], day: date) -> None:
    before, after = neighbours(days, day)
    assert before == max((d for d in days if d < day), default=None)
    assert after == min((d for d in days if d > day), default=None)


# Evidence


def test_each_claim_is_said_once_with_the_sides_that_it_takes() -> None:
    both, aside = told("c-both", known_from=date(2025, 2, 1)), told("c-aside", known_from=date(2020, 1, 1), stance="proposed")
    rights = [held("Zed", supporting=(told("c-1"), both)), held("Yolk", "non_exclusive", opposing=(both,))]
    found = sayings(rights, [aside, both], AT)
    assert [(s.evidence.claim, s.side) for s in found] == [("c-both", "both"), ("c-1", "for"), ("c-aside", "aside")]
    assert [s.evidence.claim for s in about(found, [rights[1].id])] == ["c-both"]
    assert [s.evidence.claim for s in on_side(found, "Against")] == ["c-both"]
    assert [s.evidence.claim for s in on_side(found, "Set aside")] == ["c-aside"]
    assert on_side(found, None) == found


def test_what_is_said_of_the_rights_in_force_comes_first_and_the_latest_before_the_earlier() -> None:
    old, new, over, against = (told(f"c-{n}", known_from=date(2020 + n, 1, 1)) for n in range(1, 5))
    rights = [held("Zed", supporting=(old, new)), held("Yolk", until="2024-01-01", supporting=(over,), opposing=(against, old))]
    found = sayings(rights, [told("c-aside", known_from=date(2025, 1, 1))], AT)
    assert [(s.evidence.claim, s.now) for s in found] == [
        ("c-2", True),
        ("c-1", True),
        ("c-4", False),
        ("c-3", False),
        ("c-aside", False),
    ]
    assert table(found)["That day"] == ["In force", "In force", "–", "–", "–"]
    assert [s.evidence.claim for s in sayings(rights, [], date(2023, 1, 1))] == ["c-4", "c-3", "c-2", "c-1"]


def test_the_table_has_a_link_only_to_the_web() -> None:
    right = held(
        "Zed", supporting=(told("c-1"), told("c-2", url="javascript:alert(1)"), told("c-3", canonical_url="https://canon.example/"))
    )
    columns = table(sayings([right], [], AT))
    assert columns["Page"] == ["https://outlet.example/c-1", None, "https://canon.example/"]
    assert columns["Right"] == ["Zed · Compute"] * 3
    assert table([]) == {}


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "http:",
        "https://",
        "//x.example/",
        "http://[",
        "mailto:a@b.example",
    ],
)
def test_other_addresses_are_none(url: str | None) -> None:
    assert words.web_address(url) is None


def test_what_a_claim_does() -> None:
    assert said(told(stance="reported", change="ends", mode="first_refusal")) == "reported: ends first refusal"
    assert said(told(stance="proposed", mode=None)) == "planned: a dispute begins"


# Changes


def test_changes_are_told_as_sentences_with_what_is_new_in_evidence() -> None:
    old = held("Zed", until="2025-01-21", rules=("end",), supporting=(told("c-1"),))
    new = held("Zed", "first_refusal", since="2025-01-21", supporting=(told("c-1"), told("c-2")))
    gone = held("Yolk", until="2025-03-01", rules=("end",), supporting=(told("c-3"),))
    found = changes(
        [Moved("amends", date(2025, 1, 21), old, new), Moved("ends", date(2025, 3, 1), gone, None), Moved("begins", None, None, new)]
    )
    assert [(c.when, c.kind, c.what) for c in found] == [
        ("21 Jan 2025", "amends", "Zed · Compute"),
        ("1 Mar 2025", "ends", "Yolk · Compute"),
        ("undated", "begins", "Zed · Compute"),
    ]
    assert [c.how for c in found] == [
        "Exclusive → first refusal",
        "Exclusive since 22 Jul 2019, until 1 Mar 2025",
        "First refusal since 21 Jan 2025",
    ]
    assert [[e.claim for e in c.told] for c in found] == [["c-2"], ["c-3"], ["c-1", "c-2"]]


def test_an_amendment_of_terms_or_of_doubt_is_said() -> None:
    before, after = held("Zed"), held("Zed", until="2030-01-01", rules=("end",), doubt=("2025-01-01", None))
    (change,) = changes([Moved("amends", AT, before, after)])
    assert change.how == "Exclusive, 22 Jul 2019 to open → 22 Jul 2019 to 1 Jan 2030; now disputed"


# Conflicts


def test_conflicts_of_the_day_come_first_and_the_stronger_right_on_the_left() -> None:
    strong, weak, past = held("Zed"), held("Yolk", "non_exclusive"), held("Xenon")
    found = conflicts(VIEW, [clash(past, strong, "2020-01-01", "2021-01-01"), clash(weak, strong, "2025-01-01")], [strong])
    assert [(c.now, c.during) for c in found] == [(True, "since 1 Jan 2025"), (False, "1 Jan 2020 to 1 Jan 2021")]
    assert [s.holder for s in found[0].sides] == ["Zed", "Yolk"]
    assert conflicts(VIEW, [clash(weak, past)], [strong]) == ()


def test_a_conflict_is_drawn_on_one_axis() -> None:
    strong, weak = held("Zed", until="2027-01-01"), held("Yolk", "non_exclusive", since="2025-01-01")
    drawing = conflict(clash(weak, strong, "2025-01-01", "2027-01-01"), Point(AT, AT)).drawing
    one, other = drawing.bars
    assert (drawing.overlap.start, drawing.overlap.width) == (other.start, round(one.start + one.width - other.start, 3))
    assert one.start < drawing.overlap.start < drawing.day < one.start + one.width < 100
    assert (one.open_end, other.open_end, other.start + other.width) == (False, True, 100)
    assert [year for _, year in drawing.years] == [str(year) for year in range(2020, 2028) if year % 2 == 0]


# Names


@pytest.mark.parametrize(
    ("name", "found"),
    [("openai", "OpenAI"), ("Open AI", "OpenAI"), ("Azure", "Microsoft"), ("Quux", None), (None, None), ("Quux Ltd.", None)],
)
def test_names_are_recognised_however_spelt(name: str | None, found: str | None) -> None:
    assert permalink.recognised(name, ["OpenAI", "Microsoft"]) == found


def test_every_field_has_a_place_in_the_order() -> None:
    assert fields_shown(Scope("Acme"), FIELDS) == tuple(FIELDS)
