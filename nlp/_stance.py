"""How a sentence puts what it says, and who says it."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, Final

from graph.claims import Stance
from graph.gazetteer import fold
from nlp._context import MEANT, Context
from nlp._lexicon import PERSON_ROLES
from nlp._names import OUTLETS
from nlp._parse import Parse, child, conjuncts, prepositional, subject
from nlp._told import Source, Span, via, whole_words
from nlp._words import words

DENIAL: Final = "denied by these words"
PLAN: Final = "made a plan or a possibility by these words"
HEARSAY: Final = "put as hearsay by these words"
PLAIN: Final = "inferred: stated plainly, for no words of the clause deny it, plan it or put it as hearsay"
"""How a stance is known."""

_SOURCES: Final = (
    r"(?:people|persons?|sources?|bankers|insiders|suppliers|executives|officials|documents?|memos?|emails?|filings?|somebody|someone)"
)
_COUNT: Final = r"(?:[Aa]n? |[Oo]ne |[Tt]wo |[Tt]hree |[Ff]our |[Ff]ive |[Ss]everal |[Ss]ome )?"
_REPORTED: Final = re.compile(
    "|".join(
        (
            r"(?i:\breportedly\b|\bsupposedly\b|\ballegedly\b|\bword is that\b|\b(?:we|I) hear\b|\bwe(?: are|'re) told\b)|"
            r"(?i:\bword on the\b|\ba little bird\b)|\bapparently\b|\brumou?rs?\b|\bgrapevine\b",
            r"\b(?:is|are|was|were) (?:said|understood|believed|thought|reported|rumou?red) to\b|\bsaid to (?:have|be)\b",
            r"\bis (?:widely )?expected to\b",
            rf"\baccording to (?:the |internal )?{_COUNT}(?:[\w\-]+ ){{0,2}}{_SOURCES}\b",
            rf"(?:\A|[,;:”\"]\s|\bthat\s){_COUNT}(?:[a-z\-]+ )?{_SOURCES}\b[^.;]{{0,70}}\b(?:said|say|says|told)\b",
            r"\b[Dd]ocuments?\b[^.;]{0,40}\b(?:shows?|suggests?|speaks? of|say|says)\b|\bseen by\b",
            r"\b(?:website|blog|newsletter|newspaper|magazine)\b[^.;]{0,30}\b(?:claim(?:s|ed)|says?|said|wrote|report(?:s|ed))\b",
            r"\bfamiliar with the (?:matter|talks|terms|discussions|plans?)\b|\bbriefed on\b|\bdirect knowledge\b",
            r"\breports? (?:have it|suggests?|says?|(?:are|were) coming)\b|\baccording to (?:an? |the |several |press |media )*reports?\b",
        )
    )
)
_PROPOSED: Final = re.compile(
    "|".join(
        (
            r"\bin (?:[\w\-]+ )?(?:talks|discussions|negotiations)\b|\b[Tt]alks (?:with|about|on|over|between)\b|\bhave been discussing\b",
            r"\bclose to (?:an? )?(?:agreement|deal|signing|agreeing|contract)\b|\bnear(?:s|ing) (?:an? )?(?:agreement|deal|contract|"
            r"pact)\b",
            r"\b[Ll]etters? of intent\b|\b[Mm]emorandum\b|\bnon-binding\b|\bterm sheet\b|\bdraft\b|\bnothing has been signed\b",
            r"\b[Ii]f (?:it|they|the \w+|\w+) (?:exercises?|agrees?|signs?|wins?|succeeds?|goes|go)\b|\b[Ii]n the event of\b",
            r"\b(?:has|have|had) yet to\b|\brisk(?:s|ed|ing)? (?:of )?losing\b",
            r"\bhas [A-Z]\w+ bidding\b|\b[Ww]ere (?:it|they|the \w+) to\b",
        )
    )
)
_DENIED: Final = re.compile(
    "|".join(
        (
            r"(?<!o one can )(?<!obody can )(?<!cannot )(?<!can't )(?<!not )\b(?:denied|denies|deny|denying|denial|rejected|rejects|"
            r"dismissed|dismisses|rebuffed|disputed that|contradicted|refuted)\b",
            r"\b(?:has|have|had) (?:not|never) (?:promised|given|granted|signed|agreed|awarded|sold|handed|offered|entered)\b",
            r"\b(?:said|says|told [\w ]+ that) (?:it|they|he|she) (?:had|has|have) (?:not|never|no)\b",
            r"\bno such (?:right|deal|agreement|exclusivity|promise|contract)\b",
            r"\b(?:[Rr]eports?|[Rr]umou?rs?|[Ss]uggestions?|[Ss]peculation|[Cc]laims|[Ss]tor(?:y|ies)) (?:that|of|about|saying|suggesting) "
            r"[^;]{0,200}?\b(?:is|are|was|were) (?:\w+ly |just |all )?"
            r"(?:wrong|untrue|false|incorrect|inaccurate|unfounded|baseless|not true|nonsense)\b",
            r"\bno truth (?:in|to)\b",
            r"\bcall(?:s|ed) [^.;]{0,60}\b(?:rubbish|false|untrue|nonsense|baseless|wrong)\b",
        )
    )
)
_DENIED_AFTERWARDS: Final = re.compile(r"\b(?:denied|denies|said (?:it|he|she|they) had not)\b")
_PLANS: Final = words(
    "plan intend hope want aim seek threaten propose consider weigh mull explore negotiate discuss prepare study ponder ask bid demand "
    "pursue contemplate"
)
_WEIGHED: Final = words("plan intend hope threaten consider weigh mull contemplate ponder")
"""What is no more than a plan also when it is told of the past."""
_DECIDING: Final = words(
    "sign strike agree enter grant award give hand name appoint choose select pick become win secure gain acquire renew extend prolong "
    "regain reclaim become"
)
_PARTING: Final = words("end terminate cancel revoke scrap drop waive lose forfeit withdraw lapse expire")
DECISIVE: Final = _DECIDING | _PARTING
"""Verbs by which a right or a deal comes about or ends: what may be decided is not decided."""
_OPEN: Final = words("right option ability freedom chance power free entitled able allowed permitted likely unlikely plans plan")
"""What leaves it to somebody, or to chance: "the option to end it", "is free to sign", "is likely to become"."""
_HEDGED: Final = re.compile(
    r"\b(?:if|unless|should|could|might|were to|plans?|proposed|proposal|talks|offer(?:ed)?|draft|letter|memorandum|bid)\b"
)
_MODALS: Final = frozenset(("would", "could", "might"))
_SINCE_YEAR: Final = re.compile(r"\b[Ss]ince \d{4}\b")
_CONTRACT: Final = re.compile(r"\b(?:shall|hereunder|thereunder|thereof|pursuant)\b")
_SAYING: Final = words(
    "say announce confirm tell write disclose explain add maintain insist claim deny reply argue report state declare post think note warn "
    "acknowledge concede admit call contend reject respond"
)
_SAID: Final = frozenset(("said", "says", "told", "wrote", "added", "explained", "replied"))
_JOINT: Final = re.compile(
    r"\bjoint (?:statement|announcement|release)\b|\bthe statement\b|"
    r"\bthe (?:two|three|four|pair|companies|firms|parties)\b[^.;]{0,20}\b(?:said|announced|say)\b|\bboth (?:companies|sides|"
    r"firms) (?:said|say)\b"
)


def part(parse: Parse, text: str, token: Any) -> tuple[int, int]:
    """The part of the sentence between semicolons that the token stands in."""
    at, s = parse.start(token), parse.sentence
    left = max(text.rfind(";", s.start, at), s.start - 1) + 1
    right = text.find(";", at, s.end)
    return left, right if right >= 0 else s.end


def stance(ctx: Context, parse: Parse, token: Any, open_to: Collection[str] | None) -> tuple[Stance, Source]:
    """The stance of what the token is about, and the words that make it so: denied beats proposed beats reported beats asserted.

    ``open_to``: the verbs whose "may" is a possibility, ``None`` for all; that of others is what a right permits.
    """
    left, right = part(parse, ctx.text, token)
    text = ctx.text[left:right].replace("’", "'")
    denial = _DENIED.search(text)
    if denial and (left + denial.start() <= parse.start(token) or _DENIED_AFTERWARDS.search(text)):
        return Stance.DENIED, Source(DENIAL, whole_words(ctx.text, left + denial.start(), left + denial.end()))
    if proposed := _PROPOSED.search(text):
        return Stance.PROPOSED, Source(PLAN, whole_words(ctx.text, left + proposed.start(), left + proposed.end()))
    if (verb := _planned(token, text, open_to)) is not None:
        return Stance.PROPOSED, Source(PLAN, parse.words(verb))
    if hearsay := _hearsay(text):
        return Stance.REPORTED, Source(HEARSAY, whole_words(ctx.text, left + hearsay[0], left + hearsay[1]))
    return Stance.ASSERTED, Source(PLAIN)


def _planned(token: Any, text: str, open_to: Collection[str] | None) -> Any | None:
    """The verb above the token, or its modal, that makes it a plan or a possibility. In a contract's language none does."""
    past = bool(_SINCE_YEAR.search(text))
    plans = frozenset[str]() if past or _CONTRACT.search(text) else _PLANS
    for verb in (token, *token.ancestors):
        if verb.pos_ not in ("VERB", "AUX"):
            continue
        lemma = verb.lemma_.lower()
        if lemma in plans and (verb.tag_ in ("VBG", "VBZ", "VBP", "VB") or lemma in _WEIGHED):
            return verb
        if (open_to is None or lemma in open_to) and (left := _left_to(verb)) is not None:
            return left
        modals = [c for c in verb.children if c.dep_ == "aux" and c.lower_ in _MODALS]
        if modals and modals[0].lower_ == "would" and _backshifted(verb, text):
            modals = []
        if modals and not (past and any(c.lower_ == "could" for c in modals)):
            return modals[0]
        if verb.dep_ in ("relcl", "advcl", "ROOT", "acl") and verb.i != token.i:
            break
    return None


