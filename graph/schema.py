"""What the graph holds: every label and relationship type, with its properties and what they mean.

Researchers read it beside their queries; no other label or type can be written (:mod:`graph.rows`). What is not stated is absent, and so
is an open end. Days are ISO strings. Every node has an ``id``, unique under its label.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class NodeKind:
    """A primary label: what its nodes are, and their properties, each with its meaning."""

    meaning: str
    properties: Mapping[str, str]


@dataclass(frozen=True)
class EdgeKind:
    """A relationship type: the labels that it joins, what it says, and its properties."""

    start: str
    end: str
    meaning: str
    properties: Mapping[str, str]


_KNOWN: Final = {"known_from": "the day from which this was known", "known_to": "the day from which it was known no more"}
_VALID: Final = {"valid_from": "its first day as stated, to a day, month or year", "valid_to": "the first day without it, as stated"}

NODES: Final[Mapping[str, NodeKind]] = {
    "Entity": NodeKind(
        "A company, product, person, regulator or place; labelled so too",
        {
            "id": "its name in small letters, or that of the gazetteer",
            "name": "its name",
            "kind": "company, product, person, regulator or place",
            "sort": "what kind of place",
            "qid": "its Wikidata id",
            "aliases": "its other names",
            "tickers": "under which its shares are traded",
            "known": "whether the gazetteer has it",
            "articles": "how many articles name it, each by each spelling",
            "rank": "of parties of claims: by which an index finds those that most articles name",
        },
    ),
    "Right": NodeKind(
        "A belief: who holds which right of whom, over which days, as known over which days",
        {
            "id": "r-…",
            "grantor": "id of the entity that grants",
            "grantee": "id of the entity that holds",
            "mode": "exclusive, first_refusal, preferred or non_exclusive",
            "field_of_use": "such as compute or hosting.stateless_api",
            "territory": "where; absent for everywhere",
            "subject": "the product or technology that it is about",
            "condition": "until or unless what",
            "valid_from": "its first day",
            "valid_from_precision": "day, month or year",
            "valid_from_latest": "the last day on which it may have begun",
            "valid_to": "the first day without it",
            "valid_to_precision": "day, month or year",
            "valid_to_earliest": "the first day on which it may have been over",
            **_KNOWN,
            "credence": "0 to 1",
            "disputed": "whether it is disputed at any time",
            "disputed_since": "the first day of dispute",
            "disputed_until": "the first day without dispute",
            "disputed_by": "who objects, by name",
            "disputes": "each stretch of dispute, as JSON",
            "rules": "names of the rules that made it",
            "witnesses": "how many stories say so",
            "stake": "the credence that a check of its weightiest claim may cost it",
            "stake_rank": "by which an index finds what is most at stake, in whole hundredths, and of these the latest known",
            "stake_claim": "id of that claim",
        },
    ),
    "Conflict": NodeKind(
        "A CONFLICTS_WITH once more, as indexes find it: they hold nodes",
        {
            "id": "its rights and first days",
            "rank": "by which an index finds what matters most: overlaps, then by credence in hundredths, then the latest",
            "kind": "overlap or potential",
            "grantor": "id of the entity that grants both rights",
            "left": "id of the right where the relationship begins",
            "right": "id of the right where it ends",
            "fields": "the fields of use of the two",
            "credence": "of the weaker right",
            "since": "the first day of conflict",
            "until": "the first day without",
            "last": "the last day of conflict; 9999-12-31 for an open end",
            **_KNOWN,
            "disputed": "stretches on which one of the two is disputed, FROM/TO",
        },
    ),
    "Claim": NodeKind(
        "What a text says of a right, an agreement or a dispute, with its quote",
        {
            "id": "c-…",
            "kind": "right, agreement or dispute",
            "stance": "asserted, reported, proposed or denied",
            "change": "begins, holds, ends or amends",
            "speaker": "by whose mouth",
            "quote": "the text itself",
            "char_start": "where the quote begins in the article's text",
            "char_end": "where it ends",
            "confidence": "how likely it was read right, 0 to 1",
            "weight": "what it weighs as a witness, 0 to 1",
            "extractor": "what read it, with its version",
            "rule": "the rule that read it",
            "article": "id of the article that states it",
            "story": "id of the story; copies of one text are one witness",
            "parties": "ids of the entities that it names",
            **_KNOWN,
            "known_gaps": "stretches on which the page did not say it, FROM/TO",
            "title": "the page's title then, if it has another by now",
            "text": "hash of the text that stated it, if the page has another by now",
            "withdrawn": "whether its article counts no more",
            "review": "confirm, reject or amend, if an analyst has said so",
            "reviewed_by": "who",
            "reviewed_why": "why",
            "reviewed_on": "when",
            "grantor": "of a right: id of the entity that grants",
            "grantee": "of a right: id of the entity that holds",
            "mode": "of a right: as in Right",
            "field_of_use": "of a right: all fields that it names",
            "field_assumed": "of a right: whether no word tells the field, and it is only the likeliest",
            "subject": "of a right: as in Right",
            "territory": "of a right: as the text has it",
            "places": "of a right: the territory as known places",
            "condition": "of a right: until or unless what",
            **_VALID,
            "type": "of an agreement: such as supply or acquisition",
            "value": "of an agreement: as the text has it",
            "value_usd": "of an agreement: in US dollars",
            "term": "of an agreement: as the text has it",
            "owner": "of an acquisition: id of who takes over",
            "owned": "of an acquisition: id of who is taken over",
            "claimant": "of a dispute: id of who objects",
            "respondents": "of a dispute: ids of those objected to",
            "over": "of a dispute: its matter as the text has it",
        },
    ),
    "Article": NodeKind(
        "A page that was read",
        {
            "id": "a-…",
            "url": "where it was read",
            "canonical_url": "the address that it gives itself",
            "title": "its title",
            "source": "name of the outlet",
            "genre": "such as news or opinion",
            "published_at": "the moment of its publication, in its own time zone",
            "published": "the day",
            "known_from": "the day from which it counts",
            "versions": "how many texts it has had",
            "text": "hash of its latest text",
            "shelf": "by which an index finds the newest of an outlet",
            "edited_shelf": "the same, where it has had several texts",
        },
    ),
    "Agreement": NodeKind(
        "A deal, or an amendment of one",
        {
            "id": "its deal, and for an amendment its month",
            "deal": "the same for a deal and its amendments",
            "name": "its parties and type",
            "type": "such as supply or acquisition",
            "change": "begins, holds, ends or amends",
            "stance": "asserted, reported, proposed or denied",
            "value": "as the text has it",
            "value_usd": "in US dollars",
            "term": "as the text has it",
            **_VALID,
            "known_from": "the day from which it was known",
        },
    ),
    "Story": NodeKind("Near-copies of one text", {"id": "s-…", "articles": "how many pages tell it"}),
    "Source": NodeKind(
        "An outlet",
        {
            "id": "its name",
            "name": "its name",
            "articles": "how many are from it",
            "url": "the first of its articles’ addresses, in the alphabet",
            "genre": "the first of their genres",
        },
    ),
    "FieldOfUse": NodeKind("A field of use", {"id": "its name", "name": "such as hosting.stateless_api", "meaning": "in a sentence"}),
}
"""The primary labels. ``Projection`` is the store's own."""

