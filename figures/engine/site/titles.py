r"""Formulas in titles: a theme repeats titles around the page, in contents, links and <title>, as `\(L(w)\)`."""

import re
from html import escape, unescape

from figures.engine.formulas.readable import as_text
from figures.engine.site.leftover import BEGIN, END

FORMULA = re.compile(r"\\\((.+?)\\\)", re.DOTALL)
PARTS = re.compile(
    r"(<(?:script|style|title|template|svg|pre|code)\b.*?</(?:script|style|title|template|svg|pre|code)>"
    r"|<[^>]*>)",
    re.DOTALL,
)


def typeset_titles(html: str) -> str:
    """The page with a place for each formula of its frame; in attributes and <title> there is text instead."""
    begin, end = html.find(BEGIN), html.find(END)
    if begin < 0 or end < 0 or r"\(" not in html[:begin] + html[end:]:
        return html
    return _frame(html[:begin]) + html[begin:end] + _frame(html[end:])


def _frame(html: str) -> str:
    parts = PARTS.split(html)
    for number, part in enumerate(parts):
        if number % 2 == 0:
            parts[number] = FORMULA.sub(lambda match: f'<span class="arithmatex">{match[0]}</span>', part)
        elif not part.startswith(("<script", "<style", "<template", "<svg", "<pre", "<code")):
            parts[number] = FORMULA.sub(lambda match: escape(as_text(unescape(match[1]))), part)
    return "".join(parts)
