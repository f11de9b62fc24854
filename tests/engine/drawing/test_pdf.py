"""A PDF has the same bytes wherever project and libraries lie, and only the tables of its fonts that a PDF uses."""

import io
import re
import shutil
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from matplotlib import get_data_path

from figures.engine.drawing.pdf import Fonts

DRAW = """
import io, sys
from matplotlib import rcParams
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from figures.engine.drawing.pdf import set_pdfs
set_pdfs()
rcParams["pdf.fonttype"] = 42
fontManager.ttflist.clear()
for path in sys.argv[1:]:
    fontManager.addfont(path)
figure = Figure()
figure.text(0, 0, "abc", family="DejaVu Sans")
figure.text(0, 0.5, "abc", family="DejaVu Serif")
buffer = io.BytesIO()
figure.savefig(buffer, format="pdf", metadata={"CreationDate": None})
sys.stdout.buffer.write(buffer.getvalue())
"""


def drawn(*fonts: Path) -> bytes:
    return subprocess.run(
        [sys.executable, "-c", DRAW, *map(str, fonts)],
        capture_output=True,
        check=True,
        cwd=Path(__file__).resolve().parents[3],
    ).stdout


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """One drawing whose two fonts lie in folders of one order, and of the other."""
    folder, found = tmp_path_factory.mktemp("fonts"), []
    for sans, serif in (("a", "b"), ("b", "a")):
        paths = []
        for place, name in ((sans, "DejaVuSans.ttf"), (serif, "DejaVuSerif.ttf")):
            (folder / place).mkdir(exist_ok=True)
            paths.append(Path(shutil.copy(Path(get_data_path(), "fonts/ttf", name), folder / place)))
        found.append(drawn(*paths))
        for path in paths:
            path.unlink()
    return found


def test_the_folders_of_fonts_decide_no_byte(two: list[bytes]) -> None:
    assert two[0] == two[1]


def test_the_fonts_that_are_embedded_have_no_tables_for_setting_text(two: list[bytes]) -> None:
    streams = [
        zlib.decompress(found)
        for found in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", two[0], re.DOTALL)
        if found[:1] == b"x"
    ]
    fonts = [TTFont(io.BytesIO(stream)) for stream in streams if stream[:4] == b"\0\1\0\0" and len(stream) > 500]
    assert len(fonts) == 2
    assert not any({"GDEF", "GPOS", "GSUB"} & set(font.keys()) for font in fonts)


def test_fonts_are_sorted_by_file_and_part() -> None:
    fonts = Fonts({("/z/a.ttf", 1): "F2", ("/a/b.ttf", 0): "F1", ("/y/a.ttf", 0): "F3"})
    assert [name for _, name in sorted(fonts.items())] == ["F3", "F2", "F1"]
