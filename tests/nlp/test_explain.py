"""Explanations: every attribute of a claim leads to the words that it was read from, or says how it was inferred."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.claims import Change, Claim, RightClaim, claim_to_dict
from graph.gazetteer import fold, load
from nlp import Explained, Passage, Source, explain, extract, passage_from_dict

DAY = date(2025, 6, 10)
GOLDEN = sorted((Path(__file__).parent / "golden").glob("*.json"))
NAMES = ("grantor", "grantee", "parties", "claimant", "respondents", "speaker")
VERBATIM = ("subject", "territory", "condition", "value", "term", "over")
APART = ("kind", "quote", "char_start", "char_end", "confidence", "rule", "field_assumed")

SENTENCES = (
    "OpenAI has given Microsoft the exclusive right to host its models in Europe until {year}.",
    "{holder} is {owner}'s sole distributor in Spain, except for public buyers.",
    "It will also hold a non-exclusive licence to {owner}'s engines.",
    "{owner} signed a five-year, $3bn supply contract with {holder} on Monday.",
    "The carmaker denied that it had promised {holder} any exclusivity.",
    "{holder}’s right of first refusal over {owner}'s plants expired in {year}.",
    "Customers of Azure can now use {owner}'s software, people familiar with the matter said.",
    "The deal would make {holder} the preferred cloud of the company there.",
    "{owner} has sued {holder} over an exclusive supply agreement.",
    "{holder} said that its new shop does not breach its obligations to {owner}.",
    "It no longer needs to buy all its steel from {holder}, it said.",
)
COMPANIES = ("Lintel Software", "Tarvos Cloud", "Oslund Foods", "Brackholm Narrowboats Ltd.", "OpenAI", "AWS", "the Oslund group")


@st.composite
def articles(draw: st.DrawFn) -> str:
    owner, holder = draw(st.lists(st.sampled_from(COMPANIES), min_size=2, max_size=2, unique=True))
    chosen = draw(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5))
    year = draw(st.integers(2019, 2034))
    gap = draw(st.sampled_from((" ", "\n\n", " \t ", "\n“Yes.”\n")))
    return gap.join(s.format(owner=owner, holder=holder, year=year) for s in chosen)


def pairs(told: Explained) -> Iterator[tuple[str, object, Source]]:
    """Each attribute with each of its values and that value's source."""
    for name, sources in told.attributes.items():
        value = getattr(told.claim, name)
        values = value if isinstance(value, tuple) else (value,)
        assert len(values) == len(sources), (told.claim.rule, name)
        for one, source in zip(values, sources, strict=True):
            yield name, one, source


def words(text: str, span: tuple[int, int]) -> str:
    assert 0 <= span[0] < span[1] <= len(text)
    found = text[slice(*span)]
    assert found == found.strip()
    return found


def stands_for(found: str, name: str) -> bool:
    """Whether the words are the name, a short form of it, or something of that company's."""
    known = load().by_name(found)
    same = {fold(found).removeprefix("the "), *fold(found).removeprefix("the ").split()} & {fold(name), *fold(name).split()}
    return bool(same) or (known is not None and name in (known.name, load().party(known, DAY).name))


def check(text: str, told: Explained) -> None:
    claim = told.claim
    assert told.cue is not None
    assert told.scope is not None
    assert told.scope[0] <= told.cue[0] < told.cue[1] <= told.scope[1]
    assert words(text, told.cue)
    given = {k for k, v in claim_to_dict(claim).items() if v not in (None, []) and k not in APART}
    assert given == set(told.attributes)
    for name, value, source in pairs(told):
        assert source.span is not None or source.how.startswith("inferred") or source.antecedent is not None
        found = words(text, source.span) if source.span else ""
        before = words(text, source.antecedent) if source.antecedent else ""
        if source.how == "said" and name in (*NAMES, *VERBATIM):
            assert found == value
        if name in NAMES:
            assert stands_for(before or found, str(value)), (before, found, value)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(articles())
def test_every_attribute_leads_to_words_that_stand_for_it(text: str) -> None:
    for told in explain(Passage("x", "", text, DAY, "")):
        check(text, told)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.stem)
def test_the_golden_texts_are_explained_throughout(path: Path) -> None:
    for i, row in enumerate(json.loads(path.read_text(encoding="utf-8"))):
        for told in explain(passage_from_dict({"id": str(i), **{k: row[k] for k in ("text", "published_at")}})):
            check(row["text"], told)


def test_what_is_explained_is_what_is_extracted() -> None:
    text = " ".join(SENTENCES[:6]).format(owner="Oslund Foods", holder="Marrick Trading", year=2030)
    (found,) = extract([Passage("x", "", text, DAY, "")])
    claims: tuple[Claim, ...] = tuple(told.claim for told in explain(Passage("x", "", text, DAY, "")))
    assert found.claims == claims
    assert len(claims) > 3
    assert all(type(value) is str for c in claims for value in (c.rule, c.quote, c.speaker or ""))


def test_spans_hold_in_a_text_of_many_windows() -> None:
    sentence = "Lintel Software has named Tarvos Cloud its exclusive cloud provider until 2031, it said."
    filler = "The weather was fine and the lake was calm on that day in the hills above the town. " * 3000
    text = filler + "\n\n" + sentence
    (told,) = explain(Passage("x", "", text, DAY, ""))
    (short,) = explain(Passage("x", "", sentence, DAY, ""))
    assert told.claim.start > 200_000
    assert [words(text, s.span) for _, _, s in pairs(told) if s.span] == [words(sentence, s.span) for _, _, s in pairs(short) if s.span]
    check(text, told)


