"""The sidebar of a page that is about one company, or about one field of use: whose rights, held by whom, over what, and both clocks.

It keeps the address in step.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.fields import FIELDS, covers
from ui import permalink
from ui.desk import choosing
from ui.desk.frame import adopt_point, arrived, last_run, point_of_view, write_address
from ui.desk.reader import Reader, Version
from ui.permalink import FieldView, Scope, View
from ui.views.days import world_days
from ui.words import field_label


def sidebar(reader: Reader, path: str, otherwise: str) -> tuple[View | FieldView, tuple[str, ...]]:
    """Draws it, and returns the view that it stands on with what was wrong with the link that led here.

    ``otherwise`` is the company that is shown where nothing has been chosen.
    """
    problems = _adopt(reader, path, otherwise)
    state = st.session_state
    with st.sidebar:
        st.html("<h2>Scope</h2>")
        chosen = choosing.search(reader, path)
        view: View | FieldView
        if chosen.company is None:
            assert chosen.use is not None
            point_of_view((), (), last_run(reader))
            view = FieldView(chosen.use, state.at, state.known)
        else:
            view = _of_company(reader, chosen.company)
    write_address(path, permalink.params(view))
    return view, problems


def _of_company(reader: Reader, grantor: str) -> View:
    state = st.session_state
    versions = reader.versions(grantor)
    holders = sorted({v.holder for v in versions} | ({state.grantee} if state.get("grantee") else set()))
    st.selectbox("Holder", holders, index=None, key="grantee", placeholder="Anyone")
    st.selectbox("Field of use", _fields(versions), index=None, key="use", placeholder="Any field", format_func=field_label)
    places = sorted({v.territory for v in versions if v.territory} | ({state.territory} if state.get("territory") else set()))
    if places:
        st.selectbox("Territory", places, index=None, key="territory", placeholder="Anywhere")
    scope = Scope(grantor, state.get("grantee"), state.get("use"), state.get("territory"), state.get("subject"))
    begun = [d for v in versions for d in (v.begins, v.ends) if d]
    told = sorted({d for v in versions for d in (v.known_from, v.known_to) if d and _about(v, scope)})
    point_of_view(world_days(reader.rights(scope, state.known)), begun, told)
    return View(scope, state.at, state.known)


def _fields(versions: Sequence[Version]) -> list[str]:
    """Those that something is said of first."""
    heard = {v.field for v in versions}
    return sorted(FIELDS, key=lambda f: f not in heard)


def _about(version: Version, scope: Scope) -> bool:
    use = scope.use
    return scope.grantee in (None, version.holder) and (use is None or covers(version.field, use) or covers(use, version.field))


def _adopt(reader: Reader, path: str, otherwise: str) -> tuple[str, ...]:
    """Takes the view from the address on the first run, and when the reader moved it by the browser's buttons."""
    state = st.session_state
    query = arrived(path)
    problems: list[str] = []
    if query is not None:
        given = permalink.read(query)
        adopt_point(given, reader)
        problems = [*given.problems, *choosing.adopt(reader, given)]
        state.grantee, state.territory = None, given.territory
        if state.grantor and given.grantee:
            state.grantee = permalink.recognised(given.grantee, [v.holder for v in reader.versions(state.grantor)])
            if state.grantee is None:
                problems.append(f"Nothing is known of rights of {state.grantor}’s that {given.grantee} holds. All holders are shown.")
        if given.grantor and state.grantor is None:
            problems[-1] += f" Shown instead: {otherwise}."
            state.grantor = otherwise
    if not state.get("grantor") and not state.get("use"):
        state.grantor = otherwise
    return tuple(problems)
