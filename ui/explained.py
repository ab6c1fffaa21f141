"""Claims and how they came about, for a reader at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table as Grid
from rich.text import Text

from graph.claims import AgreementClaim, Claim, DisputeClaim, RightClaim
from ui.tables import clean, console

if TYPE_CHECKING:
    from nlp import Explained, Passage, Source


def in_words(claim: Claim) -> str:
    """A claim in a line."""
    match claim:
        case RightClaim():
            what = f"{claim.grantor} → {claim.grantee}: {claim.mode.replace('_', ' ')} {', '.join(claim.field_of_use)}"
            more = [claim.subject and f"of “{claim.subject}”", claim.territory and f"in “{claim.territory}”"]
        case AgreementClaim():
            what, more = f"{' + '.join(claim.parties)}: {claim.type.replace('_', ' ')}", [claim.value, claim.term]
        case DisputeClaim():
            what, more = f"{claim.claimant} v. {', '.join(claim.respondents)}", [claim.over and f"over “{claim.over}”"]
    dates = (
        ()
        if isinstance(claim, DisputeClaim)
        else (claim.valid_from and f"from {claim.valid_from}", claim.valid_to and f"to {claim.valid_to}")
    )
    return ", ".join(part for part in (what, *more, f"{claim.change}, {claim.stance}", *dates) if part)


def show_explained(passage: Passage, explained: tuple[Explained, ...]) -> None:
    """The claims of a passage, each with its quote, its rule and cue, and a line for each attribute."""
    out = console()
    if not explained:
        out.print(Text(f"{clean(passage.id)}: no claims."))
    for told in explained:
        claim = told.claim
        out.print(Text(clean(in_words(claim))), style="bold")
        out.print(_quote(passage.text, told))
        doubts = "".join(f"; {mark}" for mark in told.doubts)
        where = f"{clean(passage.id)}, characters {claim.start} to {claim.end}, confidence {claim.confidence:.2f}{doubts}"
        out.print(Text(where), style="dim")
        out.print(Text(f"Rule {claim.rule}: {told.meaning}"))
        out.print(_grid(passage.text, told))
        out.print()


def _quote(text: str, told: Explained) -> Text:
    """The sentence that the rule read, its cue marked."""
    start, end = told.scope or (told.claim.start, told.claim.end)
    quote = Text(f"“{clean(text[start:end])}”")
    if told.cue:
        quote.stylize("bold reverse", told.cue[0] - start + 1, told.cue[1] - start + 1)
    return quote


def _grid(text: str, told: Explained) -> Grid:
    grid = Grid(show_edge=False, show_header=False, pad_edge=False, box=None)
    for _ in range(3):
        grid.add_column(overflow="fold")
    grid.add_row("cue", Text(clean(text[slice(*told.cue)])) if told.cue else "", "")
    for name, sources in told.attributes.items():
        value = getattr(told.claim, name)
        for one, source in zip(value if isinstance(value, tuple) else (value,), sources, strict=True):
            grid.add_row(name.replace("_", " "), Text(clean(str(one))), Text(clean(_whence(text, source))))
    return grid


def _whence(text: str, source: Source) -> str:
    """Where a value comes from, in a phrase."""
    words = f"“{text[slice(*source.span)]}” at {source.span[0]}" if source.span else ""
    how = "" if source.how == "said" else source.how
    before = f"“{text[slice(*source.antecedent)]}” at {source.antecedent[0]}" if source.antecedent else ""
    return ", ".join(part for part in (words, how, before) if part)
