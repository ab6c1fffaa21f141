"""Where things stand in the timeline: rows, pieces of bars, and what joins them. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, Literal

from graph.answers import Clash, Evidence, Right
from graph.claims import Mode
from graph.conflicts import Scope, narrower
from graph.dates import PartialDate
from graph.subjects import subject_of
from ui.layout.axis import axis
from ui.layout.groups import STRENGTH, Group, group, group_label, in_order, state
from ui.words import MODES, STANCES, credence_text, day_text, dispute_text, end_text, listed, lowered, published_text, start_text

Look = Literal["sure", "unsure", "disputed", "rumour", "prospect", "ghost"]

_DOUBTS: Final = {"disputed": ", disputed", "rumour": "?"}


@dataclass(frozen=True)
class Segment:
    """A piece of a bar, over ``[start, end)``. ``unsure`` is where coarse dates leave it open, ``prospect`` what is only planned, ``ghost``
    what is no longer believed. ``says`` is written on it if it is ``live``, which is in full colour.
    """

    row: int
    right: str
    mode: Mode
    look: Look
    start: date
    end: date
    live: bool
    says: str
    holder: str
    over: str
    term: str
    credence: str
    notes: str


@dataclass(frozen=True)
class End:
    """The end of a bar that has none: it goes on beyond the chart, to the right or (start unknown) to the left."""

    row: int
    right: str
    day: date
    mode: Mode
    rightwards: bool
    live: bool
    rumour: bool
    disputed: bool


@dataclass(frozen=True)
class Cut:
    """A bar that goes on beyond the chart to an end that is known; ``until`` says which, in brief."""

    row: int
    right: str
    until: str


@dataclass(frozen=True)
class Overlap:
    """Days on which a bar clashes with another holder's."""

    row: int
    start: date
    end: date
    rival: str


@dataclass(frozen=True)
class Joint:
    """Two bars that hang together on a day: what follows what, or a narrower right that is taken out of a wider one."""

    kind: Literal["succession", "carve-out"]
    day: date
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Row:
    """A line of the chart. A heading names what the rows below it are over."""

    row: int
    label: str
    heading: bool


@dataclass(frozen=True)
class Timeline:
    """All of it, over the days ``[first, last)``. ``label`` says what ``at`` is, or the days between ``since`` and ``at``.

    ``longer`` is whether the ``whole`` is more than what is shown as long as nobody asks for it.
    """

    rows: tuple[Row, ...]
    segments: tuple[Segment, ...]
    ends: tuple[End, ...]
    cuts: tuple[Cut, ...]
    overlaps: tuple[Overlap, ...]
    joints: tuple[Joint, ...]
    first: date
    last: date
    at: date
    label: str
    longer: bool
    whole: bool
    since: date | None = None


def timeline(
    rights: Sequence[Right],
    clashes: Iterable[Clash],
    *,
    at: date,
    known: date,
    prospects: Sequence[Evidence] = (),
    names: Mapping[str, str] | None = None,
    whole: bool = False,
) -> Timeline:
    """Rows grouped by what the rights are over; one holder's rights that follow each other share a row.

    ``prospects`` are talks and plans, which come below the rights of their group; ``names`` are those of their holders by id. What
    ends long after all else is cut (:mod:`ui.layout.axis`), unless ``whole``.
    """
    turns = [at, known, *map(_begun, prospects), *(day for right in rights for day in _turns(right))]
    over_days = axis(turns, [*(r.valid_to for r in rights if r.valid_to), *filter(None, map(_stated, prospects))], whole=whole)
    first, last = over_days.first, over_days.last
    rows: list[Row] = []
    place: dict[str, int] = {}
    planned: dict[int, Evidence] = {}
    drawn = [r for r in rights if _within(r, first, last)]
    hoped = {(_group_of(e), e.grantee or "", e.mode): e for e in reversed(prospects)}
    for over in in_order([*map(group, drawn), *(key[0] for key in hoped)]):
        members = [r for r in drawn if group(r) == over]
        rows.append(Row(len(rows), group_label(over), True))
        for holder, lane in _lanes(members, first, last):
            place.update((r.id, len(rows)) for r in lane)
            rows.append(Row(len(rows), holder, False))
        for evidence in (e for key, e in hoped.items() if key[0] == over):
            planned[len(rows)] = evidence
            rows.append(Row(len(rows), (names or {}).get(evidence.grantee or "", evidence.grantee or "somebody"), False))
    segments = [s for r in drawn for s in _segments(r, place[r.id], first, last, at)]
    segments += [_prospect(e, rows[row], first, last) for row, e in planned.items()]
    joints = {*_successions(drawn, place), *_carve_outs(drawn, place)}
    return Timeline(
        rows=tuple(rows),
        segments=tuple(segments),
        ends=tuple(e for r in drawn for e in _ends(r, place[r.id], first, last, at)),
        cuts=tuple(_cuts(drawn, place, planned, last)),
        overlaps=_overlaps(clashes, place, first, last),
        joints=tuple(sorted((j for j in joints if j.day < last), key=lambda j: (j.day, j.start, j.end, j.text))),
        first=first,
        last=last,
        at=at,
        label=f"in force on {day_text(at)}",
        longer=over_days.longer,
        whole=whole,
    )


