"""What was not understood: a scan of a finished page, outside code, for marks that no reader is meant to see."""

import re
from collections.abc import Callable, Collection
from html import unescape

from figures.engine.notebooks.cells import OUTPUT
from figures.engine.pages.pagetext import prose, without_code
from figures.engine.pages.quotes import typographic
from figures.engine.project.faults import Fault
from figures.engine.project.names import unknown
from figures.engine.site.raw_markup import ATTRIBUTES, CONTROL, EDGE, ELEMENTS, FORMULAS, KINDS, NO_TAG, THING
from figures.engine.site.tags import unbalanced

BEGIN, END = "<!--page-->", "<!--/page-->"  # around what the author wrote; a theme's frame is not looked at
OPAQUE = re.compile(r"<(script|style|template|svg|math|pre|code|kbd|samp|textarea)\b[^>]*>.*?</\1>", re.DOTALL)
ABOUT = re.compile(r'<title>.*?</title>|<meta name="description" content="[^"]*"[^>]*>', re.DOTALL)
SPOKEN = re.compile(r"""\s(?:alt|title|aria-label|content)=(?:"([^"]*)"|'([^']*)')""")
TOLD = re.compile(  # a formula or a figure that is told of already
    r'<(span|div) class="tex-error">.*?</span></\1>|<div class="figure-error".*?</div>', re.DOTALL
)
MARKS = re.compile("|".join(map(re.escape, (BEGIN, END, *OUTPUT))))
HIDDEN = re.compile(rf"{OUTPUT[0]}.*?{OUTPUT[1]}|<!--.*?-->", re.DOTALL)
INLINE = re.compile(r"</?(?:a|abbr|b|button|cite|del|dfn|em|i|ins|mark|q|s|small|span|strong|su[bp]|u|var)\b[^>]*>")
TAG = re.compile(r"<[^>]*>")
PATTERNS = [(re.compile(pattern), advice, signs) for pattern, advice, signs in KINDS + FORMULAS]
BLOCK = re.compile(r"/{3,}[ \t]*([\w-]*)[ \t]*(\|[ \t]*\S)?")
OPENING = re.compile(r"/{3,}[ \t]*\w")
NO_LINK = re.compile(r"\[[^\]\n]*(?:@(?:fig|eq):|<https?:)[^\]\n]*\]\(|\]\(\s*\)")  # one in another, or to nothing
FENCE = re.compile(r"<code>(?=`+\w*\n)")  # of a block of code that was taken for code in a line


def leftovers(
    html: str, source: str, file: str, blocks: Collection[str], told: Collection[str] = (), formulas: bool = True
) -> list[Fault]:
    """A fault for each mark in the page's text that cannot be meant.

    `source` is what the author wrote, `blocks` the names of blocks that exist, `told` what is said already, and
    `formulas` whether the site typesets any.
    """
    part = _written(html)
    text = _text(part)
    for sentence in told:
        text = text.replace(f"[{sentence}]", "").replace(f"[{typographic(sentence)}]", "")
    find: Callable[[str, str, str], int | None] | None = None
    found: dict[Fault, None] = {}
    for pattern, advice, signs in PATTERNS if formulas else PATTERNS[: len(KINDS)]:
        for match in pattern.finditer(text) if any(sign in text for sign in signs) else ():
            find = find or _finder(source)
            mark = match[0].strip()
            alone = re.search(rf"(?m)^[ \t]*{_loosely(mark)}", source) is not None
            said = advice or _block(mark, blocks, OPENING.search(text) is None, alone)
            before = re.split("[\0\ufffc]", text[max(match.start() - 40, 0) : match.start()])[-1]
            rest = re.split("[\n\0\ufffc\u2060]", text[match.end() : match.end() + 40])[0]
            line = find(before, mark, rest)
            if said and line is not None:
                first = mark.partition("\n")[0]
                shown = first if len(mark) > 12 else f"{first}{rest[:20].rstrip()}"
                shown = CONTROL.sub(lambda sign: f"\\x{ord(sign[0]):02x}", shown)
                found[Fault(f"“{shown[:60]}” would be read as it stands; {said}", file, line)] = None
    for tag, advice in unbalanced(part):
        find = find or _finder(source)
        line = find("", tag, "") or next((find("", link[0], "") for link in NO_LINK.finditer(source)), 0)
        found[Fault(f"“{tag}” would spoil the page; {advice}", file, line or 0)] = None
    return sorted(_one_a_line(found), key=lambda fault: fault.line)


