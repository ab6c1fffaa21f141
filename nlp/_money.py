"""Amounts of money: their text, their worth in US dollars where they are in dollars, and whether they are a yearly rate."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_QUALIFIER: Final = (
    r"(?:up to|as much as|as many as|more than|less than|not less than|no less than|not more than|no more than|at least|at most|about|"
    r"around|approximately|roughly|some|nearly|almost|over|an estimated|well over|just over|just under|just shy of|close to|an additional|"
    r"a further|in excess of|upwards of|north of|a minimum of|a maximum of|a total of)"
)
_SCALE: Final = r"(?:thousand|million|billion|trillion|crores?|lakhs?|mln|bln|mn|bn|tn|[mMbBtTkK](?![\w]))"
_NUMBER: Final = r"(?:\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?(?:,\d{1,2}(?=\s?(?:m|b|tr)))?)"
_WORDS: Final = (
    r"(?:US|U\.S\.|American|Canadian|Australian|New Zealand|Hong Kong|Singapore|Taiwan|Swiss|Swedish|Norwegian|Danish|Indian|CFA|British)"
)
_UNITS: Final = (
    r"(?:dollars?|euros?|pounds?(?: sterling)?|yen|yuan|renminbi|won|francs?|rupees?|kron(?:or|er|a|e)|reais|real|pesos?|zloty|"
    r"shekels?|riyals?|dirhams?|rand|baht|ringgit|lira)"
)
_SYMBOL: Final = r"(?:US ?\$|U\.S\. ?\$|C\$|CA\$|A\$|AU\$|S\$|HK\$|NZ\$|NT\$|R\$|MX\$|\$|€|£|¥|₩|₹|₪|Rs\.?)"
_CODE: Final = r"(?:USD|EUR|GBP|JPY|CHF|CAD|AUD|NZD|SEK|NOK|DKK|KRW|CNY|RMB|INR|SGD|HKD|TWD|BRL|ZAR|MXN|ILS|AED|SAR|PLN)"
_IN_WORDS: Final = (
    r"(?:half a|a quarter of a|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|"
    r"(?:a|one|two|three|four|five|six|seven|eight|nine) hundred)"
)
_BY: Final = r"(?:year|annum|month|quarter|week|day|season)"
_TO: Final = r"(?:\s?[–-]\s?|\s(?:to|(?(between)and|or))\s)"
_AMOUNT: Final = re.compile(
    rf"(?P<qualifier>(?<!\w)(?:(?i:potentially )?(?i:{_QUALIFIER})\s+|(?P<between>(?i:between)\s+)))?"
    rf"(?:(?P<mark>(?<![\w$]){_SYMBOL}|\b{_CODE})\s?(?P<number>{_NUMBER})(?:[\s-]?(?P<scale>{_SCALE}))?"
    rf"(?:{_TO}(?P<mark4>{_SYMBOL})?\s?(?P<number4>{_NUMBER})[\s-]?(?P<scale4>{_SCALE}))?(?:\s(?P<code>{_CODE})\b)?"
    rf"|(?<![\w.,$€£])(?:(?P<low>{_NUMBER})(?:\s?{_SCALE})?{_TO})?(?:(?P<number2>{_NUMBER})[\s-]?(?P<scale2>{_SCALE})?|"
    rf"\b(?P<words>(?i:{_IN_WORDS}))\s(?P<scale5>million|billion|trillion))[\s-](?:{_WORDS}\s)?(?P<unit>{_UNITS}|{_CODE})\b)"
    r"(?P<dollars>\s?\((?:(?:about|around|some|approximately|roughly|or) |[~≈])?(?:US ?)?\$\s?(?P<number3>"
    + _NUMBER
    + r")\s?(?P<scale3>"
    + _SCALE
    + r")?\))?"
    rf"(?P<rate>\s(?:a|per|each|every)\s{_BY}\b|\s(?:annually|yearly|p\.a\.)|-a-year\b|/year\b)?"
)
_VAGUE: Final = re.compile(
    r"\b(?:tens|hundreds) of (?:millions|billions)(?: of (?:US )?(?:dollars|euros|pounds))?|\b(?:millions|billions) of dollars|"
    r"\bmulti-?(?:million|billion)[- ](?:dollar|euro|pound)s?\b"
)
_BY_THE_PIECE: Final = re.compile(
    r"\s?(?:a|per|each|every|/)\s?(?:share|unit|tonne|ton|barrel|megawatt|MWh|kWh|head|user|seat|hour|gallon|litre|kilo\w*|ounce|dose|pound|"
    r"customer|subscriber|vehicle|token|piece)\b|\s(?:each|apiece)\b",
)
_YEARLY_BEFORE: Final = re.compile(r"\b(?:annual|yearly|annualised|annualized)(?: \w+){0,3} of \Z|\ba (?:yearly|annual) \Z")
_YEARLY_AFTER: Final = re.compile(r"(?:\s|-)(?:annual|yearly)\b")
_NOT_OF_A_DEAL: Final = (
    r"(?:revenues?|sales|turnover|profits?|earnings|income|loss(?:es)?|debts?|market (?:value|worth|size|cap\w*)|capitali[sz]ation|assets|"
    r"backlog|damages|budget|cash|savings|synergies|fines?|dividends?|reserves|liabilities|goodwill|penalty|penalties)"
)
_OTHER_BEFORE: Final = re.compile(
    rf"\b(?:{_NOT_OF_A_DEAL}\b[^.;,$€£]{{0,24}}|fined [\w ]{{0,30}}|(?:valuation|valued|valuing)\b[^.;,$€£]{{0,30}}|"
    r"shares (?:rose|fell|closed)[^.;]{0,30})\Z",
    re.IGNORECASE,
)
_RAISED: Final = re.compile(r"\b(?:rais(?:ed|es|ing)|funding(?: round)?|fundraising|financing)\b[^.;,$€£]{0,30}\Z", re.IGNORECASE)
_OTHER_AFTER: Final = re.compile(
    rf"\s(?:in|of)\s(?:\w+\s){{0,2}}?{_NOT_OF_A_DEAL}\b|\s(?:valuation|market cap\w*|fine|"
    r"start-?up|company|market|fund|budget)\b|[- ]valued\b",
    re.IGNORECASE,
)
_FUNDING_AFTER: Final = re.compile(
    r"\s(?:in|of)\s(?:\w+\s){0,2}?(?:funding|financing|equity|capital)\b|\s(?:\w+ ){0,2}(?:funding )?round\b"
)
_DEAL_VALUED: Final = re.compile(
    r"\b(?:deal|transaction|agreement|contract|acquisition|order|pact|licen[cs]e|takeover|merger)\b[^.;]{0,24}\bvalued at(?: \w+){0,2} ?\Z"
)
_DOLLARS: Final = frozenset({"$", "US$", "US $", "U.S.$", "U.S. $", "USD"})
_DOLLAR_UNITS: Final = frozenset({"dollar", "dollars", "USD"})
_OTHER_CODE: Final = frozenset({"CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN"})
_COUNTED: Final = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())} | {
    "a": 1,
    "an": 1,
    "half a": 0.5,
    "a quarter of a": 0.25,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}
_FACTOR: Final = {
    "k": 1e3,
    "thousand": 1e3,
    "lakh": 1e5,
    "lakhs": 1e5,
    "crore": 1e7,
    "crores": 1e7,
    "mln": 1e6,
    "bln": 1e9,
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
        after = m.end()
        if _BY_THE_PIECE.match(text, after):
            continue
        rate = bool(m["rate"] or _YEARLY_AFTER.match(text, after) or _YEARLY_BEFORE.search(text[max(0, m.start() - 50) : m.start()]))
        start, end = m.span()
        if m["between"] and not (m["number4"] or m["low"]):
            start = m.end("qualifier")
        out.append(Money(start, end, text[start:end], _dollars(m), rate))
    return sorted(out, key=lambda money: money.start)


def _dollars(m: re.Match[str]) -> float | None:
    """The worth in US dollars, of a range the upper end, of an amount in two currencies the one in dollars."""
    if m["dollars"]:
        return _value(m["number3"], m["scale3"])
    if m["mark"] in _DOLLARS and m["code"] not in _OTHER_CODE:
        return _value(m["number4"] or m["number"], m["scale4"] or m["scale"])
    if m["unit"] in _DOLLAR_UNITS and not re.search(r"Canadian|Australian|Singapore|Hong Kong|New Zealand|Taiwan", m.group()):
        if m["words"]:
            return _in_words(m["words"].casefold()) * _FACTOR[m["scale5"]]
        return _value(m["number2"], m["scale2"])
    return None


def _in_words(words: str) -> float:
    hundreds = words.removesuffix(" hundred")
    return _COUNTED[hundreds] * (100 if hundreds != words else 1)


def of_deal(text: str, kind: str) -> list[Money]:
    """The amounts in ``text`` that may be what a deal of this type is worth.

    Revenue, market value, fines and the like are not; money raised is an investment's value only.
    """
    out = []
    for money in find(text):
        before = text[max(0, money.start - 60) : money.start]
        if (_OTHER_BEFORE.search(before) and not _DEAL_VALUED.search(before)) or _OTHER_AFTER.match(text, money.end):
            continue
        if kind != "investment" and (_RAISED.search(before) or _FUNDING_AFTER.match(text, money.end)):
            continue
        out.append(money)
    return out


def _value(number: str, scale: str | None) -> float:
    plain = number.replace(",", ".") if re.fullmatch(r"\d+,\d{1,2}", number) else number.replace(",", "")
    return round(float(plain) * _FACTOR.get((scale or "").casefold(), 1.0), 2)


def largest(amounts: Iterable[Money]) -> Money | None:
    """The largest total in dollars; else the first total in another currency, else the first amount, else ``None``."""
    amounts = [a for a in amounts if a.usd is None or a.usd >= 10_000]
    totals = [a for a in amounts if not a.rate]
    dollars = [a for a in totals if a.usd is not None]
    if dollars:
        return max(dollars, key=lambda a: a.usd or 0)
    return next(iter(totals or amounts), None)
