"""The program that readers take along is the one whose bits are compared, in one piece."""

import subprocess
import sys
from pathlib import Path

from tests.figures.playground.browser import ROOT, hook, in_node

SETTINGS = {"data": "moons", "hidden": [3], "optimiser": "adam", "steps": 50, "changes": [[20, "rate", 0.02]]}


def test_it_runs_alone_without_warnings_and_prints_the_losses_of_the_browser(tmp_path: Path) -> None:
    before, after = hook().program(ROOT / "figures" / "playground").split(hook().END)
    place = tmp_path / "playground.py"
    place.write_text(f"{before}\nSETTINGS |= {SETTINGS!r}\n{hook().END}{after}", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-W", "error", place], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    (seen,) = in_node([SETTINGS])
    for name, part in (("training", seen["train"]), ("test", seen["test"])):
        assert f"the {name} examples {part['loss']:.6f}, {part['right']} of {part['count']} right" in done.stdout


def test_it_needs_nothing_of_the_book() -> None:
    assert (
        "import figures" not in (text := hook().program(ROOT / "figures" / "playground")) and "from figures" not in text
    )
