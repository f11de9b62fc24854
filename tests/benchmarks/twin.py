"""The plain MkDocs twin of a project whose figures are fresh.

    cd PROJECT && PYTHONPATH=ROOT python -m tests.benchmarks.twin FOLDER     (so that the project's own engine is used)

The twin has the same pages as its own text: each figure an image with its caption under it, each fact the number, each
reference a link, each included definition a block of code. It has the same theme, plug-ins and Markdown extensions,
but neither hooks nor the plug-in for figures. Formulas stay TeX for the browser: the twin does not pay for them. A
notebook is a page with its code in blocks, without what it prints.
"""

import re
import shutil
import sys
from pathlib import Path

import yaml

from figures.engine.freshness.refresh import cache_of, look
from figures.engine.notebooks.cells import PLACE, contents_of, markdown_of, notebooks
from figures.engine.pages.book import read_book
from figures.engine.pages.embedding import Embedding
from figures.engine.pages.extension import REFERENCE
from figures.engine.pages.fact import FACT
from figures.engine.pages.include import INCLUDE, definitions
from figures.engine.project.project import Project

BLOCK = re.compile(
    r"^[ \t]*///[ \t]*figure[ \t]*\|[ \t]*(\S+)\n((?:[ \t]+[^\n]+\n)+)(.*?)^[ \t]*///[ \t]*$", re.MULTILINE | re.DOTALL
)
HOOK = re.compile(r"^(?:hooks|watch):\n(?:  - .*\n)+|^  - figures\b.*\n(?:      .*\n)*", re.MULTILINE)
TEMPLATE = re.compile(r"^template: .*\n", re.MULTILINE)
PAGE = re.compile(r"^  .*?(\S+\.(?:md|py))$", re.MULTILINE)


def write(source: Path, folder: Path) -> None:
    """Write the twin of the project in `source` to `folder`."""
    project = Project(source)
    state = look(project)
    if state.stale:
        raise SystemExit(f"{', '.join(state.stale)} should be fresh now, but are stale")
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(project.docs, folder / "docs")
    config = (source / "mkdocs.yml").read_text(encoding="utf-8")
    programs = notebooks(project.docs)
    nav = PAGE.sub(lambda match: _as_markdown(match[0]) if match[1] in programs else match[0], HOOK.sub("", config))
    (folder / "mkdocs.yml").write_text(nav, encoding="utf-8")
    pages = {path: markdown_of(text) for path, text in programs.items()}
    embedding = Embedding(project, state, read_book(project.docs, PAGE.findall(config), pages))
    pictures = folder / "docs" / "assets" / "figures"
    pictures.mkdir(parents=True)
    for name, entry in state.fresh.items():
        shutil.copy(cache_of(project).path(entry, "svg"), pictures / f"{name}.svg")
    for path, page in embedding.book.pages.items():
        embedding.page = path
        text = TEMPLATE.sub("", page.text)  # what a hook gives to a page's own template, a plain build has not
        text = BLOCK.sub(lambda match: _image(match, embedding), text)
        text = re.sub(FACT, lambda match: embedding.fact(match[1], match[2] or "", tex=True), text)
        text = re.sub(REFERENCE, lambda match: "[{}]({})".format(*embedding.reference(match[1], match[2])), text)
        text = re.sub(INCLUDE.pattern, lambda match: _code(match, source), text, flags=re.MULTILINE)
        if path in programs:
            code = [body for is_code, _, body in contents_of(programs[path]) if is_code]
            text = PLACE.sub(lambda match: f"```python\n{code[int(match[1])]}\n```", text)  # noqa: B023 - used at once
            (folder / "docs" / path).unlink()
        (folder / "docs" / _as_markdown(path)).write_text(text, encoding="utf-8")
    if embedding.faults:
        raise SystemExit("\n".join(map(str, embedding.faults)))


def _as_markdown(path: str) -> str:
    return re.sub(r"\.py$", ".md", path)


def _image(match: re.Match[str], embedding: Embedding) -> str:
    name, options, caption = match.groups()
    up = "../" * embedding.page.count("/")
    alt = yaml.safe_load(options)["alt"].replace("[", "(").replace("]", ")")
    number = embedding.book.figures[name][1]
    return f"![{alt}]({up}assets/figures/{name}.svg){{ #fig-{name} }}\n\nFigure {number} {caption}"


def _code(match: re.Match[str], source: Path) -> str:
    names = [name.strip() for name in match[3].split(",")]
    return "\n".join(match[1] + line for line in ["```python", *definitions(source / match[2], names), "```"])


if __name__ == "__main__":
    write(Path.cwd(), Path(sys.argv[1]))
