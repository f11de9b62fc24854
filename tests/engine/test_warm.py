"""A copy of the Python that has loaded MkDocs is what a new process would be."""

import os
import subprocess
import sys
from pathlib import Path

from tests.engine import warm

SHOWS = """
import atexit, os, sys
atexit.register(print, "at the end")
print(os.getcwd(), sys.argv, sys.path, dict(sorted(os.environ.items())), __name__, sys.stdin.read())
print("é", file=sys.stderr)
sys.exit(3)
"""


def test_it_has_the_folder_environment_path_and_arguments_of_a_new_process_and_ends_alike(tmp_path: Path) -> None:
    (tmp_path / "shows.py").write_text(SHOWS, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": f"{tmp_path / 'one'}:{tmp_path / 'two'}", "OWN": "x"}
    command = [sys.executable, "-m", "shows", "a", "--b"]
    cold = subprocess.run(
        command, cwd=tmp_path, env=environment, text=True, capture_output=True, stdin=subprocess.DEVNULL, check=False
    )
    for _ in range(2):  # nothing of one copy is left to the next
        copy = warm.run(tmp_path, "shows", ["a", "--b"], environment)
        assert (copy.returncode, copy.stdout, copy.stderr) == (cold.returncode, cold.stdout, cold.stderr)
    assert cold.returncode == 3 and "two" in cold.stdout and cold.stdout.endswith("at the end\n")


def test_one_that_fails_or_dies_says_so_and_the_next_is_well(tmp_path: Path) -> None:
    (tmp_path / "fails.py").write_text("raise ValueError('no')")
    (tmp_path / "dies.py").write_text("import os; os.kill(os.getpid(), 9)")
    (tmp_path / "goes.py").write_text("print('well')")
    failed, died, went = (warm.run(tmp_path, name, [], dict(os.environ)) for name in ("fails", "dies", "goes"))
    assert failed.returncode == 1 and failed.stderr.endswith("ValueError: no\n")
    assert (died.returncode, went.returncode, went.stdout) == (-9, 0, "well\n")
