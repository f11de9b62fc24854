"""The text of a page as its author saved it, and what makes it unreadable before any Markdown is looked at."""

import re
from pathlib import Path
from textwrap import dedent

from figures.engine.project.faults import Fault
from figures.engine.project.twice import given_twice

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
OTHER_MATTER = re.compile(r"\s*(-{3,}|\+{3,})[ \t]*\n(?:[\w-]+[ \t]*[:=].*\n|[ \t].*\n)*\1[ \t]*\n")
FORM = "begins on the first line with ---, names settings as name: value, and ends with ---"
FENCE = re.compile(r"^([ \t]*)(`{3,}|~{3,}).*?^\1\2[ \t]*$", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"[ \t]*(/{3,})[ \t]*(?:([\w-]+)[ \t]*(?:\|.*)?)?$")
OPTIONS = re.compile(r"///[ \t]*[\w-][^\n]*\n(?=([ \t]{4,}))((?:\1[^\n]*(?:\n|\Z))+)")  # of a block
COMMENT = re.compile(r"^[ \t]*<!--.*?-->", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(?<![`\\])(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)


def read_text(path: Path, name: str) -> tuple[str, list[Fault]]:
    """The text, with � for what cannot be decoded, and what is wrong with it; `name` is the file's in messages."""
    try:
        data = path.read_bytes()
    except OSError as error:
        return "", [Fault(f"cannot be read: {error.strerror}; mend or delete it", name)]
    text = text_of(data)
    return text, [*_undecodable(data, name), *front_matter(text, name)]


def text_of(data: bytes) -> str:
    """The bytes of a file as text, whichever way its editor marks its begin and the ends of its lines."""
    return data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")


def without_front_matter(text: str) -> str:
    """The text with blank lines instead of its front matter."""
    return FRONT_MATTER.sub(lambda match: "\n" * match[0].count("\n"), text)


def prose(text: str) -> str:
    """The text line for line, without blocks of code and comments."""
    for pattern in (FENCE, COMMENT):
        text = pattern.sub(lambda match: "\n" * match[0].count("\n"), text)
    return text


def without_code(text: str) -> str:
    """The text of the same length, with blanks for code that stands within a line."""
    return CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def unclosed(text: str) -> list[tuple[str, str, int]]:
    """The kind of each block in a page's prose that nothing ends, its slashes, and its line."""
    waiting: list[tuple[str, str, int]] = []
    lost = []
    for number, line in enumerate(text.split("\n"), 1):
        if not (match := BLOCK.match(line)):
            continue
        if match[2]:
            waiting.append((match[2].lower(), match[1], number))
        elif any(slashes == match[1] for _, slashes, _ in waiting):
            while (last := waiting.pop())[1] != match[1]:
                lost.append(last)
    return [*lost, *waiting]


def options_twice(text: str) -> list[tuple[str, int]]:
    """Each option that a block in a page's prose gives twice, with its line."""
    return [
        (option, text.count("\n", 0, block.start(2)) + line)
        for block in OPTIONS.finditer(text)
        for option, line in given_twice(dedent(block[2]))
    ]


def _undecodable(data: bytes, name: str) -> list[Fault]:
    if (place := data.find(b"\0")) >= 0:
        line = data.count(b"\n", 0, place) + 1
        return [Fault("byte 0x00 is no character of a text; delete it, or save the file in UTF-8", name, line)]
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
        if re.match(r"---[ \t]*\n[\w-]+:", text):
            return [Fault("its front matter has no end; write --- on a line of its own behind it", name, 1)]
        if other := OTHER_MATTER.match(text):
            line = text.count("\n", 0, other.start(1)) + 1
            return [Fault(f"this would be read as text; front matter {FORM}", name, line)]
        return []
    import yaml  # type: ignore[import-untyped]

    try:
        found = yaml.load(match[1], getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except Exception as error:  # of YAML, or of what it makes of a word, as of a date in the thirteenth month
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
    if isinstance(found, list):  # a text between two lines is shown as such
        return [Fault("its front matter is no list of settings; write each as name: value", name, 2)]
    twice = [
        Fault(f"its front matter gives {key} twice, and the last would count; delete one of them", name, line + 1)
        for key, line in given_twice(match[1])
    ]
    return twice + [
        Fault(f"its {key} is {found[key]!r}; expected text, between quotation marks", name, line_in(text, key))
        for key in ("title", "description")
        if isinstance(found, dict) and isinstance(found.get(key), (list, dict, bool))
    ]


def line_in(text: str, key: str) -> int:
    """The line on which a setting of the front matter begins; 1 if it cannot be told."""
    begin = re.search(rf"^[\"']?{key}[\"']?[ \t]*:", text, re.MULTILINE)
    return text.count("\n", 0, begin.start()) + 1 if begin else 1
