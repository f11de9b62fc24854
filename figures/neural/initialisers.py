"""Where learning begins: small random weights, scaled so that signals keep their size from layer to layer.

With all weights equal, all units of a layer would stay equal; chance makes them differ. Biases begin at 0.
"""

import numpy as np

from figures.neural import Array


def glorot_uniform(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    """W_ij uniform on [−r, r] with r = √(6 / (n_in + n_out)), for tanh and sigmoid; W is (n_in, n_out).

    The variance 2 / (n_in + n_out) is a compromise between the forward and the backward pass. The default of Keras.
    Source: Glorot & Bengio (2010), eq. 16.
    """
    r = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-r, r, (n_in, n_out))


def he_normal(n_in: int, n_out: int, rng: np.random.Generator) -> Array:
    """W_ij normal with mean 0 and standard deviation √(2 / n_in), for ReLU and its family; W is (n_in, n_out).

    The 2 makes up for the half of the units that ReLU silences. Source: He, Zhang, Ren & Sun (2015), eq. 10.
    """
    return rng.normal(0.0, np.sqrt(2 / n_in), (n_in, n_out))
