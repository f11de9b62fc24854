"""npm packages that the project's own modules need, such as data: those of package-lock.json in a module's folder.

They are fetched before anything is drawn, and what was drawn while they were missing is stale once they are there. A
build does not fail without them: the module knows what to do then, as it does where there is no network.
"""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from figures.engine.formulas.node import NodeError, home_of, install
from figures.engine.project.project import Project

_in_vain: set[Path] = set()  # fetched in vain by this process: it does not try again at each save of a file


class Packages:
    """The packages of one project, as they are at one look."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.cache = project.cache / "node"
        self._locking: dict[str, bool] = {}
        self._found: dict[tuple[int, str], list[Path]] = {}
        self._states: dict[Path, str] = {}

    def of(self, script: Path) -> list[Path]:
        """The folders with a lock file among those of the modules that the script imports, directly or not."""
        behind, own = self.project.imports.behind(script), os.path.dirname(script)
        asked = id(behind), own  # the same for many scripts; what is behind them stays as long as the project
        if asked not in self._found:
            folders = {own, *(os.path.dirname(module) for module in behind)}
            self._found[asked] = [Path(folder) for folder in sorted(filter(self._locks, folders))]
        return self._found[asked]

    def states(self, script: Path) -> list[str]:
        """What the drawing depends on: the exact packages, and whether they are there."""
        return [self._state(folder) for folder in self.of(script)]

    def fetch(self, scripts: Iterable[Path], say: Callable[[str], None]) -> None:
        """Get by npm, once, what the scripts need; of what cannot be had, say why."""
        for folder in sorted({folder for script in scripts for folder in self.of(script)} - _in_vain):
            try:
                install(folder, self.cache, say, self.project.relative(folder))
            except NodeError as error:
                _in_vain.add(folder)
                say(f"{error}; until then its modules do without")

    def _state(self, folder: Path) -> str:
        if folder not in self._states:
            home = home_of(folder, self.cache)
            self._states[folder] = f"{home.name} {'is there' if home.is_dir() else 'is missing'}"
        return self._states[folder]

    def _locks(self, folder: str) -> bool:
        if folder not in self._locking:
            self._locking[folder] = os.path.isfile(f"{folder}/package-lock.json")
        return self._locking[folder]
