"""What a passage says: rights, agreements and disputes, in the terms of licensing practice.

A claim is what a text says, never what a reader knows from elsewhere. ``quote`` is the exact substring
``text[start:end]``. Dates are ISO strings as precise as the text (``2019``, ``2019-07``, ``2019-07-22``) or ``None``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, Final

from graph.dates import PartialDate
from graph.errors import BadClaim
from graph.fields import FIELDS


class Stance(StrEnum):
    """How the passage puts it. What meets in one claim: denied beats proposed beats reported beats asserted."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    PROPOSED = "proposed"
    DENIED = "denied"


class Mode(StrEnum):
    """What kind of right, strongest first."""

    EXCLUSIVE = "exclusive"
    FIRST_REFUSAL = "first_refusal"
    PREFERRED = "preferred"
    NON_EXCLUSIVE = "non_exclusive"


class Change(StrEnum):
    """What happens to a right, an agreement or a dispute. Only agreements are amended."""

    BEGINS = "begins"
    HOLDS = "holds"
    ENDS = "ends"
    AMENDS = "amends"


AGREEMENT_TYPES = (
    "cloud",
    "supply",
    "licence",
    "distribution",
    "investment",
    "acquisition",
    "joint_venture",
    "development",
    "media",
    "partnership",
)


TAKEN_BACK: Final = "taken-back"
"""The rule of a claim that denies what its own outlet said before: "The report was wrong, and we withdraw it"."""


@dataclass(frozen=True, kw_only=True)
class _Claim:
    """What all kinds share. ``rule`` names the extraction rule; ``confidence`` is 0 to 1; ``start``/``end`` are offsets of the quote."""

    kind: ClassVar[str]
    stance: Stance
    change: Change
    quote: str
    start: int
    end: int
    speaker: str | None = None
    confidence: float = 1.0
    rule: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.quote) != self.end - self.start:
            raise BadClaim(f"the quote {self.quote[:60]!r} does not fit its offsets {self.start} to {self.end}")
        if not 0 <= self.confidence <= 1:
            raise BadClaim(f"a confidence of {self.confidence} is not between 0 and 1")


@dataclass(frozen=True, kw_only=True)
class RightClaim(_Claim):
    """One party's right over another's product, technology, capacity or content.

    ``field_assumed``: no word of the text tells what the right is for; ``field_of_use`` is then only the likeliest.
    """

    kind: ClassVar[str] = "right"
    grantor: str
    grantee: str
    mode: Mode
    field_of_use: tuple[str, ...]
    subject: str | None = None
    territory: str | None = None
    condition: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    field_assumed: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_dates(self.valid_from, self.valid_to)
        if not self.grantor or not self.grantee:
            raise BadClaim("a right needs a grantor and a grantee")
        if not self.field_of_use or any(f not in FIELDS for f in self.field_of_use):
            raise BadClaim(f"unknown field of use in {list(self.field_of_use)}", f"Known fields: {', '.join(FIELDS)}.")


@dataclass(frozen=True, kw_only=True)
class AgreementClaim(_Claim):
    """A deal between two or more parties. ``value_usd`` is in US dollars; ``value`` and ``term`` are as the text has them.

    A text names two at least; one is left where all have turned out to be the same company.
    """

    kind: ClassVar[str] = "agreement"
    parties: tuple[str, ...]
    type: str
    value_usd: float | None = None
    value: str | None = None
    term: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_dates(self.valid_from, self.valid_to)
        if not self.parties:
            raise BadClaim("an agreement needs parties")
        if self.type not in AGREEMENT_TYPES:
            raise BadClaim(f"unknown type of agreement {self.type!r}", f"Known types: {', '.join(AGREEMENT_TYPES)}.")


@dataclass(frozen=True, kw_only=True)
class DisputeClaim(_Claim):
    """Somebody says that a deal or act breaches, undermines or conflicts with a right."""

    kind: ClassVar[str] = "dispute"
    claimant: str
    respondents: tuple[str, ...]
    over: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.claimant or not self.respondents:
            raise BadClaim("a dispute needs a claimant and a respondent")


Claim = RightClaim | AgreementClaim | DisputeClaim
_KINDS: dict[str, type[RightClaim] | type[AgreementClaim] | type[DisputeClaim]] = {
    "right": RightClaim,
    "agreement": AgreementClaim,
    "dispute": DisputeClaim,
}
_LISTS = ("field_of_use", "parties", "respondents")
_ENUMS: dict[str, type[StrEnum]] = {"stance": Stance, "mode": Mode, "change": Change}


def _check_dates(valid_from: str | None, valid_to: str | None) -> None:
    start = PartialDate.parse(valid_from) if valid_from else None
    end = PartialDate.parse(valid_to) if valid_to else None
    if start and end and start.first >= end.after:
        raise BadClaim(f"valid_from {start} lies after valid_to {end}")


def claim_to_dict(claim: Claim) -> dict[str, Any]:
    """The claim as JSON has it: ``kind`` first, tuples as lists, ``char_start``/``char_end`` for the offsets.

    ``field_assumed`` is there only where it is so.
    """
    values = dataclasses.asdict(claim)
    if not values.get("field_assumed"):
        values.pop("field_assumed", None)
    values["char_start"], values["char_end"] = values.pop("start"), values.pop("end")
    return {"kind": claim.kind, **{k: list(v) if isinstance(v, tuple) else v for k, v in values.items()}}


def claim_from_dict(values: Mapping[str, Any]) -> Claim:
    """The inverse of :func:`claim_to_dict`; unknown keys are ignored. Raises :class:`~graph.errors.BadClaim`."""
    given = dict(values)
    kind = _KINDS.get(str(given.pop("kind", None)))
    if kind is None:
        raise BadClaim(f"a claim's kind must be one of {', '.join(_KINDS)}")
    given["start"], given["end"] = given.pop("char_start", None), given.pop("char_end", None)
    known = {f.name for f in dataclasses.fields(kind)}
    given = {k: tuple(v) if k in _LISTS and v is not None else v for k, v in given.items() if k in known}
    if kind is AgreementClaim and len(set(given.get("parties") or ())) < 2:
        raise BadClaim(f"an agreement needs two parties, not {list(given.get('parties') or ())}")
    try:
        given |= {k: enum(given[k]) for k, enum in _ENUMS.items() if k in given}
        return kind(**given)
    except (TypeError, ValueError) as e:
        raise BadClaim(f"not a {kind.kind} claim: {e}") from None
