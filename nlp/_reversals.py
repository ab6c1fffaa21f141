"""Words that turn a sentence round: which small changes of a text make another statement of it."""

from __future__ import annotations

import re
from typing import Final

_SUFFIX: Final = re.compile(r"(?:ings?|ed|es|s|ly|e)\Z")


def stem(word: str) -> str:
    """The word without its ending, so that "ends", "ended" and "ending" are one."""
    short = _SUFFIX.sub("", word)
    return short if len(short) > 2 else word


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


TURNS: Final = _stems(
    """
    no not never none nobody nothing neither nor without cannot cant wont dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt
    wouldnt shouldnt couldnt unless except excluding
    exclusive exclusively exclusivity nonexclusive non sole solely only alone
    deny denies denied denial refuse refusal reject rejects rejection decline declined dismiss oppose veto block ban bar forbid
    forbidden prohibit cease stop quit halt
    terminate termination cancel cancellation cancelled revoke revocation rescind withdraw withdrew withdrawn withdrawal scrap abandon
    void nullify annul suspend expire expiry lapse fail failed failure lose lost loses breach violate overturn
    false untrue impossible illegal invalid unable former formerly
    """
)
"""Put in, left out or exchanged, any of these makes another statement."""

_SIDES: Final = """
    begin began begun start launch open opened | end ended finish stop close closed conclude
    win won gain gained | lose lost
    rise rose risen increase grew grow climb jump surge up higher above over exceed
        | fall fell fallen decrease drop decline shrink down lower below under
    buy bought acquire purchase buyer purchaser acquirer | sell sold seller vendor divest
    lend lent lender | borrow borrower
    accept approve agree consent confirm affirm uphold upheld support back backed | dispute contest question challenge disagree
    allow permit let enable authorise authorize | require oblige
    grant give gave given license licence licensor | receive get got obtain licensee
    extend renew prolong continue keep kept retain maintain remain stay hold held | leave left quit exit drop shed
    expand widen broaden | narrow limit restrict reduce cut
    include including | exclude excluding carve carved
    before prior until ahead | after since following
    all every each both always | some any few many several sometimes often
    more most maximum | less least fewer minimum
    first | last second third
    with | without
    true | false
    legal valid lawful binding | illegal invalid unlawful
    current present new existing | former old previous past
    join joined | leave left
    win victory succeed success successful | defeat fail failure failed
    plaintiff claimant | defendant respondent
    landlord lessor | tenant lessee
    supplier | customer
    profit | loss
    early earlier | late later
    long longer | short shorter
    public publicly | private privately
    strong stronger | weak weaker
    will would shall must | may might could can should
    temporary temporarily interim | permanent permanently
    partial partly partially | full fully whole wholly entire entirely
    optional voluntary | mandatory compulsory
    possible | certain impossible
    perpetual indefinite | limited
"""

SIDES: Final = tuple(
    frozenset(_stems(a) - _stems(b)) if first else frozenset(_stems(b) - _stems(a))
    for a, b in (line.split("|") for line in re.sub(r"\n\s*\|", " |", _SIDES).strip().splitlines())
    for first in (True, False)
)
"""Words by pairs of sides: 2n and 2n + 1 are each other's opposites."""

_UN: Final = ("un", "in", "im", "ir", "il", "dis", "non", "mis", "de", "anti")


def turned(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether exchanging the words of one set for those of the other (lower case) turns the sentence round."""
    gone, come = {stem(w) for w in one}, {stem(w) for w in other}
    gone, come = gone - come, come - gone
    if (gone & TURNS) != (come & TURNS):
        return True
    for n in range(0, len(SIDES), 2):
        left, right = SIDES[n], SIDES[n + 1]
        if (gone & left and come & right) or (gone & right and come & left):
            return True
    return any(_opposite(a, b) or _opposite(b, a) for a in gone for b in come)


def _opposite(word: str, other: str) -> bool:
    return len(word) > 3 and any(other == prefix + word for prefix in _UN)
