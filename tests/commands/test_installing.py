"""make installs by uv, which it takes from the lock file too, and by pip where uv cannot; always with digests."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# A Python that notes what it is asked, and what a file of requirements held then.
PYTHON = """#!/bin/sh
echo "$PYTHONDONTWRITEBYTECODE$*" >> asked
[ -e .venv/uv.txt ] && cp .venv/uv.txt held
case "$*" in {fails}) exit 1;; esac
"""


def make(folder: Path, fails: str = "nothing") -> tuple[int, list[str], list[str]]:
    """Its exit code, what it said and what it asked Python to install, where what matches `fails` does."""
    for name in ("Makefile", "requirements.lock"):
        shutil.copy(ROOT / name, folder)
    (folder / ".venv/bin").mkdir(parents=True)
    (folder / ".venv/bin/python").write_text(PYTHON.format(fails=fails))
    (folder / ".venv/bin/python").chmod(0o755)
    command = ["make", "--no-print-directory", "PYTHON=true", ".venv/requirements-installed"]
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, text=True, capture_output=True, timeout=60, check=False)
    asked = [line for line in (folder / "asked").read_text().splitlines() if " install " in line]
    return done.returncode, done.stdout.splitlines()[1:], asked


def test_uv_comes_by_pip_with_the_digests_of_the_lock_file_and_brings_all_others_by_theirs(tmp_path: Path) -> None:
    code, said, asked = make(tmp_path)
    assert (code, said) == (0, [])
    by_pip, by_uv, own = asked
    assert by_pip.startswith("-m pip ") and by_pip.endswith(" --require-hashes -r .venv/uv.txt")
    assert (
        by_uv.startswith("-m uv pip ") and " --compile-bytecode " in by_uv
    )  # what draws keeps nothing that it compiles
    assert by_uv.endswith(" --require-hashes -r requirements.lock")
    assert own.startswith("-m pip ") and own.endswith(" -e .")
    lock = (ROOT / "requirements.lock").read_text()
    held = (tmp_path / "held").read_text()
    assert held in lock and held.count("uv==") == held.count("==") == 1 and held.count("--hash=sha256:") > 10
    assert lock[lock.index(held) + len(held) :][:1].isalpha()  # up to the next library, no digest is left out


@pytest.mark.parametrize("fails", ["*uv.txt", "*'uv pip'*"], ids=["to be had", "to reach the registry"])
def test_where_uv_is_not_pip_installs_all_by_their_digests(tmp_path: Path, fails: str) -> None:
    code, said, asked = make(tmp_path, fails)
    assert (code, said) == (0, ["uv could not install them; pip tries now"])
    assert asked[-2].startswith("-m pip ") and asked[-2].endswith(" --require-hashes -r requirements.lock")
    assert asked[-1].endswith(" -e .")


def test_what_cannot_be_installed_is_not_called_installed(tmp_path: Path) -> None:
    code, _, asked = make(tmp_path, "*requirements.lock*")
    assert code != 0 and not asked[-1].endswith(" -e .")
    assert not (tmp_path / ".venv/requirements-installed").exists()
