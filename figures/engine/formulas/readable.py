r"""A formula in one line of text, for ears and for what a search finds: `\frac{1}{1 + e^{-z}}` is `1/(1 + e^-z)`."""

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Mapping
from functools import cache

from figures.engine.formulas.macros import written_out

TOKEN = re.compile(r"\\[a-zA-Z]+\*?|\\.|\s+|[^\\\s]", re.DOTALL)
SIGNS = {
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈", "equiv": "≡", "sim": "∼",
    "propto": "∝", "ll": "≪", "gg": "≫", "times": "×", "cdot": "·", "pm": "±", "mp": "∓", "ast": "∗", "circ": "∘",
    "odot": "⊙", "otimes": "⊗", "oplus": "⊕", "in": "∈", "notin": "∉", "subset": "⊂", "cup": "∪", "cap": "∩",
    "forall": "∀", "exists": "∃", "infty": "∞", "partial": "∂", "nabla": "∇", "sum": "∑", "prod": "∏", "int": "∫",
    "to": "→", "rightarrow": "→", "longrightarrow": "→", "xrightarrow": "→", "mapsto": "↦", "leftarrow": "←",
    "gets": "←", "Rightarrow": "⇒", "Longrightarrow": "⇒", "implies": "⇒", "iff": "⇔", "dots": "…", "ldots": "…",
    "cdots": "…", "mid": "|", "vert": "|", "lvert": "|", "rvert": "|", "|": "‖", "Vert": "‖", "lVert": "‖",
    "rVert": "‖", "langle": "⟨", "rangle": "⟩", "top": "T", "ell": "ℓ", "prime": "′", "varphi": "φ", "varepsilon": "ε",
    "vartheta": "ϑ", "quad": " ", "qquad": " ", "\\": " ", ";": " ", ":": " ", " ": " ", ",": "", "!": "",
    "lambda": "λ", "Lambda": "Λ",  # Unicode writes them without the b
    "lbrace": "{", "rbrace": "}", "colon": ":", "land": "∧", "lor": "∨", "neg": "¬", "triangleq": "≜",
}  # fmt: skip
# How many arguments a command takes, and what becomes of them.
SHAPES = {
    "frac": (2, "{0}/{1}"), "dfrac": (2, "{0}/{1}"), "tfrac": (2, "{0}/{1}"), "cfrac": (2, "{0}/{1}"),
    "binom": (2, "({0} over {1})"), "sqrt": (1, "√{0}"), "overset": (2, "{1}"), "underset": (2, "{1}"),
    "stackrel": (2, "{1}"), "begin": (0, " "), "end": (1, " "), "label": (1, ""), "tag": (1, ""), "hspace": (1, " "),
}  # fmt: skip
ACCENTS = {"hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "bar": "\u0304", "vec": "\u20d7", "dot": "\u0307"}
DOUBLE = {"R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ", "E": "𝔼", "P": "ℙ"}
SIZES = re.compile(r"left|right|middle|[bB]igg?[lrm]?|displaystyle|textstyle|limits|nolimits|nonumber")
TIGHT = re.compile(r"[Α-ω∂∇√]")  # a letter after these stands close to them
NAMES = re.compile(r"(?:arc)?(?:sin|cos|tan)h?|exp|log|ln|min|max|sup|inf|lim|det|dim|arg|Pr|gcd|deg|ker|mod")


def as_text(tex: str, macros: Mapping[str, tuple[int, str]] = {}) -> str:
    """The formula; what cannot stand in one line (a bar, a brace, a matrix) leaves its content."""
    return _line(tex, tuple(macros.items()))


@cache  # the index holds every section, and every page with all of its sections
def _line(tex: str, known: tuple[tuple[str, tuple[int, str]], ...]) -> str:
    text = " ".join(_text(TOKEN.findall(written_out(tex, dict(known)))).split())
    return re.sub(r" ([,.;)])", r"\1", re.sub(r"([|‖]) (\S+) ([|‖])", r"\1\2\3", text))


def _text(tokens: Iterable[str]) -> str:
    waiting, written = deque(tokens), ""
    while waiting:
        token = waiting.popleft()
        name = token[1:].rstrip("*")
        if token in "^_":
            written += token + _grouped(_text(_argument(waiting)))
        elif token in "{}&~" or token.isspace():
            written += " " * (token not in "{}")
        elif token[0] != "\\":
            written += token
        elif name == "begin" and "array" in "".join(_argument(waiting)):
            _argument(waiting)  # how its columns stand
        elif name in SHAPES:
            count, form = SHAPES[name]
            _skip_option(waiting)
            written += form.format(*(_grouped(_text(_argument(waiting))) for _ in range(count)))
        elif name in ACCENTS:
            written += unicodedata.normalize("NFC", _text(_argument(waiting)) + ACCENTS[name])
        elif SIZES.fullmatch(name):
            if waiting and waiting[0] == ".":  # a bracket that is not shown
                waiting.popleft()
        else:
            if name == "\\":
                _skip_option(waiting)
            written += _sign(name, waiting)
    return written


def _sign(name: str, waiting: deque[str]) -> str:
    """A sign, a Greek letter or the name of a function; of every other command its argument, as of mathrm."""
    sign = SIGNS.get(name) or _greek(name)
    if sign and TIGHT.fullmatch(sign) and len(waiting) > 1 and waiting[0].isspace():
        if sign == "∂" or re.match(r"[\w{]", waiting[1]):
            waiting.popleft()
    if sign or name in SIGNS:
        return sign
    if NAMES.fullmatch(name):
        return name + " " * bool(waiting and re.match(r"\\?[a-zA-Z]", waiting[0]))
    if not name.isalpha():
        return name
    while waiting and waiting[0].isspace():
        waiting.popleft()
    inside = _text(_argument(waiting)) if waiting and re.match(r"[{a-zA-Z0-9]", waiting[0]) else name
    return DOUBLE.get(inside, inside) if name == "mathbb" else inside


def _greek(name: str) -> str:
    try:
        return unicodedata.lookup(f"GREEK {'SMALL' if name[0].islower() else 'CAPITAL'} LETTER {name.upper()}")
    except KeyError:
        return ""


def _argument(waiting: deque[str]) -> list[str]:
    """The next argument: what stands between braces, or one token with the arguments that it takes itself."""
    while waiting and waiting[0].isspace():
        waiting.popleft()
    if not waiting:
        return []
    first = waiting.popleft()
    if first != "{":
        name = first[1:]
        takes = SHAPES[name][0] if name in SHAPES else int(name in ACCENTS or name.startswith(("math", "text", "oper")))
        return [first, *(part for _ in range(takes) for part in ["{", *_argument(waiting), "}"])]
    depth, inside = 1, []
    while waiting:
        token = waiting.popleft()
        depth += (token == "{") - (token == "}")
        if not depth:
            break
        inside.append(token)
    return inside


def _skip_option(waiting: deque[str]) -> None:
    """Leave out what stands in square brackets: the degree of a root, the height of a line."""
    if waiting and waiting[0] == "[" and "]" in waiting:
        while waiting.popleft() != "]":
            pass


def _grouped(text: str) -> str:
    """In brackets if it is more than one thing."""
    text = " ".join(text.split())
    return f"({text})" if " " in text or (len(text) > 1 and re.search(r"[/+=]", text)) else text
