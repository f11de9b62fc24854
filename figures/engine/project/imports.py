"""What a module imports, found by reading it: project modules (transitively) and the names of libraries."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from figures.engine.project.definitions import UNREADABLE
from figures.engine.project.forms import form_of, looks_at_text, statements_in
from figures.engine.project.modules import Modules
from figures.engine.store.digests import digest
from figures.engine.store.recalling import recalled, remember

STATEMENT = re.compile(rb"^[ \t]*(?:from|import)[ \t]+([A-Za-z_.][\w.]*)", re.MULTILINE)


class Imports:
    """Reads each file once and parses each content once ever: what is found in a text is remembered by its digest."""

    def __init__(self, root: Path, own_folder: Path, memory: Path) -> None:
        self.modules, self.memory = Modules(root, own_folder), memory
        self._texts: dict[Path, bytes] = {}
        self._digests: dict[Path, str] = {}
        self._imports: dict[Path, tuple[list[Path], set[str]]] = {}
        self._reached_by: dict[Path, tuple[dict[Path, str], set[str]]] = {}
        self._reached: dict[tuple[Path, ...], tuple[dict[Path, str], set[str]]] = {}
        self._known: dict[str, dict[str, Any]] = recalled(memory)
        self._used: set[str] = set()

    def text(self, path: Path) -> bytes:
        """The file's bytes, as they were when first asked for."""
        if path not in self._texts:
            self._texts[path] = path.read_bytes()
        return self._texts[path]

    def digest(self, path: Path) -> str:
        """The digest of the file's bytes."""
        if path not in self._digests:
            self._digests[path] = digest(self.text(path))
        return self._digests[path]

    def names(self, path: Path) -> list[str]:
        """Every dotted name that the module may import; one that starts with a dot is relative to its folder."""
        return self._found_in(path)["names"]  # type: ignore[no-any-return]

    def form(self, path: Path) -> str:
        """The name of what the module does, whatever its comments and docstrings say; see forms.py."""
        return self._found_in(path)["form"]  # type: ignore[no-any-return]

    def looks(self, path: Path) -> bool:
        """Whether the module looks at docstrings or lines: its own, or those of modules that it uses."""
        return self._found_in(path)["looks"]  # type: ignore[no-any-return]

    def closure(self, script: Path) -> dict[Path, str]:
        """The script and every project module it imports, directly or not, each with its digest."""
        return {script: self.digest(script)} | self.behind(script)

    def behind(self, script: Path) -> dict[Path, str]:
        """The modules that its imports run, each with its digest: one answer for all scripts with the same imports."""
        return self._reach(script)[0]

    def libraries(self, script: Path) -> set[str]:
        """The top-level names outside project and standard library that the script's closure imports."""
        return self._direct(script)[1] | self._reach(script)[1]

    def remember(self) -> None:
        """Keep what was parsed for the next run."""
        remember(self.memory, {key: self._known[key] for key in sorted(self._used)})

    def _found_in(self, path: Path) -> dict[str, Any]:
        key = self.digest(path)
        self._used.add(key)
        if key not in self._known:
            text = self.text(path)
            try:
                tree = ast.parse(text)
                names, form = set(_imported(tree)), form_of(tree)
            except UNREADABLE:  # it will be reported when the script is run
                names, form = {name.decode() for name in STATEMENT.findall(text)}, key
            self._known[key] = {"names": sorted(names), "form": form, "looks": looks_at_text(text)}
        return self._known[key]

    def _reach(self, script: Path) -> tuple[dict[Path, str], set[str]]:
        """Modules and libraries behind what a script imports; scripts that import the same share the answer."""
        if script in self._reached_by:
            return self._reached_by[script]
        direct = tuple(self._direct(script)[0])
        if direct not in self._reached:
            seen: dict[Path, str] = {}
            libraries: set[str] = set()
            waiting = list(direct)
            while waiting:
                path = waiting.pop()
                if path not in seen:
                    seen[path] = self.digest(path)
                    waiting += self._direct(path)[0]
                    libraries |= self._direct(path)[1]
            self._reached[direct] = seen, libraries
        self._reached_by[script] = self._reached[direct]
        return self._reached[direct]

    def _direct(self, path: Path) -> tuple[list[Path], set[str]]:
        """What the module itself imports: modules of the project, and names of libraries."""
        if path not in self._imports:
            modules: dict[Path, None] = {}
            libraries: set[str] = set()
            for name in self.names(path):
                if found := self.modules.along(name, path.parent):
                    modules |= found
                else:
                    libraries.add(name.partition(".")[0])
            self._imports[path] = list(modules), libraries - {"", "figures"} - sys.stdlib_module_names
        return self._imports[path]


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in statements_in(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield base
            # `from package import module`: the name may be a module, so it is looked for too.
            yield from (f"{base}.{alias.name}" if node.module else base + alias.name for alias in node.names)
