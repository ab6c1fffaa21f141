"""Rights and evidence made by hand, for tests of what is made of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from graph.answers import Answer, Clash, Evidence, Question, Right
from graph.claims import Mode


def day(text: str | None) -> date | None:
    """A day of ISO text; ``None`` stays ``None``."""
    return date.fromisoformat(text) if text else None


def told(claim: str = "c-1", **more: Any) -> Evidence:
    """A piece of evidence; what is not given is plain."""
    values: dict[str, Any] = {
        "claim": claim,
        "article": f"a-{claim}",
        "url": f"https://outlet.example/{claim}",
        "canonical_url": None,
        "title": f"Title of {claim}",
        "source": "Outlet",
        "published_at": "2025-01-21",
        "stance": "asserted",
        "change": "begins",
        "mode": "exclusive",
        "field_of_use": ("compute",),
        "grantee": "microsoft",
        "territory": None,
        "subject": None,
        "speaker": None,
        "quote": f"Quote of {claim}.",
        "char_start": 0,
        "char_end": 10,
        "extractor": "hand/1",
        "weight": 0.7,
        "rule": "",
        "known_from": date(2025, 1, 21),
        "story": f"s-{claim}",
    }
    return Evidence(**(values | more))


def held(
    grantee: str, mode: str = "exclusive", field: str = "compute", since: str | None = "2019-07-22", until: str | None = None, **more: Any
) -> Right:
    """A right of Acme's; its id is made of what it says. ``doubt`` is a pair of days, open ones as ``None``."""
    doubt = more.pop("doubt", None)
    values: dict[str, Any] = {
        "id": f"r-{grantee}-{mode}-{field}-{since}-{until}",
        "grantor": "Acme",
        "grantee": grantee,
        "mode": Mode(mode),
        "field_of_use": (field,),
        "subject": None,
        "territory": None,
        "condition": None,
        "valid_from": day(since),
        "valid_to": day(until),
        "valid_from_precision": "day",
        "valid_to_precision": "day",
        "known_from": date(2019, 7, 22),
        "known_to": None,
        "credence": 0.7,
        "disputed": doubt is not None,
        "disputed_since": day(doubt[0]) if doubt else None,
        "disputed_until": day(doubt[1]) if doubt else None,
        "disputed_by": (),
        "rules": (),
    }
    return Right(**(values | more))


def answered(verdict: Any, rights: tuple[Right, ...] = (), *, at: str = "2025-06-30", **more: Any) -> Answer:
    """An answer about Acme on a day."""
    question = Question("Acme", None, None, None, None, date.fromisoformat(at), date(2026, 11, 22))
    disputed = any(r.disputed_on(date.fromisoformat(at)) for r in rights)
    credence = max((r.credence for r in rights), default=0.0)
    return Answer(question, verdict, rights[0].mode if rights else None, disputed, credence, rights, **more)


def clash(left: Right, right: Right, since: str | None = None, until: str | None = None, kind: str = "overlap") -> Clash:
    """A conflict of two rights."""
    return Clash(kind, day(since), day(until), left.field_of_use, None, (), (left, right))
