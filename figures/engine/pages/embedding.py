"""What the text of pages takes from figures: facts, references and embeddings, and what is wrong with them."""

import json
import math
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from figures.engine.freshness.refresh import State, cache_of
from figures.engine.pages.book import Book
from figures.engine.project.faults import Fault, line_of
from figures.engine.project.names import stem, unknown
from figures.engine.project.project import Project
from figures.engine.store.cache import Entry

POWER = re.compile(r"(?<=\d)e(?:\+|(-))?0*(\d+)")


class Unknown(str):
    """What stands on the page instead of a fact that there is not."""


@dataclass
class Embedding:
    """Knows project, drawings and book; collects the faults of pages. `page` is the one being written."""

    project: Project
    state: State
    book: Book
    page: str = ""
    faults: list[Fault] = field(default_factory=list)
    alts: dict[str, str] = field(default_factory=dict)
    live_alts: dict[str, str] = field(default_factory=dict)  # with {{fact|format}} for what follows the controls
    asked: dict[str, list[list[str]]] = field(
        default_factory=dict
    )  # what each answer box of a page asks for, and its choices
    addresses: dict[str, list[str]] = field(default_factory=dict)  # in the HTML of each page, beside Markdown's links
    blocks: Collection[str] = ()  # the kinds of blocks that pages can use
    formulas: bool = False  # whether pages have any
    told: dict[tuple[str, str, str], None] = field(default_factory=dict)  # live facts with their formats
    quoting: Callable[[str], object] = str  # is told of every file that a page quotes, before it is read

    def __post_init__(self) -> None:
        self._series: dict[str, dict[str, list[Any]]] = {}
        cache = cache_of(self.project)
        waiting = [*self.state.stale, *self.state.failed, *self.state.missing]
        old = {name: entry for name in waiting if name not in self.state.fresh and (entry := cache.last_good(name))}
        self.entries: dict[str, Entry] = old | self.state.fresh

    def fault(self, message: str, pattern: str = "", nth: int = 0) -> str:
        """Note what is wrong with the page, at the nth match of `pattern`, and return it as a visible mark."""
        path = self.project.docs / self.page
        self.faults.append(Fault(message, self.project.page(self.page), line_of(path, pattern, nth) if pattern else 0))
        return f"[{message}]"

    def embed(self, name: str, alt: str) -> str:
        """Note the alt text of a figure on this page and return its number; faults are noted."""
        where = block_of(name)
        if name not in self.project.scripts:
            meant = stem(name, self.project.scripts)
            self.fault(
                f"a figure goes by its name alone: write {meant} instead of {name}"
                if meant
                else unknown(name, "figure", self.project.scripts),
                where,
            )
        elif not alt.strip():
            self.fault(f"figure {name} has no alt text; add a line `    alt: what is seen` under its first line", where)
        elif self._is_hidden(name, where):
            way = "write its block on lines of its own, outside of quotations and lists"
            self.fault(f"figure {name} has no number here; {way}", name)
        self.alts[name] = alt
        return self.book.figures.get(name, ("", ""))[1]

    def _is_hidden(self, name: str, where: str) -> bool:
        """Whether this embeds a figure where the book sees no block, which has told of all that it sees twice."""
        if name not in self.book.figures:
            return True
        place = self.project.docs / self.page
        elsewhere = self.page in self.book.pages and self.book.figures[name][0] != self.page
        if not elsewhere and name not in self.alts:
            return False
        return line_of(place, where, 0 if elsewhere else 1) == (0 if elsewhere else line_of(place, where))

    def fact(self, path: str, spec: str, tex: bool = False) -> str:
        """The number `figure.name.inner`, formatted by a Python format specification, with a true minus sign."""
        where = r"\{\{\s*" + re.escape(path) + r"(?![\w.])"
        value = self.value(path, where)
        if isinstance(value, Unknown):
            return _words_in_tex(value) if tex else value
        if self.is_live(path):
            figure, _, name = path.partition(".")
            self.told[figure, name, spec] = None
        try:
            text = written(value, spec, tex)
            for value in dict.fromkeys(self._at_every_setting(path)):
                written(value, spec, tex)
            return text
        except (ValueError, OverflowError) as error:
            where += rf"\s*\|\s*{re.escape(spec)}"
            return self.fault(f"fact {path} = {value!r} cannot be written with the format {spec!r}: {error}", where)

    def _at_every_setting(self, path: str) -> list[Any]:
        """The values of a fact that follows the controls of its figure."""
        figure, _, name = path.partition(".")
        if not self.is_live(path) or "series" not in self.entries[figure].files:
            return []
        if figure not in self._series:
            place = cache_of(self.project).path(self.entries[figure], "series")
            self._series[figure] = json.loads(place.read_bytes())
        return self._series[figure][name]

    def no_fact(self, braces: str) -> str:
        """Note that what stands in braces is no fact."""
        return self.fault(
            f"{braces} is not a fact; write {{{{ figure.fact }}}} or {{{{ figure.fact | format }}}}", re.escape(braces)
        )

    def value(self, path: str, where: str) -> Any:
        """The fact itself; an Unknown that says what is wrong if there is none (noted as a fault found at `where`)."""
        figure, *names = path.split(".")
        if figure not in self.project.scripts:
            return Unknown(self.fault(unknown(figure, "figure", self.project.scripts), where))
        if figure not in self.entries:
            return Unknown(f"[{figure} was not drawn]")  # its own fault, or a notice on its page, says why
        value: Any = self.entries[figure].facts
        for depth, name in enumerate(names):
            if not isinstance(value, dict) or name not in value:
                if figure in self.state.drawing:
                    return Unknown(f"[{path} follows]")  # the script may give it by now
                known = value if isinstance(value, dict) else ()
                group = ".".join([figure, *names[:depth]])
                return Unknown(self.fault(unknown(name, f"fact of {group}:", known), where))
            value = value[name]
        if isinstance(value, dict):
            return Unknown(self.fault(f"fact {path} is a group; name one of {', '.join(value)}", where))
        return value

    def reference(self, kind: str, name: str) -> tuple[str, str]:
        """Text and target (a source page and an anchor) of a reference to a figure or an equation."""
        known = self.book.figures if kind == "fig" else self.book.equations
        if name not in known:
            what = "embedded figure" if kind == "fig" else "equation label"
            return self.fault(unknown(name, what, known), rf"@{kind}:{re.escape(name)}\b"), ""
        page, number = known[name]
        target = f"#{kind}-{name}"
        if page != self.page:
            up = "../" * self.page.count("/")
            target = f"{up}{page}{target}"
        return (f"Figure {number}" if kind == "fig" else f"({number})"), target

    def is_live(self, path: str) -> bool:
        """Whether a fact depends on the setting of its figure's controls."""
        figure, _, name = path.partition(".")
        return figure in self.entries and name in self.entries[figure].live


def block_of(figure: str) -> str:
    """A pattern for the first line of the block that embeds it."""
    return rf"^[ \t]*/{{3,}}[ \t]*figure[ \t]*\|[ \t]*{re.escape(figure)}[ \t]*$"


def written(value: Any, spec: str, tex: bool = False) -> str:
    """A value by a Python format specification, for text (with a true minus sign) or for a formula."""
    if any(len(number) > 2 for number in re.findall(r"\d+", spec)):
        raise ValueError("expected fewer than 100 digits and signs")
    text = format(value, spec)
    if isinstance(value, str):
        return text
    if tex:
        text = POWER.sub(lambda match: rf" \cdot 10^{{{match[1] or ''}{match[2]}}}", text)
        return text.replace("%", r"\%").replace("inf", r"\infty")
    return text.replace("-", "−").replace("inf", "∞") if not math.isnan(value) else text


def _words_in_tex(text: str) -> str:
    return r"\text{" + re.sub(r"[#$%&_{}]", r"\\\g<0>", re.sub(r"[\\^~]", " ", text)) + "}"