def _one_a_line(faults: Collection[Fault]) -> list[Fault]:
    """The first of each line: what is not understood there has the same cause."""
    lines: dict[int, Fault] = {}
    for fault in faults:
        lines.setdefault(fault.line, fault)
    return list(lines.values())


def _written(html: str) -> str:
    """What the author wrote of a page, with a sign instead of code, formulas and pictures."""
    begin, end = html.find(BEGIN), html.find(END)
    about = [match[0] for match in ABOUT.finditer(html, 0, begin if begin >= 0 else len(html))]
    shown = html[begin:end] if begin >= 0 and end >= 0 else ""  # a template may show nothing of it
    html = "".join(about) + shown
    return OPAQUE.sub(THING, FENCE.sub("", TOLD.sub(THING, HIDDEN.sub("", html))))


def _text(html: str) -> str:
    """What is read or heard of it, blocks apart."""
    html = TAG.sub(_marked, html)
    said = [match[1] or match[2] or "" for match in SPOKEN.finditer(html)]
    spoken = [EDGE + re.sub(r"\\\((.*?)\\\)", r"$\1$", words) for words in said]
    return unescape(TAG.sub(EDGE, INLINE.sub("", html)) + "".join(spoken))


def _marked(match: re.Match[str]) -> str:
    """The tag; with a sign before it if a browser would swallow it, as no tag was meant."""
    tag = match[0].strip("</>").lower()
    name, _, attributes = tag.partition(" ")
    known = name in ELEMENTS or ("-" in name and name[0] not in "!?")
    bare = re.sub(r"""[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'|\S+)""", "", attributes).split()
    return match[0] if known and ATTRIBUTES.issuperset(bare) else f"{NO_TAG}&lt;{match[0][1:-1]}&gt;"


def _block(mark: str, blocks: Collection[str], lone: bool, alone: bool) -> str:
    """What is wrong with a line of slashes; "" if another sentence says it."""
    match = BLOCK.match(mark)
    name = match[1] if match else ""
    if not name:  # the end of a block, which is told of if it stands there
        return "it ends no block: each has one such line, with as many slashes as its first" if lone else ""
    if name in ("figure", "answer") and match and match[2]:
        return "" if alone else "a block begins on a line of its own"  # otherwise the build knows more about these
    if name not in blocks:
        return unknown(name, "block", sorted(blocks))
    return (
        f"this block of the kind {name} cannot be read; its options stand right under its first line, in YAML that "
        "is indented by four spaces, and ///, alone on a line, ends it"
    )


def _finder(source: str) -> Callable[[str, str, str], int | None]:
    """A function that finds a mark by what stands around it: its line; 0 if it is not there, None if it is escaped."""
    text = without_code(prose(source))

    taken: set[tuple[str, int]] = set()

    def find(before: str, mark: str, rest: str) -> int | None:
        start = "(?m:^)[^\\w\n]*" if not before.strip() else ""
        known = start + _loosely(before)
        for head, tail in (
            (known, rest),
            (known, rest[:6]),
            (known, ""),
            (_loosely(before[-12:]), ""),
            (_loosely(before[-4:]), ""),
            ("", rest),
            ("", rest[:6]),
            ("", ""),
        ):
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
        if letter in '“”"':
            return '[“”"]'
        if letter in "‘’'":
            return "[‘’']"
        return letter if letter.isalnum() else rf"\\?{re.escape(letter)}"

    return r"\s+".join("".join(map(sign, word)) for word in text.split())
