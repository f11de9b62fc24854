"""A project: a folder with scripts in figures/, pages in docs/ (or elsewhere) and a mkdocs.yml."""

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NoReturn

from figures.engine.project.definitions import defines_draw
from figures.engine.project.faults import Fault, FigureError
from figures.engine.project.imports import Imports
from figures.engine.project.names import figure_fault, module_fault, stem, twins, unknown
from figures.engine.project.ownership import library_folders
from figures.engine.project.sources import hidden, walk

OWN_FOLDER = Path(__file__).resolve().parents[2]  # the folder `figures` that this engine belongs to


@dataclass
class Project:
    """Where things are. Nothing is read before it is asked for."""

    root: Path
    docs_dir: str = "docs"  # as mkdocs.yml names it
    formats: tuple[str, ...] = ()  # that drawings must be there in; which, in mkdocs.yml, pages offer
    left_out: Callable[[str], bool] = hidden  # of a path below docs_dir: whether it is no page
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root = self.root.resolve()
        if not self.figures.is_dir():
            raise FigureError(Fault(f"no folder figures/ in {self.root}; give the project's folder with --project"))
        if (own := self.figures / "__init__.py").exists() and self.figures != OWN_FOLDER:
            message = "hides the engine, which is figures.engine; delete it, since a folder of scripts needs none"
            raise FigureError(Fault(message, self.relative(own)))

    @property
    def figures(self) -> Path:
        """The folder of the scripts."""
        return self.root / "figures"

    @property
    def docs(self) -> Path:
        """The folder of the pages."""
        return self.root / self.docs_dir

    @property
    def cache(self) -> Path:
        """The folder of everything generated; never committed, never watched."""
        return self.root / ".cache"

    @cached_property
    def imports(self) -> Imports:
        """What the project's modules import; it remembers what it has read."""
        return Imports(self.root, OWN_FOLDER, self.cache / "figures" / "modules.json")

    def relative(self, path: Path) -> str:
        """The path as a reader of messages knows it."""
        place, root = str(path), os.path.join(self.root, "")
        return (place[len(root) :].replace(os.sep, "/") or ".") if f"{place}{os.sep}".startswith(root) else place

    def page(self, path: str) -> str:
        """A page as a reader of messages knows it, by its path below the pages' folder."""
        return self.relative(self.docs / path)

    @cached_property
    def scripts(self) -> dict[str, Path]:
        """Every figure script by its name, the stem of the file, in alphabetical order.

        A script is a Python file in figures/ or in a folder below it that is neither a package nor the style. A file
        without a function `draw` is a helper if another one imports it; otherwise it is a fault. So is a name used
        twice, and one that no figure can have (see names.py). A file that would hide a module of Python or a library
        from all scripts raises FigureError.
        """
        found: dict[str, Path] = {}
        helpers: list[Path] = []
        misnamed: list[Path] = []
        candidates, packages = self._gather()
        candidates.sort(key=lambda path: (path.stem, path))
        taken = _top_level()
        hiding = [
            Fault(fault, self.relative(path))
            for path in [*candidates, *packages]
            if path.stem in taken and (fault := module_fault(path.stem))
        ]
        if hiding:
            raise FigureError(*hiding)
        for path in candidates:
            if not defines_draw(self.imports.text(path)):
                helpers.append(path)
            elif fault := figure_fault(path.stem):
                misnamed.append(path)
                self.faults.append(Fault(fault, self.relative(path)))
            elif path.stem in found:
                self.faults.append(
                    Fault(
                        f"the figure name {path.stem} is taken by {self.relative(found[path.stem])}; "
                        "rename one of them",
                        self.relative(path),
                    )
                )
            else:
                found[path.stem] = path
        for name, other in twins(found).items():
            self.faults.append(
                Fault(
                    f"the figure name {name} differs from {other} by the case of letters only, which many disks and "
                    "hosts do not tell apart; rename one of them",
                    self.relative(found[name]),
                )
            )
        if helpers:
            used = {module for script in [*found.values(), *misnamed] for module in self.imports.closure(script)}
            for path in helpers:
                if path not in used:
                    self.faults.append(
                        Fault(
                            "defines no function draw(); a figure script needs one that returns a Matplotlib Figure, "
                            "and a helper module must be imported by a script or lie in a package",
                            self.relative(path),
                        )
                    )
        return found

    def _gather(self) -> tuple[list[Path], list[Path]]:
        """The Python files in the folders in which scripts may lie; the packages in these."""
        scripts: list[Path] = []
        packages: list[Path] = []
        for place, inner, files in walk(self.figures, ".py", _refuse):
            is_package = {name: os.path.exists(f"{place}/{name}/__init__.py") for name in inner if not hidden(name)}
            packages += [Path(place, name) for name in inner if is_package.get(name)]
            inner[:] = [
                name
                for name in is_package
                if not is_package[name] and name[0] != "_" and Path(place, name) != self.figures / "style"
            ]
            scripts += [Path(place, name) for name in files if name[0] != "_" and not hidden(name)]
        return scripts, sorted(packages)

    def chosen(self, names: Iterable[str]) -> list[str]:
        """The figures that are named, by themselves or by a folder that they lie in. Raises FigureError."""
        return list(dict.fromkeys(figure for name in names for figure in self._named(name)))

    def _named(self, name: str) -> list[str]:
        for start in (self.figures, self.root):
            folder = Path(os.path.normpath(start / name))
            if name and name not in self.scripts and folder.is_dir() and folder.is_relative_to(self.figures):
                if inside := [figure for figure, script in self.scripts.items() if script.is_relative_to(folder)]:
                    return inside
                raise FigureError(Fault(f"no figure lies in {self.relative(folder)}; name another folder, or a figure"))
        self.script(name)
        return [name]

    def script(self, name: str) -> Path:
        """The script of that name. Raises FigureError with the nearest names if there is none."""
        if name in self.scripts:
            return self.scripts[name]
        if told := [fault for fault in self.faults if Path(fault.file).stem == name]:
            raise FigureError(*told)
        if meant := stem(name, self.scripts):
            raise FigureError(Fault(f"a figure goes by its name alone: write {meant} instead of {name}"))
        raise FigureError(Fault(unknown(name, "figure", self.scripts)))


def _refuse(error: OSError) -> NoReturn:
    raise error


def _top_level() -> set[str]:
    """The names that modules of Python and of libraries may have: looking for each one would take longer."""
    inside = (name for folder in library_folders() if os.path.isdir(folder) for name in os.listdir(folder))
    return {name.partition(".")[0] for name in inside} | sys.stdlib_module_names | {"figures"}
