"""`python -m figures --check` with nothing stale: its CPU, and that it loads no heavy library.

python -m tests.benchmarks.check [rounds]
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.measure import ROOT, alternate, build, middle, run, verdict
from tests.benchmarks.sites import copy_of

LIMIT = 0.3  # seconds
HEAVY = ("numpy", "matplotlib", "tensorflow", "keras", "mkdocs", "markdown")


def main(rounds: int = 11) -> None:
    """Measure and report."""
    with tempfile.TemporaryDirectory() as name:
        ours = copy_of(ROOT, Path(name) / "ours")
        build(ours)
        (check,) = alternate(rounds, lambda: run("-m", "figures", "--check", folder=ours))
        words = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "figures", "--check"],
            cwd=ours,
            check=True,
            capture_output=True,
            text=True,
        ).stderr
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in words.splitlines()}
    print(f"heavy libraries loaded: {', '.join(sorted(loaded & set(HEAVY))) or 'none'}")
    verdict(f"--check, median CPU of {rounds}", middle(check).cpu, LIMIT, " s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
