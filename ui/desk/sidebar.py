"""The sidebar of a page that is about one company: whose rights, held by whom, over what, and both clocks. It keeps the address in step."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.fields import FIELDS, covers
from ui import permalink
from ui.desk.frame import adopt_point, arrived, point_of_view, write_address
from ui.desk.reader import Reader, Version
from ui.permalink import Scope, View
from ui.views.days import world_days
from ui.words import field_label


def sidebar(reader: Reader, path: str, grantors: Sequence[str]) -> tuple[View, tuple[str, ...]]:
    """Draws it, and returns the view that it stands on with what was wrong with the link that led here."""
    problems = _adopt(reader, path, grantors)
    state = st.session_state
    with st.sidebar:
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
        begun = [d for v in versions for d in (v.begins, v.ends) if d]
        told = sorted({d for v in versions for d in (v.known_from, v.known_to) if d and _about(v, scope)})
        point_of_view(world_days(reader.rights(scope, state.known)), begun, told)
        view = View(scope, state.at, state.known)
    write_address(path, permalink.params(view))
    return view, problems


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


def _adopt(reader: Reader, path: str, grantors: Sequence[str]) -> tuple[str, ...]:
    """Takes the view from the address on the first run, and when the reader moved it by the browser's buttons."""
    state = st.session_state
    query = arrived(path)
    if query is None and state.get("grantor") in grantors:
        return ()
    given = permalink.read(query or {})
    problems = list(given.problems)
    grantor = permalink.recognised(given.grantor, grantors)
    if given.grantor and grantor is None:
        problems.append(f"Nothing is known of rights that {given.grantor} grants. Shown instead: {grantors[0]}.")
    grantor = grantor or grantors[0]
    grantee = permalink.recognised(given.grantee, [v.holder for v in reader.versions(grantor)])
    if given.grantee and grantee is None:
        problems.append(f"Nothing is known of rights of {grantor}’s that {given.grantee} holds. All holders are shown.")
    state.grantor, state.grantee, state.use, state.territory = grantor, grantee, given.use, given.territory
    if query is not None:
        adopt_point(given, reader)
    return tuple(problems)
