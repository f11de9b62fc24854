"""Every figure with controls: what a reader turns to is what draw gives there, for a seeded sample of settings."""

import re

import pytest

from tests.figures.conftest import ROOT, Ask

IMPORT = re.compile(r"from figures\.engine import .*(Slider|Choice|Steps|Toggle)")
CONTROLLED = sorted(
    path.stem
    for path in (ROOT / "figures").rglob("*.py")
    if not path.is_relative_to(ROOT / "figures/engine") and IMPORT.search(path.read_text("utf-8"))
)


def test_there_are_figures_with_controls() -> None:
    assert "response_of_one_neuron" in CONTROLLED and len(CONTROLLED) >= 4


@pytest.mark.parametrize("name", CONTROLLED)
def test_every_frame_equals_what_draw_gives_when_called_afresh(compared: Ask, name: str) -> None:
    found = compared(name)
    assert found["differs"] is None, found
    assert found["compared"] >= 2
