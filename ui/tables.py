"""Answers for a reader at a terminal. Untrusted text is printed as it is, without control characters and never as markup."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final, TextIO

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from graph.answers import Answer, Clash, Dispute, Evidence, Moved, Right, Told, Why, to_json
from graph.claims import Mode
from graph.store import Table

if TYPE_CHECKING:
    from graph.agreements import Agreement
    from ui.search import Results

_STYLES: Final[Mapping[Mode, str]] = {
    Mode.EXCLUSIVE: "bold green",
    Mode.FIRST_REFUSAL: "bold yellow",
    Mode.PREFERRED: "cyan",
    Mode.NON_EXCLUSIVE: "blue",
}

_PAST: Final = {"confirm": "confirmed", "reject": "rejected", "amend": "amended"}
_LENGTHS: Final[Mapping[str, int]] = {"day": 10, "month": 7, "year": 4}

json_of = to_json


def console() -> Console:
    """Where answers are printed."""
    # made anew each time: tests and pipes put other streams in the place of stdout
    return Console(highlight=False, soft_wrap=False)


def clean(text: str | None) -> str:
    """The text without control characters, which could repaint a terminal."""
    return "".join(c if c.isprintable() or c == " " else " " for c in text or "")


def print_json(value: Any) -> None:
    """The value as JSON, indented."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def note(text: str) -> None:
    """A line for the reader, beside the answer."""
    Console(stderr=True, highlight=False).print(Text(clean(text)))


@contextmanager
def progress(visible: bool) -> Iterator[Callable[[str], None]]:
    """Says what a run is doing: one line that moves on a terminal, plain lines elsewhere, nothing with ``--json``."""
    if not visible:
        yield lambda _: None
        return
    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        yield lambda text: console.print(Text(clean(text)))
        return
    with console.status("starting") as spinner:
        yield lambda text: spinner.update(Text(clean(text)))


def warn(warnings: Sequence[str]) -> None:
    """What an answer may lack, beside it."""
    for text in warnings:
        note(f"Note: {text}")


def words(mode: Mode | None) -> str:
    """``first refusal`` for ``first_refusal``; ``nothing`` where no mode is in force."""
    return mode.value.replace("_", " ").replace("non ", "non-") if mode else "nothing"


def _when(start: date | None, end: date | None) -> str:
    return f"{start or '?'} to {end or 'open'}"


def in_force(right: Right) -> str:
    """The right's days as finely as they are known: ``2019 to end of 2032-06``."""
    start, end = right.valid_from, right.valid_to
    since = start.isoformat()[: _LENGTHS[right.valid_from_precision]] if start else "?"
    if end is None or right.valid_to_precision == "day":
        return f"{since} to {end or 'open'}"
    return f"{since} to end of {(end - timedelta(days=1)).isoformat()[: _LENGTHS[right.valid_to_precision]]}"


def _right_grid(rights: Sequence[Right], title: str) -> Grid:
    grid = Grid(title=Text(clean(title)), title_justify="left", title_style="bold", show_edge=False, pad_edge=False, box=None)
    grid.add_column("mode", no_wrap=True)
    grid.add_column("holder and scope", overflow="fold")
    grid.add_column("in force", no_wrap=True)
    grid.add_column("credence", no_wrap=True, justify="right")
    for r in rights:
        doubt = "disputed" if r.disputed else "" if r.heard else "weak"
        scope = (
            ", ".join(r.field_of_use) + (f" ({clean(r.subject)})" if r.subject else "") + (f", {clean(r.territory)}" if r.territory else "")
        )
        body = Text(f"{clean(r.grantee)}: {scope}")
        body.append(f"\nfrom {clean(r.grantor)}; known {_when(r.known_from, r.known_to)}; {r.id}", style="dim")
        mode = Text(words(r.mode), style=_STYLES[r.mode])
        mode.append(f"\n{doubt}" if doubt else "", style="red")
        grid.add_row(mode, body, in_force(r), f"{r.credence:.2f}")
    return grid


