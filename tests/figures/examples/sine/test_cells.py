"""What figures take of a cell is what training it gives, and nothing that could change it is forgotten."""

from pathlib import Path

import pytest

from figures.engine.project.project import Project
from figures.examples.sine import fits
from figures.examples.sine.cells import SNAPSHOTS, SOURCE, trained_cell, trained_cell_by_step
from figures.examples.sine.fits import Fits, fit

ROOT = Path(fits.__file__).resolve().parents[3]


def same(one: Fits, other: Fits) -> bool:
    """Whether both are equal in every byte."""
    arrays = [[*each.networks.parameters, each.kept, each.rmse, each.curves] for each in (one, other)]
    return all(a.tobytes() == b.tobytes() and a.shape == b.shape for a, b in zip(*arrays, strict=True))


@pytest.mark.parametrize("cell", [("ReLU", 3), ("tanh", 0)])
def test_a_cell_that_was_kept_is_the_one_that_training_gives(cell: tuple[str, int]) -> None:
    assert same(trained_cell(*cell), fit(*cell))
    assert same(trained_cell_by_step(*cell), fit(*cell, SNAPSHOTS))


def test_a_cell_is_trained_anew_if_any_module_changes_that_training_runs() -> None:
    reached = Project(ROOT).imports.closure(Path(fits.__file__))
    assert {Path(str(module.__file__)) for module in SOURCE} == {path for path in reached if path.name != "__init__.py"}
