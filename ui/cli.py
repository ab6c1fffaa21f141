"""The command line: ``dealgraph``. A command parses words, calls one function, and prints what comes back.

The commands stand by subject in modules beside this one (``ui/cli_*.py``), the front door here.

Exit status: 0 all went well, 1 in part, 2 wrong words, 3 something needed is not there. With ``--json`` a failure is
``{"error": {"code", "message", "hint"}}`` on standard output.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from graph.errors import BadInput, GraphError, GraphUnavailable, LogUnavailable
from ui import cli_analysts, cli_digest, cli_operations, cli_pages, cli_questions, cli_reading
from ui.errors import BadUsage, UiError

app = typer.Typer(
    name="dealgraph",
    help="Who held which exclusive right, over what, from when to when, according to whom, as known on which day.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for module in (cli_questions, cli_reading, cli_pages, cli_analysts, cli_operations, cli_digest):
    app.add_typer(module.app)

OK, USAGE, UNAVAILABLE = 0, 2, 3


def _show_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        print(f"dealgraph {version('dealgraph')}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and exit.")] = False,
) -> None:
    """Who held which exclusive right, over what, from when to when, according to whom, as known on which day."""


def main(argv: Sequence[str] | None = None) -> NoReturn:
    """Runs the command line and exits with its status."""
    words = list(sys.argv[1:] if argv is None else argv)
    sys.exit(run(words))


def run(words: Sequence[str]) -> int:
    """Runs the command line; returns the exit status."""
    from typer._click.exceptions import ClickException

    from ingest import IngestError

    as_json = "--json" in words
    try:
        status = app(args=list(words), standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else OK
    except ClickException as e:
        return _fail(as_json, "usage", e.format_message(), "See dealgraph --help.", USAGE)
    except (GraphUnavailable, LogUnavailable) as e:
        return _fail(as_json, e.code, e.message, e.hint, UNAVAILABLE)
    except (BadInput, BadUsage) as e:
        return _fail(as_json, e.code, e.message, e.hint, USAGE)
    except (GraphError, IngestError, UiError) as e:
        return _fail(as_json, e.code, e.message, e.hint, getattr(e, "exit_status", UNAVAILABLE))
    except (BrokenPipeError, SystemExit):  # the reader of a pipe has seen enough; typer makes an exit of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as e:
        where = f" ({e.filename})" if e.filename else ""
        return _fail(
            as_json,
            "system",
            f"{e.strerror or e}{where}",
            "Is the disk full, or the folder not yours? What is in the log is safe.",
            UNAVAILABLE,
        )
    except KeyboardInterrupt:
        return _fail(as_json, "interrupted", "interrupted", "Nothing that was written is lost; run it again.", 130)


def _fail(as_json: bool, code: str, message: str, hint: str, status: int) -> int:
    if as_json:
        from ui import tables

        tables.print_json({"error": {"code": code, "message": message, "hint": hint}})
    else:
        print(f"dealgraph: {message}" + (f"\n{hint}" if hint else ""), file=sys.stderr)
    return status
