"""The settings of the plug-in, in mkdocs.yml:  plugins: [figures: {jobs: 2}]"""

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs.config.base import Config, ConfigErrors, ValidationError
from mkdocs.config.config_options import OptionallyRequired

from figures.engine.freshness.refresh import FORMATS, TIME_LIMIT
from figures.engine.freshness.scheduler import host_and_port
from figures.engine.project.faults import Fault, FigureError, line_of
from figures.engine.project.names import unknown
from figures.engine.project.twice import given_twice

ON_GITHUB = re.compile(r"/?[\w.-]+/[\w.-]+/blob/[^\s\"'<>?#]+")
LONGEST = 86400  # seconds, and processes: more is a slip of the pen


class Number(OptionallyRequired[float]):
    """A number from `least` on; where it counts something, a whole one."""

    def __init__(self, default: float, least: float, expected: str, whole: bool = False) -> None:
        super().__init__(default)
        self.least, self.expected, self.whole = least, expected, whole

    def run_validation(self, value: object) -> float:
        """The number."""
        if (
            isinstance(value, bool)
            or not isinstance(value, (int, float))
            or not self.least <= value <= LONGEST
            or (self.whole and value % 1)
        ):
            raise ValidationError(f"expected {self.expected}, got {value!r}")
        return value


class Text(OptionallyRequired[str]):
    """What is written as it stands."""

    def run_validation(self, value: object) -> str:
        """The text."""
        if not isinstance(value, str):
            raise ValidationError(f"expected text, got {value!r}")
        return value


class OnGitHub(Text):
    """A folder on GitHub, or nothing."""

    def run_validation(self, value: object) -> str:
        """The folder."""
        text = super().run_validation(value)
        if text and not ON_GITHUB.fullmatch(text):
            raise ValidationError(f"expected owner/name/blob/branch, got {text!r}")
        return text


class Scheduler(Text):
    """The address of one, or nothing."""

    def run_validation(self, value: object) -> str:
        """The address."""
        text = super().run_validation(value)
        try:
            if text:
                host_and_port(text)
        except FigureError as error:
            raise ValidationError(str(error).partition(": ")[2] + f", got {text!r}") from None
        return text


class Formats(OptionallyRequired[list[str]]):
    """A list of formats that figures can be drawn in."""

    def run_validation(self, value: object) -> list[str]:
        """The formats."""
        if not isinstance(value, list) or not value:
            raise ValidationError(f"expected a list such as [svg, png], got {value!r}")
        for name in map(str, value):
            if name not in FORMATS:
                raise ValidationError(unknown(name, "format", FORMATS))
        return value


class Settings(Config):  # type: ignore[no-untyped-call]
    """All of them."""

    time_limit = Number(TIME_LIMIT, 1e-3, "seconds")  # for a script, or for a cell of a notebook
    jobs = Number(0, 0, "a whole number, 0 for one a core", whole=True)  # how many at once
    formats = Formats(list(FORMATS))  # that pages offer; in others, python -m figures NAME --format draws a figure
    scheduler = Scheduler("")  # of Dask, such as tcp://host:8786: its workers draw instead of this machine
    notebooks_on_github = OnGitHub("")  # where the executed ones are: owner/name/blob/branch, for Colab


def refuse(given: Mapping[str, Any], errors: ConfigErrors, file: Path) -> None:
    """Raises ValidationError at the first setting of the file that is given twice, that there is not, or cannot be."""
    with suppress(OSError, UnicodeDecodeError):
        for key, line in given_twice(file.read_text(encoding="utf-8-sig")):
            twice = f"{key} is given twice, and the last would count; delete one of them"
            raise ValidationError(str(Fault(twice, file.name, line)))
    known = [name for name, _ in Settings._schema]
    wrong = [(name, unknown(name, "setting", known)) for name in map(str, given) if name not in known]
    wrong += [(name, f"setting {name}: {error}") for name, error in errors]
    for name, message in wrong:
        raise ValidationError(str(Fault(message, file.name, line_of(file, rf"\b{re.escape(name)}\s*:"))))
