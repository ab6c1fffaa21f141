"""A contract for import-linter: what a room keeps to itself.

A module whose name begins with an underscore is private to its top-level package. Named in ``pyproject.toml``.
"""

from __future__ import annotations

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, output


class PrivateModules(Contract):
    """No module may import, from another top-level package, one whose path has a part that begins with an underscore."""

    type_name = "private_modules"

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        output.verbose_print(verbose, "Looking for imports of private modules from another package...")
        found = sorted(
            (importer, module)
            for module in graph.modules
            if any(part.startswith("_") for part in module.split("."))
            for importer in graph.find_modules_that_directly_import(module)
            if importer.split(".")[0] != module.split(".")[0]
        )
        return ContractCheck(kept=not found, metadata={"found": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, module in check.metadata["found"]:
            output.print_error(f"{importer} imports {module}, which is private to {module.split('.')[0]}/")
