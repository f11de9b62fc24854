"""What mathematics allows, by nobody's automatic differentiation: one-sided slopes measured in double precision.

The slope of f at x in the direction d is lim (f(x + h d) − f(x)) / h for h ↓ 0. Where it is linear in d, f is smooth
and has one gradient. Otherwise g may stand for the gradient if g · d is at most that slope in every direction (a
subgradient, for a kink like that of |x|), or at least it (a supergradient, for one like that of −|x|).
Source: Clarke (1990).
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

H = 1e-8
NEAR = 1e-4  # relative: what rounding and H leave, and single precision
DIRECTIONS = np.random.default_rng(0).normal(size=(40, 3))
Function = Callable[[Any], Any]


def _celu(x: Any) -> Any:
    return np.where(x > 0, x, np.expm1(np.minimum(x, 0)))


KINKS: dict[str, tuple[Function, Any]] = {
    "relu": (lambda x: np.maximum(x, 0), 0.0),
    "maximum": (lambda x: np.maximum(x, 0), 0.0),
    "abs": (np.abs, 0.0),
    "leaky_relu": (lambda x: np.where(x > 0, x, 0.1 * x), 0.0),
    "hard_tanh": (lambda x: np.clip(x, -1, 1), 1.0),
    "relu6": (lambda x: np.clip(x, 0, 6), 6.0),
    "clip": (lambda x: np.clip(x, -1, 1), 1.0),
    "elu": (_celu, 0.0),
    "celu": (_celu, 0.0),
    "celu_mended": (_celu, 0.0),
    "norm_mended": (lambda x: np.sqrt((x * x).sum()), [0.0, 0.0]),
    "selu": (lambda x: 1.0507009873554805 * np.where(x > 0, x, 1.6732632423543772 * np.expm1(np.minimum(x, 0))), 0.0),
    "norm": (lambda x: np.sqrt((x * x).sum()), [0.0, 0.0]),
    "root_of_square": (lambda x: np.sqrt(x * x), 0.0),
    "std": (np.std, [1.0, 1.0]),
    "power_0": (lambda x: x**0, 0.0),
    "where_log": (lambda x: 0 * x, 0.0),
    "product": (np.prod, [0.0, 2.0, 4.0]),
    "cumulative_product": (lambda x: np.cumprod(x).sum(), [0.0, 2.0, 4.0]),
    "sinc": (np.sinc, 0.0),
    "normalise": (lambda x: x[0] / max(np.sqrt((x * x).sum()), 1e-7), [0.0, 0.0]),  # Keras divides by no less
    "max_tie": (np.max, [1.0, 1.0, 0.0]),
    "max_along_tie": (np.max, [1.0, 1.0, 0.0]),
    "maximum_tie": (np.max, [1.0, 1.0]),
    "sort_tie": (np.max, [1.0, 1.0, 0.0]),
    "top_tie": (np.max, [1.0, 1.0, 0.0]),
    "pool_tie": (np.max, [1.0, 1.0, 1.0, 1.0]),
    "mean_absolute_error": (lambda x: np.abs(x - [1.0, 2.0]).mean(), [1.0, 2.0]),
    "percentage_error": (lambda x: 100 * (np.abs(x - [0.0, 1.0]) / [1e-7, 1.0]).mean(), [0.0, 1.0]),
    "hinge": (lambda x: np.maximum(1 - x, 0).mean(), [1.0, 1.0]),
    "hard_sigmoid": (lambda x: np.clip(x / 6 + 0.5, 0, 1), 3.0),
    "huber": (lambda x: np.where(abs(x) <= 1, x * x / 2, abs(x) - 0.5).sum(), [1.0]),
}

EXACT = {  # of the single number next to 10⁻⁴⁰, of −6 times the normal distribution's left tail, of 1 − tanh² 6
    "log_tiny": math.log(float(np.float32(1e-40))),
    "relu_tiny": 1.0,
    "gelu_left": -3 * math.erfc(6 / math.sqrt(2)),
    "tanh_far": 1 / math.cosh(6) ** 2,
}
CLOSE = 1 / 500  # of an exact value: thousands of spacings of single precision


def slope(function: Function, at: Any, direction: Any) -> float:
    """The one-sided slope at a place in a direction."""
    at, direction = np.asarray(at, float), np.asarray(direction, float)
    return float((function(at + H * direction) - function(at)) / H)


def sides(name: str) -> tuple[float, float]:
    """The slopes on the left and on the right of a kink of a function of one number."""
    function, at = KINKS[name]
    return -slope(function, at, -1.0), slope(function, at, 1.0)


def allows(name: str, gradient: Any) -> bool:
    """Whether mathematics allows that gradient there; what is no number is never allowed."""
    function, at = KINKS[name]
    try:
        g = np.asarray(gradient, float)
    except (TypeError, ValueError):
        return False
    n = np.size(at)
    if g.size != n or not np.isfinite(g).all():
        return False
    units = np.concatenate([np.eye(n), -np.eye(n), DIRECTIONS[:, :n] if n < 4 else np.ones((1, n))])
    along = units @ g.reshape(n)
    slopes = np.array([slope(function, at, each.reshape(np.shape(at))) for each in units])
    near = NEAR * np.maximum(np.abs(slopes), 1)
    return bool((along <= slopes + near).all() or (along >= slopes - near).all())


def meets(name: str, value: Any) -> bool:
    """Whether a number is near the exact one."""
    return isinstance(value, (int, float)) and math.isclose(value, EXACT[name], rel_tol=CLOSE)
