""".ci/run asks what failed once more, alone, and only that; its closing line tells of both times."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# A make that notes what it is asked and plays one script after the other for the target `test`.
MAKE = """#!/bin/bash
echo "$*" >> asked
[ "$1" = test ] || exit 0
mkdir -p .pytest_cache/v/cache
number=$(grep -cE '^test( |$)' asked)
[ "$number" = 2 ] && {{ {second}; }}
{first}
"""
PASSES = 'echo "== 9 passed in 2.00s =="; exit 0'
FAILS = """
echo "== {count} failed, 8 passed in 2.00s =="
{{ echo '{{'; for each in $(seq {count}); do
  echo '  "tests/test_'$((each % {files}))'.py::test_'$each'": true,'; done; }} \\
  > .pytest_cache/v/cache/lastfailed
echo "make: *** [Makefile:42: test] Error {code}" >&2; exit 2"""


def run(folder: Path, first: str, second: str = PASSES) -> tuple[int, list[str], list[str]]:
    """Its exit code, what it wrote and what it asked make for, where `make test` does this, and then that."""
    (folder / ".ci").mkdir()
    shutil.copy(ROOT / ".ci/run", folder / ".ci/run")
    (folder / "bin").mkdir()
    (folder / "bin/make").write_text(MAKE.format(first=first, second=second))
    (folder / "bin/make").chmod(0o755)
    environment = os.environ | {"PATH": f"{folder}/bin:{os.environ['PATH']}", "PYTHON": "true"}
    done = subprocess.run(
        [folder / ".ci/run"], env=environment, text=True, capture_output=True, timeout=60, check=False
    )
    return done.returncode, done.stdout.splitlines(), (folder / "asked").read_text().splitlines()


def test_where_all_passes_it_asks_once_and_ends_with_what_the_tests_said(tmp_path: Path) -> None:
    code, said, asked = run(tmp_path, PASSES)
    assert (code, said[-1]) == (0, "== 9 passed in 2.00s ==")
    assert asked == ["frameworks", "test", "build"]


def test_what_failed_is_asked_once_more_alone_and_the_end_tells_of_both_times(tmp_path: Path) -> None:
    code, said, asked = run(tmp_path, FAILS.format(count=2, files=1, code=1), 'echo "== 2 passed in 1.00s =="; exit 0')
    assert code == 0 and asked[1:3] == ["test", "test HOW=-n 0 --last-failed"]
    assert "Asking the 2 that failed once more, alone" in said
    assert said[-1] == (
        "== 2 failed, 8 passed in 2.00s ==; the 2 that failed, once more and alone: == 2 passed in 1.00s =="
    )


@pytest.mark.parametrize(
    ("count", "files", "code", "times"),
    [(2, 2, 1, 2), (40, 8, 1, 2), (40, 9, 1, 1), (1, 1, 2, 1), (0, 1, 1, 1)],
    ids=["twice", "many of few files", "too many files", "ended by something else", "nobody knows which"],
)
def test_what_fails_twice_or_in_another_way_fails(
    tmp_path: Path, count: int, files: int, code: int, times: int
) -> None:
    fails = FAILS.format(count=count, files=files, code=code)
    ended, _, asked = run(tmp_path, fails, fails)
    assert ended != 0 and len(asked) == 1 + times
