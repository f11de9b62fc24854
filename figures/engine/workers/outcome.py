"""What became of a job, as processes and machines tell one another: a dictionary that JSON can write.

Its "status" is done, failed or missing (a library); of what was not done it holds a fault, all but the file.
"""

from typing import Any

from figures.engine.project.faults import Fault

Outcome = dict[str, Any]


def failed(message: str, detail: str = "") -> Outcome:
    """The outcome of a job that nobody could do, through no line of its own."""
    return {"status": "failed", "message": message, "line": 0, "detail": detail}


def fault_of(outcome: Outcome, file: str) -> Fault:
    """What is wrong with the file that was not drawn or executed."""
    return Fault(outcome["message"], file, outcome["line"], outcome["detail"])
