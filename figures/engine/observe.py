"""What a script loads and reads while it runs, seen from inside its process."""

import os
import site
import sys
import tempfile
from collections.abc import Container
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import Any

from figures.engine.contents import content_digest, digest


class FreshLoader(SourceFileLoader):
    """Compiles the source each time: a .pyc file is trusted by second and size, and an edit can keep both."""

    def get_code(self, fullname: str) -> CodeType | None:
        return self.source_to_code(self.get_data(self.path), self.path)


class ProjectFinder(MetaPathFinder):
    """Loads the modules of the project freshly and notes the digest of each."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.loaded: dict[str, str] = {}

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is None or spec.origin is None or not isinstance(spec.loader, SourceFileLoader):
            return None
        origin = Path(spec.origin).resolve()
        if not origin.is_relative_to(self.root) or "site-packages" in origin.parts:
            return None
        self.loaded[str(origin)] = digest(origin.read_bytes())
        spec.loader = FreshLoader(fullname, spec.origin)
        return spec


class Reads:
    """Notes every file and folder that the process reads, but for those that libraries and system own.

    A project that lies in one of the system's folders keeps its files.
    """

    def __init__(self, root: Path, cache: Path) -> None:
        own = [sys.prefix, sys.base_prefix, *site.getsitepackages(), site.getusersitepackages(), tempfile.gettempdir(),
               "/proc", "/sys", "/dev", "/etc", "/usr", os.path.expanduser("~/.cache"), str(cache)]
        self._root = str(root) + os.sep
        self._ignored = tuple(os.path.realpath(folder) + os.sep for folder in own)
        self._ignored_inside = tuple(folder for folder in self._ignored if folder.startswith(self._root))
        self._paths: dict[str, None] = {}
        self._on = False

    def start(self) -> None:
        """Watch from now on, for the rest of the process."""
        self._on = True
        sys.addaudithook(self._see)
        stat = os.stat

        def watched_stat(path: Any, *arguments: Any, **options: Any) -> os.stat_result:
            try:
                return stat(path, *arguments, **options)
            except FileNotFoundError:  # a file that is only asked for; it may be there tomorrow
                self._note(path)
                raise

        os.stat = watched_stat

    def stop(self) -> None:
        """See no more."""
        self._on = False

    def digests(self, loaded: Container[str]) -> dict[str, str]:
        """Each path but those of the modules loaded, with the digest of what it holds now."""
        return {path: content_digest(Path(path)) for path in sorted(self._paths) if path not in loaded}

    def _see(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._on:
            return
        if event == "open":
            path, mode, flags = arguments
            writes = bool(mode and set("wax+") & set(mode)) or bool(
                not mode and isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR))
        elif event in ("os.listdir", "os.scandir"):
            path, writes = arguments[0], False
        else:
            return
        if not writes and not sys._getframe(1).f_code.co_filename.startswith("<frozen importlib"):  # it seeks modules
            self._note(path)

    def _note(self, path: Any) -> None:
        if not self._on or not isinstance(path, (str, bytes, os.PathLike)):
            return
        full = os.path.realpath(os.fsdecode(path))
        ignored = self._ignored_inside if full.startswith(self._root) else self._ignored
        if not full.endswith((".pyc", "__pycache__")) and not full.startswith(ignored):
            self._paths[full] = None
