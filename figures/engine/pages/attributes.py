"""Style attributes of drawings as attributes of their own: a page that allows no styles in its text shows them too."""

import re

STYLE = re.compile(r' ?\bstyle=(\\?")([^"\\]*)\1')
FONT = re.compile(r"(?:(italic|oblique) )?(?:(\d+|bold|bolder|lighter) )?([\d.]+px) (.+)")
PARTS = ("font-style", "font-weight", "font-size", "font-family")
# Of these SVG has attributes, which say the same as long as no style sheet says otherwise.
KNOWN = frozenset(
    """clip-path clip-rule color-interpolation-filters dominant-baseline fill fill-opacity fill-rule filter font-family
    font-size font-style font-weight image-rendering mask opacity paint-order stop-color stop-opacity stroke
    stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width
    text-anchor""".split()
)


def attributes(svg: str) -> str:
    """The drawing, or the JSON of drawings, with each declaration as an attribute; what has none stays a style."""
    return STYLE.sub(_attributes, svg)


def _attributes(style: re.Match[str]) -> str:
    sign, rest = style[1], list[str]()
    said: dict[str, str] = {}
    for declaration in filter(None, map(str.strip, style[2].split(";"))):
        name, _, value = map(str.strip, declaration.partition(":"))
        if name == "font" and (font := FONT.fullmatch(value)):
            said |= {part: each for part, each in zip(PARTS, font.groups(), strict=True) if each}
        elif name in KNOWN:
            said[name] = value
        else:
            rest.append(declaration)
    if rest:
        said["style"] = ";".join(rest)
    return "".join(f" {name}={sign}{value}{sign}" for name, value in said.items())
