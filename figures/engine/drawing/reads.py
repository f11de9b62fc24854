"""What a script loads and reads while it runs, seen from inside its process."""

import importlib
import inspect
import linecache
import os
import site
import sys
import tempfile
import tokenize
import traceback
from collections.abc import Callable
from functools import partial
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType, FrameType, ModuleType
from typing import Any

from figures.engine.project.ownership import is_own
from figures.engine.store.digests import content_digest, digest

IMPORTLIB = os.path.dirname(importlib.__file__)
LINES = {module.__file__ for module in (inspect, linecache, tokenize, traceback)}  # those that read programs
OPENED = {"open", "os.listdir", "os.scandir", "os.rename", "os.remove", "os.mkdir", "os.rmdir"}
TRACING = {"jax", "keras", "tensorflow", "torch"}


class FreshLoader(SourceFileLoader):
    """Compiles the source each time: a .pyc file is trusted by second and size, and an edit can keep both."""

    def get_code(self, fullname: str) -> CodeType | None:
        return self.source_to_code(self.get_data(self.path), self.path)


class ProjectFinder(MetaPathFinder):
    """Loads the modules of the project freshly and notes the digest of each, by its path from the root; `foreign` loads
    those of libraries."""

    def __init__(self, root: Path, foreign: Callable[[Callable[[ModuleType], None], ModuleType], None]) -> None:
        self.root, self.foreign = root, foreign
        self.loaded: dict[str, str] = {}

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is None or spec.loader is None or spec.origin is None:
            return None
        if not is_own(spec.origin, str(self.root)):
            if not isinstance(spec.loader.exec_module, partial):  # a zip file has one loader for all that is in it
                spec.loader.exec_module = partial(self.foreign, spec.loader.exec_module)  # type: ignore[method-assign]
            return spec
        if not isinstance(spec.loader, SourceFileLoader):
            return None
        spec.loader = FreshLoader(fullname, spec.origin)
        self.note(Path(spec.origin).resolve(), spec.loader.get_data(spec.origin))  # as Python reads modules: not below
        return spec

    def note(self, path: Path, text: bytes) -> None:
        """That the module has been loaded."""
        self.loaded[str(path).removeprefix(f"{self.root}{os.sep}")] = digest(text)


class Reads:
    """Notes every file and folder that the process reads, but for those that libraries and system own.

    What lies in the project is named relative to its root, so that a copy of the project looks at its own files. A
    link is noted too, where it was asked for: it may point elsewhere tomorrow. A project that lies in one of the
    system's folders keeps its files. What counts is a file's content when it was first asked for, as it may be saved
    while the script runs; only what the process itself writes counts as it is in the end.
    """

    def __init__(self, root: Path, cache: Path) -> None:
        own = [
            sys.prefix,
            sys.base_prefix,
            *site.getsitepackages(),
            site.getusersitepackages(),
            tempfile.gettempdir(),
            "/proc",
            "/sys",
            "/dev",
            "/etc",
            "/usr",
            os.path.expanduser("~/.cache"),
            str(cache),
        ]
        self._root, self._cache = str(root) + os.sep, str(cache) + os.sep
        self._ignored = tuple(os.path.realpath(folder) + os.sep for folder in own)
        self._ignored_inside = tuple(folder for folder in self._ignored if folder.startswith(self._root))
        self._paths: dict[str, str] = {}
        self._written: set[str] = set()
        self._on = False

    def start(self) -> None:
        """Watch from now on, for the rest of the process."""
        self.go_on()
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
        """See no more, until going on."""
        self._on = False

    def go_on(self) -> None:
        """See again."""
        self._on = True

    def digests(self) -> dict[str, str]:
        """Each path with the digest of what it held; a module too, if more was done with it than loading it."""
        changed = self._written | {os.path.dirname(path) for path in self._written}
        return {
            path.removeprefix(self._root): content_digest(Path(path)) if path in changed else content
            for path, content in sorted(self._paths.items())
        }

    def _see(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event not in OPENED or not self._on:  # Python tells of much else, as of each id that is asked for
            return
        if event == "open":
            path, mode, flags = arguments
            writes = bool(mode and set("wax+") & set(mode)) or bool(
                not mode and isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
            )
        elif event in ("os.listdir", "os.scandir"):
            path, writes = arguments[0], False
        else:
            path, writes = arguments[event == "os.rename"], True
        if writes:
            if isinstance(path, (str, bytes, os.PathLike)):
                self._written.add(os.path.realpath(os.fsdecode(path)))
        elif not _seeks_modules(frame := sys._getframe(1)) and not _of_a_message(frame):
            self._note(path)

    def _note(self, path: Any) -> None:
        if not self._on or not isinstance(path, (str, bytes, os.PathLike)):
            return
        asked = os.path.join(os.getcwd(), os.fsdecode(path))
        full = os.path.realpath(asked)
        ignored = self._ignored_inside if full.startswith(self._root) else self._ignored
        whole = os.path.normpath(asked)
        kept = full.startswith(ignored) or f"{whole}{os.sep}".startswith(self._cache)  # which may hold links
        if not kept and not full.endswith((".pyc", "__pycache__")):
            self._on = False  # looking at it is no reading
            for name in (full, asked) if whole != full else (full,):
                if name not in self._paths:
                    self._paths[name] = content_digest(Path(name))
            self._on = True


def _seeks_modules(frame: FrameType) -> bool:
    """Whether Python looks for modules or for what is installed."""
    return frame.f_code.co_filename.startswith(("<frozen importlib", IMPORTLIB))


def _of_a_message(frame: FrameType | None) -> bool:
    """Whether one of the libraries that trace what was called looks at the lines of a program for its messages."""
    if frame is None or frame.f_code.co_filename != tokenize.__file__:
        return False
    while frame and frame.f_code.co_filename in LINES:
        frame = frame.f_back
    name = frame.f_globals.get("__name__", "") if frame else ""
    return name.partition(".")[0] in TRACING
