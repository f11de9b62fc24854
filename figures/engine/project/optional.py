"""Libraries that a project can do without: those that a file requirements-NAME.txt in its folder names.

    torch==2.13.0
    scikit-image==0.26.0  # import skimage

What requirements.txt names is needed, and so is everything that no such file names: not finding it is a fault.
"""

import re
from pathlib import Path

LINE = re.compile(r"^[ \t]*(?P<library>[A-Za-z0-9][\w.-]*)[^#\n]*(?:#.*?\bimport[ \t]+(?P<module>\w+))?", re.MULTILINE)


def optional(root: Path) -> dict[str, str]:
    """The modules that may be missing, each with the file that adds it."""
    needed = _modules(root / "requirements.txt")
    return {
        module: path.name
        for path in sorted(root.glob("requirements-*.txt"))
        for module in _modules(path)
        if module not in needed
    }


def missing(module: str, root: Path) -> str:
    """One sentence for a module that is not installed, with what to do; "" if the project needs it."""
    source = optional(root).get(module)
    return f"needs {module}, which is not installed; pip install -r {source} adds it" if source else ""


def not_found(module: str) -> str:
    """One sentence for a module that should be there."""
    return (
        f"imports {module}, which is neither installed nor a module of this project; correct its name, install it, "
        "or name it in a file requirements-….txt if it may be missing"
    )


def _modules(path: Path) -> set[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return set()
    return {match["module"] or re.sub(r"[-.]+", "_", match["library"]).lower() for match in LINE.finditer(text)}
