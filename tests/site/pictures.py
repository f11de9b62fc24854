"""Two pictures of one figure, by Matplotlib and by Chromium: what stands in one and not in the other."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy.ndimage import maximum_filter, minimum_filter, uniform_filter

Picture = NDArray[np.int16]  # (height, width, 3), 0 to 255
NEAR = 3  # pixels: edges are looked for one to each side, because the two round and smooth in their own ways
CLOSE = 100  # of 255: how far a colour may be from what is near
AREA, SHADE = 15, 22  # pixels, and of 255: how far the mean of a square may be, so that pale areas count too


def picture(data: bytes, size: tuple[int, int] | None = None) -> Picture:
    """A PNG on white, scaled to `size` (width, height) if that is given."""
    image = Image.open(io.BytesIO(data)).convert("RGBA")
    image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    if size is not None and image.size != size:
        image = image.resize(size, Image.Resampling.BOX)
    return np.asarray(image, dtype=np.int16)


def unexplained(one: Picture, other: Picture) -> int:
    """The number of pixels that stand in one picture only.

    None near it in the other is as dark, or as light, or the square around it is shaded otherwise.
    """
    means = [uniform_filter(each.astype(float), size=(AREA, AREA, 1)) for each in (one, other)]
    wrong = (np.abs(means[0] - means[1]) > SHADE).any(axis=2)
    for mine, theirs in ((one, other), (other, one)):
        lightest, darkest = (find(theirs, size=(NEAR, NEAR, 1)) for find in (maximum_filter, minimum_filter))
        wrong |= ((mine > lightest + CLOSE) | (mine < darkest - CLOSE)).any(axis=2)
    return int(wrong.sum())
