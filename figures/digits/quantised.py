"""w ≈ s q with a whole number q from −127 to 127: a weight in one byte, with one scale s for each layer.

s = max |w| / 127, so that the largest weight is kept exactly and no other is off by more than s / 2. Biases stay as
they are; there are few. Source: Jacob et al. (2018), whose scheme has zero points too.
"""

import numpy as np
from numpy.typing import NDArray

from figures.neural import Array


def quantised(w: Array, bits: int = 8) -> tuple[NDArray[np.int8], float]:
    """q and s. Raises ValueError for fewer than 2 bits or more than 8."""
    if not 2 <= bits <= 8:
        raise ValueError(f"quantised: expected 2 to 8 bits, got {bits}")
    most = 2 ** (bits - 1) - 1
    scale = float(np.abs(w).max()) / most or 1.0
    return np.round(w / scale).astype(np.int8), scale


def rounded(parameters: list[Array], bits: int = 8) -> list[Array]:
    """Weights and biases of a network, first layer first, with s q in place of each weight."""
    found: list[Array] = []
    for w in parameters:
        q, scale = quantised(w, bits)
        found.append(w if w.ndim == 1 else q.astype(float) * scale)
    return found


def packed(parameters: list[Array], names: tuple[str, ...]) -> dict[str, Array]:
    """q, s and bias of each layer, as `name`, `name_scale` and `name_bias`, for a page's script."""
    found: dict[str, Array] = {}
    for name, w, b in zip(names, parameters[::2], parameters[1::2], strict=True):
        q, scale = quantised(w)
        found |= {name: q, f"{name}_scale": np.float64(scale), f"{name}_bias": b.astype(np.float32)}  # type: ignore[dict-item]
    return found


def bytes_of(numbers: dict[str, Array]) -> int:
    """What the packed network takes: a byte for each weight, four for each bias, eight for each scale."""
    return sum(array.nbytes for array in numbers.values())
