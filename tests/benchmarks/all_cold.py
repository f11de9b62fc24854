"""All cold, two at once: wall of `mkdocs build` from no drawings against a bare two-process pool plus the plain build.

    python -m tests.benchmarks.all_cold [rounds]

The engine draws SVG, PDF, PNG and the numbers. The pool is measured drawing SVG, PDF and PNG, and SVG only. Starting
Python and loading Matplotlib counts on both sides. Figures with controls stay drawn and are left out on both sides:
nothing in the pool corresponds to drawing all their settings.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from figures.engine.project.project import Project
from tests.benchmarks.measure import ROOT, Cost, alternate, build, middle, run, verdict
from tests.benchmarks.sites import copy_of, plain

LIMIT = 1.15
JOBS = "\n  - figures:\n      jobs: 2\n"


def main(rounds: int = 3) -> None:
    """Measure and report."""
    with tempfile.TemporaryDirectory() as name:
        ours = copy_of(ROOT, Path(name) / "ours")
        config = (ours / "mkdocs.yml").read_text(encoding="utf-8").replace("\n  - figures:\n", JOBS)
        (ours / "mkdocs.yml").write_text(config, encoding="utf-8")
        build(ours)
        twin = plain(ours, Path(name) / "twin")

        still = [script for script in Project(ours).scripts.values() if is_still(script)]

        def cold() -> Cost:
            for script in still:
                shutil.rmtree(ours / ".cache" / "figures" / script.stem)
            return build(ours)

        def pool(formats: str) -> Cost:
            # the floor loads modules of ours without leaving .pyc files that would help or hinder
            return run("-B", ROOT / "tests/benchmarks/pool.py", formats, Path(name) / "drawn", *still, folder=ours)

        mine, full, bare, theirs = alternate(
            rounds, cold, lambda: pool("svg,pdf,png"), lambda: pool("svg"), lambda: build(twin)
        )
    both = {
        what: [one.wall / (pool.wall + other.wall) for one, pool, other in zip(mine, pools, theirs, strict=True)]
        for what, pools in (("same formats", full), ("SVG only", bare))
    }
    work = median(one.cpu / (pool.cpu + other.cpu) for one, pool, other in zip(mine, full, theirs, strict=True))
    costs = ", ".join(
        f"{what} {cost.wall:.1f} s ({cost.cpu:.1f} s)"
        for what, cost in (
            ("engine", middle(mine)),
            ("pool with SVG, PDF, PNG", middle(full)),
            ("pool with SVG only", middle(bare)),
            ("plain build", middle(theirs)),
        )
    )
    print(f"{len(still)} figures, {rounds} rounds, wall (CPU): {costs}")
    print(f"against the pool with SVG only: {median(both['SVG only']):.2f}; CPU, same formats: {work:.2f}")
    verdict("all cold, × (pool with the same formats + plain build)", median(both["same formats"]), LIMIT)


def is_still(script: Path) -> bool:
    """Whether the file draws a figure that has no controls."""
    text = script.read_text(encoding="utf-8")
    return "\ndef draw(" in text and "Annotated[" not in text


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
