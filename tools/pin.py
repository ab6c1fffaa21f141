"""Writes the files of pinned dependencies from pyproject.toml, by ``uv`` (found on the PATH): ``python tools/pin.py [--upgrade]``.

All three come from one resolution, so that they fit together:

- ``constraints.txt``: what the product and its build need;
- ``constraints-cuda.txt``: the libraries that torch's ordinary Linux build brings along, and nothing else needs;
- ``constraints-test.txt``: what the tests need on top.

Without ``--upgrade`` every version stays that still fits.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRODUCT, CUDA, TEST = "constraints.txt", "constraints-cuda.txt", "constraints-test.txt"
COMPILE = (
    *("uv", "pip", "compile", "pyproject.toml", "-", "--universal", "--generate-hashes"),
    *("--no-annotate", "--no-header", "--no-emit-index-url", "--quiet"),
)
ONLY_FOR_CUDA = re.compile(r"nvidia-|cuda-|triton==")


def resolve(preferred: str, *options: str) -> list[str]:
    """One entry for each package: its pin, marker and hashes."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "pins.txt"
        output.write_text(preferred, encoding="utf-8")
        subprocess.run(
            [*COMPILE, "--output-file", str(output), *options],
            input="\n".join(project["build-system"]["requires"]),
            cwd=ROOT,
            text=True,
            check=True,
        )
        return re.findall(r"^[^\s#].*(?:\n[ \t].*)*\n", output.read_text(encoding="utf-8"), re.MULTILINE)


def main(arguments: list[str]) -> int:
    before = "".join(path.read_text(encoding="utf-8") for path in (ROOT / name for name in (PRODUCT, CUDA, TEST)) if path.is_file())
    everything = resolve(before, "--all-extras", *arguments)
    product = {entry.split("==")[0] for entry in resolve("".join(everything))}
    files: dict[str, list[str]] = {PRODUCT: [], CUDA: [], TEST: []}
    for entry in everything:
        name = CUDA if ONLY_FOR_CUDA.match(entry) else PRODUCT if entry.split("==")[0] in product else TEST
        files[name].append(entry)
    for name, entries in files.items():
        (ROOT / name).write_text("".join(entries), encoding="utf-8")
        print(f"{name}: {len(entries)} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
