"""A value for every setting of several controls, stored over those controls alone that it depends on."""

from collections.abc import Sequence
from itertools import product
from math import prod
from typing import Any


def table(values: Sequence[str], shape: Sequence[int]) -> dict[str, Any]:
    """{"marks": the different values, "by": the axes they depend on, "at": which one, over these axes in C order}."""
    index = {value: number for number, value in enumerate(dict.fromkeys(values))}
    at = [index[value] for value in values]
    strides = [prod(shape[axis + 1 :]) for axis in range(len(shape))]
    by = [axis for axis in range(len(shape)) if _depends(at, shape[axis], strides[axis])]
    places = product(*(range(shape[axis]) for axis in by))
    kept = [at[sum(place * strides[axis] for place, axis in zip(choice, by, strict=True))] for choice in places]
    return {"by": by, "at": kept, "marks": list(index)}


def _depends(at: list[int], count: int, stride: int) -> bool:
    """Whether moving along an axis of `count` places, `stride` apart, ever changes the value."""
    block = count * stride
    return any(at[start : start + block] != at[start : start + stride] * count for start in range(0, len(at), block))
