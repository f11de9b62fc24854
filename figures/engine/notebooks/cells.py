"""A notebook page: a Python file below docs/ whose cells begin with `# %%`, the percent format of Jupytext.

    # ---
    # description: What the page is about.
    # ---

    # %% [markdown]
    # # A title
    #
    # Text with everything that pages can do.

    # %%
    print("code")

A mark may have a title: `# %% The loop`, `# %% The idea [markdown]`. Text may stand between triple quotation marks
instead. Cells marked [raw] are not shown.
"""

import re
from collections.abc import Callable
from html import escape
from pathlib import Path

from figures.engine.pages.pagetext import read_text
from figures.engine.project.sources import hidden, sources

CELL = re.compile(r"^#[ \t]*%%+(?:[ \t]+(?P<title>.*))?$")
KIND = re.compile(r"\[(markdown|md|raw)\]")
FOR_MACHINES = re.compile(
    r"#!|#\s*(?:-\*-.*)?(?:en)?coding[:=]\s*[-\w.]+\s*(?:-\*-)?\s*$"
)  # the first lines of a program, which are no prose
HEADER = re.compile(r"\A# ---\n(?:#.*\n)*?# ---\n")
STRING = re.compile(r"""\s*([rR]?(\"{3}|'{3}))(?:(?!\2).)*\2(\s*)""", re.DOTALL)
MARKED = re.compile(r"^#[ \t]*%%", re.MULTILINE)
OUTPUT = "<!--output-->", "<!--/output-->"  # around what code has made; nobody wrote it as Markdown
METADATA = {
    "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
    "language_info": {"name": "python"},
}  # of a notebook for other programs
PLACE = re.compile(r'<div class="notebook-cell" data-cell="(\d+)"></div>')


def notebooks(docs: Path, left_out: Callable[[str], bool] = hidden) -> dict[str, str]:
    """The text of every notebook below `docs` that is not left out, by its path there, in alphabetical order."""
    texts = {path: read_text(place, "")[0] for path, place in sources(docs, ".py", left_out).items()}
    return {path: text for path, text in texts.items() if MARKED.search(text)}


def cells(text: str) -> list[tuple[str, int, list[str]]]:
    """Each cell: its kind (prose, code or raw), the line (from 1) after its mark, and its lines.

    What stands before the first mark is prose, such as the front matter, unless there is code in it.
    """
    found: list[tuple[str, int, list[str]]] = [("prose", 1, [])]
    for number, line in enumerate(text.splitlines(), 1):
        if mark := CELL.match(line):
            kind = KIND.search(mark["title"] or "")
            found.append(("code" if kind is None else "raw" if kind[1] == "raw" else "prose", number + 1, []))
        else:
            found[-1][2].append(line)
    first = found[0][2]
    for number, line in enumerate(first[:2]):
        if FOR_MACHINES.match(line):
            first[number] = ""
    if any(line.strip() and not line.startswith("#") for line in first):
        header = HEADER.match("\n".join(first) + "\n")
        count = header[0].count("\n") if header else 0
        found[:1] = [("prose", 1, first[:count]), ("code", count + 1, first[count:])]
    return found


def markdown_of(text: str) -> str:
    """The page as Markdown, line for line: prose as it is meant, and a place for each cell of code that has any."""
    lines: list[str] = []
    count = 0
    for kind, start, body in cells(text):
        lines += [""] * (start - 1 - len(lines))  # the mark
        if kind == "prose":
            lines += _prose(body)
        elif kind == "code" and any(line.strip() for line in body):
            lines += [f'<div class="notebook-cell" data-cell="{count}"></div>', *[""] * (len(body) - 1)]
            count += 1
        else:
            lines += [""] * len(body)
    return "\n".join(lines) + "\n"


def contents_of(text: str) -> list[tuple[bool, int, str]]:
    """Each cell with something in it, without blank lines around: whether it is code, its first line, its text."""
    found = []
    for kind, line, body in cells(HEADER.sub(lambda match: "\n" * match[0].count("\n"), text)):
        if kind != "raw" and any(each.strip() for each in body):
            blank = next(number for number, each in enumerate(body) if each.strip())
            lines = body[blank:] if kind == "code" else _prose(body[blank:])
            found.append((kind == "code", line + blank, "\n".join(lines).rstrip().lstrip("\n")))
    return found


def _prose(lines: list[str]) -> list[str]:
    """The lines of prose as they are meant: behind # each, or all of them in one string."""
    text = "\n".join(lines)
    if whole := STRING.fullmatch(text):
        return text.replace(whole[1], "", 1)[: -len(whole[2]) - len(whole[3])].split("\n") + [""] * whole[3].count("\n")
    return list(map(_said, lines))


def _said(line: str) -> str:
    """What stands behind the # of a line of prose."""
    return line[2:] if line.startswith("# ") else line.removeprefix("#")


def code_of(text: str) -> list[str]:
    """The text of each cell of code: what is executed, whatever the prose says."""
    return [source for is_code, _, source in contents_of(text) if is_code]


def code_block(code: str) -> str:
    """The HTML of what a cell has printed, in the form that highlighted code has on other pages."""
    return (
        '<div class="language-text highlight"><span class="filename">Output</span>'
        f"<pre><span></span><code>{escape(code.rstrip(), quote=False)}\n</code></pre></div>"
    )