def _left_to(verb: Any) -> Any | None:
    """What leaves open whether it comes about: "*may* sign", "*can* end it", "the *option* to renew it", "*was* to become"."""
    modal = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in ("may", "can")), None)
    if modal is not None and (modal.lower_ == "may" or verb.lemma_.lower() in DECISIVE):
        return modal
    if verb.dep_ == "xcomp" and verb.head.lower_ in ("was", "were"):
        return verb.head
    left = verb.head if verb.dep_ in ("acl", "xcomp") and verb.tag_ == "VB" and verb.head.lower_ in _OPEN else None
    came = left is not None and left.lower_ == "able" and left.head.lower_ in ("was", "were", "been")  # "was able to secure": did
    return None if came else left


def _backshifted(verb: Any, text: str) -> bool:
    """Whether "would" is only the "will" of indirect speech: "said that it would", or "Y would be the issuer, the retailer said"."""
    saying = verb.head if verb.dep_ == "ccomp" else None
    told = saying is not None and saying.lemma_.lower() in _SAYING and saying.tag_ in ("VBD", "VBN")
    return told and not _HEDGED.search(text)


def _hearsay(text: str) -> Span | None:
    """The words that make it hearsay: unnamed people, documents seen, another outlet's report."""
    if m := _REPORTED.search(text):
        return m.span()
    reported = re.search(r"\b(?:reported|reports|wrote|according to)\b", text) if OUTLETS.search(text) else None
    return reported.span() if reported and not re.search(r"\btold\b", text) else None


