"""What the page of one right says, as plain values. Pure functions of the graph's answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph.answers import Answer, Clash, Dispute, Related, Right, Why
from graph.claims import Mode
from ui.permalink import Point, Scope, View, days, href, params
from ui.views.cards import Badge, holds
from ui.views.sayings import right_label
from ui.words import MODES, credence_text, day_text, dispute_text, field_label, listed, lowered, raised, term_text

_VERBS: Final = {"past": ("held", "had", "was"), "present": ("holds", "has", "is"), "future": ("will hold", "will have", "will be")}


@dataclass(frozen=True)
class Fact:
    """A line of the right's terms; ``to`` is the address of what it names, if that has a page."""

    term: str
    text: str
    to: str = ""


@dataclass(frozen=True)
class Thought:
    """One version of the line: what was believed, from which day of knowledge to which. ``chosen``: the one that the page is of;
    ``believed``: the belief on the day of knowledge.
    """

    known: str
    says: str
    mode: Mode
    to: str
    chosen: bool
    believed: bool


@dataclass(frozen=True)
class Pointer:
    """Another right, with what it is to this one."""

    what: str
    label: str
    to: str


@dataclass(frozen=True)
class RightPage:
    """All of it but the evidence. ``instead`` are the versions that were believed on the day of knowledge where this one was not."""

    title: str
    badges: tuple[Badge, ...]
    belief: str
    instead: tuple[Pointer, ...]
    facts: tuple[Fact, ...]
    thoughts: tuple[Thought, ...]
    pointers: tuple[Pointer, ...]


def right_page(why: Why, related: Related, answer: Answer, point: Point) -> RightPage:
    """The page of a right, seen from both days."""
    right = why.right
    now = [v for v in why.versions if believed(v, point.known)]
    instead = () if believed(right, point.known) else tuple(Pointer("", right_label(v), address(v.id, point)) for v in now)
    return RightPage(
        title=title(right, point.at),
        badges=_badges(right, point),
        belief=_belief(right, point, bool(now)),
        instead=instead,
        facts=_facts(right, answer, point),
        thoughts=tuple(_thought(v, right, point) for v in why.versions),
        pointers=tuple(_pointers(related, right, point)),
    )


def address(right: str, point: Point) -> str:
    """The link to a right's page, seen from the same days."""
    return href("right", {"id": right, **days(point)})


def believed(right: Right, known: date) -> bool:
    """Whether this version was the belief on a day of knowledge."""
    return right.known_from <= known and (right.known_to is None or known < right.known_to)


def title(right: Right, at: date) -> str:
    """The right as a sentence: ``Microsoft holds OpenAI’s compute exclusively``; of what is over on the day, ``held``."""
    tense = "past" if right.valid_to and right.valid_to <= at else "future" if right.valid_from and right.valid_from > at else "present"
    holds, has, is_ = _VERBS[tense]
    whose = right.grantor + ("’" if right.grantor.endswith("s") else "’s")
    use = listed((_in_a_sentence(f) for f in right.field_of_use), most=9)
    said = {
        Mode.EXCLUSIVE: f"{right.grantee} {holds} {whose} {use} exclusively",
        Mode.FIRST_REFUSAL: f"{right.grantee} {has} the first refusal on {whose} {use}",
        Mode.PREFERRED: f"{right.grantee} {is_} {whose} preferred partner for {use}",
        Mode.NON_EXCLUSIVE: f"{right.grantee} {holds} {whose} {use}, not exclusively",
    }[right.mode]
    return said + (f", for {right.subject}" if right.subject else "") + (f" · {right.territory}" if right.territory else "")


def _in_a_sentence(field: str) -> str:
    wide, _, narrow = lowered(field_label(field)).partition(" · ")
    return f"{wide} ({narrow})" if narrow else wide


def _badges(right: Right, point: Point) -> tuple[Badge, ...]:
    day = day_text(point.at)
    state = {
        "in force": Badge(f"In force on {day}", "begins"),
        "uncertain": Badge(f"Uncertain on {day}: its dates are too coarse", "overlap"),
        "not in force": Badge(f"Not in force on {day}", "none"),
    }[right.certainty(point.at)]
    found = [Badge(MODES[right.mode], right.mode.value), state]
    if right.disputed_on(point.at):
        objecting = sorted({d.by for d in right.disputes if d.by and d.on(point.at)})
        found.append(Badge(raised(dispute_text(objecting, (right.grantee,))), "dispute"))
    if not right.heard:
        found.append(Badge("Only a rumour", "unknown"))
    return tuple(found)


def _belief(right: Right, point: Point, others: bool) -> str:
    day, since = day_text(point.known), day_text(right.known_from)
    if believed(right, point.known):
        return f"This is what was believed on {day}, and had been since {since}."
    if point.known < right.known_from:
        first = f"This was not yet believed on {day}: it is known since {since}."
    else:
        until = day_text(right.known_to) if right.known_to else "today"
        first = f"This was no longer believed on {day}: it was the belief from {since} until {until}."
    return first + (" Believed on that day:" if others else " Nothing was believed of this matter on that day.")


