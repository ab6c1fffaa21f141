"""The rules of belief: what each means, where it is, where it comes from, and an example. ``tools/beliefs_pages.py`` makes their pages.

A rule's name is what a right lists under ``rules``. Each is a named pure function; what a right cannot list (because it is about two
rights, or about what is no right) has a name all the same, so that an answer can be explained by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True)
class Rule:
    """``where``: the functions that are the rule, as ``module:name``; ``source``: the decision that it follows."""

    name: str
    meaning: str
    where: tuple[str, ...]
    source: str
    example: str


_ORIGIN: Final = "0003-beliefs-are-rows-of-both-clocks"
_WEIGHTS: Final = "0005-weights-and-thresholds"
_COARSE: Final = "0070-a-coarse-date-is-an-interval-of-uncertainty"
_SCOPES: Final = "0071-what-covers-what"
_OWNERS: Final = "0072-an-owner-answers-for-what-it-owns"

_ALL: Final = (
    Rule(
        "one-story-one-witness",
        "Near-copies of one text that say the same count once, by the earliest published; the others are its reach.",
        ("graph._witnesses:once_per_story",),
        _ORIGIN,
        "A wire and thirty papers that print it are one witness.",
    ),
    Rule(
        "unnamed-field",
        "A text that names no field speaks of that of the two parties' other rights, if they have one only; else the likeliest one stands.",
        ("graph._witnesses:unnamed_field",),
        _SCOPES,
        "“Vell has lost its exclusive rights in Spain” ends the supply of motors there, if that is all that it had.",
    ),
    Rule(
        "weight",
        "A word weighs source rating × stance × confidence of the reading. What weighs too little against others is set aside, and shown.",
        ("graph.sources:rating", "graph._episodes:outranks", "graph._episodes:stands"),
        _WEIGHTS,
        "A letter to the editor does not undo what a wire has reported.",
    ),
    Rule(
        "begin",
        "A right begins on the day that is stated, else on that of the publication.",
        ("graph._episodes:begin", "graph._witnesses:Witness.start"),
        _ORIGIN,
        "“From 1 April” begins on 1 April, whenever it was announced.",
    ),
    Rule(
        "hold",
        "Who says that a right is in force speaks for it from the stated day on, else from the publication. Silence is never an end.",
        ("graph._episodes:begin",),
        _ORIGIN,
        "A profile of 2010 that calls somebody the sole supplier opens the right in 2010 and nothing closes it.",
    ),
    Rule(
        "end",
        "A right ends on the day that is stated, else on that of the publication; an end of a wider right ends the narrower ones too.",
        ("graph._episodes:end", "graph._witnesses:Witness.end"),
        _ORIGIN,
        "“Lost its exclusivity last Tuesday” ends it on that Tuesday.",
    ),
    Rule(
        "lapse",
        "A right with a stated term closes by itself on the day after its last. A newer word on the term counts if it outranks the older.",
        ("graph._episodes:lapse",),
        _ORIGIN,
        "“Until 31 March 2024”: in force on the 31st, over on 1 April, and no page need say so.",
    ),
    Rule(
        "uncertain-start",
        "What began “in 2019” began on some day of that year: until its last, or until it was seen in force, nobody can be sure.",
        ("graph._episodes:uncertain_start",),
        _COARSE,
        "In May 2019 the answer is yes, and not certain.",
    ),
    Rule(
        "uncertain-end",
        "What ended “in January 2025” was over by the end of that month, or when it was reported; before, nobody can be sure.",
        ("graph._episodes:uncertain_end", "graph._witnesses:Witness.end_earliest"),
        _COARSE,
        "On 15 January 2025 the answer is yes, and not certain.",
    ),
    Rule(
        "succession",
        "A new mode on the same line closes the old one for good, if its source is trusted enough and nobody insists on the old.",
        ("graph._succession:succeed",),
        _WEIGHTS,
        "Exclusive until the right of first refusal took its place.",
    ),
    Rule(
        "carve-out",
        "A narrower right of the same holder that ended, or has another mode, takes its field, place or product out of the wider one.",
        ("graph.conflicts:carve_out", "graph.conflicts:narrower"),
        _SCOPES,
        "Exclusive in Europe, but in Spain no longer.",
    ),
    Rule(
        "exception",
        "A territory with an exception covers everything but what it leaves out; who names one has lost what he had there.",
        ("graph.places:places", "graph.places:within", "graph._witnesses:exceptions"),
        _SCOPES,
        "“Outside the U.S.” covers Japan, and not Texas.",
    ),
    Rule(
        "version",
        "A right over a family of products covers its versions; a right over one version covers only that.",
        ("graph.subjects:Subject.covers",),
        _SCOPES,
        "“The Lumen models” have the Lumen 4 among them; “the Lumen 3” has not.",
    ),
    Rule(
        "retrospect",
        "A later page that dates a past change corrects the valid time, from its own day on; what was known before stays known then.",
        ("graph._episodes:begun", "graph._episodes:ended"),
        _ORIGIN,
        "In June 2024 it becomes known that the right had ended in 2021.",
    ),
    Rule(
        "retraction",
        "What an outlet takes back it no longer says, from that day on; a denial that it only passes on is a contradiction.",
        ("graph._witnesses:taken_back",),
        _ORIGIN,
        "“Our report of 9 February was wrong”: it counts no more, and did count until then.",
    ),
    Rule(
        "dispute",
        "A party objects, or sources of weight disagree: both sides stay, the stretch of days is marked, and the mode is not changed.",
        ("graph._disputes:mark", "graph._episodes:deny"),
        _WEIGHTS,
        "The holder sues over another's deal: its right holds, in dispute.",
    ),
    Rule(
        "settlement",
        "A dispute is open until it is settled or dropped. Who looks back at it does not open it again; a new one is another stretch.",
        ("graph._disputes:lasting",),
        _ORIGIN,
        "Sued in February, settled in June: in dispute in March, not in July.",
    ),
    Rule(
        "credence",
        "(1 − ∏(1 − wᵢ)) × (1 − ½ (1 − ∏(1 − aⱼ))) over independent witnesses for (wᵢ) and against (aⱼ), at most 0.99.",
        ("graph.beliefs:credence",),
        _WEIGHTS,
        "Two reports of 0.4 make 0.64; a denial of 0.9 leaves 0.35 of that.",
    ),
    Rule(
        "conflict",
        "Related fields, a shared place, product and days, modes that exclude each other, different holders: anything less is none.",
        ("graph.conflicts:conflicts", "graph.conflicts:clash", "graph.conflicts:grade"),
        _SCOPES,
        "Two exclusive suppliers of the same motors in England, from February 2023 on.",
    ),
    Rule(
        "prospect",
        "Talks and plans are never rights. They are shown until a right of that mode begins.",
        ("graph._decide:prospects",),
        _ORIGIN,
        "“In talks to become the sole carrier” is no right, and no evidence against one.",
    ),
    Rule(
        "acquisition",
        "Who takes a company over answers for the rights that it holds and has granted, from that day on; one group has no conflicts.",
        ("graph.owners:takeover", "graph.owners:Owners.above", "graph._decide:carry"),
        _OWNERS,
        "Corvane bought Vell in May: asked in June, Corvane holds what Vell holds.",
    ),
    Rule(
        "one-company",
        "Names that are judged to be one company's are one company, under the name that is kept, for all days; it grants itself no right.",
        ("graph.identity:judgements", "graph.beliefs:believe"),
        _OWNERS,
        "What Vell was granted in 2021 is Vellora's after the change of name, and was so before.",
    ),
)

RULES: Final = MappingProxyType({rule.name: rule for rule in _ALL})
"""Every rule by its name, in the order in which they are applied."""
