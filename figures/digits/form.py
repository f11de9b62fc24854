"""Images of digits out of form, and brought back into it: MNIST's recipe for pictures instead of lines."""

import numpy as np
from scipy.ndimage import affine_transform, grey_dilation

from figures.digits.strokes import BOX, MIDDLE, SIDE
from figures.neural import Array

INKED = 0.1  # what counts as ink where the size of a digit is measured
AT = MIDDLE - 0.5  # the pixel whose middle is MIDDLE


def zoomed(image: Array, factor: float, centre: Array, to: float = AT) -> Array:
    """The image enlarged about `centre` (row, column), which comes to the pixel `to`; between pixels it is linear."""
    return np.asarray(affine_transform(image, [1 / factor] * 2, centre - to / factor, order=1))


def centre_of_mass(image: Array) -> Array:
    """Row and column; those of the first pixel are 0. The middle if there is no ink."""
    if not (ink := image.sum()):
        return np.full(2, AT)
    at = np.arange(SIDE)
    centre: Array = np.array([image.sum(axis=1) @ at, image.sum(axis=0) @ at]) / ink
    return centre


def back_in_form(image: Array, to: float = AT) -> Array:
    """The longer side of the ink is 20 pixels, and its centre of mass is at the pixel `to`."""
    sides = [np.flatnonzero((image > INKED).any(axis=axis)) for axis in (0, 1)]
    extent = max((int(np.ptp(side)) + 1 for side in sides if len(side)), default=BOX)
    return zoomed(image, BOX / extent, centre_of_mass(image), to)


def filling(image: Array) -> Array:
    """So large that the digit reaches the border."""
    return zoomed(image, SIDE / BOX, centre_of_mass(image))


def bold(image: Array) -> Array:
    """Strokes that are three pixels thicker."""
    return np.asarray(grey_dilation(image, size=(4, 4)))
