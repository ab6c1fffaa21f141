"""Strangers' texts never become markup, and links lead to the web or nowhere."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rights import answered, clash, held, told
from saga import HOSTILE, HOSTILE_MARKDOWN

from graph.answers import Evidence, Moved, Right
from ui.layout.comparison import comparison
from ui.layout.timeline import timeline
from ui.markup import cards as cards_html
from ui.markup import changes as changes_html
from ui.markup import conflicts as conflicts_html
from ui.markup import quotes as quotes_html
from ui.markup import text as text_html
from ui.markup.legend import legend
from ui.markup.timeline import Picture
from ui.markup.timeline import timeline as picture_of
from ui.permalink import Scope, View, href
from ui.views.cards import card
from ui.views.changes import changes
from ui.views.conflicts import conflicts
from ui.views.sayings import sayings

AT = date(2025, 6, 30)
VIEW = View(Scope("Acme"), AT, date(2026, 11, 22))


class Reader(HTMLParser):
    """What a browser would make of it: tags with attributes, and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


OURS = set(
    "article section header h1 h2 p ul ol li span strong figure blockquote figcaption cite a details summary div time i pre code".split()
)


def evil(text: str, **more: Any) -> Evidence:
    strings = ("title", "source", "stance", "speaker", "quote", "published_at", "url", "canonical_url")
    return told("c-1", copies=(text, "https://copy.example/"), **dict.fromkeys(strings, text), **more)


def evil_right(text: str) -> Right:
    evidence = (evil(text),)
    return held(
        text, territory=text, subject=text, condition=text, doubt=(None, None), disputed_by=(text,), supporting=evidence, opposing=evidence
    )


def cards(text: str) -> str:
    right = evil_right(text)
    return cards_html.cards([card("compute", answered("yes", (right,)), [right], [clash(right, replace(right, id="r-2"))])], {"at": text})


def everything(text: str) -> list[str]:
    right = evil_right(text)
    other = replace(right, id="r-2", grantee=text + "2")
    return [
        cards(text),
        quotes_html.quotes(sayings([right], [], AT)),
        changes_html.changes(changes([Moved("begins", AT, None, right)]), {"at": "2025-01-01"}),
        conflicts_html.conflicts(conflicts(VIEW, [clash(right, other)], [right])),
        text_html.heading(text, text, text),
        text_html.notice(text, text, text),
    ]


def test_a_card_with_many_lines_folds_the_rest_and_shows_one_ground() -> None:
    rights = [
        held(f"Holder {n}", since=f"2025-01-0{n}", condition="until an independent panel of experts has verified what it was asked")
        for n in range(1, 5)
    ]
    html = cards_html.cards([card("compute", answered("yes", tuple(rights)), rights, [])], {})
    shown, rest = html.split("<details><summary>5 more</summary>")
    assert (shown.count("<li>"), rest.count("<li>")) == (4, 5)
    assert "<li><details><summary>Condition: until an independent panel" in rest


def test_an_overlap_leads_to_the_conflicts_of_its_field() -> None:
    assert 'href="conflicts?grantor=Acme&amp;use=compute&amp;at=2025-01-01"' in cards("2025-01-01")


@pytest.mark.parametrize(
    "text", [HOSTILE, HOSTILE_MARKDOWN, "'\"><a href=javascript:alert(1)>", "</article></section><base href=//evil.example>"]
)
def test_hostile_texts_show_as_they_are(text: str) -> None:
    for html in everything(text):
        seen = Reader(html)
        assert seen.open == []
        assert {tag for tag, _ in seen.tags} <= OURS
        assert text in seen.text
        for tag, attributes in seen.tags:
            assert not any(name.startswith("on") or name in ("src", "srcset", "background") for name in attributes)
            if tag == "a" and attributes["target"] == "_self":
                assert (attributes["href"] or "").startswith(("right?", "conflicts?"))
            elif tag == "a":
                assert attributes["href"] == "https://copy.example/"
                assert attributes["rel"] == "noopener noreferrer nofollow"