EDGES: Final[Mapping[str, EdgeKind]] = {
    "GRANTED_BY": EdgeKind("Right", "Entity", "who grants it", {}),
    "HELD_BY": EdgeKind("Right", "Entity", "who holds it", {}),
    "COVERS": EdgeKind("Right", "Entity", "the product that it is about", {}),
    "FOR_USE": EdgeKind("Right", "FieldOfUse", "what for", {}),
    "NARROWER_THAN": EdgeKind("FieldOfUse", "FieldOfUse", "a field within another", {}),
    "SUPPORTED_BY": EdgeKind("Right or Agreement", "Claim", "by whose word", {"order": "place among its witnesses"}),
    "OPPOSED_BY": EdgeKind("Right", "Claim", "who says otherwise", {"order": "place among its witnesses"}),
    "STATES": EdgeKind("Article", "Claim", "where it stands", {"start": "first character of the quote", "end": "the one after the last"}),
    "FROM": EdgeKind("Article", "Source", "the outlet", {}),
    "PART_OF": EdgeKind("Article", "Story", "the story that it tells", {}),
    "SUCCEEDS": EdgeKind("Right", "Right", "takes the place of, on the day that one ends", {}),
    "CONFLICTS_WITH": EdgeKind(
        "Right",
        "Right",
        "both cannot hold",
        {
            "kind": "overlap or potential",
            "since": "the first day of conflict",
            "until": "the first day without",
            **_KNOWN,
            "key": "tells several from each other",
        },
    ),
    "PARTY": EdgeKind("Agreement", "Entity", "who agreed", {"role": "party"}),
    "AMENDS": EdgeKind("Agreement", "Agreement", "changes", {}),
    "OWNED_BY": EdgeKind(
        "Entity",
        "Entity",
        "its owner, by the gazetteer",
        {"valid_from": "since", "valid_to": "until", "key": "tells several from each other"},
    ),
    "MENTIONS": EdgeKind("Article", "Entity", "names it", {}),
}
"""The relationship types."""
