"""The fonts that Chromium finds on a machine: a set of its own for each run of the tests, whatever is installed.

`FONTS=dejavu pytest tests/site` chooses. Under "none" there is a font without letters: what the site does not bring
along itself is not seen, or seen as boxes.
"""

import os
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import escape

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from figures.engine.formulas.node import install

CHOSEN = os.environ.get("FONTS", "none")
NOTO = Path(__file__).parent / "noto"
ASKED = {
    "serif": ("Times New Roman", "Times", "Georgia"),
    "sans-serif": ("Arial", "Helvetica", "system-ui"),
    "monospace": ("Courier New", "Menlo", "Consolas"),
}  # what pages and browsers ask for by default


def configuration(name: str, folder: Path, cache: Path, say: Callable[[str], None] = print) -> Path:
    """A configuration of fontconfig, written into `folder`, under which a program finds one set of fonts and no other.

    name: none, dejavu or noto. cache: where npm's packages are kept. Raises ValueError for another name.
    """
    if name not in SETS:
        raise ValueError(f"expected the fonts {', '.join(SETS)}, got {name}")
    files, families = SETS[name](folder, cache, say)
    own = folder / name
    own.mkdir(parents=True, exist_ok=True)
    for file in files:
        (own / file.name).unlink(missing_ok=True)
        (own / file.name).symlink_to(file)
    aliases = "".join(
        f"<match target='pattern'><test name='family'><string>{escape(asked)}</string></test>"
        f"<edit name='family' mode='prepend' binding='strong'><string>{escape(family)}</string></edit></match>\n"
        for family, (generic, others) in zip(families, ASKED.items(), strict=True)
        for asked in (generic, *others)
    )
    path = own / "fonts.conf"
    path.write_text(
        f"<?xml version='1.0'?>\n<!DOCTYPE fontconfig SYSTEM 'urn:fontconfig:fonts.dtd'>\n<fontconfig>\n"
        f"<dir>{escape(str(own))}</dir>\n<cachedir>{escape(str(own / 'cache'))}</cachedir>\n"
        f"{aliases}</fontconfig>\n",
        encoding="utf-8",
    )
    return path


Found = tuple[Iterable[Path], tuple[str, str, str]]  # files, and the serif, sans and mono among their families


def _none(folder: Path, cache: Path, say: Callable[[str], None]) -> Found:
    """A font without letters; with none at all Chromium does not start."""
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for corner in ((50, 700), (550, 700), (550, 0)):
        pen.lineTo(corner)
    pen.closePath()
    font = FontBuilder(1000)
    font.setupGlyphOrder([".notdef", "space"])
    font.setupCharacterMap({0x20: "space"})
    font.setupGlyf({".notdef": pen.glyph(), "space": TTGlyphPen(None).glyph()})
    font.setupHorizontalMetrics({".notdef": (600, 50), "space": (300, 0)})
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "No Letters", "styleName": "Regular"})
    font.setupOS2()
    font.setupPost()
    folder.mkdir(parents=True, exist_ok=True)
    font.save(folder / "no-letters.ttf")
    return [folder / "no-letters.ttf"], ("No Letters",) * 3


def _dejavu(folder: Path, cache: Path, say: Callable[[str], None]) -> Found:
    """What Debian installs beside Chromium; Matplotlib brings the same files."""
    matplotlib = find_spec("matplotlib")
    assert matplotlib is not None and matplotlib.origin is not None
    fonts = Path(matplotlib.origin).parent / "mpl-data/fonts/ttf"
    return sorted(fonts.glob("DejaVu*.ttf")), ("DejaVu Serif", "DejaVu Sans", "DejaVu Sans Mono")


def _noto(folder: Path, cache: Path, say: Callable[[str], None]) -> Found:
    """What Android and many Linux systems have; from npm, by the lock file in noto/."""
    fonts = install(NOTO, cache, say, "fonts") / "node_modules/@expo-google-fonts"
    files = [
        file
        for style in ("400Regular", "400Regular_Italic", "700Bold", "700Bold_Italic")
        for file in fonts.glob(f"*/{style}/*.ttf")
    ]
    return files, ("Noto Serif", "Noto Sans", "Noto Sans Mono")


SETS = {"none": _none, "dejavu": _dejavu, "noto": _noto}