def _successions(rights: Sequence[Right], place: Mapping[str, int]) -> Iterator[Joint]:
    """What takes the place of another right over the same, on the day on which that one ends."""
    begun: dict[tuple[Group, date], list[Right]] = {}
    for right in rights:
        if right.heard and right.valid_from is not None:
            begun.setdefault((group(right), right.valid_from), []).append(right)
    for earlier in rights:
        for later in begun.get((group(earlier), earlier.valid_to), ()) if earlier.heard and earlier.valid_to else ():
            was, now = (f"{r.grantee}’s {lowered(MODES[r.mode])} right" for r in (earlier, later))
            text = f"{now} follows {was}, {day_text(later.valid_from or date.min)}"
            yield Joint("succession", later.valid_from or date.min, place[earlier.id], place[later.id], text)


def _carve_outs(rights: Sequence[Right], place: Mapping[str, int]) -> Iterator[Joint]:
    """A holder's narrower right that is another than the wider one it stands in, from the day on which it is (rule *carve-out*)."""
    by_holder: dict[tuple[str, str], list[Right]] = {}
    for right in rights:
        if right.heard:
            by_holder.setdefault((right.grantor, right.grantee), []).append(right)
    for own in by_holder.values():
        for narrow in own:
            for wide in own:
                day = narrow.valid_from if narrow.mode is not wide.mode else narrow.valid_to
                inside = day is not None and wide.in_force(day) and day != wide.valid_from
                if day is not None and inside and group(narrow) != group(wide) and narrower(_scope(narrow), _scope(wide)):
                    what = lowered(group_label(group(narrow)))
                    now = f"{lowered(MODES[narrow.mode])} there" if narrow.valid_from == day else "over there"
                    text = f"carved out of {wide.grantee}’s {lowered(MODES[wide.mode])} right: {what} is {now} from {day_text(day)}"
                    yield Joint("carve-out", day, place[wide.id], place[narrow.id], text)


def _scope(right: Right) -> Scope:
    return right.field_of_use[0], right.territory, subject_of(right.subject, (right.grantor, right.grantee))


def _overlaps(clashes: Iterable[Clash], place: Mapping[str, int], first: date, last: date) -> tuple[Overlap, ...]:
    """The days of each row on which it clashes with others, those that touch joined."""
    met: dict[int, list[tuple[date, date, str]]] = {}
    for clash in clashes:
        since, until = max(clash.since or first, first), min(clash.until or last, last)
        if clash.kind == "overlap" and since < until:
            for one, other in (clash.rights, clash.rights[::-1]):
                if one.id in place:
                    met.setdefault(place[one.id], []).append((since, until, other.grantee))
    found: list[Overlap] = []
    for row, spans in met.items():
        start, end, rivals = date.max, date.min, list[str]()
        for since, until, rival in sorted(spans):
            if since > end and rivals:
                found.append(Overlap(row, start, end, listed(rivals)))
                start, end, rivals = date.max, date.min, []
            start, end = min(start, since), max(end, until)
            rivals.append(rival)
        found.append(Overlap(row, start, end, listed(rivals)))
    return tuple(found)


def _turns(right: Right) -> Iterator[date]:
    """The days on which it begins or comes into dispute."""
    days = (right.valid_from, right.valid_from_latest, right.disputed_since, *(dispute.since for dispute in right.disputes))
    return (day for day in days if day is not None)


def _within(right: Right, first: date, last: date) -> bool:
    start, end = right.valid_from or first, right.valid_to or last
    return start < end


def _lanes(rights: Sequence[Right], first: date, last: date) -> list[tuple[str, list[Right]]]:
    """Holders in order of their first right; rights of one that overlap in time get lanes of their own."""
    ordered = sorted(rights, key=lambda r: (r.valid_from or first, STRENGTH[r.mode], r.id))
    lanes: list[tuple[str, list[Right]]] = []
    for holder in dict.fromkeys(r.grantee for r in ordered):
        own: list[list[Right]] = []
        for right in (r for r in ordered if r.grantee == holder):
            lane = next((x for x in own if (x[-1].valid_to or last) <= (right.valid_from or first)), None)
            if lane is None:
                own.append([right])
            else:
                lane.append(right)
        lanes += [(holder, lane) for lane in own]
    return lanes


