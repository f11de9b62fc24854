"""The fingerprint of a figure: what its drawing depends on, boiled down to one name."""

import json
import sys
from pathlib import Path

from figures.engine.contents import digest
from figures.engine.files import write_atomically
from figures.engine.project import OWN_FOLDER, Project

# The modules of the engine that decide what a drawing looks like; the others may change without a redraw.
DRAWING = ("colour.py", "controls.py", "data.py", "draw.py", "frames.py", "marks.py", "observe.py", "outline.py",
           "replay.py", "script.py", "svg.py", "tables.py")
ALWAYS = {"matplotlib", "numpy"}  # every drawing goes through them, whether its script names them or not


class Fingerprints:
    """Names for the figures of one project in one environment; made anew for every build."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._versions: dict[str, str] = {}
        self._common = [sys.version, self._style(), *map(self._own, DRAWING)]

    def key(self, script: Path) -> str:
        """Digest of script, imported modules, style, drawing engine, Python and the libraries imported."""
        modules = self.project.imports.closure(script).items()
        parts = [f"{self.project.relative(path)} {content}" for path, content in modules if path != script]
        libraries = [f"{name} {self.version(name)}" for name in self.project.imports.libraries(script) | ALWAYS]
        own = self.project.imports.digest(script)
        return digest("\n".join([*self._common, script.stem, own, *sorted(parts), *sorted(libraries)]).encode())

    def version(self, name: str) -> str:
        """The installed version of the distribution that gives the top-level module `name`; "" if there is none."""
        if name not in self._versions:
            self._versions[name] = self._look_up(name)
        return self._versions[name]

    def _look_up(self, name: str) -> str:
        from importlib import metadata  # slow to load, and not needed where nothing is imported

        try:
            return metadata.version(name)
        except metadata.PackageNotFoundError:
            pass
        memory = self.project.cache / "figures" / "distributions.json"
        try:
            known = json.loads(memory.read_bytes())
            return metadata.version(known[name])
        except (OSError, ValueError, KeyError, metadata.PackageNotFoundError):
            known = {module: owners[0] for module, owners in metadata.packages_distributions().items()}
        try:
            write_atomically(memory, json.dumps(known, sort_keys=True).encode())
        except OSError:
            pass  # only a memory
        return metadata.version(known[name]) if name in known else ""

    def _style(self) -> str:
        """Digest of the project's style layers; its modules count where they are imported, and for their colours."""
        folder = self.project.figures / "style"
        layers = sorted(path for path in folder.glob("*") if path.suffix in (".mplstyle", ".py"))
        return digest("\n".join(f"{path.name} {self.project.imports.digest(path)}" for path in layers).encode())

    def _own(self, module: str) -> str:
        return self.project.imports.digest(OWN_FOLDER / "engine" / module)
