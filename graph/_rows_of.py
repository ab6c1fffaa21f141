"""What the ledger looks like as nodes and relationships. Pure functions; the schema is the design's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from graph._best_known import rank_of
from graph._conflict_rows import conflict_rows
from graph._shelf import place
from graph._witnesses import once_per_story
from graph.beliefs import Belief, Doubt, believe
from graph.claims import AgreementClaim, Change, Claim, DisputeClaim
from graph.conflicts import conflicts
from graph.dates import Interval, iso
from graph.fields import FIELDS, parent
from graph.gazetteer import Entity, entity_id, load
from graph.ledger import Ledger
from graph.owners import takeover
from graph.places import places
from graph.reviews import Review
from graph.rows import Edge, Node, Value
from graph.stakes import Stake, stake
from graph.statements import Statement, Version, claim_names

Rows = Iterator[Node | Edge]


def field_rows() -> Rows:
    """The tree of fields of use."""
    for name, meaning in FIELDS.items():
        yield Node("FieldOfUse", name, {"name": name, "meaning": meaning})
        if wider := parent(name):
            yield Edge("NARROWER_THAN", ("FieldOfUse", name), ("FieldOfUse", wider))


def entity_rows(ledger: Ledger, names: Iterable[str]) -> Rows:
    """The entities of these names, with their owners and the owners' owners."""
    todo, done = list(names), set[str]()
    while todo:
        name = todo.pop()
        known = load().by_name(name)
        if (key := known.id if known else entity_id(name)) in done:
            continue
        done.add(key)
        articles = ledger.told_of(key)
        told = {"articles": articles, "rank": rank_of(key, articles) if ledger.is_party(key) else None}
        yield _entity(key, name, known, ledger.aliases([key]).get(key, ()), told)
        for owner in known.owners if known else ():
            todo.append(owner.name)
            since, until = owner.since, owner.until
            props = {"valid_from": since.first.isoformat() if since else None, "valid_to": until.first.isoformat() if until else None}
            yield Edge("OWNED_BY", ("Entity", key), ("Entity", entity_id(owner.name)), props, key=props["valid_from"] or "")


def _entity(key: str, name: str, known: Entity | None, judged: Sequence[str], told: Mapping[str, Value]) -> Node:
    if known is None:
        return Node("Entity", key, {"name": name, "kind": "company", "aliases": list(judged), "known": False, **told}, ("Company",))
    aliases = [*known.aliases, *judged]
    props: dict[str, Value] = {"name": known.name, "kind": known.kind, "sort": known.sort, "qid": known.qid, "aliases": aliases}
    return Node("Entity", key, {**props, "tickers": list(known.tickers), "known": True, **told}, (known.kind.capitalize(),))


def article_rows(ledger: Ledger, article: str) -> Rows:
    """An article as it stands, its source and story, and every claim that one of its texts states or stated."""
    versions = ledger.versions(article)
    if not versions:
        return
    last, story = versions[-1], ledger.story(article)
    shelf = place(last.outlet, versions[0].known_from)
    yield Node(
        "Article",
        article,
        {
            "url": last.url,
            "canonical_url": last.canonical_url,
            "title": last.title,
            "source": last.source,
            "genre": last.genre,
            "published_at": last.published_at,
            "published": last.published.isoformat(),
            "known_from": versions[0].known_from.isoformat(),
            "versions": len(versions),
            "text": last.text,
            "shelf": shelf,
            "edited_shelf": shelf if len(versions) > 1 else None,
        },
    )
    for source in sorted({v.outlet for v in versions}):
        articles, url, genre = ledger.outlet(source)
        yield Node("Source", source, {"name": source, "articles": articles, "url": url, "genre": genre})
    yield Edge("FROM", ("Article", article), ("Source", last.outlet))
    yield Node("Story", story, {"articles": ledger.story_size(article)})
    yield Edge("PART_OF", ("Article", article), ("Story", story))
    for name in {entity_id(n): n for n in ledger.mentions(article)}:
        yield Edge("MENTIONS", ("Article", article), ("Entity", name))
    by_id: dict[str, list[Statement]] = {}
    for statement in ledger.statements(article):
        by_id.setdefault(statement.id, []).append(statement)
    for told in by_id.values():
        yield _claim(told, versions)
        first = told[0].claim
        yield Edge("STATES", ("Article", article), ("Claim", told[0].id), {"start": first.start, "end": first.end})


