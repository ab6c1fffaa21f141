"""The commands that serve the pages: on a home's own data, and on the bundled sample."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from graph.home import Home

app = typer.Typer()


@app.command()
def ui(
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Default: 8501, or the next free one.")] = None,
    headless: Annotated[bool, typer.Option(help="Do not open a browser.")] = False,
) -> None:
    """Serve the pages on this machine."""
    from ui.server import run_ui

    raise typer.Exit(run_ui(Home.from_env(), port, headless))


@app.command()
def demo(
    no_ui: Annotated[bool, typer.Option("--no-ui", help="Stop before the pages are served.")] = False,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="For the pages. Default: 8501, or the next free one.")] = None,
    folder: Annotated[Path, typer.Option(help="Where the demo lives. Your own data is not touched.")] = Path(".demo"),
) -> None:
    """The bundled sample, end to end: feeds to answers to pages."""
    from ui.demo import run_demo

    raise typer.Exit(run_demo(ui=not no_ui, port=port, folder=folder))
