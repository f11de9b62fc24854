"""The mathematics taught, in NumPy only: no drawing, no files, no printing, no global random state.

Read in this order: activations, activation_registry, perceptron, datasets, initialisers, layers, outputs, losses,
robust_losses, network, descent, optimisers, backpropagation, gradient_check, training, splitting, early_stopping,
penalties, dropout, batched, batched_epochs, construction, pieces, convolution, pooling. Rows are
examples: x is (N, n_in), W is (n_in, n_out), b is (n_out,), z = x W + b, a = φ(z), y the target, ŷ the output, L the
loss, η the learning rate; `grad_W` is ∂L/∂W.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Labels = NDArray[np.int64]

__all__ = ["Array", "Labels"]
