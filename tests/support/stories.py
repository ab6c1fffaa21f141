"""Generated stories for property tests."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st
from telling import Telling, agreement, dispute, right

from graph.claims import Claim

GRANTOR = "OpenAI"
DAYS = st.dates(date(2019, 1, 1), date(2026, 6, 30))
PARTIES = st.sampled_from(["Microsoft", "Amazon", "Oracle"])
FIELDS = st.sampled_from(["compute", "compute.training", "hosting"])
PEOPLE = st.sampled_from(["OpenAI", "Microsoft", "Google", "Azure", "GitHub", "DeepMind", "Octavius", "Octavius Labs", "OCTAVIUS", "Vell"])
"""Companies that the gazetteer knows, with what some of them own, and others; some may turn out to be one."""


@st.composite
def spans(draw: st.DrawFn) -> dict[str, str | None]:
    """Dates as a text may state them: either, both or none, as a day, a month or a year."""
    start = draw(st.none() | DAYS)
    end = draw(st.none() | DAYS)
    if start is not None and end is not None and end <= start:
        start, end = end, start + timedelta(days=1)
    fine, coarse = (draw(st.sampled_from([4, 7, 10])) for _ in range(2))
    return {"valid_from": start.isoformat()[:fine] if start else None, "valid_to": end.isoformat()[:coarse] if end else None}


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """A claim about OpenAI's rights."""
    if draw(st.integers(0, 7)) == 0:
        over = draw(st.sampled_from([None, "exclusive compute", "media"]))
        stance = draw(st.sampled_from(["asserted", "denied", "proposed"]))
        return dispute(draw(PARTIES), GRANTOR, change=draw(st.sampled_from(["begins", "holds", "ends"])), stance=stance, over=over)
    return right(
        GRANTOR,
        draw(PARTIES),
        draw(st.sampled_from(["exclusive", "first_refusal", "preferred", "non_exclusive"])),
        draw(FIELDS),
        change=draw(st.sampled_from(["begins", "holds", "ends"])),
        stance=draw(st.sampled_from(["asserted", "asserted", "reported", "denied", "proposed"])),
        territory=draw(st.sampled_from([None, None, "France and Belgium", "Japan"])),
        subject=draw(st.sampled_from([None, "GPT-3", "Codex"])),
        confidence=draw(st.sampled_from([0.4, 0.8, 1.0])),
        **draw(spans()),
    )


@st.composite
def anything(draw: st.DrawFn) -> Claim:
    """A claim about anybody's rights, an agreement or a dispute; one company may be both sides of a right."""
    kind = draw(st.sampled_from(["right", "right", "right", "agreement", "dispute"]))
    change = draw(st.sampled_from(["begins", "holds", "ends"]))
    if kind == "agreement":
        parties = draw(st.lists(PEOPLE, min_size=2, max_size=3, unique=True))
        return agreement(*parties, type=draw(st.sampled_from(["cloud", "acquisition"])), change=draw(st.sampled_from([change, "amends"])))
    if kind == "dispute":
        return dispute(draw(PEOPLE), draw(PEOPLE), change=change)
    mode, more = draw(st.sampled_from(["exclusive", "preferred", "non_exclusive"])), draw(spans())
    return right(draw(PEOPLE), draw(PEOPLE), mode, draw(FIELDS), change=change, subject=draw(st.sampled_from([None, "GPT-3"])), **more)


@st.composite
def tellings(draw: st.DrawFn) -> Telling:
    """A few pages by different outlets, some of them copies of others, some corrected, in any order of publication."""
    told = Telling()
    names: list[str] = []
    for n in range(draw(st.integers(1, 7))):
        name = f"page-{n}.example"
        like = [draw(st.sampled_from(names))] if names and draw(st.integers(0, 4)) == 0 else []
        source = draw(st.sampled_from(["Reuters", "A blog", "The Slow Lane"]))
        published = draw(DAYS)
        told.say(name, published.isoformat(), *draw(st.lists(claims(), max_size=3)), source=source, like=like)
        names.append(name)
        if draw(st.integers(0, 4)) == 0:
            told.revise(name, (published + timedelta(days=draw(st.integers(1, 300)))).isoformat(), *draw(st.lists(claims(), max_size=2)))
    return told
