"""A fault: one sentence that says what is wrong, where, and what to do."""

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Fault:
    """What is wrong (`message`), where (`file`, relative to the project, and `line`), and how it came (`detail`)."""

    message: str
    file: str = ""
    line: int = 0
    detail: str = ""

    def __str__(self) -> str:
        place = self.file + (f":{self.line}" if self.line else "")
        return f"{place}: {self.message}" if place else self.message


class FigureError(Exception):
    """One or more faults that end a command or a build."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class Late(FigureError):
    """The time is up."""

    def __init__(self, time_limit: float, doing: str = "running", remedy: str = "make it faster") -> None:
        self.time_limit = time_limit
        super().__init__(Fault(f"still {doing} after {time_limit:g} s; {remedy} or raise the time limit"))


def line_of(path: Path, pattern: str, nth: int = 0) -> int:
    """The line, counted from 1, on which the nth match of `pattern` stands in a file; 0 if there is none."""
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")  # a program may say that it is in another one
    except OSError:
        return 0
    if path.suffix == ".py":  # of a notebook, whose prose stands behind #
        text = re.sub(r"^# ", "", text, flags=re.MULTILINE)
    places = [match.start() for match in re.finditer(pattern, text, re.MULTILINE)]
    return text.count("\n", 0, places[min(nth, len(places) - 1)]) + 1 if places else 0
