"""Streamlit's own command line, with the modules of all pages loaded before the first reader comes: ``python -m ui.desk run …``."""

from __future__ import annotations

from streamlit.web.cli import main

import ui.desk.app  # noqa: F401 - for its imports

main(prog_name="streamlit")
