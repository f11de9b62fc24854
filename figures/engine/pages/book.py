"""The book: its pages in reading order, and the numbers of the figures and equations on them."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from figures.engine.pages.pagetext import (
    front_matter,
    options_twice,
    prose,
    read_text,
    unclosed,
    without_code,
    without_front_matter,
)
from figures.engine.project.faults import Fault
from figures.engine.project.sources import hidden, sources

FIGURE = re.compile(r"^[ \t]*/{3,}[ \t]*(?i:figure)[ \t]*\|[ \t]*(\S+)[ \t]*$", re.MULTILINE)
ANSWER = re.compile(r"^[ \t]*/{3,}[ \t]*(?i:answer)[ \t]*\|[ \t]*(.*?)[ \t]*$", re.MULTILINE)
LABEL = re.compile(r"\\label\{([^{}]+)\}")
NAME = re.compile(r"[A-Za-z_][\w-]*")


@dataclass
class Page:
    """A page as far as numbering goes: each figure and label with its line."""

    path: str  # relative to docs/, with slashes
    text: str
    figures: dict[str, int] = field(default_factory=dict)
    labels: dict[str, int] = field(default_factory=dict)
    answers: list[tuple[str, int]] = field(default_factory=list)  # what answer boxes ask for, with the line of each
    unclosed: list[tuple[str, str, int]] = field(default_factory=list)  # blocks: the kind, the slashes, the line


@dataclass
class Book:
    """All pages, and for each figure and equation its page and its number, such as 2.1."""

    pages: dict[str, Page] = field(default_factory=dict)
    figures: dict[str, tuple[str, str]] = field(default_factory=dict)
    equations: dict[str, tuple[str, str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    unreadable: dict[str, str] = field(
        default_factory=dict
    )  # pages that are not as they should be, as far as they can be read

    def page_of(self, text: str) -> str:
        """The page whose text, without its front matter, this is; "" if there is none."""
        body = text.strip()
        return next((path for path, page in self.pages.items() if body and page.text.strip().endswith(body)), "")


def read_book(
    docs: Path,
    order: Iterable[str] = (),
    others: Mapping[str, str] = {},
    called: str = "docs",
    left_out: Callable[[str], bool] = hidden,
) -> Book:
    """Read all pages below `docs`: first those of `order`, then the rest as MkDocs orders them.

    `others` are pages that are not Markdown files there, as Markdown, by their paths; `called` is how messages name
    the folder; `left_out` says of a path there that it is no page.

    A home page that comes first has chapter 0, every further page the next chapter; a figure or equation has the
    number of its chapter and its place in it. What is embedded or labelled twice is a fault.
    """
    book = Book()
    texts: dict[str, str] = {}
    for path, place in sources(docs, ".md", left_out).items():
        texts[path], wrong = read_text(place, f"{called}/{path}")
        book.faults += wrong
        if wrong:
            texts[path] = book.unreadable[path] = without_front_matter(texts[path])
    for path, text in others.items():
        if (twin := f"{path.rpartition('.')[0]}.md") in texts:
            what = f"has the address of {called}/{twin}, which it would take away; rename one of them"
            book.faults.append(Fault(what, f"{called}/{path}"))
        wrong = front_matter(text, f"{called}/{path}")
        book.faults += wrong
        texts[path] = without_front_matter(text) if wrong else text
    paths = [path for path in dict.fromkeys([*order, *sorted(texts, key=_place)]) if path in texts]
    first = 0 if paths[:1] == ["index.md"] else 1
    for chapter, path in enumerate(paths, first):
        page = Page(path, texts[path])
        text = prose(page.text)
        book.pages[path] = page
        page.unclosed = unclosed(text)
        for option, line in options_twice(text):
            why = f"{option} is given twice to this block, and the last would count; delete one of them"
            book.faults.append(Fault(why, f"{called}/{path}", line))
        page.answers = [(match[1], text.count("\n", 0, match.start()) + 1) for match in ANSWER.finditer(text)]
        for pattern, places, numbers, kind in (
            (FIGURE, page.figures, book.figures, "figure"),
            (LABEL, page.labels, book.equations, "label"),
        ):
            for match in pattern.finditer(text if kind == "figure" else without_code(text)):
                name, line = match[1], text.count("\n", 0, match.start()) + 1
                if kind == "label" and not NAME.fullmatch(name):
                    why = "take letters, digits, _ and -, so that @eq:name can refer to it"
                    book.faults.append(Fault(f"a formula cannot be labelled {name!r}; {why}", f"{called}/{path}", line))
                if name in numbers:
                    other, number = numbers[name]
                    book.faults.append(
                        Fault(
                            f"{kind} {name} stands already on {called}/{other} as {number}; "
                            f"refer to it with @{'fig' if kind == 'figure' else 'eq'}:{name}",
                            f"{called}/{path}",
                            line,
                        )
                    )
                    continue
                places[name] = line
                numbers[name] = path, f"{chapter}.{len(places)}"
    return book


def _place(path: str) -> list[tuple[int, str]]:
    """Sorts the files of a folder before its folders, and the index before both."""
    *folders, file = path.split("/")
    return [*((1, folder) for folder in folders), (0, "" if file == "index.md" else file)]
