"""All activations by name: the function, its derivative, its formula, the values it can take, and its corners.

The names are those of `keras.activations`; `step` and `sign`, which Keras does not have, come first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

from figures.neural import Array
from figures.neural import activations as core
from figures.neural import gated_activations as gated
from figures.neural import piecewise_activations as piecewise
from figures.neural import smooth_activations as smooth


@dataclass(frozen=True)
class Activation:
    """φ and φ′ with what there is to say about them.

    name: as Keras writes it. function, derivative: φ and φ′, arrays in, arrays of the same shape out.
    formula: φ(z) in TeX at the default parameters. range: the values of φ in TeX, an interval or a set.
    kinks: every z at which φ′ does not exist.
    """

    name: str
    function: Callable[[Array], Array]
    derivative: Callable[[Array], Array]
    formula: str
    range: str
    kinks: tuple[float, ...] = ()

    def __call__(self, z: Array) -> Array:
        """φ(z)."""
        return self.function(z)


def cases(*pairs: tuple[str, str]) -> str:
    """A case distinction in TeX: value and condition of each line."""
    return r"\begin{cases}" + r"\\".join(f"{value} & {condition}" for value, condition in pairs) + r"\end{cases}"


def entry(name: str, module: ModuleType, formula: str, values: str, *kinks: float) -> Activation:
    """The activation `name` of a module, with its derivative, which the module calls `name_prime`."""
    return Activation(name, getattr(module, name), getattr(module, f"{name}_prime"), formula, values, kinks)


REALS, POSITIVE, NOT_NEGATIVE = r"(-\infty, \infty)", r"(0, \infty)", r"[0, \infty)"
HARD_SHRUNK = r"(-\infty, -0.5) \cup \{0\} \cup (0.5, \infty)"
SELU = cases((r"1.0507\,z", "z > 0"), (r"1.7581\,(e^z - 1)", r"z \le 0"))
SPARSE_PLUS = cases(("0", r"z \le -1"), (r"\tfrac{1}{4}(z + 1)^2", "-1 < z < 1"), ("z", r"z \ge 1"))

_EVERY = (
    entry("step", core, cases(("1", r"z \ge 0"), ("0", "z < 0")), r"\{0, 1\}", 0),
    entry("sign", core, cases(("1", "z > 0"), ("0", "z = 0"), ("-1", "z < 0")), r"\{-1, 0, 1\}", 0),
    entry("linear", core, "z", REALS),
    entry("sigmoid", core, r"\frac{1}{1 + e^{-z}}", "(0, 1)"),
    entry("tanh", core, r"\frac{e^z - e^{-z}}{e^z + e^{-z}}", "(-1, 1)"),
    entry("relu", core, r"\max(0, z)", NOT_NEGATIVE, 0),
    entry("leaky_relu", core, r"\max(0.2\,z, z)", REALS, 0),
    entry("relu6", piecewise, r"\min(\max(0, z), 6)", "[0, 6]", 0, 6),
    entry("elu", smooth, cases(("z", "z > 0"), ("e^z - 1", r"z \le 0")), r"(-1, \infty)"),
    entry("selu", smooth, SELU, r"(-1.7581, \infty)", 0),
    entry("celu", smooth, r"\max(0, z) + e^{\min(0, z)} - 1", r"(-1, \infty)"),
    entry("softplus", smooth, r"\log(1 + e^z)", POSITIVE),
    entry("squareplus", smooth, r"\frac{z + \sqrt{z^2 + 4}}{2}", POSITIVE),
    entry("sparse_plus", piecewise, SPARSE_PLUS, NOT_NEGATIVE),
    entry("gelu", gated, r"z\,\Phi(z)", r"[-0.1700, \infty)"),
    entry("silu", gated, r"\frac{z}{1 + e^{-z}}", r"[-0.2785, \infty)"),
    entry("hard_silu", gated, r"z\,\min(\max(0, \frac{z + 3}{6}), 1)", r"[-0.3750, \infty)", -3, 3),
    entry("mish", gated, r"z \tanh(\log(1 + e^z))", r"[-0.3088, \infty)"),
    entry("exponential", smooth, "e^z", POSITIVE),
    entry("softsign", smooth, r"\frac{z}{1 + |z|}", "(-1, 1)"),
    entry("hard_tanh", piecewise, r"\min(\max(-1, z), 1)", "[-1, 1]", -1, 1),
    entry("hard_sigmoid", piecewise, r"\min(\max(0, \frac{z + 3}{6}), 1)", "[0, 1]", -3, 3),
    entry("sparse_sigmoid", piecewise, r"\min(\max(0, \frac{z + 1}{2}), 1)", "[0, 1]", -1, 1),
    entry("log_sigmoid", smooth, r"-\log(1 + e^{-z})", r"(-\infty, 0)"),
    entry("threshold", piecewise, cases(("z", "z > 1"), ("0", r"z \le 1")), r"\{0\} \cup (1, \infty)", 1),
    entry("hard_shrink", piecewise, cases(("z", "|z| > 0.5"), ("0", r"|z| \le 0.5")), HARD_SHRUNK, -0.5, 0.5),
    entry("soft_shrink", piecewise, r"\operatorname{sign}(z)\,\max(0, |z| - 0.5)", REALS, -0.5, 0.5),
    entry("tanh_shrink", smooth, r"z - \tanh(z)", REALS),
)

ACTIVATIONS: dict[str, Activation] = {activation.name: activation for activation in _EVERY}
