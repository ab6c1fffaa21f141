"""Installs the pinned dependencies and the project itself into the environment that runs this (standard library only).

``python tools/install.py [--test]``: with ``--test``, what the tests need as well.

The CUDA libraries of torch's ordinary Linux build have a file of their own, which is left out when a CPU build of the pinned
torch is there already: pip then keeps that build, since ``2.15.0+cpu`` satisfies ``torch==2.15.0``.
"""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def has_cpu_torch() -> bool:
    """Whether a CPU build of just the pinned torch is installed."""
    pinned = re.search(r"^torch==(\S+)", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)
    try:
        return pinned is not None and version("torch") == f"{pinned[1]}+cpu"
    except PackageNotFoundError:
        return False


def main(arguments: list[str]) -> int:
    names = ["constraints.txt"]
    if has_cpu_torch():
        print("== A CPU build of torch is here: it is kept, and no CUDA library is installed", flush=True)
    else:
        names.append("constraints-cuda.txt")
    if "--test" in arguments:
        names.append("constraints-test.txt")
    print(f"== Pinned dependencies: {', '.join(names)}", flush=True)
    pip = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check"]
    pinned = [part for name in names for part in ("-r", str(ROOT / name))]
    done = subprocess.run([*pip, "--require-hashes", *pinned], check=False).returncode
    if done:
        return done
    print("== dealgraph itself", flush=True)
    return subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--quiet", "-e", str(ROOT)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
