"""All activations by name: the function, its derivative, its formula, the values it can take, and its corners.

The names are those of `keras.activations`; `step` and `sign`, which Keras does not have, come first.
"""

from collections.abc import Callable
from dataclasses import dataclass

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


OTHERWISE = r"\text{otherwise}"
REALS, POSITIVE, NOT_NEGATIVE = r"(-\infty, \infty)", r"(0, \infty)", r"[0, \infty)"

_EVERY = [
    Activation("step", core.step, core.step_prime, cases(("1", r"z \ge 0"), ("0", "z < 0")), r"\{0, 1\}", (0,)),
    Activation("sign", core.sign, core.sign_prime,
               cases(("1", "z > 0"), ("0", "z = 0"), ("-1", "z < 0")), r"\{-1, 0, 1\}", (0,)),
    Activation("linear", core.linear, core.linear_prime, "z", REALS),
    Activation("sigmoid", core.sigmoid, core.sigmoid_prime, r"\frac{1}{1 + e^{-z}}", "(0, 1)"),
    Activation("tanh", core.tanh, core.tanh_prime, r"\frac{e^z - e^{-z}}{e^z + e^{-z}}", "(-1, 1)"),
    Activation("relu", core.relu, core.relu_prime, r"\max(0, z)", NOT_NEGATIVE, (0,)),
    Activation("leaky_relu", core.leaky_relu, core.leaky_relu_prime, r"\max(0.2\,z, z)", REALS, (0,)),
    Activation("relu6", piecewise.relu6, piecewise.relu6_prime, r"\min(\max(0, z), 6)", "[0, 6]", (0, 6)),
    Activation("elu", smooth.elu, smooth.elu_prime, cases(("z", "z > 0"), ("e^z - 1", r"z \le 0")), r"(-1, \infty)"),
    Activation("selu", smooth.selu, smooth.selu_prime,
               r"1.0507 " + cases(("z", "z > 0"), ("1.6733\\,(e^z - 1)", r"z \le 0")), r"(-1.7581, \infty)", (0,)),
    Activation("celu", smooth.celu, smooth.celu_prime, r"\max(0, z) + e^{\min(0, z)} - 1", r"(-1, \infty)"),
    Activation("softplus", smooth.softplus, smooth.softplus_prime, r"\log(1 + e^z)", POSITIVE),
    Activation("squareplus", smooth.squareplus, smooth.squareplus_prime, r"\frac{z + \sqrt{z^2 + 4}}{2}", POSITIVE),
    Activation("sparse_plus", piecewise.sparse_plus, piecewise.sparse_plus_prime,
               cases(("0", r"z \le -1"), (r"\frac{(z + 1)^2}{4}", "-1 < z < 1"), ("z", r"z \ge 1")), NOT_NEGATIVE),
    Activation("gelu", gated.gelu, gated.gelu_prime, r"z\,\Phi(z)", r"[-0.1700, \infty)"),
    Activation("silu", gated.silu, gated.silu_prime, r"\frac{z}{1 + e^{-z}}", r"[-0.2785, \infty)"),
    Activation("hard_silu", gated.hard_silu, gated.hard_silu_prime,
               r"z\,\min(\max(0, \frac{z + 3}{6}), 1)", r"[-0.3750, \infty)", (-3, 3)),
    Activation("mish", gated.mish, gated.mish_prime, r"z \tanh(\log(1 + e^z))", r"[-0.3088, \infty)"),
    Activation("exponential", smooth.exponential, smooth.exponential_prime, "e^z", POSITIVE),
    Activation("softsign", smooth.softsign, smooth.softsign_prime, r"\frac{z}{1 + |z|}", "(-1, 1)"),
    Activation("hard_tanh", piecewise.hard_tanh, piecewise.hard_tanh_prime,
               r"\min(\max(-1, z), 1)", "[-1, 1]", (-1, 1)),
    Activation("hard_sigmoid", piecewise.hard_sigmoid, piecewise.hard_sigmoid_prime,
               r"\min(\max(0, \frac{z + 3}{6}), 1)", "[0, 1]", (-3, 3)),
    Activation("sparse_sigmoid", piecewise.sparse_sigmoid, piecewise.sparse_sigmoid_prime,
               r"\min(\max(0, \frac{z + 1}{2}), 1)", "[0, 1]", (-1, 1)),
    Activation("log_sigmoid", smooth.log_sigmoid, smooth.log_sigmoid_prime, r"-\log(1 + e^{-z})", r"(-\infty, 0)"),
    Activation("threshold", piecewise.threshold, piecewise.threshold_prime,
               cases(("z", "z > 1"), ("0", OTHERWISE)), r"\{0\} \cup (1, \infty)", (1,)),
    Activation("hard_shrink", piecewise.hard_shrink, piecewise.hard_shrink_prime,
               cases(("z", "|z| > 0.5"), ("0", OTHERWISE)),
               r"(-\infty, -0.5) \cup \{0\} \cup (0.5, \infty)", (-0.5, 0.5)),
    Activation("soft_shrink", piecewise.soft_shrink, piecewise.soft_shrink_prime,
               r"\operatorname{sign}(z)\,\max(0, |z| - 0.5)", REALS, (-0.5, 0.5)),
    Activation("tanh_shrink", smooth.tanh_shrink, smooth.tanh_shrink_prime, r"z - \tanh(z)", REALS),
]

ACTIVATIONS: dict[str, Activation] = {activation.name: activation for activation in _EVERY}
