"""What a figure or a helper module may be called, and why: the name is one of Python, of files and of addresses."""

import keyword
import sys
from collections.abc import Iterable
from importlib.machinery import PathFinder
from pathlib import Path

from figures.engine.project.ownership import library_folders


def figure_fault(name: str) -> str:
    """What is wrong with the name of a figure; "" if nothing is."""
    if not (name.isascii() and name.isidentifier()):
        return (
            f"a figure cannot be called {name!r}: pages write its facts as {{{{ name.fact }}}}, so take letters "
            "without accents, digits and _, and no digit first; rename the file"
        )
    if keyword.iskeyword(name):
        return f"a figure cannot be called {name}, which is a word of Python's own; rename the file"
    return ""


def module_fault(name: str) -> str:
    """What is wrong with the name of a script or module beside the scripts; "" if nothing is."""
    if name in sys.stdlib_module_names or name == "figures":
        whose = "the folder of all scripts" if name == "figures" else "a module of Python"
    elif (spec := PathFinder.find_spec(name, list(library_folders()))) and spec.origin:
        whose = "an installed library"
    else:
        return ""
    return f"the name {name} is that of {whose}, which `import {name}` would then no longer find; rename the file"


def twins(names: Iterable[str]) -> dict[str, str]:
    """Each name that differs from an earlier one by the case of letters only, with that one."""
    seen: dict[str, str] = {}
    return {name: seen[name.casefold()] for name in names if seen.setdefault(name.casefold(), name) != name}


def stem(name: str, known: Iterable[str]) -> str:
    """The figure that a path such as figures/line.py means, if there is one; "" otherwise."""
    found = Path(name).stem
    return found if found != name and found in known else ""


def unknown(name: str, kind: str, known: object) -> str:
    """The sentence for a name that nothing bears, with the nearest ones that something does."""
    from difflib import get_close_matches  # only on the way to an error

    names = [str(item) for item in known]  # type: ignore[attr-defined]
    near = get_close_matches(name, names, n=3, cutoff=0.5)
    if not names:
        return f"unknown {kind} {name!r}; there is none at all"
    return f"unknown {kind} {name!r}; " + (
        f"did you mean {' or '.join(near)}?"
        if near
        else f"there are {', '.join(names[:8])}{' …' if len(names) > 8 else ''}"
    )
