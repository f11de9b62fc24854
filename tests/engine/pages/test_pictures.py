"""Pictures in drawings keep every pixel and lose bytes."""

import base64
import io
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from figures.engine.pages.pictures import lighter


def png(pixels: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    return buffer.getvalue()


def pixels_of(svg: str) -> tuple[np.ndarray, int]:
    (code,) = re.findall(r'href="data:image/png;base64,([^"]+)"', svg)
    data = base64.b64decode(code)
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGBA")), len(data)


@pytest.fixture
def colours(request: pytest.FixtureRequest) -> np.ndarray:
    """A square of pixels with so many colours, grey ones or with a last one that is half transparent."""
    kind, rng = request.param, np.random.default_rng(1)
    table = rng.integers(0, 256, (1000 if kind == "many" else 40, 4), dtype=np.uint8)
    table[:, 3] = 255
    if kind == "grey":
        table[:, 1:3] = table[:, :1]
    if kind == "half transparent":
        table[-1, 3] = 128
    return table[rng.integers(0, len(table), (40, 40))]


@pytest.mark.parametrize("colours", ["grey", "few", "many", "half transparent"], indirect=True)
def test_every_pixel_stays_and_no_picture_grows(colours: np.ndarray, tmp_path: Path) -> None:
    before = png(colours)
    drawing = f'<svg><image href="data:image/png;base64,\n{base64.b64encode(before).decode()}"/></svg>'
    fresh, kept = lighter(drawing, tmp_path), lighter(drawing, tmp_path)
    pixels, size = pixels_of(fresh)
    assert fresh == kept
    assert np.array_equal(pixels, colours)
    assert size <= len(before)


@pytest.mark.parametrize("colours", ["grey", "few"], indirect=True)
def test_grey_and_few_colours_take_less_than_half_of_the_bytes(colours: np.ndarray, tmp_path: Path) -> None:
    before = png(colours)
    drawing = f'<svg><image href="data:image/png;base64,\n{base64.b64encode(before).decode()}"/></svg>'
    assert 2 * pixels_of(lighter(drawing, tmp_path))[1] < len(before)
