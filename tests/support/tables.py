"""Decision tables in plain rows: what was told, and what is answered. The rows are the tests, and the pages of the rules show them.

A row of ``told`` is one page, ``DAY OUTLET: STATEMENT``, several statements divided by ``|``::

    2019-04-01 The Quay: Orsk grants Vell exclusive supply in Norway, from 2019-04-01, until 2024-03-31
    2021-06-22 The Quay: Orsk grants Vell exclusive supply in Norway, ends, reported
    2022-01-10 The Quay: Vell objects to Orsk, Tarn over exclusive supply
    2022-03-10 The Quay: Vell settles with Orsk
    2023-05-02 The Quay: Corvane takes over Vell
    2023-05-02 The Quay: Vell is now Vellora     somebody says that the two names are one company
    2023-06-01 Copyist like 1: …            a near-copy of the first page
    2023-06-01 The Quay corrects 1: …       the first page says this from now on

A row of ``answers`` is ``on DAY[, known DAY][, in PLACE][, of SUBJECT][, for FIELD][, to HOLDER][, by GRANTOR]: MODE``, with
``disputed`` or ``uncertain`` after the mode where it is so, and ``no`` or ``no evidence`` after ``none``; or
``conflicts[ on DAY]: none`` or ``conflicts: overlap of Vell and Tarn from DAY to DAY``, or ``prospects on DAY: …``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from memory import answering
from telling import Telling, agreement, dispute, right

from graph.answers import Clash
from graph.claims import TAKEN_BACK, Claim
from graph.deals import DealGraph

FOLDER = Path(__file__).resolve().parents[1] / "graph" / "rules"

_PAGE = re.compile(r"(\d{4}-\d\d-\d\d) (.+?)(?: (like|corrects) (\d+))?: (.+)")
_RIGHT = re.compile(
    r"(.+?) grants (.+?) (exclusive|first_refusal|preferred|non_exclusive) ([a-z._]+(?:,[a-z._]+)*)((?: (?:of|in) .+?)?)((?:, .+)?)\Z"
)
_SCOPE = re.compile(r"(?: of (?P<subject>.+?))?(?: in (?P<territory>.+))?\Z")
_ASKED = re.compile(r"on (\d{4}-\d\d-\d\d)((?:, (?:known|in|of|for|to|by) [^:,]+)*): (.+)")


@dataclass(frozen=True)
class Case:
    """One table: its rule, what it shows, what was told, and what is answered."""

    rule: str
    name: str
    told: tuple[str, ...]
    answers: tuple[str, ...]

    @property
    def id(self) -> str:
        return f"{self.rule}: {self.name}"


def cases(folder: Path = FOLDER) -> list[Case]:
    """All tables of a folder; those of the rules have the name of their rule."""
    found = []
    for path in sorted(folder.glob("*.toml")):
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
        found += [Case(path.stem, row["name"], tuple(row["told"]), tuple(row["answers"])) for row in rows]
    return found


def telling(case: Case) -> Telling:
    """The pages of a table as events."""
    told = Telling()
    for n, row in enumerate(case.told, 1):
        page = _PAGE.fullmatch(row)
        assert page, row
        day, outlet, how, other, text = page.groups()
        if renamed := re.fullmatch(r"(.+) is now (.+)", text):
            told.judge(renamed[1], renamed[2])
            continue
        said = [claim for part in text.split(" | ") for claim in statements(part)]
        if how == "corrects":
            told.revise(f"page-{other}", day, *said, source=outlet)
        else:
            told.say(f"page-{n}", day, *said, source=outlet, like=[f"page-{other}"] if how else [])
    return told


def statements(text: str) -> list[Claim]:
    """A statement of a row as a claim; ``nothing`` is none."""
    if text == "nothing":
        return []
    if found := re.fullmatch(r"(.+) objects to (.+?)(?: over (.+?))?(?:, (denied|reported|proposed|holds))?", text):
        claimant, others, over, how = found.groups()
        more: dict[str, Any] = {"change": "holds"} if how == "holds" else {"stance": how} if how else {}
        return [dispute(claimant, *others.split(", "), over=over, **more)]
    if found := re.fullmatch(r"(.+) settles with (.+)", text):
        return [dispute(found[1], *found[2].split(", "), change="ends")]
    if found := re.fullmatch(r"(.+) takes over (.+?)(, ends)?", text):
        return [agreement(found[1], found[2], type="acquisition", **({"change": "ends"} if found[3] else {}))]
    found = _RIGHT.fullmatch(text)
    assert found, text
    grantor, grantee, mode, field, scope, rest = found.groups()
    about = _SCOPE.fullmatch(scope)
    assert about, scope
    more = {key: value for key, value in about.groupdict().items() if value}
    change = "begins"
    for word in filter(None, rest.split(", ")):
        key, _, value = word.partition(" ")
        if key in ("begins", "holds", "ends"):
            change = key
        elif key in ("asserted", "reported", "proposed", "denied"):
            more["stance"] = key
        elif key == "assumed":
            more["field_assumed"] = True
        elif word == "taken back":
            more |= {"stance": "denied", "rule": TAKEN_BACK}
        elif key == "unless":
            more["condition"] = value
        elif key == "through":
            more |= {"valid_to": value, "quote": f"runs through {value}"}
        elif key == "sure":
            more["confidence"] = float(value)
        else:
            more[{"from": "valid_from", "until": "valid_to"}[key]] = value
    if change == "ends" and "valid_from" in more and "valid_to" not in more:
        more["valid_to"] = more.pop("valid_from")
    return [right(grantor, grantee, mode, *field.split(","), change=change, **more)]


def answer_to(row: str, deals: DealGraph, case: Case) -> str:
    """The row as the graph answers it: equal to the row if it is right."""
    if row.startswith("conflicts"):
        asked, _, _ = row.partition(":")
        at = date.fromisoformat(asked.split()[-1]) if " on " in asked else None
        found = [in_words(c) for c in deals.conflicts(_grantor(case), at=at)]
        return f"{asked}: {' and '.join(sorted(found)) or 'none'}"
    if row.startswith("prospects"):
        asked, _, _ = row.partition(":")
        told = deals.exclusivity(_grantor(case), at=date.fromisoformat(asked.split()[-1])).prospects
        return f"{asked}: {', '.join(f'{e.grantee} {e.mode}' for e in told) or 'none'}"
    asked_ = _ASKED.fullmatch(row)
    assert asked_, row
    day, more, _ = asked_.groups()
    first = re.match(r".*?: (.+?) grants (.+?) (?:exclusive|first_refusal|preferred|non_exclusive) ([a-z._]+)", " ".join(case.told))
    assert first
    words = {"by": first[1], "to": first[2], "for": first[3]}
    words |= dict(part.split(" ", 1) for part in filter(None, more.split(", ")))
    answer = deals.exclusivity(
        words["by"],
        grantee=None if words["to"] == "anybody" else words["to"],
        use=words["for"],
        subject=words.get("of"),
        territory=words.get("in"),
        at=date.fromisoformat(day),
        known_at=date.fromisoformat(words["known"]) if "known" in words else None,
    )
    marks = [answer.mode.value if answer.mode else f"none, {answer.answer.replace('_', ' ')}"]
    marks += ["disputed"] * answer.disputed + ["uncertain"] * (not answer.certain)
    return f"on {day}{more}: {', '.join(marks)}"


def _grantor(case: Case) -> str:
    first = re.match(r".*?: (.+?) grants ", " ".join(case.told))
    assert first
    return first[1]


def in_words(clash: Clash) -> str:
    """A conflict as a row has it."""
    holders = sorted(r.grantee for r in clash.rights)
    during = f"from {clash.since}" + (f" to {clash.until}" if clash.until else "")
    by = f", {', '.join(clash.disputed_by)} objects" if clash.disputed_by else ""
    return f"{clash.kind} of {holders[0]} and {holders[1]} {during}{by}"


def answered(case: Case) -> list[str]:
    """All answers of a table."""
    deals = answering(telling(case))
    return [answer_to(row, deals, case) for row in case.answers]
