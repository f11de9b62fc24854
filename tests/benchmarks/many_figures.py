"""Up to 2,000 figures on 400 pages, nothing stale: CPU against the plain build, and how it grows with their number.

python -m tests.benchmarks.many_figures [rounds] [most]

From the most down to a quarter of them. As they become more, what a figure costs may rise by a tenth and no further:
each page lists all pages.
"""

import sys
import tempfile
from functools import partial
from pathlib import Path
from statistics import median

from tests.benchmarks.measure import alternate, build, middle, run, verdict
from tests.benchmarks.sites import made, plain, shrink

LIMIT = 0.50
LINEAR = 1.10
SHARES = (1.0, 0.5, 0.25)


def main(rounds: int = 3, most: int = 2000) -> None:
    """Measure and report, from the largest to the smallest."""
    each: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        ours = made(Path(name) / "ours", most)
        run("-m", "figures", folder=ours)
        for share in SHARES:
            count = round(most * share)
            shrink(ours, count)
            build(ours)
            twin = plain(ours, Path(name) / "twin")
            mine, theirs = alternate(rounds, lambda: build(ours), partial(build, twin))
            ratio = median(one.cpu / other.cpu for one, other in zip(mine, theirs, strict=True))
            extra = median(one.cpu - other.cpu for one, other in zip(mine, theirs, strict=True))
            print(
                f"{count} figures on {count // 5} pages, {rounds} rounds: {middle(mine).cpu:.2f} s of CPU, "
                f"{middle(theirs).cpu:.2f} s plain, {1000 * extra / count:.2f} ms more a figure"
            )
            verdict(f"{count} figures, nothing stale, × plain build", ratio, LIMIT)
            each.append(middle(mine).cpu / count)
    verdict(f"a figure of {most}, × a figure of {count}", each[0] / each[-1], LINEAR)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
