"""The Python-Markdown extension: figures, facts, references and source code on pages.

/// figure | name                  the figure, its alt text and its caption
    alt: What is seen.
    scripted: true                 where a script of the page computes with the figure's numbers; or names of some
    drag: {point: w}               where the control w is also moved in the drawing, by the points that follow it
What it means: the error is {{ name.error | .2f }}.
///

@fig:name  @eq:label               references, across pages too
--8<-- path/to/module.py:one,two   the named definitions of a module, as they are
"""

import json
import re
from typing import Any, ClassVar
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.inlinepatterns import HtmlInlineProcessor, InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block, type_any, type_string

from figures.engine.pages.addresses import Addresses
from figures.engine.pages.answers import AnswerBlock
from figures.engine.pages.book import LABEL
from figures.engine.pages.embedding import Embedding, block_of
from figures.engine.pages.fact import FACT, Facts, HideBars, ShowBars, told
from figures.engine.pages.grips import wishes
from figures.engine.pages.include import Include
from figures.engine.pages.quotes import Quotes, typographic

COMMENT = r"(<!--(?:(?!<!--|-->).)*-->)"  # within a paragraph: nothing in it is read
REFERENCE = r"(?<![\w@/])@(fig|eq):([A-Za-z_][\w-]*)"

# What stands in brackets before the number of an equation, if there are only numbers of equations.
AMONG = re.compile(r"(?:\s*(?:@eq:[\w-]+|\x02[^\x03]*\x03)\s*(?:,? (?:and|or|to)|[,;–])?\s*)*")


class FigureBlock(Block):  # type: ignore[misc]
    """The block `/// figure | name`."""

    NAME = "figure"
    ARGUMENT = True
    OPTIONS: ClassVar = {"alt": ["", type_string], "scripted": [False, type_any], "drag": [None, type_any]}
    embedding: Embedding

    def on_create(self, parent: Element) -> Element:
        alt, self.embedding.live_alts[self.argument] = self._spoken(self.options["alt"])
        self.number = self.embedding.embed(self.argument, alt)
        figure = SubElement(parent, "figure", {"class": "figure", "id": f"fig-{self.argument}"})
        wish = self.options["scripted"]
        scripted = {"data-scripted": "" if wish is True else str(wish)} if wish else {}
        SubElement(figure, "div", {"class": "figure-drawing", "data-figure": self.argument} | scripted)
        SubElement(figure, "div", {"class": "figure-panel", "data-figure": self.argument} | self._dragged())
        self.caption = SubElement(figure, "figcaption")
        return figure

    def _spoken(self, alt: str) -> tuple[str, str]:
        """The alt text with facts, references and typographic marks; and as it follows the controls, if it does."""
        alt = re.sub(REFERENCE, lambda match: self.embedding.reference(match[1], match[2])[0], alt)
        text, live = told(self.embedding, alt, self.argument)
        return typographic(text), typographic(live)

    def _dragged(self) -> dict[str, str]:
        if self.options["drag"] is None:
            return {}
        try:
            return {"data-wishes": json.dumps(wishes(self.options["drag"]))}
        except ValueError as error:
            self.embedding.fault(f"figure {self.argument}: {error}", block_of(self.argument))
            return {}

    def on_add(self, block: Element) -> Element:
        return self.caption

    def on_end(self, block: Element) -> None:
        first = self.caption.find("p")
        if first is None:
            self.embedding.fault(
                f"figure {self.argument} has no caption; write what it means before the closing ///",
                block_of(self.argument),
            )
            first = SubElement(self.caption, "p")
        number = Element("a", {"class": "figure-number", "href": f"#fig-{self.argument}"})
        number.text = AtomicString(f"Figure {self.number}")
        number.tail, first.text = f" {first.text or ''}", ""
        first.insert(0, number)
        SubElement(self.caption, "div", {"class": "figure-source", "data-figure": self.argument})


