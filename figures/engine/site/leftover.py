"""What was not understood: a scan of a finished page, outside code, for marks that no reader is meant to see."""

import re
from collections.abc import Callable, Collection
from html import unescape

from figures.engine.notebooks.cells import OUTPUT
from figures.engine.pages.pagetext import prose
from figures.engine.pages.quotes import typographic
from figures.engine.project.faults import Fault
from figures.engine.project.names import unknown

BEGIN, END = "<!--page-->", "<!--/page-->"  # around what the author wrote; a theme's frame is not looked at
OPAQUE = re.compile(r"<(script|style|template|svg|math|pre|code|kbd|samp|textarea)\b[^>]*>.*?</\1>", re.DOTALL)
SPOKEN = re.compile(r'\s(?:alt|title|aria-label)="([^"]*)"')
MARKS = re.compile("|".join(map(re.escape, (BEGIN, END, *OUTPUT))))
HIDDEN = re.compile(rf"{OUTPUT[0]}.*?{OUTPUT[1]}|<!--.*?-->", re.DOTALL)
INLINE = re.compile(r"</?(?:a|abbr|b|button|cite|del|dfn|em|i|ins|mark|q|s|small|span|strong|su[bp]|u|var)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")
CODE = re.compile(r"(?<![`\\])(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
EDGE, THING = "\0", "\ufffc"  # between blocks; instead of what is not text
START = r"(?:(?<=[\n\0])|\A)[ \t]*"
BLOCK = re.compile(r"/{3,}[ \t]*([\w-]*)[ \t]*(\|?)")

# What it looks like in the text that readers get -> what to write.
KINDS: dict[str, str] = {
    START + r"/{3,}[^\n\0]*": "",  # see _block
    START + r"(?:!!!|\?\?\?\+?|:{3,}) ?\w[^\n\0]*|" + START + r"===[+!]? \S[^\n\0]*":
        "a block is written between /// admonition | Title and ///",
    r"\{\{|\}\}|\{%|%\}": "a fact is written in one piece, {{ figure.fact }} or {{ figure.fact | format }}",
    r"(?<!\w)@(?:fig|eq):[^\s\0\ufffc]*": "a reference is @fig:name or @eq:label, of letters, digits and _",
    r"--8<--[^\n\0]*": "code is included by --8<-- path/to/module.py:name on a line of its own",
    r"\[\^[^\]\s]+\]": "a footnote needs its text: [^1]: … in a paragraph of its own",
    r"!\[|\]\(|\]\[\w": "a link is [text](page.md), a picture ![alt](file.svg), without a space or line break between",
    r"(?<!\w)\*\*(?=\S)|(?<=\S)\*\*(?!\w)|(?<!\w)__(?=\w+)": "bold is **text** in one paragraph; arithmetic is `code`",
    r"`": "code stands between two equal rows of `, and a block of code between lines of ``` with nothing before them",
    START + r"~{3,}": "a block of code stands between two lines of ```",
    r"\{:[^{}\0]*\}|\{[ \t]*[.#][A-Za-z][^{}\0]*\}": "attributes such as {.name} stand directly behind what they mean",
    r"\|[ \t]*:?-{3,}": "a table needs a blank line before it and as many columns in its second line as in its first",
    r"(?<=[^\s\0])\n[ \t]*(?:[-*+] \S[^\n\0]*(?:\n[ \t]*[-*+] [^\n\0]*)*|1[.)] [^\n\0]+(?=\n[ \t]*2[.)] ))":
        "a list needs a blank line before it",
    START + r"\[[^\]\n]+\]: \S+": "the address of a link stands in a paragraph of its own",
    r"[Ff]igure \?|\(\?\)": "this figure or equation has no number; is its name made of letters, digits and _?",
}
FORMULAS: dict[str, str] = {  # … where the site typesets formulas
    r"\$\$(?:[^$\0]*\$\$)?":
        "a display formula needs a blank line before its first $$ and after its last, and nothing beside them; in a "
        "list, four spaces before each of its lines",
    r"(?<![\w$\\])\$(?![\s$])(?:[^$\0\n]*[\\^_{}=<>|+*/][^$\0]*|[A-Za-z]\w{0,2})(?<!\s)\$(?![\w$])":
        "no formula can stand here; write it in words",
    r"\\[()\[\]]|\\(?:begin|end)\b": "a formula stands between $ and $, or alone between $$ and $$",
    r"\\[A-Za-z]{2,}": "TeX is read between $ and $ only; anything else with a backslash is written as `code`",
}
PATTERNS = [(re.compile(pattern), advice) for pattern, advice in (KINDS | FORMULAS).items()]
# A pattern is tried only where one of its signs stands: most pages have none of them, and patterns are slow.
SIGNS = [("///",), ("!!!", "???", ":::", "==="), ("{{", "}}", "{%", "%}"), ("@fig:", "@eq:"), ("--8<--",), ("[^",),
         ("![", "](", "]["), ("**", "__"), ("`",), ("~~~",), ("{",), ("|",), ("- ", "* ", "+ ", "1.", "1)"), ("]: ",),
         ("igure ?", "(?)"), ("$",), ("$",), ("\\",), ("\\",)]


def leftovers(html: str, source: str, file: str, blocks: Collection[str], told: Collection[str] = (),
              formulas: bool = True) -> list[Fault]:
    """A fault for each mark in the page's text that cannot be meant.

    `source` is what the author wrote, `blocks` the names of blocks that exist, `told` what is said already, and
    `formulas` whether the site typesets any.
    """
    text = _text(html)
    for sentence in told:
        text = text.replace(f"[{sentence}]", "").replace(f"[{typographic(sentence)}]", "")
    find: Callable[[str, str, str], int | None] | None = None
    found: dict[Fault, None] = {}
    patterns = PATTERNS if formulas else PATTERNS[:len(KINDS)]
    for signs, (pattern, advice) in zip(SIGNS, patterns, strict=formulas):
        for match in pattern.finditer(text) if any(sign in text for sign in signs) else ():
            find = find or _finder(source)
            mark = match[0].strip()
            said = advice or _block(mark, blocks)
            before = re.split("[\0\ufffc]", text[max(match.start() - 40, 0):match.start()])[-1]
            rest = re.split("[\n\0\ufffc]", text[match.end():match.end() + 40])[0]
            line = find(before, mark, rest)
            if said and line is not None:
                first = mark.partition("\n")[0]
                shown = first if len(mark) > 12 else f"{first}{rest[:20].rstrip()}"
                found[Fault(f"“{shown[:60]}” would be read as it stands; {said}", file, line)] = None
    return sorted(_one_a_line(found), key=lambda fault: fault.line)


def _one_a_line(faults: Collection[Fault]) -> list[Fault]:
    """The first of each line: what is not understood there has the same cause."""
    lines: dict[int, Fault] = {}
    for fault in faults:
        lines.setdefault(fault.line, fault)
    return list(lines.values())


def _text(html: str) -> str:
    """What is read or heard of the page, blocks apart; instead of code, formulas and pictures a sign."""
    begin, end = html.find(BEGIN), html.find(END)
    if begin >= 0 and end >= 0:
        title = re.search(r"<title>(.*?)</title>", html, re.DOTALL)
        html = (title[0] if title else "") + html[begin:end]
    html = OPAQUE.sub(THING, HIDDEN.sub("", html))
    spoken = [EDGE + re.sub(r"\\\((.*?)\\\)", r"$\1$", match[1]) for match in SPOKEN.finditer(html)]
    return unescape(TAG.sub(EDGE, INLINE.sub("", html)) + "".join(spoken))


def _block(mark: str, blocks: Collection[str]) -> str:
    """What is wrong with a line of slashes; "" if another sentence says it."""
    match = BLOCK.match(mark)
    name = match[1] if match else ""
    if not name:
        return ""  # the end of a block that is told of
    if name in ("figure", "answer") and match and match[2]:
        return ""  # the build knows more about these
    if name not in blocks:
        return unknown(name, "block", sorted(blocks))
    return (f"this block of the kind {name} cannot be read; its options stand right under its first line, in YAML that "
            "is indented by four spaces, and ///, alone on a line, ends it")


def _finder(source: str) -> Callable[[str, str, str], int | None]:
    """A function that finds a mark by what stands around it: its line; 0 if it is not there, None if it is escaped."""
    text = CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), prose(source))

    taken: set[tuple[str, int]] = set()

    def find(before: str, mark: str, rest: str) -> int | None:
        start = "(?m:^)[^\\w\n]*" if not before.strip() else ""
        known = start + _loosely(before)
        for head, tail in ((known, rest), (known, rest[:6]), (known, ""), (_loosely(before[-12:]), ""),
                           (_loosely(before[-4:]), ""), ("", rest), ("", rest[:6]), ("", "")):
            pattern = f"{head}\\s*({_loosely(mark)})\\s*{_loosely(tail)}"
            matches = list(re.finditer(pattern, text))
            if matches:
                match = next((each for each in matches if (mark, each.start(1)) not in taken), matches[-1])
                taken.add((mark, match.start(1)))
                escaped = match[1].count("\\") > mark.count("\\")
                return None if escaped else text.count("\n", 0, match.start(1)) + 1
        return 0

    return find


def _loosely(text: str) -> str:
    """A pattern for the text, however its white space, quotation marks and escaped signs are written."""
    def sign(letter: str) -> str:
        if letter in "“”\"":
            return "[“”\"]"
        if letter in "‘’'":
            return "[‘’']"
        return letter if letter.isalnum() else rf"\\?{re.escape(letter)}"

    return r"\s+".join("".join(map(sign, word)) for word in text.split())
