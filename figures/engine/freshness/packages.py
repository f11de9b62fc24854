"""npm packages that the project's own modules need, such as data: those of package-lock.json in a module's folder.

They are fetched before anything is drawn, and what was drawn while they were missing is stale once they are there. A
build does not fail without them: the module knows what to do then, as it does where there is no network.
"""

from collections.abc import Callable, Iterable
from pathlib import Path

from figures.engine.formulas.node import NodeError, home_of, install
from figures.engine.project.project import Project

_in_vain: set[Path] = set()  # fetched in vain by this process: it does not try again at each save of a file


class Packages:
    """The packages of one project."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.cache = project.cache / "node"
        self._folders: dict[Path, bool] = {}

    def of(self, script: Path) -> list[Path]:
        """The folders with a lock file among those of the modules that the script imports, directly or not."""
        folders = dict.fromkeys(module.parent for module in self.project.imports.closure(script))
        return sorted(filter(self._locks, folders))

    def states(self, script: Path) -> list[str]:
        """What the drawing depends on: the exact packages, and whether they are there."""
        homes = [home_of(folder, self.cache) for folder in self.of(script)]
        return [f"{home.name} {'is there' if home.is_dir() else 'is missing'}" for home in homes]

    def fetch(self, scripts: Iterable[Path], say: Callable[[str], None]) -> None:
        """Get by npm, once, what the scripts need; of what cannot be had, say why."""
        for folder in sorted({folder for script in scripts for folder in self.of(script)} - _in_vain):
            try:
                install(folder, self.cache, say, self.project.relative(folder))
            except NodeError as error:
                _in_vain.add(folder)
                say(f"{error}; until then its modules do without")

    def _locks(self, folder: Path) -> bool:
        if folder not in self._folders:
            self._folders[folder] = (folder / "package-lock.json").is_file()
        return self._folders[folder]
