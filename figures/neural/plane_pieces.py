"""A ReLU network with two inputs cuts the plane into convex pieces; on each the same units are on, and it is affine.

Unit by unit: where the units before are settled, z is affine, so a unit cuts a piece along a straight line or not at
all. Source: Montúfar, Pascanu, Cho & Bengio (2014) for the counting of linear regions.
"""

from typing import NamedTuple

import numpy as np

from figures.neural import Array
from figures.neural.activation_registry import ACTIVATIONS
from figures.neural.layers import Dense, Elementwise, Layer
from figures.neural.network import Network
from figures.neural.pieces import fold

SAME = 1e-9  # a z that is nearer to 0, as a part of the largest of its piece, is 0


class Piece(NamedTuple):
    """A convex polygon (corners, 2), what the layers so far give on it, x A + c, and how many of their units are on."""

    polygon: Array
    A: Array
    c: Array
    on: int


def cut(piece: Piece, unit: int) -> list[Piece]:
    """The part where z of the unit is positive, as it is, and the part where it is not, with 0 for the unit."""
    corners = piece.polygon
    z = corners @ piece.A[:, unit] + piece.c[unit]
    z[np.abs(z) <= SAME * np.abs(z).max()] = 0.0
    sides: tuple[list[Array], list[Array]] = ([], [])
    for p, q, zp, zq in zip(corners, np.roll(corners, -1, axis=0), z, np.roll(z, -1), strict=True):
        for side, sign in zip(sides, (1, -1), strict=True):
            if sign * zp >= 0:
                side.append(p)
            if zp * zq < 0:
                side.append(p + zp / (zp - zq) * (q - p))
    A, c = piece.A.copy(), piece.c.copy()
    A[:, unit] = c[unit] = 0.0
    parts = [Piece(np.array(sides[0]), piece.A, piece.c, piece.on + 1), Piece(np.array(sides[1]), A, c, piece.on)]
    return [part for part, there in zip(parts, ((z > 0).any(), not (z > 0).all()), strict=True)
            if there and len(part.polygon) > 2]  # fmt: skip


def plane_pieces(network: Network, window: Array) -> list[Piece]:
    """The pieces into which a network with two inputs and ReLU cuts a convex window, (corners, 2) in order.

    Raises ValueError for any other activation.
    """
    found = [Piece(window, np.eye(2), np.zeros(2), 0)]
    for layer in network.layers:
        if isinstance(layer, Dense):
            found = [Piece(p.polygon, p.A @ layer.W, p.c @ layer.W + layer.b, p.on) for p in found]
            continue
        name = layer.activation.name if isinstance(layer, Elementwise) else type(layer).__name__
        if name != "relu":
            raise ValueError(f"plane_pieces: expected Dense and relu, got {name}")
        for unit in range(len(found[0].c)):
            found = [part for piece in found for part in cut(piece, unit)]
    return found


def fold_both(times: int) -> Network:
    """The tent of both inputs, added up after `times` times: 4 units a layer, 4^times pieces on the unit square."""
    layers: list[Layer] = []
    for layer in fold(times).layers:
        if isinstance(layer, Dense):
            last = layer.n_out == 1
            W = np.vstack([layer.W, layer.W]) if last else np.kron(np.eye(2), layer.W)
            layers.append(Dense(W, layer.b if last else np.tile(layer.b, 2)))
        else:
            layers.append(Elementwise(ACTIVATIONS["relu"]))
    return Network(layers)
