"""The tests of an earlier commit that are still here: wall of `make test`, here and there.

    python -m tests.benchmarks.suite [COMMIT] [rounds]

A test is the same if its function and its parameters have the same names, in whichever file it stands. Each side runs
its own, by its own `make test` and so in as many processes as that takes, with the libraries that are installed now.
Before, all are run once: then figures are drawn, packages fetched and modules compiled, and it is known which tests
pass on both sides. These are measured.
"""

import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks.measure import ROOT, Cost, alternate, middle, spent, verdict

LIMIT = 0.50
COMMIT = "d4e9b1d"  # with 99 figures, before the engine was divided into rooms
PLUGIN = Path(__file__).parent
INSTALLED = ".venv/requirements-installed"  # as it is: what this checkout asks for is not installed once more


def names_in(folder: Path) -> dict[str, set[str]]:
    """Each test's function and parameters, with the files in which they stand."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", "tests"]
    said = subprocess.run(command, cwd=folder, env=os.environ, capture_output=True, text=True, check=False)
    found: dict[str, set[str]] = {}
    for line in said.stdout.splitlines():
        file, colons, name = line.partition("::")
        if colons and file.endswith(".py"):
            found.setdefault(name, set()).add(file)
    return found or sys.exit(f"no tests in {folder}:\n{said.stdout}{said.stderr}")


def run(folder: Path, tests: dict[str, set[str]], names: set[str], notes: Path) -> tuple[Cost, set[str]]:
    """What `make test` of these tests costs, and those that pass."""
    chosen, became = notes / "chosen.json", notes / "became.json"
    chosen.write_text(json.dumps(sorted(names)), encoding="utf-8")
    became.unlink(missing_ok=True)
    files = sorted({file for name in names for file in tests[name]})
    what = ["-p", "chosen", "--chosen", chosen, "--became", became, *files]
    command = ["make", "test", f"--old-file={INSTALLED}", f"TESTS={' '.join(map(str, what))}"]
    cost, _, said = spent(command, folder, {"PYTHONPATH": str(PLUGIN)})
    if not became.exists():
        raise SystemExit(f"{' '.join(command)} in {folder} failed:\n{said}")
    return cost, {name for name, end in json.loads(became.read_text(encoding="utf-8")).items() if end == "passed"}


def main(commit: str = COMMIT, rounds: int = 1) -> None:
    """Measure and report."""
    with tempfile.TemporaryDirectory() as name:
        theirs, notes = Path(name) / "theirs", Path(name)
        archive = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True).stdout
        with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
            packed.extractall(theirs, filter="data")
        (theirs / ".venv").symlink_to(ROOT / ".venv")
        here, there = names_in(ROOT), names_in(theirs)
        same = here.keys() & there.keys()
        functions = [{name.partition("[")[0] for name in names} for names in (there, same, here)]
        print(
            f"at {commit} {len(there)} tests of {len(functions[0])} functions; of these here {len(same)} of "
            f"{len(functions[1])}, besides {len(here.keys() - same)} others; functions that are not here:"
        )
        print(*(f"  {function}" for function in sorted(functions[0] - functions[2])), sep="\n")

        _, well_here = run(ROOT, here, same, notes)
        _, well_there = run(theirs, there, same, notes)
        both = well_here & well_there
        for side, well in (("here", well_here), (f"at {commit}", well_there)):
            print(f"{len(same - well)} do not pass {side} and are left out:", *sorted(same - well), sep="\n  ")

        def measured(folder: Path, tests: dict[str, set[str]]) -> Cost:
            cost, well = run(folder, tests, both, notes)
            if lost := both - well:
                print(f"passed before and not now, in {folder}:", *sorted(lost), sep="\n  ")
            return cost

        mine, others = alternate(rounds, lambda: measured(ROOT, here), lambda: measured(theirs, there))
    print(
        f"{len(both)} tests, {rounds} rounds, wall (CPU): {middle(mine).wall:.0f} s ({middle(mine).cpu:.0f} s), "
        f"at {commit} {middle(others).wall:.0f} s ({middle(others).cpu:.0f} s)"
    )
    work = median(one.cpu / other.cpu for one, other in zip(mine, others, strict=True))
    print(f"CPU, × that commit: {work:.2f}")
    ratio = median(one.wall / other.wall for one, other in zip(mine, others, strict=True))
    verdict(f"make test, the tests of {commit} that are here, wall, × that commit", ratio, LIMIT)


if __name__ == "__main__":
    main(*sys.argv[1:2], *map(int, sys.argv[2:]))