def show_answer(answer: Answer) -> None:
    """The verdict in a sentence, then the rights, then the quotes."""
    out = console()
    q = answer.question
    asked = " ".join(filter(None, (q.use, clean(q.subject), f"({clean(q.territory)})" if q.territory else "")))
    holder = q.grantee or "anybody"
    sentence = {
        "yes": f"Yes: {answer.rights[0].grantee if answer.rights else holder} holds an exclusive right",
        "no": f"No exclusive right for {holder}: {words(answer.mode)} in force",
        "no_evidence": f"No evidence of a right for {holder}",
    }[answer.answer]
    doubt = ", disputed" if answer.disputed else ""
    out.print(Text(clean(f"{sentence}{doubt}. Granted by {q.grantor}" + (f", over {asked}" if asked else "") + ".")), style="bold")
    credence = "" if answer.answer == "no_evidence" else f" Credence {answer.credence:.2f}."
    out.print(Text(f"In force on {q.at}, using only what was known on {q.known_at}.{credence}"))
    if not answer.certain:
        out.print(Text(clean(f"Not certain: {'; '.join(answer.reasons)}.")), style="yellow")
    if answer.rights:
        out.print()
        out.print(_right_grid(answer.rights, "In force"))
    for right in answer.rights:
        for step in right.carried:
            since = f" since {step.since}" if step.since else ""
            out.print(Text(clean(f"{step.owned} belongs to {step.owner}{since}" + (f" [{step.claim}]" if step.claim else ""))), style="dim")
    _show_evidence(out, answer.prospects, "Talks and plans, no rights")
    _show_evidence(out, answer.supporting, "By whose word")
    _show_evidence(out, answer.opposing, "Against it, or set aside")


def _show_evidence(out: Console, evidence: Sequence[Evidence], title: str) -> None:
    if not evidence:
        return
    if title:
        out.print()
        out.print(Text(title), style="bold")
    for e in evidence:
        said = f"{e.known_from}  {clean(e.source) or 'unnamed source'}  {e.stance}, {e.change}" + (
            f", says {clean(e.speaker)}" if e.speaker else ""
        )
        out.print(Text(f"  {said}  [{e.claim}]"), style="dim")
        out.print(Text(f"    “{clean(e.quote)}”"), soft_wrap=False)
        out.print(Text(f"    {clean(e.canonical_url or e.url)}" + (f"  (+{len(e.copies)} copies)" if e.copies else "")), style="dim")


def show_rights(rights: Sequence[Right]) -> None:
    """A timeline as a table."""
    console().print(_right_grid(rights, "Rights over time") if rights else Text("No right is known in this scope."))


def show_right(right: Right) -> None:
    """One right with all its evidence."""
    out = console()
    out.print(_right_grid((right,), "Right"))
    out.print(Text(f"Made by the rules {', '.join(right.rules)}."))
    if right.condition:
        out.print(Text(f"Condition: {clean(right.condition)}"))
    for dispute in right.disputes:
        out.print(Text(clean(in_dispute(dispute))), style="red")
    _show_evidence(out, right.supporting, "By whose word")
    _show_evidence(out, right.opposing, "Against it")


def in_dispute(dispute: Dispute) -> str:
    """Who objects to what, and when, in a line."""
    when = _when(dispute.since, dispute.until)
    if dispute.by is None:
        return f"In dispute {when}: sources disagree."
    who = {"holder": f"its holder, {dispute.by},", "grantor": f"its grantor, {dispute.by},"}.get(dispute.role or "", dispute.by)
    against = ", ".join(name for name in dispute.against if name != dispute.by)
    over = f" over {dispute.over}" if dispute.over else ""
    return f"In dispute {when}: {who} objects to what {against or 'others'} did{over}."


def show_conflicts(found: Sequence[Clash]) -> None:
    """Conflicts, both sides under each other."""
    out = console()
    if not found:
        out.print(Text("No conflict is known in this scope."))
    for clash in found:
        by = f", disputed by {clean(', '.join(clash.disputed_by))}" if clash.disputed_by else ""
        out.print(_right_grid(clash.rights, f"{clash.kind}, {_when(clash.since, clash.until)}{by}"))
        out.print()


def show_agreements(found: Sequence[Agreement], day: date) -> None:
    """Agreements with their terms, the latest first."""
    from ui.views.agreements import terms_text

    out = console()
    if not found:
        out.print(Text("No agreement is known in this scope."))
        return
    grid = Grid(show_edge=False, pad_edge=False, box=None)
    for column in ("told since", "agreement", f"on {day}"):
        grid.add_column(column, overflow="fold", no_wrap=column != "agreement")
    for a in found:
        body = Text(clean(f"{a.name}: {terms_text(a.terms)}"))
        body.append(f"\n{a.id}", style="dim")
        grid.add_row(str(a.announced), body, a.state(day))
    out.print(grid)


def show_agreement(agreement: Agreement, day: date) -> None:
    """One agreement with all its evidence, the rights that are told of with it, and who objects."""
    show_agreements((agreement,), day)
    out = console()
    _show_evidence(out, agreement.supporting, "By whose word")
    _show_evidence(out, agreement.opposing, "Against it")
    _show_evidence(out, agreement.disputes, "Objections to rights that begin with it")
    if agreement.rights:
        out.print()
        out.print(_right_grid(agreement.rights, "Told together with it"))


