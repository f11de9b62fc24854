"""Where the project's modules lie: the files that importing a dotted name runs.

Names are looked up in lists of what folders hold, one look for each folder, and are text until they are found: to ask
the disk for every path where a module might be took most of the time of a look at fresh figures.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


class Modules:
    """Of one project and of this engine, as their folders are when first asked for."""

    def __init__(self, root: Path, own_folder: Path) -> None:
        self.root, self.own_folder = str(root), str(own_folder)
        self._resolved: dict[tuple[str, str], dict[Path, None]] = {}
        self._paths: dict[str, Path] = {}
        self._listed: dict[str, tuple[set[str], set[str]]] = {}

    def along(self, name: str, folder: Path) -> dict[Path, None]:
        """The project files that importing `name` runs: the packages on the way, then the module."""
        asked = str(folder), name
        if asked not in self._resolved:
            self._resolved[asked] = {self._path(file): None for file in self._search(name, asked[0])}
        return self._resolved[asked]

    def module(self, name: str, folder: Path) -> Path | None:
        """The file of the project's module with that dotted name, for a module in `folder`; None if there is none."""
        last, found = name.rpartition(".")[2], self.along(name, folder)
        own = {path.parent.name if path.name == "__init__.py" else path.stem: path for path in found}
        return own.get(last) if last else next(iter(found), None)

    def is_folder(self, name: str, module: Path) -> bool:
        """Whether a folder of the project goes by that name, for a module that imports it."""
        places = str(module.parent), f"{self.root}/figures", self.root
        return any(name in self._inside(place)[1] for place in places)

    def _search(self, name: str, folder: str) -> Iterator[str]:
        parts = name.lstrip(".").split(".")
        figures = f"{self.root}/figures"
        if level := len(name) - len(name.lstrip(".")):
            for _ in range(level - 1):
                folder = os.path.dirname(folder)
            yield from self._along(folder, [part for part in parts if part])
        elif parts[0] == "figures":
            for start in dict.fromkeys((figures, self.own_folder)):
                yield from self._along(start, parts[1:])
        else:
            for start in dict.fromkeys((folder, figures, self.root)):
                if found := list(self._along(start, parts, package=False)):
                    yield from found
                    return

    def _along(self, folder: str, parts: list[str], package: bool = True) -> Iterator[str]:
        """Their addresses, from the package of the folder itself onwards."""
        if package and "__init__.py" in self._inside(folder)[0]:
            yield f"{folder}/__init__.py"
        for part in parts:
            files, folders = self._inside(folder)
            if f"{part}.py" in files:
                yield f"{folder}/{part}.py"
                return
            if part not in folders:
                return
            folder = f"{folder}/{part}"
            if "__init__.py" in self._inside(folder)[0]:
                yield f"{folder}/__init__.py"

    def _inside(self, folder: str) -> tuple[set[str], set[str]]:
        """The files and the folders in a folder, as they were when first asked for."""
        if folder not in self._listed:
            files: set[str] = set()
            folders: set[str] = set()
            with suppress(OSError), os.scandir(folder) as entries:
                for entry in entries:
                    (folders if entry.is_dir() else files).add(entry.name)
            self._listed[folder] = files, folders
        return self._listed[folder]

    def _path(self, file: str) -> Path:
        """One path for each file: it knows its hash the second time."""
        if file not in self._paths:
            self._paths[file] = Path(file)
        return self._paths[file]
