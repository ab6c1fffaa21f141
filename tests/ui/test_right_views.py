"""What the page of a right says, without a browser: titles, standing, versions, passages, and their HTML."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rights import answered, clash, held, told
from saga import HOSTILE

from graph.answers import Aside, Carried, Dispute, Related, Review, Right, Step, Why
from ui.markup import passages as passages_html
from ui.markup import rights as rights_html
from ui.palette import LIGHT
from ui.permalink import Point
from ui.versions_chart import versions_chart
from ui.views.passages import MOST, passage
from ui.views.rights import RightPage, in_dispute, right_page, title

POINT = Point(date(2025, 6, 30), date(2026, 1, 1))
ALONE = Related(date(2026, 1, 1), (), (), (), ())


def page(right: Right, *others: Right, related: Related = ALONE, point: Point = POINT) -> RightPage:
    return right_page(Why(right, {}, (*others, right), (), ()), related, answered("no_evidence"), point)


# In words


@pytest.mark.parametrize(
    ("right", "sentence"),
    [
        (held("Zed"), "Zed holds Acme’s compute exclusively"),
        (held("Zed", until="2025-06-30"), "Zed held Acme’s compute exclusively"),
        (held("Zed", since="2026-01-01"), "Zed will hold Acme’s compute exclusively"),
        (held("Zed", "first_refusal", "hosting.stateless_api"), "Zed has the first refusal on Acme’s hosting (stateless API)"),
        (held("Zed", "preferred", grantor="Orchids"), "Zed is Orchids’ preferred partner for compute"),
        (held("Zed", "non_exclusive", subject="GPT-3"), "Zed holds Acme’s compute, not exclusively, for GPT-3"),
        (held("Zed", territory="Japan"), "Zed holds Acme’s compute exclusively · Japan"),
    ],
)
def test_a_right_as_a_sentence(right: Right, sentence: str) -> None:
    assert title(right, POINT.at) == sentence


def test_the_three_states_on_the_day() -> None:
    coarse = held("Zed", since="2025-01-01", valid_from_precision="year", valid_from_latest=date(2025, 12, 31))
    states = [page(r).badges[1].text for r in (held("Zed"), coarse, held("Zed", until="2024-01-01"))]
    assert states == ["In force on 30 Jun 2025", "Uncertain on 30 Jun 2025: its dates are too coarse", "Not in force on 30 Jun 2025"]


def test_doubt_is_that_of_the_day() -> None:
    dispute = Dispute(date(2025, 1, 1), date(2025, 3, 1), "Yolk", "other", ("Zed",), "the API")
    right = held("Zed", disputed=True, disputes=(dispute,))
    assert [b.tone for b in page(right).badges] == ["exclusive", "begins"]
    badges = page(right, point=replace(POINT, at=date(2025, 2, 1))).badges
    assert badges[2].text == "Disputed by Yolk"
    assert in_dispute(dispute) == "since 1 Jan 2025 until 1 Mar 2025: Yolk objects to what Zed did over the API"


def test_another_version_that_was_believed_on_the_day_is_pointed_to() -> None:
    old = held("Zed", known_to=date(2025, 9, 1))
    new = held("Zed", "preferred", known_from=date(2025, 9, 1))
    found = page(old, new)
    assert (
        found.belief
        == "This was no longer believed on 1 Jan 2026: it was the belief from 22 Jul 2019 until 1 Sep 2025. Believed on that day:"
    )
    assert [p.to for p in found.instead] == [f"right?id={new.id}&at=2025-06-30&known_at=2026-01-01"]
    assert page(new, old).instead == ()
    early = page(new, old, point=replace(POINT, known=date(2018, 1, 1)))
    assert early.belief.endswith("it is known since 1 Sep 2025. Nothing was believed of this matter on that day.")


def test_versions_are_marked() -> None:
    old, new = held("Zed", known_to=date(2025, 9, 1)), held("Zed", "preferred", known_from=date(2025, 9, 1))
    assert [(t.chosen, t.believed, t.known) for t in page(old, new).thoughts] == [
        (False, True, "1 Sep 2025 to today"),
        (True, False, "22 Jul 2019 to 1 Sep 2025"),
    ]


def test_what_it_stands_beside() -> None:
    right, rival, earlier = held("Zed"), held("Yolk", "preferred"), held("Zed", "preferred")
    step = Carried("Corvane", "Zed", date(2022, 6, 1))
    related = Related(
        POINT.known, (earlier,), (), (clash(rival, right, "2025-01-01", "2025-03-01"),), (step,), (("g-1", "Acme – Zed: cloud"),)
    )
    everything = page(right, related=related).pointers
    assert [p.to.partition("&")[0] for p in everything if not p.what] == ["conflicts?grantor=Acme", "agreement?grantor=Acme"]
    found = [p for p in everything if p.what]
    clashing = "Conflicts with (1 Jan 2025 to 1 Mar 2025; not on this day)"
    assert [p.what for p in found] == ["Took the place of", clashing, "Told together with", "On that day"]
    assert found[1].to.startswith(f"right?id={rival.id}&")
    assert found[2].to == "agreement?id=g-1&at=2025-06-30&known_at=2026-01-01"
    assert (found[3].label, found[3].to) == ("Zed belongs to Corvane since 1 Jun 2022", "")


# Paragraphs


def test_the_paragraph_around_a_quote() -> None:
    text = "First.\n\nBefore it. The quote, after it.\nLast."
    start = text.index("The quote")
    found = passage(text, start, start + 9, "The quote")
    assert (found.before, found.quote, found.after, found.problem) == ("Before it. ", "The quote", ", after it.", "")


@given(st.text(alphabet="ab \n", max_size=60), st.text(alphabet="ab ", min_size=1, max_size=20), st.text(alphabet="ab \n", max_size=60))
def test_a_paragraph_is_what_stands_between_two_line_ends(before: str, quote: str, after: str) -> None:
    found = passage(before + quote + after, len(before), len(before) + len(quote), quote)
    assert found.problem == ""
    assert "\n" not in found.before + found.after
    assert before.endswith(found.before)
    assert after.startswith(found.after)


def test_a_long_paragraph_is_cut_at_words() -> None:
    found = passage("word " * 500 + "quote" + " word" * 500, 2500, 2505, "quote")
    assert found.before.startswith("… word")
    assert found.after.endswith("word …")
    assert max(len(found.before), len(found.after)) <= MOST + 2


@pytest.mark.parametrize(
    ("text", "withdrawn", "problem"),
    [
        (None, True, "withdrawn, and the text is erased"),
        (None, False, "is not in the store"),
        ("Other words.", False, "other words at this place"),
    ],
)
def test_a_text_that_cannot_be_shown_says_why(text: str | None, withdrawn: bool, problem: str) -> None:
    found = passage(text, 0, 5, "Quote", withdrawn=withdrawn)
    assert problem in found.problem
    assert (found.before, found.quote, found.after) == ("", "Quote", "")


# HTML


def test_hostile_texts_stay_texts() -> None:
    evil = told(quote=HOSTILE, title=HOSTILE, source=HOSTILE, speaker=HOSTILE, url="javascript:alert(1)", rule=HOSTILE, copies=("data:x",))
    evil = replace(evil, review=Review("reject", HOSTILE, HOSTILE, date(2026, 1, 1)))
    right = held(HOSTILE, subject=HOSTILE, condition=HOSTILE, territory=HOSTILE, grantor=HOSTILE, supporting=(evil,))
    found = page(right, related=Related(POINT.known, (right,), (), (), (Carried(HOSTILE, HOSTILE, None),)))
    written = (
        rights_html.standing(found.badges, found.belief, found.pointers),
        rights_html.facts(found.facts),
        rights_html.thoughts(found.thoughts),
        rights_html.pointers(found.pointers),
        rights_html.chain((Step("begin", HOSTILE, HOSTILE, (evil,)),)),
        rights_html.aside((Aside(evil, HOSTILE),)),
        passages_html.passages([(evil, passage(HOSTILE * 3, len(HOSTILE), 2 * len(HOSTILE), HOSTILE))], "for"),
        passages_html.passages([(evil, passage(None, 0, 5, HOSTILE))], "against"),
    )
    for html in written:
        assert "&lt;img src=" in html
        assert "<img" not in html
        assert "<script" not in html
        assert 'href="javascript' not in html
        assert 'href="data' not in html


def test_a_quote_is_marked_in_its_paragraph() -> None:
    html = passages_html.passages([(told(quote="b"), passage("a b c", 2, 3, "b"))], "for")
    assert "a <mark>b</mark> c" in html


# The drawing


def test_the_drawing_has_every_version_within_its_axes() -> None:
    old, new = held("Zed", since=None, known_to=date(2025, 9, 1)), held("Zed", "preferred", since="2026-06-01", known_from=date(2025, 9, 1))
    spec = versions_chart((old, new), new.id, POINT, LIGHT)
    layer = spec["layer"][0]
    rows = layer["data"]["values"]
    assert [(r["right"], r["mode"], r["thick"]) for r in rows] == [(old.id, "Exclusive", 1.5), (new.id, "Preferred", 3.0)]
    first = layer["encoding"]["x"]["scale"]["domain"][0]
    assert rows[0]["left"] == f"{date(first['year'], first['month'], first['date'])}T00:00:00"
    assert layer["encoding"]["y"]["scale"]["reverse"] is True
    assert "Known 1 Sep 2025 to today: Preferred, from 1 Jun 2026" in rows[1]["told"]