def agreement_json(agreement: Agreement, day: date) -> Any:
    """An agreement as JSON, with its name, its terms as known last, and where it stands on a day."""
    named = {"name": agreement.name, "terms": json_of(agreement.terms), "state": agreement.state(day)}
    return {**json_of(agreement), **named}


def show_changes(moved: Sequence[Moved]) -> None:
    """What changed, by day."""
    out = console()
    if not moved:
        out.print(Text("Nothing changed in this scope."))
        return
    grid = Grid(show_edge=False, pad_edge=False)
    for column in ("day", "change", "holder", "field of use", "before", "after"):
        grid.add_column(column, overflow="fold")
    for m in moved:
        right = m.after or m.before
        assert right is not None
        field = ", ".join(right.field_of_use) + (f", {clean(right.territory)}" if right.territory else "")
        sides = (words(side.mode) + (" (disputed)" if side.disputed else "") if side else "" for side in (m.before, m.after))
        grid.add_row(str(m.date or "?"), m.change, Text(clean(f"{right.grantee} (of {right.grantor})")), Text(field), *sides)
    out.print(grid)


def show_told(told: Told) -> None:
    """One claim."""
    out = console()
    _show_evidence(out, (told.evidence,), clean(told.evidence.title) or "Claim")
    e = told.evidence
    out.print(Text(f"    characters {e.char_start} to {e.char_end}, read by {e.extractor}, rule {e.rule}, weight {e.weight:.2f}"))
    if e.withdrawn:
        out.print("    its article is withdrawn: it counts no more", style="bold red")
    if e.review:
        out.print(Text(clean(f"    {_PAST[e.review.verdict]} by {e.review.by} on {e.review.on}: {e.review.why}")))
    if told.aside:
        out.print(f"    set aside: {told.aside}", style="yellow")
    for rights, title in ((told.supports, "Speaks for"), (told.opposes, "Speaks against")):
        if rights:
            out.print()
            out.print(_right_grid(rights, title))


def show_why(why: Why) -> None:
    """What a right rests on, as a chain for a reader."""
    show_right(why.right)
    out = console()
    out.print()
    for step in why.chain:
        out.print(Text.assemble((f"  {step.rule}: ", "bold"), step.meaning))
        if step.result:
            out.print(Text(clean(f"    here: {step.result}"), style="dim"))
    if why.aside:
        out.print()
        out.print(Text("Set aside", style="bold"))
        for item in why.aside:
            _show_evidence(out, (item.evidence,), "")
            out.print(Text(clean(f"    set aside: {item.reason}"), style="yellow"))
    out.print()
    out.print(Text("What was thought when", style="bold"))
    for version in why.versions:
        known = f"{version.known_from} to {version.known_to or 'today'}"
        mark = "▸" if version.id == why.right.id else " "
        out.print(Text(f"  {mark} known {known}: {words(version.mode)}, {in_force(version)}, credence {version.credence:.2f}"))


def show_results(found: Results) -> None:
    """What a search found, the reports of one event together."""
    out = console()
    when = f", in force on {found.at}" if found.at else ""
    out.print(Text(f"Using only what was known on {found.known_at}{when}."))
    if not found.results:
        out.print(Text("No claim is about that."))
    for event in dict.fromkeys(result.event for result in found.results):
        told = [result for result in found.results if result.event == event]
        first = min((result.evidence for result in told), key=lambda e: (e.known_from, e.claim))
        _show_evidence(out, [result.evidence for result in told], clean(first.title) or "Untitled")
    if found.problem:
        note(f"Found by words alone: {found.problem}. Run dealgraph rebuild when it is mended.")


def show_text(text: str) -> None:
    """Lines as they are."""
    for line in text.splitlines():
        console().print(Text(clean(line)), soft_wrap=True)


def show_table(table: Table) -> None:
    """The rows of a query."""
    grid = Grid(show_edge=False, pad_edge=False)
    for column in table.columns:
        grid.add_column(Text(clean(column)), overflow="fold")
    for row in table.rows:
        grid.add_row(*(Text(clean("" if value is None else str(value))) for value in row))
    console().print(grid)
    note(f"{len(table.rows)} rows" + (", and there are more: raise --limit" if table.truncated else ""))


def write_csv(table: Table, out: TextIO) -> None:
    """The rows as CSV with a header."""
    writer = csv.writer(out)
    writer.writerow(table.columns)
    writer.writerows(table.rows)
