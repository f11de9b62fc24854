"""The fingerprint of a figure: what its drawing depends on, boiled down to one name."""

import sys
from pathlib import Path

from figures.engine.freshness.libraries import Libraries
from figures.engine.freshness.packages import Packages
from figures.engine.project.project import OWN_FOLDER, Project
from figures.engine.store.digests import digest
from figures.engine.typefaces.chosen import Typefaces

DRAWS, EXECUTES = "drawing/run.py", "notebooks/run.py"  # whatever these load of the engine counts …
KEEPS = "store"  # … but for this room: it keeps what others have made, and a name made otherwise is another name
ALWAYS = {"matplotlib", "numpy"}  # every drawing goes through them, whether its script names them or not


class Fingerprints:
    """Names for the figures of one project in one environment; made anew for every build."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.libraries = Libraries(project.cache / "figures" / "distributions.json")
        self.packages = Packages(project)
        self._modules: dict[Path, str] = {}
        self._common = [sys.version, self._style(), *self._engine(DRAWS)]

    def key(self, script: Path) -> str:
        """Digest of script, imported modules, their packages, style, drawing engine, Python and the libraries used."""
        return self._key(script, self._common, ALWAYS)

    def notebook(self, path: Path) -> str:
        """Digest of the text, imported modules, their packages, Python and the libraries imported."""
        style = [self._style()] * ("matplotlib" in self.project.imports.libraries(path))
        return self._key(path, [sys.version, *style, *self._engine(EXECUTES)], set())

    def _key(self, script: Path, common: list[str], always: set[str]) -> str:
        modules = self.project.imports.closure(script).items()
        parts = [self._module(path, content) for path, content in modules if path != script]
        names = self.project.imports.libraries(script) | always
        libraries = [f"{name} {self.libraries.version(name)}" for name in names]
        own, packages = self.project.imports.digest(script), self.packages.states(script)
        return digest("\n".join([*common, script.stem, own, *sorted(parts), *sorted(libraries), *packages]).encode())

    def _module(self, path: Path, content: str) -> str:
        if path not in self._modules:
            self._modules[path] = f"{self._place(path)} {content}"
        return self._modules[path]

    def _style(self) -> str:
        """Digest of style layers and typefaces; the style's modules count where they are imported, and for colours."""
        folder = self.project.figures / "style"
        layers = sorted(path for path in folder.glob("*") if path.suffix in (".mplstyle", ".py"))
        parts = [f"{path.name} {self.project.imports.digest(path)}" for path in layers]
        return digest("\n".join([*parts, Typefaces(self.project.root).digest()]).encode())

    def _engine(self, module: str) -> list[str]:
        """What draws or executes: the modules of the engine that a process with this one loads."""
        engine = OWN_FOLDER / "engine"
        closure = self.project.imports.closure(engine / module)
        return sorted(
            f"{self._place(path)} {content}"
            for path, content in closure.items()
            if path.is_relative_to(engine) and not path.is_relative_to(engine / KEEPS)
        )

    def _place(self, path: Path) -> str:
        """The path from the project's root, or from that of the engine: the same wherever both are."""
        home = OWN_FOLDER.parent
        return path.relative_to(home).as_posix() if path.is_relative_to(home) else self.project.relative(path)
