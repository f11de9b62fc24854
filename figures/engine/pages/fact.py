"""{{ figure.fact | format }} in the text of pages; its bar and those of formulas are safe in tables."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString

from figures.engine.pages.embedding import Embedding

# Stands for the bar of a fact or a formula while tables are split at theirs; a letter of nobody that YAML takes.
BAR = "\ue000"
BRACES = r"\{\{([^{}]*)\}\}"
FORMULA = r"(?<!\\)\$(?!\s)(?:\\.|[^\\$])+?(?<!\s)\$|\\\(.+?\\\)"  # in a line, as pymdownx.arithmatex reads it
NOT_IN_TEXT = re.compile(r"(?<!\\)\\$|<[A-Za-z][^<>]*$")  # what stands before: an escaped one, or one in a tag of HTML
BARRED = re.compile(rf"{BRACES}|{FORMULA}")
FACT = rf"\{{\{{\s*([A-Za-z_]\w*(?:\.\w+)+)\s*(?:[|{BAR}]\s*([^{{}}|{BAR}]*?)\s*)?\}}\}}"


class Facts(InlineProcessor):
    """{{ figure.fact | format }} in text; one that follows the controls of its figure can be found again."""

    def __init__(self, embedding: Embedding, md: Markdown) -> None:
        super().__init__(BRACES, md)
        self.embedding = embedding

    def handleMatch(  # type: ignore[override]
        self, match: re.Match[str], data: str
    ) -> tuple[str | Element | None, int | None, int | None]:
        if NOT_IN_TEXT.search(data[: match.start()]):
            return None, None, None
        if fact := re.fullmatch(FACT, match[0]):
            text = self.embedding.fact(fact[1], fact[2] or "")
            if self.embedding.is_live(fact[1]):
                live = Element("span", {"data-fact": fact[1].partition(".")[2], "data-format": fact[2] or ""})
                live.text = AtomicString(text)
                return live, match.start(), match.end()
        else:
            text = self.embedding.no_fact(match[0].replace(BAR, "|"))
        return AtomicString(text), match.start(), match.end()


def told(embedding: Embedding, text: str, figure: str) -> tuple[str, str]:
    """A text with its facts; and, if some follow the controls of the figure, with {{fact|format}} for those."""

    def number(match: re.Match[str]) -> str:
        fact = re.fullmatch(FACT, match[0])
        return embedding.fact(fact[1], fact[2] or "") if fact else embedding.no_fact(match[0].replace(BAR, "|"))

    def live(match: re.Match[str]) -> str:
        path, spec = match[1], match[2] or ""
        follows = path.startswith(f"{figure}.") and embedding.is_live(path)
        return f"{{{{{path.partition('.')[2]}|{spec}}}}}" if follows else embedding.fact(path, spec)

    with_numbers, pattern = re.sub(BRACES, number, text), re.sub(FACT, live, text)
    return with_numbers, pattern if "{{" in pattern and with_numbers != pattern else ""


class HideBars(Preprocessor):
    """The bar in {{ figure.fact | format }} is not that of a table, nor are those in $|x|$."""

    def run(self, lines: list[str]) -> list[str]:
        return [BARRED.sub(lambda match: match[0].replace("|", BAR), line) if "|" in line else line for line in lines]


class ShowBars(Postprocessor):
    """What still hides a bar is code."""

    def run(self, text: str) -> str:
        return text.replace(BAR, "|")