def _claim(told: Sequence[Statement], versions: Sequence[Version]) -> Node:
    """One node, although a page that went back to an earlier text has said the same twice; between the two it did not say it.

    ``title`` and ``text`` (its hash) are those of the text which stated it, where the page has others by now.
    """
    statement, claim = told[0], told[0].claim
    known = Interval(statement.known.start, told[-1].known.end)
    gaps = [f"{a.known.end}/{b.known.start}" for a, b in pairwise(told) if a.known.end and a.known.end != b.known.start]
    version = next((v for v in reversed(versions) if v.known_from <= statement.said), versions[0])
    props: dict[str, Value] = {
        "kind": claim.kind,
        "stance": claim.stance.value,
        "change": claim.change.value,
        "speaker": claim.speaker,
        "quote": claim.quote,
        "char_start": claim.start,
        "char_end": claim.end,
        "confidence": claim.confidence,
        "weight": statement.weight,
        "extractor": statement.extractor,
        "rule": claim.rule,
        "article": statement.article,
        "story": statement.story,
        "parties": [entity_id(name) for name in claim_names(claim)],
        "known_from": iso(known.start),
        "known_to": iso(known.end),
        "known_gaps": gaps or None,
        "title": version.title if version.title != versions[-1].title else None,
        "text": version.text if version.text != versions[-1].text else None,
        "withdrawn": told[-1].withdrawn,
    }
    return Node("Claim", statement.id, {**props, **_reviewed(told[-1].review), **_own(claim)})


def _reviewed(review: Review | None) -> dict[str, Value]:
    if review is None:
        return {}
    return {"review": review.verdict, "reviewed_by": review.by, "reviewed_why": review.why, "reviewed_on": iso(review.day)}


def _own(claim: Claim) -> dict[str, Value]:
    if isinstance(claim, DisputeClaim):
        parties = [entity_id(name) for name in claim.respondents]
        return {"claimant": entity_id(claim.claimant), "respondents": parties, "over": claim.over}
    dates: dict[str, Value] = {"valid_from": claim.valid_from, "valid_to": claim.valid_to}
    if isinstance(claim, AgreementClaim):
        owner, owned = takeover(claim) or (None, None)
        sides = {"owner": entity_id(owner) if owner else None, "owned": entity_id(owned) if owned else None}
        return {**dates, **sides, "type": claim.type, "value": claim.value, "value_usd": claim.value_usd, "term": claim.term}
    return {
        **dates,
        "grantor": entity_id(claim.grantor),
        "grantee": entity_id(claim.grantee),
        "mode": claim.mode.value,
        "field_of_use": list(claim.field_of_use),
        "field_assumed": claim.field_assumed,
        "subject": claim.subject,
        "territory": claim.territory,
        "places": list(places(claim.territory, claim.condition)),
        "condition": claim.condition,
    }


def right_rows(ledger: Ledger, grantor: str) -> Rows:
    """One grantor's beliefs, all versions, with their conflicts and successions."""
    statements = ledger.statements_of(grantor)
    beliefs = believe(grantor, statements)
    told = {s.id: s for s in statements}
    for belief in beliefs:
        yield from _right(belief, stake(belief, told))
    by_id = {belief.id: belief for belief in beliefs}
    for clash in conflicts(beliefs):
        yield from conflict_rows(clash, by_id[clash.left], by_id[clash.right])
    yield from _successions(beliefs)


