r"""The project's TeX macros written out, for programs that do not know them: `\pd{L}{w}` is `\frac{\partial L}…`."""

import re
from collections.abc import Mapping
from pathlib import Path

FILE = "assets/macros.tex"  # in the folder of the pages

DEFINITION = re.compile(
    r"\\(?:re|provide)?newcommand\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*(?:\[(\d)\])?\s*(?=\{)"
    r"|\\DeclareMathOperator(\*?)\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*(?=\{)"
)
COMMAND = re.compile(r"\\(?:([A-Za-z]+)|.)", re.DOTALL)  # a line that ends in \\ may be followed by letters
MOST = 1000  # replacements in a formula: a macro may call itself

Macros = Mapping[str, tuple[int, str]]  # name -> how many arguments, and what it stands for


def macros_in(docs: Path) -> Macros:
    """The definitions of the pages in this folder; none if it has no such file."""
    file = docs / FILE
    return macros_of(file.read_text(encoding="utf-8-sig")) if file.exists() else {}


def macros_of(text: str) -> Macros:
    """The definitions in a TeX file."""
    text = re.sub(r"(?<!\\)%.*", "", text)
    found: dict[str, tuple[int, str]] = {}
    for match in DEFINITION.finditer(text):
        body, _ = _argument(text, match.end())
        if match[4]:
            found[match[4]] = 0, rf"\operatorname{match[3]}{{{body}}}"
        else:
            found[match[1]] = int(match[2] or 0), body
    return found


def written_out(tex: str, macros: Macros) -> str:
    """The formula without these macros, which are replaced as TeX does: from the left, what comes of one read again."""
    place = 0
    for _ in range(MOST):
        while (match := COMMAND.search(tex, place)) and match[1] not in macros:
            place = match.end()
        if match is None:
            break
        count, body = macros[match[1]]
        end = match.end()
        for number in range(1, count + 1):
            argument, end = _argument(tex, end)
            body = body.replace(f"#{number}", argument)
        apart = " " if re.search(r"\\[A-Za-z]+$", body) and tex[end : end + 1].isalpha() else ""
        place = match.start()
        tex = tex[:place] + body + apart + tex[end:]
    return tex


def _argument(tex: str, start: int) -> tuple[str, int]:
    """What TeX takes as an argument at a place, without its braces, and where it ends."""
    start += len(tex[start:]) - len(tex[start:].lstrip())
    if tex[start : start + 1] != "{":
        match = re.compile(r"\\(?:[A-Za-z]+|.)|.|", re.DOTALL).match(tex, start)
        assert match is not None
        return match[0], match.end()
    depth = 0
    for match in re.compile(r"\\.|[{}]", re.DOTALL).finditer(tex, start):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth:
            return tex[start + 1 : match.start()], match.end()
    return tex[start + 1 :], len(tex)
