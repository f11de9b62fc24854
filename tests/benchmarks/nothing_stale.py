"""Nothing stale: CPU of `mkdocs build` against a plain MkDocs build of the same pages with static images.

    python -m tests.benchmarks.nothing_stale [rounds]
"""

import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks.measure import ROOT, alternate, build, middle, verdict
from tests.benchmarks.sites import copy_of, plain

LIMIT = 1.3


def main(rounds: int = 7) -> None:
    """Measure and report."""
    with tempfile.TemporaryDirectory() as name:
        ours = copy_of(ROOT, Path(name) / "ours")
        build(ours)  # draws
        twin = plain(ours, Path(name) / "twin")
        build(twin)
        mine, theirs = alternate(rounds, lambda: build(ours), lambda: build(twin))
    ratio = median(one.cpu / other.cpu for one, other in zip(mine, theirs, strict=True))
    print(f"{rounds} rounds: {middle(mine).cpu:.2f} s of CPU with the hook, {middle(theirs).cpu:.2f} s plain")
    verdict("nothing stale, × plain build", ratio, LIMIT)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