def _right(belief: Belief, stake: Stake) -> Rows:
    doubt = belief.disputed
    yield Node(
        "Right",
        belief.id,
        {
            "grantor": belief.grantor,
            "grantee": belief.grantee,
            "mode": belief.mode.value,
            "field_of_use": belief.field,
            "territory": belief.place,
            "subject": belief.subject,
            "condition": belief.condition,
            "valid_from": iso(belief.valid.start),
            "valid_from_precision": belief.valid.start_precision.value,
            "valid_to": iso(belief.valid.end),
            "valid_to_precision": belief.valid.end_precision.value,
            "known_from": iso(belief.known.start),
            "known_to": iso(belief.known.end),
            "valid_from_latest": iso(belief.start_latest),
            "valid_to_earliest": iso(belief.end_earliest),
            "credence": belief.credence,
            "disputed": doubt is not None,
            "disputed_since": iso(doubt.start or belief.valid.start) if doubt else None,
            "disputed_until": iso(doubt.end) if doubt else None,
            "disputed_by": list(belief.disputed_by),
            "disputes": [_dispute(doubt) for doubt in belief.doubts],
            "rules": list(belief.rules),
            "witnesses": stake.witnesses,
            "stake": stake.loss,
            "stake_rank": stake.rank(belief.known.start),
            "stake_claim": stake.claim,
        },
    )
    right = ("Right", belief.id)
    yield Edge("GRANTED_BY", right, ("Entity", belief.grantor))
    yield Edge("HELD_BY", right, ("Entity", belief.grantee))
    yield Edge("FOR_USE", right, ("FieldOfUse", belief.field))
    if belief.subject and (thing := load().by_name(belief.subject)):
        yield Edge("COVERS", right, ("Entity", thing.id))
    for type_, claims in (("SUPPORTED_BY", belief.supporting), ("OPPOSED_BY", belief.opposing)):
        for order, claim in enumerate(claims):
            yield Edge(type_, right, ("Claim", claim), {"order": order})


def _dispute(doubt: Doubt) -> str:
    """One stretch as JSON: a property of a node cannot be a map."""
    during = {"since": iso(doubt.during.start), "until": iso(doubt.during.end)}
    who = {"by": doubt.by, "role": doubt.role, "against": list(doubt.against), "over": doubt.over}
    return json.dumps(during | who, ensure_ascii=False, sort_keys=True)


def _successions(beliefs: Sequence[Belief]) -> Rows:
    """A right that takes the place of another over the same field and place, on the day on which that one ends."""
    ended: dict[tuple[str, str | None, date], list[Belief]] = {}
    for belief in beliefs:
        if belief.valid.end is not None:
            ended.setdefault((belief.field, belief.place, belief.valid.end), []).append(belief)
    for later in beliefs:
        for earlier in ended.get((later.field, later.place, later.valid.start), ()) if later.valid.start else ():
            if later.known.overlaps(earlier.known):
                yield Edge("SUCCEEDS", ("Right", later.id), ("Right", earlier.id))


def deal_rows(ledger: Ledger, deal: str) -> Rows:
    """An agreement and its amendments, each with the terms that its weightiest witness gives it."""
    statements = ledger.statements_of_deal(deal)
    groups: dict[str, list[Statement]] = {}
    for told in once_per_story(statements):
        claim = told[0].claim
        assert isinstance(claim, AgreementClaim)
        when = (claim.valid_from or told[0].published.isoformat())[:7] if claim.change is Change.AMENDS else ""
        groups.setdefault(when, []).extend(told)
    keys = [(when, f"{deal}@{when}" if when else deal) for when in sorted(groups)]
    for when, key in keys:
        yield from _agreement(deal, key, groups[when])
    for (_, earlier), (_, later) in pairwise(keys):
        yield Edge("AMENDS", ("Agreement", later), ("Agreement", earlier))


def _agreement(deal: str, key: str, told: Sequence[Statement]) -> Rows:
    best = min(told, key=lambda s: (-s.weight, s.said, s.id))
    claim = best.claim
    assert isinstance(claim, AgreementClaim)
    yield Node(
        "Agreement",
        key,
        {
            "deal": deal,
            "name": f"{' – '.join(sorted(claim.parties))}: {claim.type.replace('_', ' ')}",
            "type": claim.type,
            "change": claim.change.value,
            "stance": claim.stance.value,
            "value": claim.value,
            "value_usd": claim.value_usd,
            "term": claim.term,
            "valid_from": claim.valid_from,
            "valid_to": claim.valid_to,
            "known_from": min(s.said for s in told).isoformat(),
        },
    )
    for name in sorted({entity_id(n) for n in claim.parties}):
        yield Edge("PARTY", ("Agreement", key), ("Entity", name), {"role": "party"})
    for statement in sorted({s.id for s in told}):
        yield Edge("SUPPORTED_BY", ("Agreement", key), ("Claim", statement))
