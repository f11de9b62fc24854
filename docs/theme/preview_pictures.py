"""The picture that goes with a link to a page: its title beside its first figure, 1200 by 630 points."""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from figures.engine.store.digests import content_digest
from figures.engine.store.made import Made, Making

SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN, GAP = 60, 40
PAPER, INK, MUTED, ACCENT = "#ffffff", "#1f2328", "#5b6470", "#9c3319"  # as in assets/site.css
LARGEST, SMALLEST, FOOT = 72, 40, 26  # sizes of letters
WIDE = 1.5  # a figure wider than this times its height stands below the title


def kept(made: Made, title: str, foot: str, figure: Path | None, faces: dict[str, Path]) -> bytes:
    """The picture, drawn only if it is not remembered: all of them take longer than all else of a build."""
    source = [title, foot, figure and content_digest(figure), *map(content_digest, faces.values())]
    return made.file("previews", Making(source, lambda: picture(title, foot, figure, faces)))


def picture(title: str, foot: str, figure: Path | None, faces: dict[str, Path]) -> bytes:
    """A PNG; `faces` are the files of the faces "title" and "foot"."""
    sheet = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(sheet)
    drawing = _opened(figure) if figure else None
    below = drawing is not None and drawing.width > WIDE * drawing.height
    room = (WIDTH - 2 * MARGIN, 90) if below else (WIDTH - 2 * MARGIN if drawing is None else 430, 400)
    lines, font = _fitted(title, room, faces["title"])
    pen.rectangle((0, 0, WIDTH, 12), ACCENT)
    pen.multiline_text((MARGIN, MARGIN), lines, INK, font, spacing=10)
    small = ImageFont.truetype(faces["foot"], FOOT)
    pen.text((MARGIN, HEIGHT - MARGIN), foot, MUTED, small, anchor="ls")
    if drawing is not None:
        top = MARGIN + 90 + GAP // 2 if below else MARGIN
        left = MARGIN if below else MARGIN + 430 + GAP
        _set_in(sheet, drawing, (left, top, WIDTH - MARGIN, HEIGHT - MARGIN - (FOOT + GAP // 2 if below else 0)))
    file = BytesIO()
    sheet.quantize(128, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _opened(path: Path) -> Image.Image:
    drawing = Image.open(path).convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", drawing.size, PAPER), drawing).convert("RGB")


def _set_in(sheet: Image.Image, drawing: Image.Image, box: tuple[int, int, int, int]) -> None:
    """In the middle of the box, as large as it allows."""
    left, top, right, bottom = box
    scale = min((right - left) / drawing.width, (bottom - top) / drawing.height)
    small = drawing.resize((round(drawing.width * scale), round(drawing.height * scale)), Image.Resampling.LANCZOS)
    sheet.paste(small, ((left + right - small.width) // 2, (top + bottom - small.height) // 2))


def _fitted(text: str, room: tuple[int, int], face: Path) -> tuple[str, ImageFont.FreeTypeFont]:
    """The text in lines, in the largest letters that fit."""
    for size in range(LARGEST, SMALLEST - 1, -4):
        font = ImageFont.truetype(face, size)
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            if font.getlength(longer) <= room[0]:
                lines[-1] = longer
            else:
                lines.append(word)
        if len(lines) * size * 1.3 <= room[1] and max(map(font.getlength, lines)) <= room[0]:
            break
    return "\n".join(lines).strip(), font
