"""Money, class by class: what an amount is, what it is worth in dollars, and whether it is what the deal is worth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp import _money


@pytest.mark.parametrize(
    ("text", "amount", "usd"),
    [
        ("a $38bn contract", "$38bn", 38e9),
        ("US$1.4 trillion", "US$1.4 trillion", 1.4e12),
        ("US $1.4 trillion", "US $1.4 trillion", 1.4e12),
        ("USD 250 million", "USD 250 million", 250e6),
        ("250 million USD", "250 million USD", 250e6),
        ("£200m", "£200m", None),
        ("5 billion yen", "5 billion yen", None),
        ("₹1,200 crore", "₹1,200 crore", None),
        ("Rs 500 crore ($60 million)", "Rs 500 crore ($60 million)", 60e6),
        ("NZ$40 million", "NZ$40 million", None),
        ("$40 million CAD", "$40 million CAD", None),
        ("1.2-1.5 billion dollars", "1.2-1.5 billion dollars", 1.5e9),
        ("$1.2-1.5 billion", "$1.2-1.5 billion", 1.5e9),
        ("between $10 million and $12 million", "between $10 million and $12 million", 12e6),
        ("$10 million to $12 million", "$10 million to $12 million", 12e6),
        ("$10 million and 12 million shares", "$10 million", 10e6),
        ("between $4 million", "$4 million", 4e6),
        ("€2bn–€3bn", "€2bn–€3bn", None),
        ("potentially more than $3 billion over five years", "potentially more than $3 billion", 3e9),
        ("in excess of $90 million", "in excess of $90 million", 90e6),
        ("half a billion dollars", "half a billion dollars", 5e8),
        ("two hundred million dollars", "two hundred million dollars", 2e8),
        ("a $2 billion-dollar plant", "$2 billion", 2e9),
        ("a multibillion-dollar contract", "multibillion-dollar", None),
        ("€3,5 million", "€3,5 million", None),
        ("$11,900,000,000", "$11,900,000,000", 11.9e9),
    ],
)
def test_an_amount_and_its_worth(text: str, amount: str, usd: float | None) -> None:
    (found,) = _money.find(text)
    assert (found.text, found.usd, text[found.start : found.end]) == (amount, usd, amount)


@pytest.mark.parametrize("text", ["a ten-figure sum", "an undisclosed sum", "$41.50 a share", "€60 per tonne", "$3 apiece", "1,200 cars"])
def test_what_is_no_amount(text: str) -> None:
    assert _money.find(text) == []


@pytest.mark.parametrize(
    "text",
    ["$5 million a year", "$5m per season", "annual fees of $5 million", "$5m-a-year", "$5 million annually", "a $5 million annual fee"],
)
def test_what_is_a_rate(text: str) -> None:
    (found,) = _money.find(text)
    assert found.rate


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("a supply deal worth $4bn with a maker whose revenue was $90bn", "supply", ["$4bn"]),
        ("the chipmaker, with a market value of $3 trillion, signed", "supply", []),
        ("the start-up, valued at $500bn, signed", "cloud", []),
        ("a contract valued at $500 million", "cloud", ["$500 million"]),
        ("which raised $900 million in May, signed a $70m contract", "cloud", ["$70m"]),
        ("raised $900 million from the carrier", "investment", ["$900 million"]),
        ("$60 million in annual sales", "distribution", []),
        ("the $12 billion company", "licence", []),
        ("fined the carrier $30 million", "partnership", []),
        ("an investment at a valuation of $8bn", "investment", []),
    ],
)
def test_which_amounts_are_the_deals(text: str, kind: str, wanted: list[str]) -> None:
    assert [m.text for m in _money.of_deal(text, kind)] == wanted


@given(st.integers(1, 999), st.integers(0, 9), st.sampled_from(["million", "billion", "trillion"]), st.sampled_from(["$", "US$", "USD "]))
def test_what_is_printed_is_read_back(whole: int, tenth: int, scale: str, mark: str) -> None:
    (found,) = _money.find(f"a contract worth {mark}{whole}.{tenth} {scale}.")
    assert found.text == f"{mark}{whole}.{tenth} {scale}"
    assert found.usd == pytest.approx((whole + tenth / 10) * {"million": 1e6, "billion": 1e9, "trillion": 1e12}[scale])


@given(st.text(st.sampled_from("$€£ 0123456789.,-–abmntoUSD()"), max_size=40))
def test_any_text_gives_amounts_that_stand_in_it(text: str) -> None:
    for money in _money.find(text):
        assert text[money.start : money.end] == money.text
        assert money.usd is None or money.usd >= 0
