"""The fingerprint of a figure: what its drawing depends on, boiled down to one name."""

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from figures.engine.freshness.libraries import Libraries
from figures.engine.freshness.packages import Packages
from figures.engine.freshness.reach import Reach
from figures.engine.project.forms import looks_at_text
from figures.engine.project.project import OWN_FOLDER, Project
from figures.engine.store.digests import digest
from figures.engine.typefaces.chosen import Typefaces

HOME, ENGINE = os.path.join(OWN_FOLDER.parent, ""), os.path.join(OWN_FOLDER, "engine", "")
# Whatever these load of the engine counts …
DRAWS, EXPERIMENTS, EXECUTES = "drawing/run.py", "drawing/experiment.py", "notebooks/run.py"
KEEPS = "store"  # … but for this room: it keeps what others have made, and a name made otherwise is another name
ALWAYS = {"matplotlib", "numpy"}  # every drawing goes through them, whether its script names them or not
SHOWS = re.compile(
    r"\binspect\b|\bopen\(|\bread_|\?\??\s*$", re.MULTILINE
)  # of a notebook: it may show a module's text
COMMENT = re.compile(rb"^[ \t]*(?:#[^\n]*)?\n", re.MULTILINE)  # a line of a style layer that says nothing


class Fingerprints:
    """Names for the figures of one project in one environment; made anew for every build."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.libraries = Libraries(project.cache / "figures" / "distributions.json")
        self.packages = Packages(project)
        self.reach = Reach(project.imports, OWN_FOLDER / "engine")
        self._modules_told: dict[Path, tuple[str, str, bool]] = {}
        self._behind: dict[int, tuple[list[str], list[str], bool]] = {}
        self._common = [sys.version, self._style(), *self._engine(DRAWS)]

    def key(self, script: Path) -> str:
        """Digest of script, imported modules, their packages, style, drawing engine, Python and the libraries used."""
        return self._key(script, [*self._common, *self._modules(script)], ALWAYS)

    def numbers(self, script: Path) -> str:
        """Digest of all that experiment() reaches, style and drawing engine included if it may look at Matplotlib;
        "" if the script has no such function."""
        reached = self.reach.experiment(script)
        if reached is None:
            return ""
        whole = self._modules(script) if reached.everything or self._looks(script) else []
        common = self._common if reached.everything or reached.ink else []
        parts = [f"{self._place(path)} {text}" for path, text in reached.parts]
        return self._key(script, [sys.version, *self._engine(EXPERIMENTS), *common, *whole, *parts], ALWAYS)

    def notebook(self, path: Path, code: str) -> str:
        """Digest of the code, imported modules, their packages, Python and the libraries imported."""
        style = [self._style()] * ("matplotlib" in self.project.imports.libraries(path))
        others = [self._told(module) for module in self.project.imports.closure(path) if module != path]
        shows = SHOWS.search(code) or looks_at_text(code.encode()) or any(looks for _, _, looks in others)
        modules = sorted(text if shows else form for form, text, _ in others)
        own = digest(code.encode())
        return self._key(path, [sys.version, *style, *self._engine(EXECUTES), own, *modules], set())

    def _key(self, script: Path, parts: list[str], always: set[str]) -> str:
        names = self.project.imports.libraries(script) | always
        libraries = [f"{name} {self.libraries.version(name)}" for name in sorted(names)]
        return digest("\n".join([script.stem, *parts, *libraries, *self.packages.states(script)]).encode())

    def _modules(self, script: Path) -> list[str]:
        """The script and what it imports: what they do, or to the letter if one of them looks at its text."""
        form, text, looks = self._told(script)
        forms, texts, others_look = self._others(script)
        return [text, *texts] if looks or others_look else [form, *forms]

    def _looks(self, script: Path) -> bool:
        return self._told(script)[2] or self._others(script)[2]

    def _others(self, script: Path) -> tuple[list[str], list[str], bool]:
        """What _told says of all that the script imports: once for the scripts that import the same."""
        behind = self.project.imports.behind(script)
        if script in behind:  # one of them imports the script
            return self._together(path for path in behind if path != script)
        if id(behind) not in self._behind:  # it stays as long as the project
            self._behind[id(behind)] = self._together(behind)
        return self._behind[id(behind)]

    def _together(self, modules: Iterable[Path]) -> tuple[list[str], list[str], bool]:
        told = [self._told(path) for path in modules]
        return sorted(form for form, _, _ in told), sorted(text for _, text, _ in told), any(each[2] for each in told)

    def _told(self, path: Path) -> tuple[str, str, bool]:
        """Place and form of a module; place and text; whether it looks at text. The engine is known not to."""
        if path not in self._modules_told:
            imports, place = self.project.imports, self._place(path)
            looks = imports.looks(path) and not str(path).startswith(ENGINE)
            self._modules_told[path] = f"{place} {imports.form(path)}", f"{place} {imports.digest(path)}", looks
        return self._modules_told[path]

    def _style(self) -> str:
        """Digest of style layers and typefaces; the style's modules count where they are imported, and for colours."""
        folder, imports = self.project.figures / "style", self.project.imports
        layers = sorted(path for path in folder.glob("*") if path.suffix in (".mplstyle", ".py"))
        parts = [
            f"{path.name} {imports.form(path)}"
            if path.suffix == ".py"
            else f"{path.name} {digest(COMMENT.sub(b'', imports.text(path)))}"
            for path in layers
        ]
        return digest("\n".join([*parts, Typefaces(self.project.root).digest()]).encode())

    def _engine(self, module: str) -> list[str]:
        """What draws or executes: the modules of the engine that a process with this one loads."""
        found = self.project.imports.closure(Path(ENGINE + module))
        return sorted(self._told(path)[0] for path in found if str(path).startswith(ENGINE) and not _keeps(path))

    def _place(self, path: Path) -> str:
        """The path from the project's root, or from that of the engine: the same wherever both are."""
        place = str(path)
        return place[len(HOME) :].replace(os.sep, "/") if place.startswith(HOME) else self.project.relative(path)


def _keeps(path: Path) -> bool:
    return str(path).startswith(f"{ENGINE}{KEEPS}{os.sep}")
