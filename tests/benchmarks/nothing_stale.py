"""Nothing stale, and one word changed: CPU of `mkdocs build` against a plain MkDocs build of the same pages with static
images.

    python -m tests.benchmarks.nothing_stale [rounds]
"""

import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks.measure import ROOT, Cost, alternate, build, middle, verdict
from tests.benchmarks.sites import copy_of, plain

LIMIT, WORD_LIMIT = 0.40, 0.55


def main(rounds: int = 7) -> None:
    """Measure and report."""
    with tempfile.TemporaryDirectory() as name:
        ours = copy_of(ROOT, Path(name) / "ours")
        build(ours)  # draws
        twin = plain(ours, Path(name) / "twin")
        build(twin)
        longest = max((ours / "docs").rglob("*.md"), key=lambda path: path.stat().st_size)

        def word() -> Cost:
            longest.write_text(f"{longest.read_text(encoding='utf-8')}\nOne more.\n", encoding="utf-8")
            return build(ours)

        mine, theirs = alternate(rounds, lambda: build(ours), lambda: build(twin))
        _report("nothing stale", mine, theirs, LIMIT)
        mine, theirs = alternate(rounds, word, lambda: build(twin))
        _report(f"one word in {longest.name}", mine, theirs, WORD_LIMIT)


def _report(what: str, mine: list[Cost], theirs: list[Cost], limit: float) -> None:
    ratio = median(one.cpu / other.cpu for one, other in zip(mine, theirs, strict=True))
    print(f"{len(mine)} rounds: {middle(mine).cpu:.2f} s of CPU with the plug-in, {middle(theirs).cpu:.2f} s plain")
    verdict(f"{what}, × plain build", ratio, limit)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
