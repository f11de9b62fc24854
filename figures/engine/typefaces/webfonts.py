"""The project's typefaces cut to the letters in use, and those that a drawing brings along.

A download holds the faces of its words; what these faces lack is outlined there (`drawing/labels.py`). So a machine
without any font shows it as the page does.
"""

import base64
import io
import os
import re
import tokenize
from collections.abc import Callable, Container, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path

from figures.engine.project.faults import Fault, FigureError
from figures.engine.store.digests import digest
from figures.engine.store.recalling import once
from figures.engine.typefaces.chosen import PRESENT, Face, Typefaces

NOTICES = [0, 14]  # copyright and where the licence is; a face that is cut must not keep its reserved name
FEATURES = ("ccmp", "kern", "liga", "mark")
TEXTS = (".md", ".py", ".html", ".yml", ".js", ".css")
ASCII = bytes(range(128))
CODING = re.compile(rb"coding[:=]")  # as a program says on one of its first lines
OWN = Path(__file__).parents[1]  # whose letters do not come to pages, but for some that are present in any case


def letters_of(folders: Iterable[Path], more: Iterable[str] = ()) -> str:
    """The characters of the texts in these folders, and of those given, that are not present in any case."""
    found = set("".join(more))
    for folder in folders:
        for place, inner, files in os.walk(folder):
            inner[:] = [name for name in inner if name[0] not in "._" and Path(place, name) != OWN]
            for file in files:
                if file.endswith(TEXTS) and os.path.isfile(f"{place}/{file}"):  # editors leave links that lead nowhere
                    found |= _letters_in(Path(place, file))
    return "".join(sorted(letter for letter in found - PRESENT if letter.isprintable()))


def _letters_in(file: Path) -> set[str]:
    """The letters beside those of ASCII; a program may say in which encoding it has them."""
    data = file.read_bytes()
    letters = data.translate(None, ASCII)
    if file.suffix == ".py" and letters and CODING.search(data, 0, 300):
        with suppress(SyntaxError, ValueError), tokenize.open(file) as program:
            return set(program.read())
    return set(letters.decode(errors="ignore"))


def prepare(typefaces: Typefaces, say: Callable[[str], None]) -> None:
    """All that drawing needs: the packages, and the faces that a download brings along. Raises FigureError."""
    typefaces.fetch(say)
    for face in typefaces.faces():
        cut(face, face.usual, typefaces.cache)


def with_faces(svg: bytes, typefaces: Typefaces, files: Container[str]) -> bytes:
    """A drawing that stands alone: with those faces of the project, by their files, that its words are set in."""
    shown = [face for face in typefaces.faces() if str(face.file) in files]
    rules = [
        rule(face.family, face.weight, face.italic, face.usual, inside(cut(face, face.usual, typefaces.cache)))
        for face in shown
    ]
    sheet = "".join(["text{white-space:pre;font-synthesis:none}", *rules, "</style>"])
    return svg.replace(b"</style>", sheet.encode(), 1)


def cut(face: Face, letters: Iterable[str], cache: Path) -> bytes:
    """The face with these letters only, as woff2; kept in the cache."""
    text = "".join(sorted(letters))
    own = digest(Path(__file__).read_bytes())
    key = digest(f"{own} {digest(face.file.read_bytes())} {text}".encode())
    return once(cache / "cut" / f"{key}.woff2", partial(_cut, face, text))


def _cut(face: Face, text: str) -> bytes:
    from fontTools import subset

    options = subset.Options(
        hinting=False,
        layout_features=list(FEATURES),
        glyph_names=False,
        notdef_outline=True,
        name_IDs=NOTICES,
        recalc_timestamp=False,
        flavor="woff2",
    )
    options.drop_tables += ["STAT", "DSIG", "meta", "FFTM"]
    buffer = io.BytesIO()
    with subset.load_font(str(face.file), options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=text)
        subsetter.subset(font)
        subset.save_font(font, buffer, options)
    return buffer.getvalue()


def rule(family: str, weight: int, italic: bool, letters: Iterable[str], source: str, more: str = "") -> str:
    """The `@font-face` rule of a face with these letters, whose file is at `source`."""
    slant = ";font-style:italic" if italic else ""
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight}{slant};'
        f'unicode-range:{ranges(letters)};src:url({source}) format("woff2"){more}}}'
    )


def inside(data: bytes) -> str:
    """A font as a source that no browser has to fetch."""
    return f"data:font/woff2;base64,{base64.b64encode(data).decode()}"


def letters_in(face: Face) -> set[str]:
    """All letters that the file of a face has. Raises FigureError if it cannot be read."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(face.file, lazy=True) as font:
            return set(map(chr, font.getBestCmap()))
    except TTLibError as error:
        raise FigureError(
            Fault(
                f"{face.file} is not a font that can be read ({error}); delete {face.file.parent} "
                "and build again, it is fetched anew"
            )
        ) from error


def ranges(letters: Iterable[str]) -> str:
    """CSS's `unicode-range`: U+20-7E, U+A0, …"""
    runs: list[list[int]] = []
    for code in sorted(map(ord, letters)):
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ",".join(f"U+{first:X}" + (f"-{last:X}" if last > first else "") for first, last in runs)
