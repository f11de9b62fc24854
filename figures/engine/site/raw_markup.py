"""How it looks in the text of a finished page that something was not understood, and what to write instead."""

import re

EDGE, THING = "\0", "\ufffc"  # between blocks; instead of what is not text
NO_TAG = "\ufdd2"  # before what HTML takes for a tag
START = r"(?:(?<=[\n\0])|\A)[ \t]*"
DOLLAR = r"(?<![\w$\\])\$"
CONTROL = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")

ELEMENTS = frozenset(  # with what lies in a formula that is drawn in another one
    "a abbr address article aside audio b bdi bdo blockquote br button canvas caption cite code col colgroup data "
    "datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 "
    "header hgroup hr i iframe img input ins kbd label legend li link main map mark math menu meta meter nav noscript "
    "object ol optgroup option output p param picture pre progress q rp rt ruby s samp script search section select "
    "small source span strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr "
    "track u ul var video wbr g path rect use".split()
)
ATTRIBUTES = frozenset(
    "async autofocus checked controls defer disabled download hidden inert loop markdown multiple "
    "muted novalidate open readonly required reversed selected".split()
)  # that need no value

# A pattern; what to write; the signs without which the pattern need not be tried: most pages have none of them, and
# patterns are slow.
KINDS: list[tuple[str, str, tuple[str, ...]]] = [
    (START + r"/{3,}[^\n\0]*", "", ("///",)),  # see leftover.py
    (
        START + r"(?:(?:!!!|\?\?\?\+?|:{3,}) ?[\w{]|\[!\w+\]|\.\. [\w-]+::)[^\n\0]*|" + START + r"===[+!]? \S[^\n\0]*",
        "a block is written between /// admonition | Title and ///",
        ("!!!", "???", ":::", "===", "[!", ".. "),
    ),
    (
        r"\{\{|\}\}|\{%|%\}",
        "a fact is written in one piece, {{ figure.fact }} or {{ figure.fact | format }}",
        ("{{", "}}", "{%", "%}"),
    ),
    (
        r"(?<!\w)@(?i:fig|eq|figure|equation|tab|table|sec|section|thm|theorem|lst|chap):[^\s\0\ufffc]*",
        "a reference is @fig:name or @eq:label, of letters, digits and _",
        ("@",),
    ),
    (r"--8<--[^\n\0]*", "code is included by --8<-- path/to/module.py:name on a line of its own", ("--8<--",)),
    (r"\[\^[^\]\s]+\]", "a footnote needs its text: [^1]: … in a paragraph of its own", ("[^",)),
    (
        r"!\[|\]\(|\]\[\w|\](?=\s\([^()\s]*(?:://|\.(?:md|py|html|svg|png|pdf)\b))",
        "a link is [text](page.md), a picture ![alt](file.svg), without a space or line break between",
        ("]", "!["),
    ),
    (
        r"(?<!\w)\*\*(?=\S)|(?<=\S)\*\*(?!\w)|(?<!\w)__(?=\w+)",
        "bold is **text** in one paragraph; arithmetic is `code`",
        ("**", "__"),
    ),
    (
        r"`",
        "code stands between two equal rows of `, and a block of code between lines of ``` with nothing before them",
        ("`",),
    ),
    (START + r"~{3,}", "a block of code stands between two lines of ```", ("~~~",)),
    (
        r"\{:[^{}\0]*\}|\{[ \t]*[.#][A-Za-z][^{}\0]*(?:\}|(?=[{\0]))",
        "attributes such as {.name} stand directly behind what they mean",
        ("{",),
    ),
    (
        r"\|[ \t]*:?-{3,}|" + START + r"\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?=[ \t:-]*\n)",
        "a table needs a blank line before it and as many columns in its second line as in its first",
        ("|",),
    ),
    (
        r"(?<=[^\s\0])\n[ \t]*(?:[-*+] \S[^\n\0]*(?:\n[ \t]*[-*+] [^\n\0]*)*|1[.)] [^\n\0]+(?=\n[ \t]*2[.)] ))",
        "a list needs a blank line before it",
        ("- ", "* ", "+ ", "1.", "1)"),
    ),
    (START + r"\[[^\]\n]+\]: \S+", "the address of a link stands in a paragraph of its own", ("]: ",)),
    (
        r"[Ff]igure \?|\(\?\)",
        "this figure or equation has no number; is its name made of letters, digits and _?",
        ("igure ?", "(?)"),
    ),
    (
        r"(?<![\w=])==(?=[\w“(])[^=\n\0]+==(?!\w)|~~(?=\S)[^~\n\0]+~~|\b\w{1,3}~\w{1,3}~|\+\+\w+(?:\+\w+)*\+\+|"
        r"(?<!\w):[a-z_]{2,}:(?!\w)|\[\[[A-Za-z][\w -]*\]\]|" + START + r"(?:\[[ xX]\] |\*\[[^\]\n]+\]:)[^\n\0]*",
        "the Markdown of this site has no such sign; write it in words",
        ("==", "~", "++", ":", "[[", "[ ]", "[x", "*["),
    ),
    ("<!--", "a comment ends with -->", ("<!--",)),
    (START + r"(?:<{7} |>{7} )[^\n\0]*", "Git left both sides of a conflict here; keep one", ("<<<<<<<", ">>>>>>>")),
    (
        r"&(?:nbsp|[lg]t|amp|quot|[mn]dash)\b;?|&(?:[A-Za-z]{2,8}|#x?[\da-fA-F]+);",
        "write the character itself, or the entity of HTML once and with its semicolon",
        ("&",),
    ),
    (r"\\(?=[ \t]*\n)", "a line ends with two spaces where the next one must begin anew", ("\\\n", "\\ ")),
    (
        rf"(?<={NO_TAG})<[^<>\0]*>",
        "a browser would take this for HTML and swallow it; put spaces around <, or write code between two `",
        (NO_TAG,),
    ),
    (
        CONTROL.pattern,
        "this character is none that can be read; delete it",
        tuple(map(chr, (*range(1, 9), 11, 12, *range(14, 32), 127))),
    ),
]
FORMULAS: list[tuple[str, str, tuple[str, ...]]] = [  # … where the site typesets formulas
    (
        r"\$\$(?:[^$\0]*\$\$)?|\$(?=[\u2060\ufffc]+\$)",
        "a display formula needs a blank line before its first $$ and after its last, and nothing beside them; in a "
        "list, four spaces before each of its lines",
        ("$",),
    ),
    (
        DOLLAR + r"(?=[^$\0\n]*\$(?![\w$]))(?:[ \t]+(?:[^$\0\n]*[\\^_{}=<>|+*/][^$\0\n]*|[A-Za-z]\w{0,2}[ \t]*)|"
        r"(?![ \t])(?:[^$\0\n]*[\\^_{}=<>|+*/][^$\0\n]*|[A-Za-z]\w{0,2})[ \t]+)\$",
        "a formula touches its dollar signs, as in $x$",
        ("$ ", " $"),
    ),
    (
        DOLLAR + r"(?![\s$])(?:[^$\0\n]*[\\^_{}=<>|+*/][^$\0]*|[A-Za-z]\w{0,2})(?<!\s)\$(?![\w$])",
        "no formula can stand here; write it in words",
        ("$",),
    ),
    (
        DOLLAR + r"(?![\s$\d])(?=[^\s$\0]*(?:[\\^]|_\{)|\w_\w\b)[^$\n\0\ufffc]*(?=[\n\0]|\Z)",
        "a formula ends with a dollar sign, and before the paragraph does",
        ("$",),
    ),
    (r"\\[()\[\]]|\\(?:begin|end)\b", "a formula stands between $ and $, or alone between $$ and $$", ("\\",)),
    (
        r"\\[A-Za-z]{2,}",
        "TeX is read between $ and $ only; anything else with a backslash is written as `code`",
        ("\\",),
    ),
]
