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
"""

import re
from html import escape
from pathlib import Path

CELL = re.compile(r"^# %%(?P<prose>[ \t]+\[(?:markdown|md)\])?.*$")
MARK = "# %%"
PLACE = re.compile(r'<div class="notebook-cell" data-cell="(\d+)"></div>')


def notebooks(docs: Path) -> dict[str, str]:
    """The text of every notebook below `docs` by its path there, with slashes, in alphabetical order."""
    texts = {path.relative_to(docs).as_posix(): path.read_text(encoding="utf-8") for path in sorted(docs.rglob("*.py"))}
    return {path: text for path, text in texts.items() if text.startswith(MARK) or f"\n{MARK}" in text}


def cells(text: str) -> list[tuple[bool, int, list[str]]]:
    """Each cell: whether it is prose, the line (from 1) after its mark, and its lines. What stands before is prose."""
    found: list[tuple[bool, int, list[str]]] = [(True, 1, [])]
    for number, line in enumerate(text.splitlines(), 1):
        if mark := CELL.match(line):
            found.append((mark["prose"] is not None, number + 1, []))
        else:
            found[-1][2].append(line)
    return found


def markdown_of(text: str) -> str:
    """The page as Markdown, line for line: prose as it is meant, and a place for each cell of code that has any."""
    lines: list[str] = []
    count = 0
    for number, (prose, _, body) in enumerate(cells(text)):
        lines += [""] * (number > 0)  # the mark
        if prose:
            lines += [re.sub(r"^# ?", "", line) for line in body]
        elif any(line.strip() for line in body):
            lines += [f'<div class="notebook-cell" data-cell="{count}"></div>', *[""] * (len(body) - 1)]
            count += 1
        else:
            lines += body
    return "\n".join(lines) + "\n"


def code_of(text: str) -> list[tuple[int, str]]:
    """The first line and the code of each cell that has a place in the Markdown."""
    return [(line, "\n".join(body)) for prose, line, body in cells(text) if not prose and any(map(str.strip, body))]


def code_block(code: str) -> str:
    """The HTML of what a cell has printed, in the form that highlighted code has on other pages."""
    return ('<div class="language-text highlight"><span class="filename">Output</span>'
            f"<pre><span></span><code>{escape(code.rstrip(), quote=False)}\n</code></pre></div>")