@given(st.text())
def test_no_text_breaks_out(text: str) -> None:
    for html in everything(text):
        seen = Reader(html)
        assert seen.open == []
        assert {tag for tag, _ in seen.tags} <= OURS


def test_links_lead_to_the_canonical_page() -> None:
    html = quotes_html.citation(told(canonical_url="https://canon.example/?a=1&b=2", title="A & B"))
    ((_, attributes),) = [t for t in Reader(html).tags if t[0] == "a"]
    assert attributes["href"] == "https://canon.example/?a=1&b=2"
    assert "A & B" in Reader(html).text


def test_copies_are_folded() -> None:
    html = quotes_html.citation(told(copies=("https://one.example/", "https://two.example/")))
    assert "2 copies elsewhere" in Reader(html).text
    assert "<details>" in html


@pytest.mark.parametrize(("quote", "marked"), [("It is so.", False), ("“It is so,” he said.", True)])
def test_a_quote_that_has_its_marks_gets_no_others(quote: str, marked: bool) -> None:
    assert ('class="dg-marked"' in quotes_html.citation(told(quote=quote))) is marked


@pytest.mark.parametrize("most", [2, 3, 4, 5])
@pytest.mark.parametrize("count", [1, 4, 5, 6, 9, 14])
def test_cards_stand_in_even_rows(count: int, most: int) -> None:
    columns = cards_html.columns_of(count, most)
    rows = -(-count // columns)
    assert 1 <= columns <= most
    assert rows == -(-count // most)  # no more rows than it takes
    assert count > columns * (rows - 1)


def test_the_legend_has_what_the_chart_has() -> None:
    plain, other = (
        held("Zed"),
        held("Yolk", "preferred", since="2020-01-01", doubt=("2021-01-01", None), valid_from_latest=date(2020, 12, 31)),
    )
    after, rumour = held("Zed", "preferred", since="2026-01-01"), held("Wax", credence=0.1)
    ended = replace(plain, valid_to=date(2026, 1, 1))
    bare = timeline([plain], [], at=AT, known=AT)
    full = timeline([ended, after, other, rumour], [clash(plain, other)], at=AT, known=AT, prospects=[told(stance="proposed")])
    bare_text, full_text = (Reader(legend(drawn)).text for drawn in (bare, full))
    for words in ("Disputed", "Overlap", "Only a rumour", "Exact day unknown", "Talks or plans", "Follows"):
        assert words not in bare_text
        assert words in full_text
    assert "No end stated" in bare_text
    assert "No end stated" not in Reader(legend(timeline([ended], [], at=AT, known=AT))).text
    moved, since = [Moved("ends", AT, other, None)], date(2025, 1, 1)
    world, knowledge = (comparison([plain], moved, "world", since, AT, AT), comparison([plain], moved, "knowledge", since, AT, AT))
    for drawn, has, lacks in (
        (world, "Between the two days", "No longer believed"),
        (knowledge, "No longer believed", "Between the two days"),
    ):
        compared_text = Reader(legend(drawn, "Unchanged")).text
        assert has in compared_text
        assert "Unchanged" in compared_text
        assert lacks not in compared_text
        assert has not in full_text


MINE = held("Zed", doubt=("2025-01-01", None))
THEIRS = held(HOSTILE, "non_exclusive", since="2020-01-01", valid_from_latest=date(2020, 12, 31))
RIGHTS = [MINE, THEIRS, held(HOSTILE_MARKDOWN, credence=0.1), held("Wax", "preferred", since="2027-01-01", territory=HOSTILE)]


def picture(at: date = AT) -> Picture:
    talk = told(grantee=HOSTILE, stance="proposed", source=HOSTILE_MARKDOWN)
    return picture_of(timeline(RIGHTS, [clash(MINE, THEIRS, "2021-01-01")], at=at, known=VIEW.known, prospects=[talk]))


def test_strangers_names_stay_texts_in_the_timeline() -> None:
    drawn = picture()
    read = Reader("".join((drawn.days, drawn.names, *drawn.parts, drawn.years)))
    assert {tag for tag, _ in read.tags} == {"li", "span", "svg", "g", "rect", "line", "path", "text"}
    assert all(name.isalnum() or name.replace("-", "").isalnum() for _, attributes in read.tags for name in attributes)
    assert not any(name.startswith("on") for _, attributes in read.tags for name in attributes)
    tips = [dict(json.loads(a["data-tip"] or "")) for _, a in read.tags if "data-tip" in a]
    assert HOSTILE in {tip.get("Holder") for tip in tips}
    assert f"{HOSTILE}: non-exclusive, Compute" in " ".join(a.get("aria-label") or "" for _, a in read.tags)


def test_each_look_of_a_bar_is_drawn_as_such() -> None:
    looks = {a["class"] for part in picture().parts for tag, a in Reader(part).tags if tag == "rect"}
    assert looks == {"sure", "unsure", "disputed", "rumour", "prospect", "overlap"}


def test_what_has_no_room_on_a_bar_stands_beside_it_as_far_as_the_row_is_free() -> None:
    short = held("Zed", since="2025-06-20", until="2025-07-10")
    alone, followed = ([short], [short, held("Zed", "preferred", since="2025-08-01")])
    rooms = []
    for rights in (alone, followed):
        drawn = timeline(rights, [], at=AT, known=VIEW.known)
        texts = [a for part in picture_of(drawn).parts for tag, a in Reader(part).tags if tag == "text"]
        (beside, before) = (a for a in texts if (a["class"] or "").endswith("beside"))
        assert before["text-anchor"] == "end"
        rooms.append(float(beside["data-room"] or "") * (drawn.last - drawn.first).days)
    assert round(rooms[0]) == (timeline(alone, [], at=AT, known=VIEW.known).last - date(2025, 7, 10)).days
    assert round(rooms[1]) == (date(2025, 8, 1) - date(2025, 7, 10)).days


def test_what_goes_on_past_the_edge_fades_and_says_until_when() -> None:
    rights = [held("Zed", until="2040-01-01"), held("Yolk", since="2025-08-01")]
    recent, whole = (picture_of(timeline(rights, [], at=AT, known=VIEW.known, whole=whole)) for whole in (False, True))
    assert "until 2040" in Reader(recent.parts[2]).text
    assert [a["class"] for tag, a in Reader(recent.parts[2]).tags if tag == "rect"] == ["sure", "fade"]
    assert (recent.longer, recent.whole, recent.beyond) == (True, False, len("until 2040"))
    assert "until" not in "".join(whole.parts)
    assert (whole.longer, whole.whole, whole.beyond) == (True, True, 0)
    assert not picture_of(timeline(rights[1:], [], at=AT, known=VIEW.known)).longer


def test_a_plan_is_no_right_to_pick() -> None:
    bars = [a for part in picture().parts for tag, a in Reader(part).tags if tag == "g" and (a["class"] or "").startswith("bar")]
    assert {(a["role"], bool(a.get("data-right"))) for a in bars} == {("button", True), ("img", False)}


def test_all_stands_within_the_plot() -> None:
    shares = [
        float((a[side] or "").rstrip("%")) for part in picture().parts for _, a in Reader(part).tags for side in ("x", "width") if side in a
    ]
    assert shares
    assert all(0 <= share <= 100 for share in shares)


def test_a_day_later_only_the_day_is_drawn_anew() -> None:
    today, tomorrow = picture(), picture(AT + timedelta(days=1))
    changed = [one for one, other in zip(today.parts, tomorrow.parts, strict=True) if one != other]
    assert today.names == tomorrow.names
    assert len(changed) < len(today.parts) / 2
    assert 'class="day"' in changed[-1]


def test_bars_that_are_links_lead_to_their_rights_on_both_days() -> None:
    drawn = picture_of(timeline(RIGHTS, [], at=AT, known=VIEW.known), {"at": "2025-06-30"})
    links = [a for part in drawn.parts for tag, a in Reader(part).tags if tag == "a"]
    assert {a["href"] for a in links} == {href("right", {"id": right.id, "at": "2025-06-30"}) for right in RIGHTS}
    assert not any("data-right" in a for part in drawn.parts for _, a in Reader(part).tags)
