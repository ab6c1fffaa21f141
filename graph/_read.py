"""From the graph's records to typed values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from graph.answers import HEARD, Dispute, Evidence, Review, Right
from graph.claims import Change, Mode
from graph.dates import Interval, PartialDate
from graph.owners import Ownership

Record = Mapping[str, Any]


def right_of(r: Record, names: Mapping[str, str]) -> Right:
    """A ``Right`` node, its parties by name; evidence and conflicts are added by the caller."""
    return Right(
        id=r["id"],
        grantor=names[r["grantor"]],
        grantee=names[r["grantee"]],
        mode=Mode(r["mode"]),
        field_of_use=(r["field_of_use"],),
        subject=r.get("subject"),
        territory=r.get("territory"),
        condition=r.get("condition"),
        valid_from=date_of(r.get("valid_from")),
        valid_to=date_of(r.get("valid_to")),
        valid_from_precision=r["valid_from_precision"],
        valid_to_precision=r["valid_to_precision"],
        known_from=date.fromisoformat(r["known_from"]),
        known_to=date_of(r.get("known_to")),
        credence=r["credence"],
        disputed=r["disputed"],
        disputed_since=date_of(r.get("disputed_since")),
        disputed_until=date_of(r.get("disputed_until")),
        disputed_by=tuple(r.get("disputed_by") or ()),
        rules=tuple(r.get("rules") or ()),
        valid_from_latest=date_of(r.get("valid_from_latest")),
        valid_to_earliest=date_of(r.get("valid_to_earliest")),
        disputes=tuple(map(_dispute, r.get("disputes") or ())),
    )


def _dispute(text: str) -> Dispute:
    d = json.loads(text)
    return Dispute(date_of(d["since"]), date_of(d["until"]), d["by"], d["role"], tuple(d["against"]), d["over"])


def evidence_of(c: Record, a: Record) -> Evidence:
    """A ``Claim`` node with the ``Article`` that states it."""
    return Evidence(
        claim=c["id"],
        article=a["id"],
        url=a["url"],
        canonical_url=a.get("canonical_url"),
        title=c.get("title") or a.get("title") or "",
        source=a.get("source") or "",
        published_at=a.get("published_at"),
        stance=c["stance"],
        change=c["change"],
        mode=c.get("mode"),
        field_of_use=tuple(c.get("field_of_use") or ()),
        grantee=c.get("grantee"),
        territory=c.get("territory"),
        subject=c.get("subject"),
        speaker=c.get("speaker"),
        quote=c["quote"],
        char_start=c["char_start"],
        char_end=c["char_end"],
        extractor=c["extractor"],
        weight=c["weight"],
        rule=c.get("rule") or "",
        known_from=date.fromisoformat(c["known_from"]),
        story=c["story"],
        review=_review_of(c) if c.get("review") else None,
        withdrawn=bool(c.get("withdrawn")),
        valid_from=c.get("valid_from"),
        valid_to=c.get("valid_to"),
        confidence=c["confidence"],
        text=c.get("text") or a["text"],
    )


def _review_of(c: Record) -> Review:
    return Review(c["review"], c["reviewed_by"], c["reviewed_why"], date.fromisoformat(c["reviewed_on"]))


def speaks_of(c: Record, day: date) -> bool:
    """Whether what a ``Claim`` node is about may have been in force on a day, as far as the claim says. A dispute is of every day."""
    said, change = date.fromisoformat(c["known_from"]), c["change"]
    starts, ends = (PartialDate.parse(c[key]) if c.get(key) else None for key in ("valid_from", "valid_to"))
    if c["kind"] == "dispute":
        return True
    if change == "ends":
        return day < (ends.first if ends else said)
    begins = starts.first if starts else said if change == "begins" else None
    return (begins is None or begins <= day) and (ends is None or day < ends.after)


def counted(c: Record, day: date) -> bool:
    """Whether the claim counted as said on a day inside its known interval: a page may have taken it back for a time."""
    gaps = (gap.split("/") for gap in c.get("known_gaps") or ())
    return not any(since <= day.isoformat() < until for since, until in gaps)


def ownerships(claims: Iterable[Record]) -> tuple[Ownership, ...]:
    """Who took over whom, by claims of acquisitions that weigh enough to be heard; an end that was told closes it."""
    heard = [c for c in claims if c["weight"] >= HEARD and not c.get("withdrawn") and c["change"] != Change.AMENDS]
    found: list[Ownership] = []
    for c in sorted(heard, key=lambda c: (c["known_from"], c["id"])):
        since = _first_day(c.get("valid_from"), c["known_from"])
        if c["change"] == Change.ENDS:
            continue
        ends = [_first_day(e.get("valid_to"), e["known_from"]) for e in heard if e["change"] == Change.ENDS and _pair(e) == _pair(c)]
        until = min((end for end in ends if end > since), default=None)
        if not any((o.owned, o.owner) == _pair(c) and o.during.overlaps(Interval(since, until)) for o in found):
            found.append(Ownership(c["owned"], c["owner"], Interval(since, until), c["id"]))
    return tuple(found)


def _pair(c: Record) -> tuple[str, str]:
    return c["owned"], c["owner"]


def _first_day(stated: str | None, told: str) -> date:
    return PartialDate.parse(stated or told).first


def stories(told: Iterable[tuple[int, Evidence]]) -> tuple[Evidence, ...]:
    """One piece of evidence for each story and thing said, the first in order; the other pages of the story are its copies."""
    first: dict[tuple[object, ...], Evidence] = {}
    for _, item in sorted(told, key=lambda pair: (pair[0], pair[1].claim)):
        known = first.setdefault(item.said, item)
        if item.article != known.article and item.url not in known.copies:
            first[item.said] = replace(known, copies=(*known.copies, item.url))
    return tuple(first.values())


def date_of(text: str | None) -> date | None:
    """A day as the graph keeps it; ``None`` for an open end."""
    return date.fromisoformat(text) if text else None
