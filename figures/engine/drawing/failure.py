"""What went wrong in a script, as the outcome of drawing it: the sentence, the line, and how it came."""

import re
import sys
import traceback
import warnings
from pathlib import Path
from types import FrameType
from typing import Any

from matplotlib.text import Text

from figures.engine.drawing.controls import how_made
from figures.engine.project.disk import refusal
from figures.engine.project.faults import Fault, line_of
from figures.engine.project.outcome import Outcome, failed, without
from figures.engine.project.ownership import ENGINE, is_library

ENCODED = re.compile("unicode error|null bytes|encoding")  # what Python says of bytes that are no text


def name_warnings(root: Path, script: Path) -> None:
    """From now on a warning says in which script it came, and on which line; several are drawn at once."""

    def show(message: Warning | str, category: type[Warning], *_: Any, **__: Any) -> None:
        frame: FrameType | None = sys._getframe(1)
        while frame and frame.f_code.co_filename != str(script):
            frame = frame.f_back
        line = frame.f_lineno if frame else line_of(script, r"^def draw\b")
        fault = Fault(f"{category.__name__}: {message}", str(script.relative_to(root)), line)
        print(fault, file=sys.stderr)

    warnings.showwarning = show


def failure_of(root: Path, script: Path, error: BaseException, blamed: str) -> Outcome:
    """The outcome of an exception that no part of the engine raised on purpose."""
    line = line_in(script, error)
    if isinstance(error, ModuleNotFoundError):
        library = (error.name or "").partition(".")[0]
        if library and library not in sys.modules and not (script.parent / library).exists():
            return without(library, root, line)
    if isinstance(error, OSError) and not line:  # ours, not the script's
        return failed(f"cannot keep the drawing: {refusal(error)}")
    if label := _label_in(error):
        reason = str(error).rpartition("Exception: ")[2].partition("  (at char")[0]
        return failed(
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
    said = _said(error)
    how = how_made(said) if isinstance(error, TypeError) else ""
    if isinstance(error, SyntaxError) and ENCODED.search(said):
        how = "; save the file in UTF-8, or say on its first line in which other encoding it is"
    return failed(where + f"{type(error).__name__}: {said}".rstrip(": ") + how, line, detail)


def _said(error: BaseException) -> str:
    """Its own words; it may be unable to say them."""
    try:
        return str(error)
    except Exception as failure:
        return f"its message cannot be told, because of a {type(failure).__name__}"


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
