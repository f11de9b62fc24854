"""Many networks of equal shape trained at once: every array has the networks along its first axis.

NumPy's loop then replaces ours. The networks do not meet: each has its own weights, loss and gradients, exactly as if
it were trained alone. The optimisers of `optimisers` act entry by entry and serve as they are; for a rate per network
give them a learning rate of shape (S, 1, 1). They get all parameters as one array, since each call for an array costs.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from figures.neural import Array
from figures.neural.activation_registry import Activation
from figures.neural.initialisers import glorot_uniform
from figures.neural.losses import Loss
from figures.neural.optimisers import Optimiser
from figures.neural.penalties import WithL2
from figures.neural.slopes import SLOPE_FROM_ACTIVATION
from figures.neural.wide_layer import brought_together, product, side_by_side


@dataclass
class Networks:
    """S multi-layer perceptrons: the activation after every layer but the last.

    W: one array (S, n_in, n_out) a layer. b: one array (S, 1, n_out) a layer, 1 for the rows it is added to. Both are
    copied into theta (S, 1, P), where the P parameters of a network lie side by side, and are views of it from then on.
    """

    W: list[Array]
    b: list[Array]
    activation: Activation
    theta: Array = field(init=False)
    inputs: list[Array] = field(default_factory=list, init=False)  # what each layer got in the last forward pass
    z: list[Array] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        """Bring W and b together."""
        self.theta, views = brought_together(self.parameters)
        self.W, self.b = views[: 2 * len(self.W) : 2], views[1 : 2 * len(self.W) : 2]

    def forward(self, x: Array) -> Array:
        """ŷ (S, N, n_out), layer by layer z = a W + b and a = φ(z), from x (N, n_in) for all alike or (S, N, n_in).

        Raises ValueError if x does not have n_in columns.
        """
        if x.shape[-1] != self.W[0].shape[1]:
            raise ValueError(f"Networks: expected x of shape (…, N, {self.W[0].shape[1]}), got {x.shape}")
        self.inputs, self.z = [], []
        for W, b in zip(self.W, self.b, strict=True):
            self.inputs.append(self.activation.function(self.z[-1]) if self.z else x)
            self.z.append(product(self.inputs[-1], W, b))
        return self.z[-1]

    def backward(self, grad: Array) -> list[Array]:
        """∂L/∂W and ∂L/∂b in the order of `parameters`, from δ = ∂L/∂ŷ (S, N, n_out). Call forward first.

        Layer by layer from the last: ∂L/∂W = aᵀ δ, ∂L/∂b = Σ_rows δ, then δ ← (δ Wᵀ) ⊙ φ′(z).
        Source: Nielsen (2015), eq. BP2 to BP4.
        """
        found: list[Array] = []
        for layer in reversed(range(len(self.W))):
            a = self.inputs[layer]
            found += [grad.sum(axis=1, keepdims=True), a.mT @ grad]
            if layer:
                grad = product(grad, self.W[layer].mT)
                grad *= self._slope(self.z[layer - 1], a)
        return found[::-1]

    def _slope(self, z: Array, a: Array) -> Array:
        """φ′(z), by way of a = φ(z) where that is cheaper."""
        known = SLOPE_FROM_ACTIVATION.get(self.activation.name)
        return known(a) if known else self.activation.derivative(z)

    @property
    def parameters(self) -> list[Array]:
        """W and b of the first layer, of the second, …; changing one in place changes the networks."""
        return [parameter for pair in zip(self.W, self.b, strict=True) for parameter in pair]


def seeded_networks(
    widths: Sequence[int],
    activation: Activation,
    seeds: Sequence[int],
    initialise: Callable[[int, int, np.random.Generator], Array] = glorot_uniform,
) -> Networks:
    """One network for each seed, with the weights that `multilayer_perceptron` would draw for it; biases are 0.

    widths = (n_in, hidden …, n_out).
    """
    shapes = list(pairwise(widths))
    drawn = [[initialise(*shape, rng) for shape in shapes] for rng in map(np.random.default_rng, seeds)]
    W = [np.stack(layer) for layer in zip(*drawn, strict=True)]
    return Networks(W, [np.zeros((len(seeds), 1, n_out)) for n_out in widths[1:]], activation)


def losses(y_hat: Array, y: Array, loss: Loss) -> Array:
    """Each network's own loss, (S,): ŷ is (S, N, n), y is (N, n) or (S, N, n)."""
    return np.array([loss.function(*pair) for pair in zip(y_hat, np.broadcast_to(y, y_hat.shape), strict=True)])


def loss_gradients(y_hat: Array, y: Array, loss: Loss) -> Array:
    """∂L_s/∂ŷ_s for every network s, (S, N, n). The loss is a mean over rows: over all S·N it is 1/S of each one's."""
    rows = y_hat.reshape(-1, y_hat.shape[-1])
    targets = (y if y.shape == y_hat.shape else np.broadcast_to(y, y_hat.shape)).reshape(rows.shape)
    return len(y_hat) * loss.gradient(rows, targets).reshape(y_hat.shape)


def descend(networks: Networks, x: Array, y: Array, loss: Loss, optimiser: Optimiser, steps: int) -> None:
    """`steps` updates of all networks in place, each on all rows. Call again with the same optimiser to go on."""
    y = np.array(np.broadcast_to(y, (len(networks.theta), *y.shape[-2:])))  # once, and not at each step
    for _ in range(steps):
        gradients = networks.backward(loss_gradients(networks.forward(x), y, loss))
        if isinstance(optimiser, WithL2):  # which knows weights by their places
            optimiser.update(list(zip(networks.parameters, gradients, strict=True)))
        else:
            optimiser.update([(networks.theta, side_by_side(gradients))])
