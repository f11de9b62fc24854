"""Pictures in drawings with the same pixels in fewer bytes: grey or with a palette, where Matplotlib writes RGBA."""

import base64
import io
import re
from pathlib import Path

from figures.engine.store.digests import digest
from figures.engine.store.recalling import once

PICTURE = re.compile(r'data:image/png;base64,\s*([^"]+)')
COLOURS = 256  # of a palette
OWN = digest(Path(__file__).read_bytes())


def lighter(svg: str, cache: Path) -> str:
    """The drawing with its pictures written anew, each once; they are kept in `cache`."""
    return PICTURE.sub(lambda match: f"data:image/png;base64,{_kept(match[1], cache)}", svg)


def _kept(code: str, cache: Path) -> str:
    place = cache / f"{digest(f'{OWN} {code}'.encode())}.png"

    def make() -> bytes:
        before = base64.b64decode(code)
        return min(before, rewritten(before), key=len)

    return base64.b64encode(once(place, make)).decode()


def rewritten(png: bytes) -> bytes:
    """The same pixels: grey if all are, with a palette if they have few colours, otherwise as they came."""
    import numpy as np
    from PIL import Image

    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"))
    red, green, blue, alpha = np.moveaxis(pixels, -1, 0)
    colours, places = np.unique(pixels.reshape(-1, 4), axis=0, return_inverse=True)
    if np.any(alpha < 255):
        return png
    if np.all(red == green) and np.all(green == blue):
        picture = Image.fromarray(red)
    elif len(colours) <= COLOURS:
        picture = Image.fromarray(places.reshape(red.shape).astype("u1"))
        picture.putpalette(colours[:, :3].tobytes())
    else:
        return png
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
