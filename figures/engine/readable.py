r"""TeX as one line of text, for search, for copying and for ears: `φ(wx + b)` instead of `\varphi(wx + b)`."""

import re
import unicodedata
from functools import cache

SIGNS = {
    "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠", "neq": "≠", "approx": "≈", "times": "×", "cdot": "·",
    "pm": "±", "in": "∈", "infty": "∞", "partial": "∂", "nabla": "∇", "sum": "∑", "prod": "∏", "int": "∫", "odot": "⊙",
    "to": "→", "mapsto": "↦", "Rightarrow": "⇒", "dots": "…", "ldots": "…", "cdots": "…", "mid": "|", "R": "ℝ",
    "varphi": "φ", "varepsilon": "ε", "vartheta": "ϑ", "quad": " ", "qquad": " ", "lVert": "‖", "rVert": "‖",
    "lvert": "|", "rvert": "|", "sqrt": "√", "top": "T", "leftarrow": "←", "Longrightarrow": "⇒", "iff": "⇔",
}
ACCENTS = {"hat": "\u0302", "tilde": "\u0303", "bar": "\u0304", "vec": "\u20d7"}
BARE = re.compile(r"\\(label|tag|begin|end)\*?\{[^{}]*\}|\\\\(\[[^\]]*\])?|&|\\(left|right|[bB]igg?[lr]?)(?![a-zA-Z])")
STYLE = re.compile(r"\\math[a-z]+ ")
ACCENT = re.compile(r"\\(hat|tilde|bar|vec)\s*\{?(\w)\}?")
WORDS = re.compile(r"\\(?:text|math[a-z]+|operatorname|boldsymbol)\*?\{([^{}]*)\}")
FRACTION = re.compile(r"\\[dt]?frac(?:\{([^{}]*)\}|(\d))(?:\{([^{}]*)\}|(\d))")


def _sign(match: re.Match[str]) -> str:
    """The sign that a TeX command stands for: a Greek letter, a symbol, or its own name, as of `tanh`."""
    name = match[1]
    size = "SMALL" if name[0].islower() else "CAPITAL"
    try:
        return SIGNS.get(name) or unicodedata.lookup(f"GREEK {size} LETTER {name.upper()}")
    except KeyError:
        return name


def _fraction(match: re.Match[str]) -> str:
    """A fraction with a stroke; sums above or below it in brackets."""
    parts = [part.strip() for part in match.groups() if part is not None]
    return "/".join(f"({part})" if " " in part else part for part in parts)


@cache  # the index holds every section, and every page with all of its sections
def as_text(tex: str) -> str:
    r"""A formula in one line of text: `\frac{1}{1 + e^{-z}}` is `1/(1 + e^-z)`."""
    tex = STYLE.sub("", WORDS.sub(r"\1", BARE.sub(" ", tex)))
    tex = ACCENT.sub(lambda found: unicodedata.normalize("NFC", found[2] + ACCENTS[found[1]]), tex)
    tex = re.sub(r"\\[,!]", "", re.sub(r"\\[;: ]", " ", tex))
    for _ in range(4):  # what stands in braces may hold braces: from the inside
        tex = WORDS.sub(r"\1", re.sub(r"([_^])\{([^{}]*)\}", r"\1\2", tex))
        tex = FRACTION.sub(_fraction, re.sub(r"\\sqrt\{([^{}]*)\}", r"√(\1)", tex))
    tex = re.sub(r"\\([a-zA-Z]+)", _sign, tex)
    return re.sub(r" ([,.)])", r"\1", " ".join(re.sub(r"[{}\\]", "", tex).split()))
