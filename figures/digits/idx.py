"""IDX, the format of MNIST's four files: 0, 0, the kind of number, how many axes, the length of each, the numbers.

The kind is 8 for whole numbers from 0 to 255, one byte each, the only one used here. A length is four bytes, the
largest place first. Source: LeCun, Bottou, Bengio & Haffner (1998), whose authors published the files.
"""

from math import prod

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
START = b"\0\0\x08"


def read_idx(data: bytes, name: str) -> Bytes:
    """The array that the bytes of the file `name` describe. Raises ValueError if they are no IDX file, or not whole."""
    if data[:3] != START or len(data) < 4:
        raise ValueError(
            f"{name}: expected an IDX file, which starts with 00 00 08, got {data[:3].hex(' ') or 'nothing'}"
        )
    first = 4 + 4 * data[3]
    shape = [int.from_bytes(data[at : at + 4], "big") for at in range(4, first, 4)]
    if len(data) != (expected := first + prod(shape)):
        raise ValueError(f"{name}: expected {expected} bytes for the shape {shape} that it states, got {len(data)}")
    return np.frombuffer(data, np.uint8, offset=first).reshape(shape)


def read_pair(images: tuple[str, bytes], labels: tuple[str, bytes]) -> tuple[Bytes, Bytes]:
    """Images (N, height, width) and labels (N,) from 0 to 9 out of two files, each given as name and bytes.

    Raises ValueError if one is not what its name says, or if they do not belong together.
    """
    x, y = read_idx(images[1], images[0]), read_idx(labels[1], labels[0])
    for (name, _), array, axes in ((images, x, 3), (labels, y, 1)):
        if array.ndim != axes:
            what = "images" if axes == 3 else "labels"
            raise ValueError(f"{name}: expected {what} with {axes} axes, got {array.ndim}; is it the other file?")
    if len(x) != len(y):
        raise ValueError(f"{labels[0]}: expected {len(x)} labels, as there are images in {images[0]}, got {len(y)}")
    if y.max(initial=0) > 9:
        raise ValueError(f"{labels[0]}: expected labels from 0 to 9, got {y.max()}")
    return x, y
