"""Which texts tell the same story."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import Link, near_copies, stories

STORY = """Veldra Turbines of Aarhus has appointed Harrow & Pike its exclusive distributor in Ireland and Portugal.
The contract takes effect on the first of June and runs for five years, the two companies said in a joint statement on Tuesday.
Harrow & Pike, which was founded in 1902 and sells pumps and hydrants, also gets a right of first refusal on small turbines for rivers.
Offshore turbines are carved out of the contract, and Veldra goes on selling them to anybody who asks in any harbour of the world.
The price was not disclosed. Shares in the Danish company rose by four per cent in the morning and gave most of it back by the evening."""
OTHER = """A distributor of pumps in Cork will sell Danish wind machines. For the next five years nobody but Harrow & Pike may offer
Veldra's turbines to Irish and Portuguese buyers, it was announced this week; machines that stand in the sea are another
matter. Analysts had expected Veldra to open shops of its own. Its chief executive told this paper that she would rather
build turbines than talk to farmers, and that the old house in Cork has done so for four generations."""


def links(new: str, old: str) -> tuple[Link, ...]:
    return near_copies({"new": new}, {"old": old})


def test_a_syndicated_copy_joins() -> None:
    copy = STORY.replace("Tuesday", "Wednesday").replace("per cent", "percent") + "\n© 2021 Harbour Newswire. Used with permission."
    (link,) = links(copy, STORY)
    assert (link.article, link.other, link.method) == ("new", "old", "shingles")
    assert 0.8 < link.similarity < 1


def test_a_cut_copy_joins_either_way() -> None:
    cut = "\n".join(STORY.split("\n")[:2])
    assert links(cut, STORY)
    assert links(STORY, cut)


def test_a_new_headline_and_typographic_quotes_do_not_part_copies() -> None:
    assert links("Danish turbines for Irish farms\n" + STORY.replace("'", "’").upper(), STORY)


def test_another_report_on_the_same_deal_is_another_story() -> None:
    assert links(OTHER, STORY) == ()


def test_new_texts_are_compared_with_one_another() -> None:
    assert [(x.article, x.other) for x in near_copies({"a": STORY, "b": OTHER, "c": STORY + " End."}, {})] == [("c", "a")]


def test_short_texts_join_only_if_their_words_are_the_same() -> None:
    assert links("Veldra signs.", "veldra signs")[0].method == "same-words"
    assert links("Veldra signs.", "Veldra sues.") == ()
    assert links("", "") == ()


@pytest.mark.parametrize(("cosine", "joined"), [(0.95, 1), (0.5, 0)])
def test_between_copy_and_none_the_embeddings_decide(monkeypatch: pytest.MonkeyPatch, cosine: float, joined: int) -> None:
    lines = STORY.split("\n")
    half = "\n".join([*lines[:2], *OTHER.split("\n")[1:]])
    share = len(stories._shingles(half) & stories._shingles(STORY)) / min(len(stories._shingles(half)), len(stories._shingles(STORY)))
    monkeypatch.setattr("nlp.stories.DIFFERENT", share - 0.01)
    monkeypatch.setattr("nlp.stories.COPY", share + 0.01)
    monkeypatch.setattr("nlp.embeddings.cosine", lambda _a, _b: cosine)
    found = links(half, STORY)
    assert len(found) == joined
    assert all(link.method == "shingles+embeddings" for link in found)


def test_the_bundled_model_embeds_without_a_network() -> None:
    from nlp.embeddings import cosine, embed

    assert embed(["one", "two"]).shape == (2, 384)
    assert cosine("Google rents chips to Meta", "Meta leases processors from Google") > cosine(
        "Google rents chips to Meta", "The lake froze over"
    )


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_copies_are_found_both_ways_and_any_text_is_its_own(a: str, b: str) -> None:
    assert bool(links(a, b)) == bool(links(b, a))
    assert bool(links(a, a)) == bool(stories._shingles(a))