def speaker(ctx: Context, parse: Parse, token: Any) -> str | None:
    """The named company or person to whom the sentence attributes it; ``None`` for joint statements and unnamed sources."""
    left, right = part(parse, ctx.text, token)
    text = ctx.text[left:right]
    if _JOINT.search(text):
        return None
    if m := re.search(r"\baccording to\b", text):
        start = parse.token_at(left + m.start())
        named = (t for t in parse.doc if start is not None and t.i > start.i and t.dep_ == "pobj")
        return _voice(ctx, parse, next(named, None))
    say = next((a for a in (token, *token.ancestors) if a.lemma_.lower() in _SAYING and a.pos_ == "VERB"), None)
    if say is None:
        say = next((t for t in parse.doc if t.pos_ == "VERB" and t.lower_ in _SAID and left <= parse.start(t) < right), None)
    if say is None or say.lower_ == "called" or say.dep_ == "acl" or child(say, "auxpass") is not None:
        return None
    return _voice(ctx, parse, subject(say))


def _voice(ctx: Context, parse: Parse, token: Any | None) -> str | None:
    """Whom the subject of "said" names."""
    if token is None or len(list(conjuncts(token))) > 1:
        return None
    for t in (token, *(c for c in token.children if c.dep_ in ("appos", "compound", "nmod"))):
        m = parse.at.get(t.i)
        if m is None:
            continue
        if OUTLETS.search(m.name.canonical):
            return None
        if m.name.kind in ("person", "other"):
            return ctx.named(m)
        if party := ctx.party(m):
            return party
    word = token.lemma_.lower()
    plain = token.lower_ == "it" or (token.lower_ in ("company", "group", "firm") and not _is_told(ctx, token))
    if ctx.voice and plain and token.i > 1 and ctx.voice not in _subjects_before(ctx, parse, token):
        return via(ctx.voice, MEANT, parse.words(token))
    if word in ("spokesman", "spokeswoman", "spokesperson", "representative"):
        owner = prepositional(token, "for", "of")
        owners = [owner] if owner is not None else [c for c in token.children if c.dep_ in ("poss", "compound")]
        found = [p for c in owners for p in ctx.who(parse, c)] or ctx.in_sentence(parse.index)
        return found[0] if found else None
    if token.lower_ in ("he", "she"):
        person = _last_person(ctx, parse)
        return via(person, MEANT, parse.words(token)) if person else None
    if word in PERSON_ROLES or token.lower_ in ("they", "people", "sources", "we", "i"):
        return None
    found = ctx.who(parse, token)
    return found[0] if len(found) == 1 else None


def _is_told(ctx: Context, token: Any) -> bool:
    """Whether the text tells which company "the Danish company" is."""
    told = set[str]().union(*ctx.names.nouns.values())
    return any(fold(c.text) in told for c in token.children if c.dep_ in ("amod", "compound"))


def _subjects_before(ctx: Context, parse: Parse, token: Any) -> list[str]:
    """The companies that are subjects of the token's own verb before it."""
    own = [t for t in token.head.children if t.dep_ in ("nsubj", "nsubjpass") and t.i < token.i and t.i in parse.at]
    return [p for t in own if (p := ctx.party(parse.at[t.i]))]


def _last_person(ctx: Context, parse: Parse) -> str | None:
    """Whom "he" or "she" means: the person named last, in this sentence or the three before."""
    floor = ctx.sentences[max(0, parse.index - 3)].start
    names = [ctx.named(m) for m in ctx.names.mentions if floor <= m.start < parse.sentence.end and m.name.kind == "person"]
    return names[-1] if names else None
