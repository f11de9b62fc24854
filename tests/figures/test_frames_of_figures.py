"""Every figure with controls: what a reader turns to is what draw gives there, for a seeded sample of settings."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = 6  # settings of each figure, besides those that the build compares
IMPORT = re.compile(r"from figures\.engine import .*(Slider|Choice|Steps|Toggle)")
CONTROLLED = sorted(path.stem for path in (ROOT / "figures").rglob("*.py")
                    if not path.is_relative_to(ROOT / "figures/engine") and IMPORT.search(path.read_text("utf-8")))


def test_there_are_figures_with_controls() -> None:
    assert "response_of_one_neuron" in CONTROLLED and len(CONTROLLED) >= 4


@pytest.fixture(scope="module")
def compared() -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.engine.drawing.compare_frames", str(ROOT), str(SAMPLE), *CONTROLLED]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)
    assert result.returncode == 0, result.stderr[-2000:]
    return json.loads(result.stdout)  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", CONTROLLED)
def test_every_frame_equals_what_draw_gives_when_called_afresh(compared: dict[str, Any], name: str) -> None:
    assert compared[name]["differs"] is None, compared[name]
    assert compared[name]["compared"] >= 2
