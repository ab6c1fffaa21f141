"""The sidebar of the Explore page: whose rights, seen on which day, with the knowledge of which. It keeps the address in step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

import streamlit as st

from graph.fields import FIELDS, covers
from ui import permalink, views
from ui.permalink import EARLIEST, LATEST, Scope, View
from ui.reader import Reader, Version
from ui.words import day_text, field_label

_MARGIN: Final = timedelta(days=31)


def sidebar(reader: Reader, grantors: Sequence[str]) -> tuple[View, tuple[str, ...]]:
    """Draws it, and returns the view that it stands on with what was wrong with the link that led here."""
    problems = _adopt(reader, grantors)
    state = st.session_state
    with st.sidebar:
        st.html('<p class="dg-brand">dealgraph</p>')
        st.html("<h2>Scope</h2>")
        grantor = st.selectbox("Company that grants", grantors, key="grantor", on_change=_forget_rest, help="Whose rights. Type to search.")
        versions = reader.versions(grantor)
        holders = sorted({v.holder for v in versions} | ({state.grantee} if state.get("grantee") else set()))
        st.selectbox("Holder", holders, index=None, key="grantee", placeholder="Anyone")
        st.selectbox("Field of use", _fields(versions), index=None, key="use", placeholder="Any field", format_func=field_label)
        places = sorted({v.territory for v in versions if v.territory} | ({state.territory} if state.get("territory") else set()))
        if places:
            st.selectbox("Territory", places, index=None, key="territory", placeholder="Anywhere")
        scope = Scope(grantor, state.get("grantee"), state.get("use"), state.get("territory"))
        st.html("<h2>Point of view</h2>")
        known = state.known
        rights = reader.rights(scope, known)
        begun = [d for v in versions for d in (v.begins, v.ends) if d]
        _clock("at", "In force on", "The day in the world that the answers are about.", views.world_days(rights), begun)
        told = sorted({d for v in versions for d in (v.known_from, v.known_to) if d and _about(v, scope)})
        _clock("known", "Known on", "Only what was published by this day counts.", told, told)
        view = View(scope, state.at, state.known)
        _link(view)
    return view, problems


def _clock(key: str, label: str, hint: str, events: Sequence[date], bounds: Sequence[date]) -> None:
    """A date, a slider and two buttons, all of which move the same day."""
    state = st.session_state
    days = [day for day in (*bounds, state[key], date.today()) if EARLIEST <= day <= LATEST]
    first, last = max(min(days) - _MARGIN, EARLIEST), min(max(days) + _MARGIN, LATEST)
    st.date_input(label, key=key, min_value=EARLIEST, max_value=LATEST, format="YYYY-MM-DD", help=hint)
    state[f"{key}_slider"] = state[key]
    st.slider(
        f"{label}: slider",
        first,
        last,
        key=f"{key}_slider",
        on_change=_slide,
        args=(key,),
        format="D MMM YYYY",
        label_visibility="collapsed",
    )
    before, after = views.neighbours([day for day in events if EARLIEST <= day <= LATEST], state[key])
    with st.container(horizontal=True, key=f"{key}_steps", gap="small"):
        for name, day, text in (("previous", before, "← {}"), ("next", after, "{} →")):
            words = text.format(day_text(day)) if day else {"previous": "← none", "next": "none →"}[name]
            what = "something begins or ends" if key == "at" else "knowledge changed"
            st.button(
                words,
                key=f"{key}_{name}",
                disabled=day is None,
                on_click=_jump,
                args=(key, day),
                width="stretch",
                help=f"The {name} day on which {what}",
            )


def _slide(key: str) -> None:
    st.session_state[key] = st.session_state[f"{key}_slider"]


def _jump(key: str, day: date) -> None:
    st.session_state[key] = day


def _forget_rest() -> None:
    for key in ("grantee", "use", "territory"):
        st.session_state[key] = None


def _fields(versions: Sequence[Version]) -> list[str]:
    """Those that something is said of first."""
    heard = {v.field for v in versions}
    return sorted(FIELDS, key=lambda f: f not in heard)


def _about(version: Version, scope: Scope) -> bool:
    use = scope.use
    return scope.grantee in (None, version.holder) and (use is None or covers(version.field, use) or covers(use, version.field))


def _adopt(reader: Reader, grantors: Sequence[str]) -> tuple[str, ...]:
    """Takes the view from the address on the first run, and when the reader moved it by the browser's buttons."""
    state = st.session_state
    query = st.query_params.to_dict()
    if "at" in state and state.get("grantor") in grantors and query == state.get("written", query):
        return ()
    given = permalink.read(query)
    problems = list(given.problems)
    grantor = views.recognised(given.grantor, grantors)
    if given.grantor and grantor is None:
        problems.append(f"Nothing is known of rights that {given.grantor} grants. Shown instead: {grantors[0]}.")
    grantor = grantor or grantors[0]
    grantee = views.recognised(given.grantee, [v.holder for v in reader.versions(grantor)])
    if given.grantee and grantee is None:
        problems.append(f"Nothing is known of rights of {grantor}’s that {given.grantee} holds. All holders are shown.")
    state.grantor, state.grantee, state.use, state.territory = grantor, grantee, given.use, given.territory
    state.at = given.at or date.today()
    known = reader.position.known
    state.known = given.known or (date.fromisoformat(known) if known else date.today())
    return tuple(problems)


def _link(view: View) -> None:
    """Writes the view into the address, and shows it to copy."""
    params = permalink.params(view)
    if st.query_params.to_dict() != params:
        st.query_params.from_dict(params)
    st.session_state.written = params
    st.html("<h2>Link to this view</h2>")
    with st.container(key="permalink"):
        st.code(permalink.link(st.context.url or "", view), language=None, wrap_lines=True)
