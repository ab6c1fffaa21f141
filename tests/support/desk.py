"""A page of the desk without a browser: what its widgets and texts are after each run."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from streamlit.testing.v1 import AppTest

from graph.home import Home

_SCRIPT = """
from ui.desk.app import PAGES, show
show(next(page for page in PAGES if page.path == {path!r}))
"""


def opened(environment: pytest.MonkeyPatch, home: Home, path: str, query: Mapping[str, str]) -> AppTest:
    """The page at a path on a home, after its first run."""
    environment.setenv("DEALGRAPH_HOME", str(home.folder))
    app = AppTest.from_string(_SCRIPT.format(path=path), default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    return run(app)


def run(app: AppTest) -> AppTest:
    """Runs it once more; what it raises fails the test."""
    app.run()
    assert not app.exception, [e.message for e in app.exception]
    return app


def html(app: AppTest) -> str:
    """All HTML that the page wrote."""
    return "".join(element.proto.body for element in app.get("html"))
