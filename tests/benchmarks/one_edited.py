"""One light script edited: CPU beyond the plain build. A helper edited: exactly its dependants are drawn anew.

python -m tests.benchmarks.one_edited [rounds]
"""

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from figures.engine.project.project import Project
from tests.benchmarks.measure import ROOT, Cost, alternate, build, middle, run, verdict
from tests.benchmarks.sites import copy_of, plain

LIMIT = 1.0  # seconds
LIGHT = "weighted_sum"  # NumPy only and without controls, like most
HELPER = "figures/neural/activations.py"


def main(rounds: int = 7) -> None:
    """Measure and report."""
    with tempfile.TemporaryDirectory() as name:
        ours = copy_of(ROOT, Path(name) / "ours")
        build(ours)
        twin = plain(ours, Path(name) / "twin")

        def edited() -> Cost:
            _edit(Project(ours).scripts[LIGHT])
            return build(ours)

        mine, theirs = alternate(rounds, edited, lambda: build(twin))
        beyond = median(one.cpu - other.cpu for one, other in zip(mine, theirs, strict=True))
        print(
            f"{rounds} rounds: {middle(mine).cpu:.2f} s of CPU after an edit of {LIGHT}.py, "
            f"{middle(theirs).cpu:.2f} s plain"
        )
        verdict("one light script edited, CPU beyond the plain build", beyond, LIMIT, " s")
        _helper(ours)


def _helper(ours: Path) -> None:
    project = Project(ours)
    scripts = project.scripts
    dependants = {name for name, script in scripts.items() if ours / HELPER in project.imports.closure(script)}
    before = _drawings(ours)
    _edit(ours / HELPER)
    build(ours)
    after = _drawings(ours)
    drawn = {name for name in scripts if after[name] - before[name]}
    run("-m", "figures", "--check", folder=ours)  # ends the benchmark if anything is stale
    print(
        f"{HELPER} edited: {len(drawn)} of {len(scripts)} figures drawn, {len(dependants)} depend on it, all fresh "
        f"afterwards: {'right' if drawn == dependants else 'WRONG'}"
    )


def _drawings(ours: Path) -> dict[str, set[str]]:
    """Names of the entries in the cache, by figure."""
    folders = (folder for folder in (ours / ".cache" / "figures").iterdir() if folder.is_dir())
    return {folder.name: {path.name for path in folder.glob("*.json")} for folder in folders}


def _edit(path: Path) -> None:
    """A comment alone would draw nothing."""
    path.write_text(f"{path.read_text(encoding='utf-8')}\nEDITED = {time.monotonic_ns()}\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
