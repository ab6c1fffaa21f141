"""Which texts tell the same story."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import Link, links_between, near_copies, sketch

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


FILING = """The following discussion should be read together with the unaudited statements. Revenue for the three months that ended on
{end} was {revenue} million, compared with {before} million for the same months of the year before. The change was due mainly to
{cause}. We had {cash} million in cash on that date, and believe that this is enough to meet our needs for at least twelve months.
Our results may vary from quarter to quarter, and results of past quarters say little about those of quarters to come. We do not
use instruments for hedging. Critical accounting policies have not changed since our last annual report."""
QUARTERS = (
    FILING.format(end="31 March 2023", revenue="41.2", before="38.9", cause="two new depots in Galway", cash="112"),
    FILING.format(end="30 June 2023", revenue="44.7", before="40.3", cause="higher prices for wheat", cash="98"),
)
ABOUT = """Veldra Turbines builds small wind machines for farms and harbours. Founded in 1974 in a boat shed, it employs 900 people in
four countries and has put up more than eleven thousand machines. Its shares are traded in Copenhagen. The company spends a tenth of
its income on research, keeps its own school for fitters, and publishes what each machine has yielded, every year, for anybody to read."""
RELEASES = (
    "Veldra to build a school in Cork\nVeldra Turbines will open a second school for fitters next autumn, in a brewery by the river.\n",
    "A new head for Veldra\nThe board of Veldra Turbines has named Ingrid Sole as its chair. She follows Per Lund, who retires in March.\n",
)


def changed(old: str, new: str) -> str:
    assert old in STORY
    return STORY.replace(old, new)


@pytest.mark.parametrize(
    "copy",
    [
        "AARHUS, Denmark, May 3 (Harbour Newswire) \u2014 " + STORY,
        STORY + "\n(Reporting by Ada Holm; editing by Jon Birk)",
        STORY + "\n\nAbout Veldra Turbines\n" + ABOUT * 3,
        "Pumps and windmills: what a firm in Cork gets\nThe deal in detail\n" + STORY.split("\n", 1)[1],
        changed("on Tuesday", "on 3 May"),
        changed("the two companies said in a joint statement", "the two companies told Harbour Newswire"),
        changed("Shares in the Danish company", "Shares in Veldra"),
        "\n".join(STORY.split("\n")[2:]),
    ],
    ids=["dateline", "credit", "about", "headline", "day", "speaker", "name", "end"],
)
def test_what_a_desk_does_to_a_text_leaves_it_a_copy(copy: str) -> None:
    assert links(copy, STORY)
    assert links(STORY, copy)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("has appointed", "has not appointed"),
        ("its exclusive distributor", "its non-exclusive distributor"),
        ("its exclusive distributor", "its distributor"),
        ("are carved out of", "are included in"),
        ("runs for five years", "runs for nine years"),
        ("rose by four", "fell by four"),
        ("takes effect", "ceases to have effect"),
        ("Harrow & Pike its", "Borrell its"),
        ("in Ireland and Portugal", "in Norway and Poland"),
    ],
)
def test_a_copy_in_which_a_word_says_otherwise_is_another_statement(old: str, new: str) -> None:
    assert links(changed(old, new), STORY) == ()
    assert links(STORY, changed(old, new)) == ()


def test_forms_that_are_filled_in_anew_are_no_copies() -> None:
    assert links(*QUARTERS) == ()
    template = (
        "{} of {} has signed a contract with {} for the delivery of {} machines over {} years, it said on Monday. Terms were not told."
    )
    one = template.format("Norvane", "Oslo", "Aldermoor", "40", "two")
    assert links(one, template.format("Tessel", "Ghent", "Brightwater", "95", "six")) == ()


@pytest.mark.parametrize("heading", ["About Veldra Turbines\n", ""], ids=["headed", "bare"])
def test_releases_with_the_same_closing_words_are_no_copies(heading: str) -> None:
    bodies = [release + (STORY, OTHER)[n] + "\n" + heading + ABOUT for n, release in enumerate(RELEASES)]
    assert links(*bodies) == ()


def test_a_digest_is_a_copy_of_none_but_its_first_piece() -> None:
    pieces = [STORY, OTHER, *QUARTERS[:1], ABOUT]
    digest = "\n".join(pieces)
    found = near_copies({"digest": digest}, {str(n): piece for n, piece in enumerate(pieces)})
    assert [link.other for link in found] == ["0"]


def test_a_correction_in_a_long_text_leaves_it_a_copy() -> None:
    long = "\n".join([STORY, OTHER, ABOUT, FILING])
    assert links(long.replace("eleven thousand", "twelve thousand"), long)


def test_copies_are_found_among_many_that_share_their_boilerplate() -> None:
    firms = [f"Firm{n:03d}" for n in range(150)]
    filings = {
        firm: f"{firm} files its report.\n" + FILING.format(end=firm, revenue=firm, before=n, cause=firm, cash=n)
        for n, firm in enumerate(firms)
    }
    filings["copy"] = "HELSINKI (Wire) - " + filings["Firm077"]
    assert [(link.article, link.other) for link in near_copies(filings, {})] == [("copy", "Firm077")]


@settings(max_examples=25, deadline=None)
@given(st.permutations(["story", "cut", "credited", "other", "turned", "filed"]), st.integers(0, 6))
def test_what_comes_first_changes_no_pair(order: list[str], known: int) -> None:
    texts = {
        "story": STORY,
        "cut": "\n".join(STORY.split("\n")[:3]),
        "credited": STORY + "\n© Harbour Newswire",
        "other": OTHER,
        "turned": changed("has appointed", "has not appointed"),
        "filed": QUARTERS[0],
    }
    old = {key: texts[key] for key in order[:known]}
    pairs = {
        frozenset((x.article, x.other)) for x in (*near_copies(old, {}), *near_copies({key: texts[key] for key in order[known:]}, old))
    }
    assert pairs == {frozenset(p) for p in (("story", "cut"), ("story", "credited"), ("cut", "credited"))}


def test_the_words_of_a_text_are_asked_for_only_where_sketches_are_alike() -> None:
    texts = {"a": STORY, "b": OTHER, "c": STORY + " End."}
    asked = []

    def text_of(key: str) -> str:
        asked.append(key)
        return texts[key]

    drawn = {key: found for key, text in texts.items() if (found := sketch(text)) is not None}
    assert [(x.article, x.other) for x in links_between(drawn, ["c"], text_of)] == [("c", "a")]
    assert sorted(asked) == ["a", "c"]


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300))
def test_copies_are_found_both_ways_and_any_text_is_its_own(a: str, b: str) -> None:
    assert bool(links(a, b)) == bool(links(b, a))
    assert bool(links(a, a)) == (sketch(a) is not None)