STORY = (
    "Oslund Foods said on Monday that it has given Marrick Trading the exclusive right to sell its soups there from 2026 for five years, "
    "except for army kitchens."
)
FIRST = "Oslund Foods sells soup in Spain. "
GOLDEN_WORDS = {
    "grantor": ("it", "stands for a company named elsewhere", "Oslund Foods"),
    "grantee": ("Marrick Trading", "said", ""),
    "mode": ("exclusive", "said by the cue", ""),
    "change": ("has given", "said", ""),
    "field_of_use": ("sell", "said", ""),
    "subject": ("soups", "said", ""),
    "territory": ("there", 'the place that "there" stands for', "Spain"),
    "condition": ("except for army kitchens", "said", ""),
    "speaker": ("Oslund Foods", "said", ""),
    "valid_from": ("2026", "said", ""),
    "valid_to": ("five years", "start and term added up", "2026"),
    "stance": ("", "inferred: stated plainly, for no words of the clause deny it, plan it or put it as hearsay", ""),
}


def golden(text: str, told: Explained) -> dict[str, tuple[str, str, str]]:
    """Each attribute's words, how it is known, and the words that it leads back to."""
    return {
        name: (text[slice(*s.span)] if s.span else "", s.how, text[slice(*s.antecedent)] if s.antecedent else "")
        for name, _, s in pairs(told)
    }


def test_a_right_is_explained_to_the_last_attribute() -> None:
    text = FIRST + STORY
    (told,) = explain(Passage("x", "", text, DAY, ""))
    assert told.claim.rule == "right-given"
    assert told.meaning == "Who gives, grants or sells a right is its grantor, who gets it its grantee."
    assert told.scope is not None
    assert text[slice(*told.scope)] == STORY
    assert golden(text, told) == GOLDEN_WORDS


@pytest.mark.parametrize(
    ("text", "attribute", "words"),
    [
        ("Customers of Azure can now use Lintel Software's models.", "grantee", ("Azure", "the company behind what is named", "")),
        (
            "Lintel Software is in talks to make Tarvos Cloud its exclusive cloud.",
            "stance",
            ("in talks", "made a plan or a possibility by these words", ""),
        ),
        (
            "Tarvos Cloud would be Lintel Software's exclusive cloud.",
            "stance",
            ("would", "made a plan or a possibility by these words", ""),
        ),
        (
            "Lintel Software has made Tarvos Cloud its exclusive cloud, people familiar with the matter said.",
            "stance",
            ("people familiar with the matter said", "put as hearsay by these words", ""),
        ),
        ("Oslund Foods has not given Marrick Trading exclusive rights.", "stance", ("not", "negated by these words", "")),
        ("Tarvos Cloud no longer has a right of first refusal on Lintel Software's computing.", "change", ("no longer has", "said", "")),
        ("Tarvos Cloud has a right of first refusal on Lintel Software's computing.", "mode", ("first refusal", "said by the cue", "")),
        (
            "Lintel Software talked to Tarvos Cloud. Tarvos Cloud is the exclusive cloud provider.",
            "grantor",
            ("", "inferred: the party named last before", "Lintel Software"),
        ),
        ("Lintel Software's contract with Tarvos Cloud is non‑exclusive.", "mode", ("non‑exclusive", "said by the cue", "")),
    ],
)
def test_each_kind_of_source_is_told(text: str, attribute: str, words: tuple[str, str, str]) -> None:
    told = explain(Passage("x", "", text, DAY, ""))
    assert words in [golden(text, t).get(attribute) for t in told], [golden(text, t) for t in told]


def test_what_another_sentence_adds_leads_to_that_sentence() -> None:
    text = (
        "Oslund Foods signed a supply contract with Marrick Trading on 3 June 2025. "
        "Oslund Foods gave Marrick Trading the exclusive right to sell its soups. It runs until 2031."
    )
    told = next(t for t in explain(Passage("x", "", text, DAY, "")) if t.claim.kind == "right")
    assert golden(text, told)["valid_to"] == ("2031", "said", "")
    assert golden(text, told)["valid_from"] == ("3 June 2025", "said", "")
    assert told.attributes["valid_to"][0].span == (text.index("2031"), text.index("2031") + 4)
    check(text, told)


def test_what_is_told_twice_keeps_the_words_of_both() -> None:
    text = (
        "Oslund Foods gave Marrick Trading the exclusive right to sell its soups. "
        "Marrick Trading has the exclusive right to sell Oslund Foods' soups in Spain until 2031."
    )
    (told,) = (t for t in explain(Passage("x", "", text, DAY, "")) if t.claim.kind == "right")
    found = golden(text, told)
    assert told.claim.rule == "right-given"
    assert found["change"] == ("gave", "said", "")
    assert found["territory"] == ("Spain", "said", "")
    assert told.attributes["territory"][0].span == (text.index("Spain"), text.index("Spain") + 5)
    assert found["valid_to"] == ("2031", "said", "")
    check(text, told)


@pytest.mark.parametrize(
    ("text", "assumed"),
    [
        ("Marrick Trading has lost its exclusive rights in Spain, Oslund Foods said.", True),
        ("Marrick Trading has lost its exclusive right to sell Oslund Foods' soups in Spain.", False),
        ("Oslund Foods gave Marrick Trading the sole right to sell its soups. In May Marrick Trading lost its exclusive rights.", False),
    ],
)
def test_a_claim_tells_whether_its_field_is_only_the_likeliest(text: str, assumed: bool) -> None:
    told = (t.claim for t in explain(Passage("x", "", text, DAY, "")))
    assert [c.field_assumed for c in told if isinstance(c, RightClaim) and c.change is Change.ENDS] == [assumed]
