"""What an experiment reaches: the statements of script and modules on which its numbers can depend, and no others.

A statement counts if experiment() names what it binds, or another one that counts does, and if it does more than bind
names: that happens whenever its module is loaded. Where something can be reached without being named, everything
counts.
"""

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from figures.engine.project.definitions import UNREADABLE
from figures.engine.project.imports import Imports
from figures.engine.project.statements import Import, Statement, hides, statements

EXPERIMENT, EVERYTHING = "experiment", "*"
# Libraries whose numbers do not depend on how Matplotlib is set; of others nobody knows.
INKLESS = {"jax", "keras", "numpy", "optax", "scipy", "sklearn", "tensorflow", "torch"}


@dataclass
class Reached:
    """The statements, each with its module, in a fixed order. `ink`: Matplotlib may be among what they use."""

    parts: list[tuple[Path, str]] = field(default_factory=list)
    ink: bool = False
    everything: bool = False


class Reach:
    """Finds it by reading. Modules of the `engine` are no part of what is read: they count on their own."""

    def __init__(self, imports: Imports, engine: Path) -> None:
        self.imports, self.engine = imports, engine
        self._read: dict[Path, list[Statement] | None] = {}

    def experiment(self, script: Path) -> Reached | None:
        """What the script's experiment() reaches; None if it has none."""
        closure = [path for path in self.imports.closure(script) if not path.is_relative_to(self.engine)]
        modules = {path: self._statements(path) for path in closure}
        own = modules[script]
        if own is not None and not any(EXPERIMENT in statement.binds for statement in own):
            return None
        if any(found is None for found in modules.values()):
            return Reached(everything=True)
        return _Walk(self, {path: found for path, found in modules.items() if found is not None}).reached(script)

    def _statements(self, path: Path) -> list[Statement] | None:
        """None if reading does not tell what it reaches."""
        if path not in self._read:
            text = self.imports.text(path)
            try:
                self._read[path] = None if hides(text) else statements(text)
            except UNREADABLE:
                self._read[path] = None
        return self._read[path]


class _Walk:
    """One experiment."""

    def __init__(self, reach: Reach, modules: dict[Path, list[Statement]]) -> None:
        self.reach, self.modules = reach, modules
        self.found: dict[tuple[Path, int, str], str] = {}
        self.result = Reached()
        self._waiting: list[tuple[Path, Statement]] = []
        self._asked: set[tuple[Any, ...]] = set()

    def reached(self, script: Path) -> Reached:
        """All that counts."""
        acting = [path for path, found in self.modules.items() if any(statement.acts for statement in found)]
        for path in self.modules:
            for number, statement in enumerate(self.modules[path]):
                if statement.acts or (statement.is_import and len(acting) > 1):  # then it matters who is loaded first
                    self._take(path, number)
        self._name(script, EXPERIMENT, None)
        while self._waiting:
            path, statement = self._waiting.pop()
            for name, attributes in statement.uses.items():
                for origin in statement.imports.get(name, []):
                    self._import(path, origin, attributes)
                self._name(path, name, attributes)
        places = sorted(self.found, key=lambda place: (str(place[0]), place[1:]))
        self.result.parts = [(place[0], self.found[place]) for place in places]
        return self.result

    def _take(self, path: Path, number: int) -> None:
        if (path, number, "") not in self.found:
            statement = self.modules[path][number]
            self.found[path, number, ""] = statement.text
            self._waiting.append((path, statement))

    def _name(self, path: Path, name: str, attributes: set[str] | None) -> bool:
        """What the name is bound to in a module: of an import what is meant, of anything else the statement."""
        asked = path, name, None if attributes is None else frozenset(attributes)
        bound = [(number, each) for number, each in enumerate(self.modules[path]) if name in each.binds]
        if asked not in self._asked:
            self._asked.add(asked)
            for number, statement in bound:
                if not statement.is_import:
                    self._take(path, number)
                for origin in statement.imports.get(name, []):
                    self.found[path, number, name] = f"{name} is {origin}"
                    self._import(path, origin, attributes)
        return bool(bound)

    def _import(self, path: Path, origin: Import, attributes: set[str] | None) -> None:
        """What an import gives: a module, or what one binds."""
        inside = self._module(path, origin.submodule) if origin.name else None
        if inside:
            self._of_module(inside, attributes)
        if module := self._module(path, origin.module):
            if not origin.name:
                self._of_module(module, attributes)
            elif module in self.modules:
                self._name(module, origin.name, attributes)
            else:
                self.result.ink = True  # of the engine
        elif not inside:
            library = origin.module.partition(".")[0]
            if not library or library == "figures" or self.reach.imports.modules.is_folder(library, path):
                self.result.everything = True  # a folder without a module of its own
            elif library not in INKLESS and library not in sys.stdlib_module_names:
                self.result.ink = True

    def _of_module(self, module: Path, attributes: set[str] | None) -> None:
        """What is asked for of a module: attributes, or (None) all of it."""
        if module not in self.modules:
            self.result.ink = True  # of the engine
            return
        asked = (EVERYTHING,) if attributes is None else sorted(attributes)
        if (module, *asked) in self._asked:
            return
        self._asked.add((module, *asked))
        if attributes is None:
            for number, statement in enumerate(self.modules[module]):
                self._take(module, number)
                for origin in [each for found in statement.imports.values() for each in found]:
                    self._import(module, origin, None)
            return
        for name in asked:
            if not self._name(module, name, None) and module.name == "__init__.py":
                for inside in (module.with_name(f"{name}.py"), module.parent / name / "__init__.py"):
                    if inside in self.modules:
                        self._of_module(inside, None)

    def _module(self, path: Path, name: str) -> Path | None:
        """The file of a project's module by its dotted name, as a module at `path` would find it."""
        return self.reach.imports.modules.module(name, path.parent)
