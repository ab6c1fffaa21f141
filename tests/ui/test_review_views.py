"""What the Review page says, without a browser: why a claim is asked about, what an answer changes, what was amended."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import rights
from saga import HOSTILE
from telling import Telling, agreement, dispute, right

from graph.answers import Doubtful
from graph.beliefs import believe
from graph.claims import Claim, claim_from_dict, claim_to_dict
from graph.dates import parse_day
from graph.events import Event
from graph.reviews import amended
from graph.whatif import compare
from nlp import Passage, explain
from ui.markup import review as html
from ui.supposing import Supposed
from ui.views import review as views
from ui.views import wording


def supposed(before: Telling, after: Telling) -> tuple[views.Effect, ...]:
    """What one telling says otherwise than another of Oslund Foods."""
    one, other = (believe("oslund-foods", t.ledger().statements_of("oslund-foods")) for t in (before, after))
    names = {"oslund-foods": "Oslund Foods", "marrick": "Marrick"}
    return views.effects([Supposed(change, names) for change in compare(one, other, date(2026, 1, 1))])


def telling(*pages: tuple[str, Claim]) -> Telling:
    told = Telling()
    for n, (source, claim) in enumerate(pages):
        told.say(f"p{n}", "2025-03-01", claim, source=source)
    return told


def test_effects_say_what_ends_begins_and_moves() -> None:
    open_, ended = (
        right("Oslund Foods", "Marrick", valid_from="2025-03-01"),
        right("Oslund Foods", "Marrick", change="ends", valid_to="2025-06"),
    )
    one, two = telling(("Reuters", open_)), telling(("Reuters", open_), ("Stackline", ended))
    (moved,) = supposed(one, two)
    assert moved.right.startswith("Oslund Foods → Marrick · Exclusive · Compute")
    assert moved.how[0] == "in force 1 Mar 2025 on → 1 Mar 2025 to Jun 2025"
    (gone,) = supposed(one, Telling())
    assert (gone.tone, gone.how) == ("ends", ("believed no more, with credence 0.95 before",))
    (new,) = supposed(Telling(), one)
    assert (new.tone, new.how) == ("begins", ("believed with credence 0.95, well attested",))
    (heavier,) = supposed(telling(("Third Shift", open_)), one)
    assert heavier.how == ("credence 0.70 → 0.95, likely → well attested",)


def test_why_a_claim_is_asked_about() -> None:
    alone = Doubtful(rights.told(confidence=0.6), 0.32, 1, (rights.held("Zed", credence=0.8),))
    assert views.because(alone) == (
        "The claim is 60 % likely to have been read right.",
        "No other story says so: the right rests on it alone.",
        "A check is expected to cost the right 32 % of credence, of 80 %.",
    )
    many = Doubtful(rights.told(confidence=0.6, change="ends"), 0.012, 3, (rights.held("Zed", disputed=True, disputed_by=("Zed",)),) * 2)
    said = views.because(many)
    assert "2 other stories say so too: the end of the right rests on it in part." in said
    assert "The right is in dispute: Zed objects." in said
    assert "2 rights rest on it." in said
    assert views.item(many).why == "1.2 % at stake"


@pytest.mark.parametrize("claim", [right("A", "B", territory="EU"), agreement("A", "B"), dispute("A", "B", "C", over="x")])
def test_an_amendment_is_what_differs_and_can_be_made(claim: Claim) -> None:
    given = {f.name: f.value for f in views.amendable(claim)}
    assert views.changes(claim, given) == {}
    changed = views.changes(claim, given | {"speaker": " Jane Roe "})
    assert changed == {"speaker": "Jane Roe"}
    assert amended(claim, changed).speaker == "Jane Roe"


def test_lists_and_empty_texts_are_amended_too() -> None:
    told = right("A", "B", territory="EU")
    assert views.changes(told, {"territory": "  ", "field_of_use": ["media"]}) == {"territory": None, "field_of_use": ["media"]}
    assert views.changes(dispute("A", "B"), {"respondents": "B, C ,"}) == {"respondents": ["B", "C"]}


def test_the_words_of_a_quote_are_marked_by_what_was_read_from_them() -> None:
    text = "Microsoft is the exclusive cloud provider of OpenAI."
    (explained,) = explain(Passage("p", "", text, parse_day("2025-01-01")))
    claim = explained.claim
    assert wording.same([explained], claim) is explained
    assert wording.same([explained], claim_from_dict({**claim_to_dict(claim), "mode": "preferred"})) is None
    pieces = wording.pieces(explained, text, (claim.start, claim.end))
    assert "".join(p.text for p in pieces) == claim.quote
    assert ("grantee",) in [p.names for p in pieces if p.text == "Microsoft"]
    assert wording.words(explained, text)["grantor"] == "from “OpenAI”"


def test_what_was_said_in_words() -> None:
    data = {
        "claim": "c-1",
        "article": "a-1",
        "verdict": "amend",
        "changes": {"valid_to": None, "mode": "preferred"},
        "by": "Ada",
        "why": "w",
    }
    event = Event(1, "e", "claim/c-1", 1, "claim.reviewed", 1, datetime(2026, 5, 1, 9, 30, tzinfo=UTC), None, None, data)
    said = views.said(event, True)
    assert said.what == "Amended the claim c-1 (valid to: none; mode: Preferred)"
    assert said.when == "1 May 2026, 09:30 UTC"
    assert views.words("entity.judged", {"name": "A", "other": "B", "verdict": "same"}) == "A and B are the same"
    assert views.words("source.rated", {"source": "S", "rating": None}) == "Rated S: as in the bundled table"


def test_hostile_texts_stay_texts() -> None:
    item = views.Item("c-1", HOSTILE, HOSTILE, HOSTILE)
    shown = "".join(
        (
            html.queue([(item, f"review?claim={HOSTILE}")], "c-1", 1),
            html.because([HOSTILE]),
            html.attributes([views.Attribute(HOSTILE, HOSTILE, HOSTILE)]),
            html.effects([views.Effect("ends", HOSTILE, HOSTILE, (HOSTILE,))]),
            html.said(views.Said(HOSTILE, HOSTILE, HOSTILE, open=False)),
            html.links([(HOSTILE, HOSTILE)]),
        )
    )
    assert "<img" not in shown
    assert "<script" not in shown


def test_a_field_that_no_word_tells_is_said_to_be_assumed() -> None:
    told = {a.name: a.value for a in views.attributes(right("A", "B", "exclusive", "licence", field_assumed=True))}
    assert told["Field of use"].endswith("assumed: no word tells it")
    told = {a.name: a.value for a in views.attributes(right("A", "B", "exclusive", "licence"))}
    assert "assumed" not in told["Field of use"]
