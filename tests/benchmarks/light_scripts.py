"""24 light scripts on 8 pages, all cold: CPU of `mkdocs build` against a bare pool that draws them in the same formats,
plus the plain build of the same pages.

python -m tests.benchmarks.light_scripts [rounds]
"""

import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from figures.engine.project.project import Project
from tests.benchmarks.measure import ROOT, Cost, alternate, build, middle, run, verdict
from tests.benchmarks.sites import made, plain

LIMIT = 1.05
FIGURES, ON_A_PAGE = 24, 3


def main(rounds: int = 3) -> None:
    """Measure and report."""
    with tempfile.TemporaryDirectory() as name:
        ours = made(Path(name) / "ours", FIGURES, ON_A_PAGE)
        build(ours)
        twin = plain(ours, Path(name) / "twin")
        scripts = Project(ours).scripts.values()

        def cold() -> Cost:
            for kept in ("figures", "numbers", "pages"):
                shutil.rmtree(ours / ".cache" / kept)
            return build(ours)

        def pool() -> Cost:
            # the floor loads modules of ours without leaving .pyc files that would help or hinder
            return run(
                "-B", ROOT / "tests/benchmarks/pool.py", "svg,pdf,png", Path(name) / "drawn", *scripts, folder=ours
            )

        mine, floor, theirs = alternate(rounds, cold, pool, lambda: build(twin))
    ratio = median(one.cpu / (drawn.cpu + other.cpu) for one, drawn, other in zip(mine, floor, theirs, strict=True))
    print(
        f"{FIGURES} figures, {rounds} rounds, CPU: {middle(mine).cpu:.1f} s, "
        f"pool {middle(floor).cpu:.1f} s, plain build {middle(theirs).cpu:.1f} s"
    )
    verdict("light scripts cold, × (pool with the same formats + plain build)", ratio, LIMIT)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
