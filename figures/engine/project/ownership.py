"""Whose a file is: the author's, or a library's."""

import os
import site
import sys
import sysconfig
from functools import cache

ENGINE = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep


def is_library(path: str) -> bool:
    """Whether Python's own modules or an installer put the file where it is; a frozen module has no file at all."""
    return path.startswith("<frozen") or os.path.realpath(path).startswith(_folders())


def is_own(path: str, root: str) -> bool:
    """Whether the file is the project's: it lies in its folder, but is neither installed there nor the engine's."""
    return _lies_in_project(os.path.dirname(path), root)


def library_folders() -> tuple[str, ...]:
    """The folders in which installed modules lie, in the order in which Python looks into them."""
    known = {*_folders()}
    return tuple(folder for folder in sys.path if folder and os.path.join(os.path.realpath(folder), "") in known)


@cache
def _folders() -> tuple[str, ...]:
    """As Python itself knows them: Debian's, those of a virtual environment and of a user count too."""
    named = sysconfig.get_paths()
    found = [named[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    found += [*site.getsitepackages(), site.getusersitepackages()]
    return tuple(dict.fromkeys(os.path.join(os.path.realpath(folder), "") for folder in found))


@cache
def _lies_in_project(folder: str, root: str) -> bool:
    real = os.path.join(os.path.realpath(folder), "")
    return real.startswith(os.path.join(os.path.realpath(root), "")) and not real.startswith((*_folders(), ENGINE))
