"""Which numbers of the book move with the versions of its libraries: `python -m tests.versions.moved BEFORE AFTER`.

With one file the numbers of all figures under the versions that are installed are written into it, and those of its
scripts that fail; with two such files what differs is printed, as a table that GitHub shows. Numbers that differ by
less than a part in a thousand million are only counted: the order of additions decides their last digits.
"""

import json
import math
import sys
from importlib.metadata import version
from pathlib import Path
from platform import python_version
from typing import Any

from figures.engine.drawing.data import by_path
from figures.engine.freshness.refresh import refresh
from figures.engine.project.project import Project

LIBRARIES = ("numpy", "matplotlib", "tensorflow", "keras", "scikit-learn", "scipy")
ALIKE = 1e-9  # relative difference up to which two numbers differ in their last digits only
ROOT = Path(__file__).resolve().parents[2]


def numbers() -> dict[str, Any]:
    """The versions, the facts of every figure by figure and path, and why a figure has none."""
    state = refresh(Project(ROOT))
    return {
        "versions": {"Python": python_version()} | {name: version(name) for name in LIBRARIES},
        "facts": {
            f"{name}.{path}": value
            for name, entry in sorted(state.fresh.items())
            for path, value in by_path(entry.facts).items()
        },
        "failed": {name: str(fault) for name, fault in sorted((state.failed | state.missing).items())},
    }


def report(before: dict[str, Any], after: dict[str, Any]) -> str:
    """What differs, in Markdown."""
    was, now = before["facts"], after["facts"]
    differ = [name for name in was.keys() & now.keys() if not same(was[name], now[name], 0.0)]
    moved = sorted(name for name in differ if not same(was[name], now[name], ALIKE))
    libraries = [
        f"{name} {before['versions'][name]} → {new}"
        for name, new in after["versions"].items()
        if before["versions"][name] != new
    ]
    lines = [
        f"Under {', '.join(libraries) or 'the same versions'}: {len(moved)} of {len(was)} numbers moved, "
        f"{len(differ) - len(moved)} more in their last digits.",
        "",
        *(f"- {name} failed: {why}" for name, why in after["failed"].items() if name not in before["failed"]),
        *(f"- {name} is gone" for name in sorted(was.keys() - now.keys())),
        *(f"- {name} is new" for name in sorted(now.keys() - was.keys())),
    ]
    if moved:
        lines += ["", "| number | before | after |", "|---|---|---|"]
        lines += [f"| {name} | {shown(was[name])} | {shown(now[name])} |" for name in moved]
    return "\n".join(lines)


def same(one: Any, other: Any, tolerance: float) -> bool:
    """Whether two facts agree, number by number."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(same(*pair, tolerance) for pair in zip(one, other, strict=True))
    if isinstance(one, float) and isinstance(other, float | int):
        return math.isclose(one, other, rel_tol=tolerance, abs_tol=tolerance)
    return bool(one == other)


def shown(value: Any) -> str:
    """A number or a word, not longer than a column."""
    text = json.dumps(value, ensure_ascii=False).replace("|", "\\|")
    return text if len(text) <= 60 else f"{text[:59]}…"


def main() -> None:
    """Write the numbers into the one file, or print what differs between two."""
    match [Path(name) for name in sys.argv[1:]]:
        case [into]:
            into.write_text(json.dumps(numbers(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        case [before, after]:
            print(report(*(json.loads(path.read_text(encoding="utf-8")) for path in (before, after))))
        case _:
            raise SystemExit("usage: python -m tests.versions.moved FILE, or BEFORE AFTER")


if __name__ == "__main__":
    main()
