"""The book's figures cold: wall of drawing two at once, against one after the other.

python -m tests.benchmarks.two_jobs [rounds]
"""

import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks.measure import ROOT, Cost, alternate, middle, run, verdict
from tests.benchmarks.sites import copy_of

LIMIT = 0.55


def main(rounds: int = 1) -> None:
    """Measure and report."""
    with tempfile.TemporaryDirectory() as name:
        ours = copy_of(ROOT, Path(name) / "ours")

        def cold(jobs: int) -> Cost:
            for kept in ("figures", "numbers", "kept"):
                shutil.rmtree(ours / ".cache" / kept, ignore_errors=True)
            return run("-m", "figures", "--jobs", jobs, folder=ours)

        two, one = alternate(rounds, lambda: cold(2), lambda: cold(1))
    print(f"{rounds} rounds: {middle(two).wall:.0f} s two at once, {middle(one).wall:.0f} s one after the other")
    ratio = median(both.wall / single.wall for both, single in zip(two, one, strict=True))
    verdict("two jobs, × one job", ratio, LIMIT)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
