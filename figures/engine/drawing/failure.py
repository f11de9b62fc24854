"""What went wrong in a script, as the answer of the process that draws: the sentence, the line, and how it came."""

import re
import sys
import traceback
from pathlib import Path
from typing import Any

from matplotlib.text import Text

from figures.engine.project.faults import Fault, FigureError, line_of
from figures.engine.project.optional import missing, not_found
from figures.engine.project.ownership import ENGINE, is_library


class Late(FigureError):
    """The time is up."""

    def __init__(self, time_limit: float, doing: str = "running", remedy: str = "make it faster") -> None:
        self.time_limit = time_limit
        super().__init__(Fault(f"still {doing} after {time_limit:g} s; {remedy} or raise the time limit"))


def failure_of(root: Path, script: Path, error: BaseException, blamed: str) -> dict[str, Any]:
    """The answer to an exception that no part of the engine raised on purpose."""
    line = line_in(script, error)
    if isinstance(error, ModuleNotFoundError):
        library = (error.name or "").partition(".")[0]
        if library and library not in sys.modules and not (script.parent / library).exists():
            sentence = missing(library, root)
            return answer("missing", sentence, line) if sentence else answer("failed", not_found(library), line)
    if isinstance(error, OSError) and not line:  # ours, not the script's
        return answer(
            "failed", f"cannot keep the drawing: {error.strerror} ({error.filename}); make room there or allow writing"
        )
    if label := _label_in(error):
        reason = str(error).rpartition("Exception: ")[2].partition("  (at char")[0]
        return answer(
            "failed",
            f"the label {label!r} cannot be set: {reason}",
            line or line_of(script, re.escape(label)) or line_of(script, r"^def draw\b"),
        )
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if not is_library(frame.filename) and not frame.filename.startswith(ENGINE)
    ]
    detail = "".join(traceback.format_list(frames) + traceback.format_exception_only(error))
    where = "".join(f"{note}: " for note in getattr(error, "__notes__", []) if note.startswith("at "))
    if not isinstance(error, SyntaxError):  # what comes of what the script gave, but later, as when it is saved
        line = line or line_of(script, blamed)
    return answer("failed", where + f"{type(error).__name__}: {error}".rstrip(": "), line, detail)


def _label_in(error: BaseException) -> str:
    """The label whose formula Matplotlib could not read; "" if it is something else."""
    if isinstance(error, ValueError) and "Parse" in str(error):
        for frame, _ in traceback.walk_tb(error.__traceback__):
            if isinstance(owner := frame.f_locals.get("self"), Text):
                return owner.get_text()
    return ""


def line_in(script: Path, error: BaseException) -> int:
    """The line of the script at which the error came, or on its way; 0 if it did not pass there."""
    if isinstance(error, SyntaxError) and error.filename == str(script):
        return error.lineno or 0
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(script)]
    return (lines[-1] or 0) if lines else 0


def answer(status: str, message: str, line: int = 0, detail: str = "") -> dict[str, Any]:
    """What the worker hears of a job that was not done."""
    return {"status": status, "message": message, "line": line, "detail": detail}
