"""The text of a page as its author saved it, and what makes it unreadable before any Markdown is looked at."""

import re
from pathlib import Path

from figures.engine.project.faults import Fault

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
FENCE = re.compile(r"^([ \t]*)(`{3,}|~{3,}).*?^\1\2[ \t]*$", re.MULTILINE | re.DOTALL)
COMMENT = re.compile(r"^[ \t]*<!--.*?-->", re.MULTILINE | re.DOTALL)


def read_text(path: Path, name: str) -> tuple[str, list[Fault]]:
    """The text, with � for what cannot be decoded, and what is wrong with it; `name` is the file's in messages."""
    data = path.read_bytes()
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    return text, [*_undecodable(data, name), *front_matter(text, name)]


def prose(text: str) -> str:
    """The text line for line, without blocks of code and comments."""
    for pattern in (FENCE, COMMENT):
        text = pattern.sub(lambda match: "\n" * match[0].count("\n"), text)
    return text


def _undecodable(data: bytes, name: str) -> list[Fault]:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        return [
            Fault(f"byte 0x{data[error.start]:02x} in column {column} is not UTF-8; save the file in UTF-8", name, line)
        ]
    return []


def front_matter(text: str, name: str) -> list[Fault]:
    """What is wrong with the front matter: MkDocs shows as text what it cannot read, and says nothing."""
    match = FRONT_MATTER.match(text)
    if match is None:
        return []
    import yaml  # type: ignore[import-untyped]

    try:
        yaml.load(match[1], getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        return [
            Fault(
                f"its front matter is no YAML: {problem}; write a text that holds a colon or quotation mark "
                "between quotation marks",
                name,
                mark.line + 2 if mark else 1,
            )
        ]
    return []
