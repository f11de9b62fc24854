"""What became of a job is the same in the next process, and says who has to mend what."""

from pathlib import Path

import pytest

from figures.engine.project.faults import Fault
from figures.engine.project.outcome import Outcome, failed, without


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome({"seconds": 0.1, "loaded": {"figures/a b.py": "0"}}),
        failed("η is\nno number", 3, "  File …\n"),
        Outcome({"cells": ["<p>"]}, Fault("needs torch"), "torch"),
    ],
)
def test_another_process_reads_what_was_written_from_one_line(outcome: Outcome) -> None:
    assert "\n" not in outcome.written()
    assert Outcome.read(outcome.written()) == outcome


@pytest.mark.parametrize("text", ["", "Killed", '{"gives": {}'])
def test_what_is_cut_short_is_no_outcome(text: str) -> None:
    with pytest.raises(ValueError):
        Outcome.read(text)


def test_only_a_library_that_the_project_can_do_without_is_no_fault_of_anybody(tmp_path: Path) -> None:
    (tmp_path / "requirements-frameworks.txt").write_text("torch==2.13.0\n")
    assert not Outcome().is_failed
    assert failed("no").is_failed
    assert not without("torch", tmp_path, 1).is_failed
    wrong = without("troch", tmp_path, 7)
    assert wrong.is_failed
    assert str(wrong.fault_in("figures/a.py")).startswith("figures/a.py:7: imports troch, which is neither installed")
