"""What became of a job, from the process that did it to the reader: made here, and written as JSON here."""

import json
import re
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from figures.engine.project.faults import Fault
from figures.engine.project.optional import missing, not_found

MOST = 1_000  # characters of a message
END = b"\n"  # of an outcome in a pipe, which a copy that a script has made of the writing process may hold open
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True)
class Outcome:
    """What came of a job, as JSON can say it; or the fault because of which it was not done.

    It may lack nothing but a library that the project can do without: then `missing` names it.
    """

    gives: dict[str, Any] = field(default_factory=dict)
    fault: Fault | None = None
    missing: str = ""

    @property
    def is_failed(self) -> bool:
        """Whether somebody has to mend something."""
        return self.fault is not None and not self.missing

    def fault_in(self, file: str) -> Fault:
        """Why the file was not drawn or executed."""
        assert self.fault is not None
        return replace(self.fault, file=file)

    def written(self) -> str:
        """For another process, on one line."""
        return json.dumps(asdict(self))

    @classmethod
    def read(cls, text: str) -> "Outcome":
        """What was written. Raises ValueError if that is none."""
        told = json.loads(text)
        return cls(told["gives"], told["fault"] and Fault(**told["fault"]), told["missing"])


def sent(written: str) -> bytes:
    """An outcome as it goes through a pipe."""
    return written.encode() + END


def received(heard: bytes | bytearray) -> str:
    """What was written, once END has come."""
    return heard.removesuffix(END).decode()


def failed(message: str, line: int = 0, detail: str = "") -> Outcome:
    """The outcome of a job that was not done; its file is known to whoever ordered it."""
    return Outcome(fault=Fault(_readable(message, MOST), "", line, _readable(detail, 10 * MOST)))


def _readable(text: str, most: int) -> str:
    """A text of somebody else as a terminal and a page can show it: not too long, control signs written out."""
    if len(text) > most:
        text = f"{text[: most // 2]} … {text[-most // 2 :]}"
    return UNSEEN.sub(lambda sign: sign[0].encode("unicode_escape").decode(), text)


def without(library: str, root: Path, line: int) -> Outcome:
    """The outcome of a job that imports, in that line, what is not installed."""
    if sentence := missing(library, root):
        return Outcome(fault=Fault(sentence, "", line), missing=library)
    return failed(not_found(library), line)
