"""All cold: CPU and memory of all processes for the figures that an earlier commit has too, against that commit.

python -m tests.benchmarks.earlier [COMMIT] [rounds]

Each side draws its own scripts of these names in its own formats, experiments included, with the libraries that are
installed now. Typefaces were fetched before.
"""

import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from statistics import median

from figures.engine.project.project import Project
from tests.benchmarks.measure import ROOT, Cost, alternate, middle, run, verdict
from tests.benchmarks.sites import copy_of

LIMIT, MEMORY = 0.60, 1.0
COMMIT = "d4e9b1d"  # with 99 figures, before the engine was divided into rooms


def main(commit: str = COMMIT, rounds: int = 1) -> None:
    """Measure and report."""
    with tempfile.TemporaryDirectory() as name:
        ours, theirs = copy_of(ROOT, Path(name) / "ours"), Path(name) / "theirs"
        archive = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True).stdout
        with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
            packed.extractall(theirs, filter="data")
        earlier = {path.stem for path in (theirs / "figures").rglob("*.py") if "\ndef draw(" in path.read_text("utf-8")}
        names = sorted(earlier & Project(ours).scripts.keys())

        def cold(side: Path) -> Cost:
            for kept in ("figures", "numbers", "kept"):
                shutil.rmtree(side / ".cache" / kept, ignore_errors=True)
            return run("-m", "figures", *names, folder=side, memory=True)

        mine, others = alternate(rounds, lambda: cold(ours), lambda: cold(theirs))
    ratio = median(one.cpu / other.cpu for one, other in zip(mine, others, strict=True))
    print(
        f"{len(names)} figures, {rounds} rounds, CPU (wall): {middle(mine).cpu:.1f} s ({middle(mine).wall:.1f} s), "
        f"at {commit} {middle(others).cpu:.1f} s ({middle(others).wall:.1f} s)"
    )
    verdict(f"the figures of {commit} cold, × that commit", ratio, LIMIT)
    most = median(one.memory / other.memory for one, other in zip(mine, others, strict=True))
    print(f"most memory at once: {middle(mine).memory:.0f} MB, at {commit} {middle(others).memory:.0f} MB")
    verdict("memory, × that commit", most, MEMORY)


if __name__ == "__main__":
    main(*sys.argv[1:2], *map(int, sys.argv[2:]))
