"""Every figure with controls: what a reader turns to is what draw gives there, for a seeded sample of settings."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = 12  # settings of each figure
IMPORT = re.compile(r"from figures\.engine import .*(Slider|Choice|Steps|Toggle)")
CONTROLLED = sorted(path.stem for path in (ROOT / "figures").glob("*.py") if IMPORT.search(path.read_text("utf-8")))


def test_there_are_figures_with_controls() -> None:
    assert "response_of_one_neuron" in CONTROLLED and len(CONTROLLED) >= 4


@pytest.mark.parametrize("name", CONTROLLED)
def test_every_frame_equals_what_draw_gives_when_called_afresh(name: str) -> None:
    command = [sys.executable, "-m", "tests.engine.compare_frames", str(ROOT), name, str(SAMPLE)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert result.returncode == 0, result.stderr[-2000:]
    told = json.loads(result.stdout)
    assert told["differs"] is None, told
    assert told["compared"] >= 2
