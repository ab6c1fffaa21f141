"""Amounts of money: their text, their worth in US dollars where they are in dollars, and whether they are a yearly rate."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_QUALIFIER: Final = (
    r"(?:up to|as much as|as many as|more than|less than|not less than|no less than|at least|about|around|approximately|roughly|some|"
    r"nearly|"
    r"almost|over|an estimated|well over|just over|just under|close to|an additional|a further)"
)
_SCALE: Final = r"(?:thousand|million|billion|trillion|mn|bn|tn|[mMbBtTkK](?![\w]))"
_NUMBER: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORDS: Final = r"(?:US|U\.S\.|American|Canadian|Australian|Hong Kong|Singapore|Swiss|Swedish|Norwegian|Danish|Indian|CFA)"
_UNITS: Final = (
    r"(?:dollars?|euros?|pounds?(?: sterling)?|yen|yuan|renminbi|won|francs?|rupees?|kron(?:or|er|a|e)|reais|real|pesos?|zloty|"
    r"shekels?|riyals?|dirhams?)"
)
_SYMBOL: Final = r"(?:US\$|U\.S\.\$|C\$|CA\$|A\$|AU\$|S\$|HK\$|NZ\$|NT\$|R\$|\$|€|£|¥|₩|₹)"
_CODE: Final = r"(?:USD|EUR|GBP|JPY|CHF|CAD|AUD|SEK|NOK|DKK|KRW|CNY|RMB|INR|SGD|HKD|BRL)"
_AMOUNT: Final = re.compile(
    rf"(?P<qualifier>(?<!\w){_QUALIFIER}\s+)?"
    rf"(?:(?P<mark>(?<![\w$]){_SYMBOL}|\b{_CODE})\s?(?P<number>{_NUMBER})(?:[\s-]?(?P<scale>{_SCALE}))?"
    rf"|(?<![\w.$€£])(?P<number2>{_NUMBER})\s?(?P<scale2>{_SCALE})?\s(?:{_WORDS}\s)?(?P<unit>{_UNITS})\b)"
    r"(?P<dollars>\s?\((?:about |around |some |approximately )?(?:US)?\$\s?(?P<number3>" + _NUMBER + r")\s?(?P<scale3>" + _SCALE + r")?\))?"
    r"(?P<rate>\s(?:a|per|each|every)\s(?:year|annum|month|quarter|week|day)|\s(?:annually|yearly))?"
)
_VAGUE: Final = re.compile(
    r"\b(?:tens|hundreds) of (?:millions|billions)(?: of (?:US )?(?:dollars|euros|pounds))?|\b(?:millions|billions) of dollars"
)
_DOLLARS: Final = frozenset({"$", "US$", "U.S.$", "USD"})
_FACTOR: Final = {
    "k": 1e3,
    "thousand": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "million": 1e6,
    "b": 1e9,
    "bn": 1e9,
    "billion": 1e9,
    "t": 1e12,
    "tn": 1e12,
    "trillion": 1e12,
}


@dataclass(frozen=True)
class Money:
    """An amount at ``text[start:end]``. ``usd`` is ``None`` for other currencies and vague sums; ``rate``: so much a year or month."""

    start: int
    end: int
    text: str
    usd: float | None
    rate: bool = False


def find(text: str) -> list[Money]:
    """The amounts in the order of the text. C$, S$ and the like are not US dollars; a dollar equivalent in brackets counts."""
    out = [Money(m.start(), m.end(), m.group(), None) for m in _VAGUE.finditer(text)]
    for m in _AMOUNT.finditer(text):
        if m["dollars"]:
            usd: float | None = _value(m["number3"], m["scale3"])
        elif m["mark"] in _DOLLARS:
            usd = _value(m["number"], m["scale"])
        elif m["unit"] in ("dollar", "dollars") and not re.search(r"Canadian|Australian|Singapore|Hong Kong", m.group()):
            usd = _value(m["number2"], m["scale2"])
        else:
            usd = None
        out.append(Money(m.start(), m.end(), m.group(), usd, m["rate"] is not None))
    return sorted(out, key=lambda money: money.start)


def _value(number: str, scale: str | None) -> float:
    return round(float(number.replace(",", "")) * _FACTOR.get((scale or "").casefold(), 1.0), 2)


def largest(amounts: Iterable[Money]) -> Money | None:
    """The largest total in dollars; else the first total in another currency, else the first amount, else ``None``."""
    amounts = [a for a in amounts if a.usd is None or a.usd >= 10_000]
    totals = [a for a in amounts if not a.rate]
    dollars = [a for a in totals if a.usd is not None]
    if dollars:
        return max(dollars, key=lambda a: a.usd or 0)
    return next(iter(totals or amounts), None)