class References(InlineProcessor):
    """@fig:name and @eq:label as links."""

    def __init__(self, embedding: Embedding, md: Markdown) -> None:
        super().__init__(REFERENCE, md)
        self.embedding = embedding

    def handleMatch(self, match: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        text, target = self.embedding.reference(match[1], match[2])
        text = beside(text, data[: match.start()])
        link = Element("a", {"href": target}) if target else Element("span")
        link.text = AtomicString(text)
        return link, match.start(), match.end()


def beside(reference: str, before: str) -> str:
    """A reference as it is written after `before`: the number of an equation brings no second pair of brackets."""
    depth, place = 0, len(before)
    while place and depth < 1:
        place -= 1
        depth += (before[place] == "(") - (before[place] == ")")
    if depth < 1 or reference[:1] != "(":
        return reference
    bare = AMONG.fullmatch(before[place + 1 :])
    return reference.strip("()") if bare else f"equation {reference.strip('()')}"


class InFormulas(Treeprocessor):
    """Facts inside formulas, and an anchor for each labelled one."""

    def __init__(self, embedding: Embedding, md: Markdown) -> None:
        super().__init__(md)
        self.embedding = embedding

    def run(self, root: Element) -> None:
        for figure in root.iter("figure"):
            for element in figure.iter():
                if element.get("class") == "arithmatex":
                    self._refuse_live(figure.get("id", "").removeprefix("fig-"), element.text or "")
        for element in root.iter():
            if element.get("class") == "arithmatex" and element.text:
                text = re.sub(FACT, lambda match: self.embedding.fact(match[1], match[2] or "", tex=True), element.text)
                element.text = AtomicString(text)
                if label := LABEL.search(text):
                    element.set("id", f"eq-{label[1]}")

    def _refuse_live(self, name: str, tex: str) -> None:
        """A formula in a caption cannot follow the controls of its figure."""
        for match in re.finditer(FACT, tex):
            if match[1].startswith(f"{name}.") and self.embedding.is_live(match[1]):
                self.embedding.fault(
                    f"fact {match[1]} follows the controls of its figure, and a formula cannot; "
                    "write it outside of the formula",
                    r"\{\{\s*" + re.escape(match[1]),
                )


class FigureExtension(BlocksExtension):  # type: ignore[misc]
    """All of it. `Placing.finish` is called when the page is written: by MkDocs' plug-in, or see plain.py."""

    def __init__(self, embedding: Embedding, **settings: Any) -> None:
        super().__init__(**settings)
        self.embedding = embedding

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        block = type("BoundFigureBlock", (FigureBlock,), {"embedding": self.embedding})
        block_mgr.register(block, self.getConfigs())
        block_mgr.register(type("BoundAnswerBlock", (AnswerBlock,), {"embedding": self.embedding}), self.getConfigs())
        self.embedding.blocks = block_mgr.blocks
        self.embedding.formulas = "arithmatex-inline" in md.inlinePatterns
        md.preprocessors.register(Include(self.embedding, md), "figure-include", 32)  # before fences are taken out
        md.preprocessors.register(HideBars(md), "figure-bars", 15)  # … and the bars after that
        md.postprocessors.register(ShowBars(md), "figure-bars", 4)
        md.inlinePatterns.register(HtmlInlineProcessor(COMMENT, md), "figure-comments", 189.95)  # before formulas
        md.inlinePatterns.register(Facts(self.embedding, md), "figure-facts", 185)  # after code, before emphasis
        md.inlinePatterns.register(References(self.embedding, md), "figure-references", 184)
        md.treeprocessors.register(InFormulas(self.embedding, md), "figure-formulas", 15)  # after inline patterns
        md.treeprocessors.register(Quotes(md), "figure-quotes", 12)  # before the contents are taken from headings
        md.treeprocessors.register(Addresses(self.embedding, md), "figure-addresses", -1)  # after all others