def _facts(right: Right, answer: Answer, point: Point) -> tuple[Fact, ...]:
    scope = Scope(right.grantor, right.grantee, right.field_of_use[0], right.territory)
    at, weighed = point.at, f"{len(right.supporting)} for, {len(right.opposing)} against"
    facts = [
        Fact("Granted by", right.grantor, href("explore", params(View(Scope(right.grantor), at, point.known)))),
        Fact("Held by", right.grantee, href("explore", params(View(Scope(right.grantor, right.grantee), at, point.known)))),
        Fact("Over", ", ".join(field_label(f) for f in right.field_of_use)),
        Fact("Subject", right.subject or ""),
        Fact("Territory", right.territory or "none stated"),
        Fact("Condition", right.condition or ""),
        Fact("Term", raised(term_text(right, at))),
        Fact("Began at the latest", _day(right.valid_from_latest) if right.valid_from_latest != right.valid_from else ""),
        Fact("Over at the earliest", _day(right.valid_to_earliest) if right.valid_to_earliest != right.valid_to else ""),
        Fact("Credence", f"{raised(credence_text(right.credence))}: {right.credence:.2f}, {weighed}"),
        Fact("Known", f"{day_text(right.known_from)} to {day_text(right.known_to) if right.known_to else 'today'}"),
        *(Fact("In dispute", in_dispute(d)) for d in right.disputes),
        Fact("Asked on that day", _verdict(answer), href("explore", params(View(scope, at, point.known)))),
        Fact("Id", right.id),
    ]
    return tuple(f for f in facts if f.text)


def _verdict(answer: Answer) -> str:
    doubt = ", disputed" if answer.disputed else "" if answer.certain else ", not certain"
    if answer.answer == "yes":
        return f"Yes, an exclusive right is in force{doubt}"
    if answer.answer == "no":
        return f"No exclusive right: {MODES[answer.mode].lower() if answer.mode else 'none'} in force{doubt}"
    return "No evidence of any right on that day"


def _day(day: date | None) -> str:
    return day_text(day) if day else ""


def in_dispute(dispute: Dispute) -> str:
    """Who objects to what, and when, in a phrase."""
    since = f"since {day_text(dispute.since)}" if dispute.since else "since an unknown day"
    when = since + (f" until {day_text(dispute.until)}" if dispute.until else "")
    if dispute.by is None:
        return f"{when}: sources disagree"
    against = listed(name for name in dispute.against if name != dispute.by)
    return f"{when}: {dispute.by} objects to what {against or 'others'} did" + (f" over {dispute.over}" if dispute.over else "")


def _thought(version: Right, right: Right, point: Point) -> Thought:
    said = [MODES[version.mode], term_text(version, point.at), f"{credence_text(version.credence)} ({version.credence:.2f})"]
    said += [version.subject] if version.subject else []
    said += ["disputed"] if version.disputed else []
    known = f"{day_text(version.known_from)} to {day_text(version.known_to) if version.known_to else 'today'}"
    chosen = version.id == right.id
    return Thought(known, " · ".join(said), version.mode, address(version.id, point), chosen, believed(version, point.known))


def _pointers(related: Related, right: Right, point: Point) -> Iterable[Pointer]:
    for what, others in (("Took the place of", related.after), ("Its place was taken by", related.before)):
        for other in others:
            yield Pointer(what, right_label(other), address(other.id, point))
    for clash in related.conflicts:
        yield Pointer(_clash(clash, point.at), right_label(_rival(clash, right)), address(_rival(clash, right).id, point))
    if related.conflicts:
        yield Pointer("", "Both sides of each conflict", href("conflicts", {"grantor": right.grantor, **days(point)}))
    for id, name in related.agreements:
        yield Pointer("Told together with", name, href("agreement", {"id": id, **days(point)}))
    yield Pointer("", f"All agreements of {right.grantor}", href("agreement", {"grantor": right.grantor, **days(point)}))
    for step in related.carried:
        since = f" since {day_text(step.since)}" if step.since else ""
        yield Pointer("On that day", f"{step.owned} belongs to {step.owner}{since}", "")


def _clash(clash: Clash, at: date) -> str:
    word = "Conflicts with" if clash.kind == "overlap" else "May conflict with"
    since = day_text(clash.since) if clash.since else "an unknown day"
    during = f"{since} to {day_text(clash.until)}" if clash.until else f"since {since}"
    return f"{word} ({during}{'' if holds(clash, at) else '; not on this day'})"


def _rival(clash: Clash, right: Right) -> Right:
    one, other = clash.rights
    return other if one.id == right.id else one