def _segments(right: Right, row: int, first: date, last: date, at: date) -> list[Segment]:
    start, end = right.valid_from or first, min(right.valid_to or last, last)
    sure_from, sure_to = right.valid_from_latest or start, right.valid_to_earliest or end
    doubts = _doubts(right, start, end)
    cuts = sorted({start, end, *(d for d in (sure_from, sure_to, *(day for doubt in doubts for day in doubt)) if start < d < end)})
    found = []
    for left, to in pairwise(cuts):
        look: Look = "sure" if sure_from <= left < sure_to else "unsure"
        if any(since <= left < until for since, until in doubts):
            look = "disputed"
        if not right.heard:
            look = "rumour"
        found.append(
            Segment(
                row=row,
                right=right.id,
                mode=right.mode,
                look=look,
                start=left,
                end=to,
                live=right.in_force(at),
                says=MODES[right.mode] + _DOUBTS.get(look, ""),
                holder=right.grantee,
                over=group_label(group(right)),
                term=f"{start_text(right)} to {end_text(right)}",
                credence=f"{credence_text(right.credence)} ({right.credence:.0%})",
                notes=_notes(right, at),
            )
        )
    return found


def _doubts(right: Right, start: date, end: date) -> list[tuple[date, date]]:
    """The stretches of a bar over which the right is in dispute."""
    told = [(d.since, d.until) for d in right.disputes]
    if right.disputed and not told:
        told = [(right.disputed_since, right.disputed_until)]
    spans = ((max(since or start, start), min(until or end, end)) for since, until in told)
    return [(since, until) for since, until in spans if since < until]


def _notes(right: Right, at: date) -> str:
    notes: list[str] = [state(right, at)]
    if right.certainty(at) == "uncertain":
        notes = ["perhaps in force: the sources give no exact day"]
    if right.disputed or right.disputes:
        since = f" since {day_text(right.disputed_since)}" if right.disputed_since else ""
        notes.append(dispute_text(right.disputed_by, (right.grantee,)) + since)
    notes += [f"over {right.subject}"] if right.subject else []
    notes += [f"condition: {right.condition}"] if right.condition else []
    return "; ".join(notes)


def _prospect(evidence: Evidence, row: Row, first: date, last: date) -> Segment:
    """A talk or a plan, from the day that it names, or else on which it was told."""
    start = max(_begun(evidence), first)
    stated = _stated(evidence)
    end = min(stated, last) if stated and stated > start else last
    mode = Mode(evidence.mode) if evidence.mode else Mode.EXCLUSIVE
    return Segment(
        row=row.row,
        right="",
        mode=mode,
        look="prospect",
        start=start,
        end=end,
        live=True,
        says="",
        holder=row.label,
        over=group_label(_group_of(evidence)),
        term=f"from {day_text(start)}, if it comes to it",
        credence="no right: talks or plans",
        notes=f"{STANCES.get(evidence.stance, evidence.stance)} by {evidence.source}, {published_text(evidence.published_at)}",
    )


def _group_of(evidence: Evidence) -> Group:
    return (evidence.field_of_use or ("",))[0], evidence.territory or ""


def _begun(evidence: Evidence) -> date:
    return PartialDate.parse(evidence.valid_from).first if evidence.valid_from else evidence.known_from


def _stated(evidence: Evidence) -> date | None:
    return PartialDate.parse(evidence.valid_to).after if evidence.valid_to else None


def _cuts(rights: Iterable[Right], place: Mapping[str, int], planned: Mapping[int, Evidence], last: date) -> Iterator[Cut]:
    """What ends beyond the chart: in which year, or in which month of the year in which the chart ends."""
    for right in rights:
        if right.valid_to is not None and right.valid_to > last:
            year = end_text(right, "year")
            coarse = int(year) > last.year or right.valid_to_precision == "year"
            yield Cut(place[right.id], right.id, f"until {year if coarse else end_text(right, 'month')}")
    for row, evidence in planned.items():
        if (stated := _stated(evidence)) is not None and stated > last:
            yield Cut(row, "", f"until {day_text(stated - timedelta(days=1), 'year')}")


def _ends(right: Right, row: int, first: date, last: date, at: date) -> list[End]:
    found = []
    doubts = _doubts(right, right.valid_from or first, min(right.valid_to or last, last))
    if right.valid_to is None:
        disputed = any(until == last for _, until in doubts)
        found.append(End(row, right.id, last, right.mode, True, right.in_force(at), not right.heard, disputed))
    if right.valid_from is None:
        found.append(End(row, right.id, first, right.mode, False, False, not right.heard, any(since == first for since, _ in doubts)))
    return found
