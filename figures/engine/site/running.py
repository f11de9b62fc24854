"""The code that this process runs, boiled down to one name: what a page was made with, beside what it was made of.

Installed libraries count by their versions, as they do for figures. Every other loaded module counts by its content,
with those that its functions load when they are called, and so does every program of the engine, loaded or not: which
are loaded depends on what is stale.
"""

import json
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any

from figures.engine.freshness.libraries import Libraries
from figures.engine.project.imports import Imports
from figures.engine.store.digests import digest

ENGINE = Path(__file__).resolve().parents[1]
PROGRAMS = {".py", ".mjs", ".json"}
LOADING = 10.0  # seconds that this process may have taken until it came here
_began = time.time() - LOADING
_versions: list[str] = []


class Unknowable(Exception):
    """What something depends on cannot be told; so it is made anew."""


def code_of(root: Path) -> str:
    """The name of all code that runs for the project, or "" if it cannot be told.

    A file that was saved while it was loaded, or later, need not be the one that runs: then nothing can be told.
    """
    libraries = Libraries(root / ".cache" / "figures" / "distributions.json")
    loaded = {Path(path) for module in list(sys.modules.values()) if (path := _own_file(module))}
    try:
        digests = {path: _as_loaded(path) for path in {*loaded, *_engine()}}
        digests |= {path: _as_it_is(path) for path in _later(root, frozenset(loaded))}
    except (Unknowable, OSError):
        return ""
    parts = [f"{path.name} {digests[path]}" for path in sorted(digests)]
    return digest(json.dumps([sys.version, *_installed(libraries), *parts]).encode())


def plain(value: Any) -> Any:
    """A setting as JSON can write it, functions and classes by their names. Raises Unknowable."""
    if value is None or type(value) in (bool, int, float, str):
        return value
    if isinstance(value, dict):
        return {"dict": [[plain(name), plain(each)] for name, each in value.items()]}
    if isinstance(value, (list, tuple)):
        return [type(value).__name__, *map(plain, value)]
    if isinstance(value, int):  # of an enumeration
        return [type(value).__name__, int(value)]
    module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", "")
    if module in sys.modules and getattr(sys.modules[module], name, None) is value:
        return [module, name]
    raise Unknowable(repr(value))


@cache
def _engine() -> set[Path]:
    return {path for path in ENGINE.rglob("*") if path.suffix in PROGRAMS}


@cache
def _later(root: Path, loaded: frozenset[Path]) -> set[Path]:
    """The modules that are not loaded, but named by an import in one that is or will be."""
    imports = Imports(root, ENGINE.parent, root / ".cache" / "pages" / "modules.json")
    places = [Path(folder or ".").resolve() for folder in sys.path if not folder.startswith(_brought())]
    waiting, found = [path for path in loaded if not path.is_relative_to(ENGINE)], set[Path]()
    while waiting:
        path = waiting.pop()
        asked = [(name, place) for name in imports.names(path) for place in (path.parent, *places)]
        named = {each for name, place in asked for each in imports.modules.along(name, place)}
        new = {each for each in named - found - loaded if not each.is_relative_to(ENGINE)}
        found |= new
        waiting += new
    imports.remember()
    return found


@cache
def _as_loaded(path: Path) -> str:
    return _as_it_is(path)


def _as_it_is(path: Path) -> str:
    if path.stat().st_mtime > _began:
        raise Unknowable(path)
    return digest(path.read_bytes())


def _own_file(module: Any) -> str | None:
    """The file of a module that neither Python nor an installed library brings."""
    path = getattr(module, "__file__", None)
    return path if path and not path.startswith(_brought()) else None


@cache
def _brought() -> tuple[str, ...]:
    """The folders of the standard library and of installed libraries."""
    import sysconfig

    return tuple(sysconfig.get_paths()[name] for name in ("stdlib", "platstdlib", "purelib", "platlib"))


def _installed(libraries: Libraries) -> list[str]:
    """Every distribution with its version, as they were when this process first asked."""
    if not _versions:
        _versions.extend(f"{name} {version}" for name, version in sorted(libraries._distributions.items()))
    return _versions
