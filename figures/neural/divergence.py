"""How far one set of shares lies from another: entropy, and the divergence that cross-entropy has above it.

q and p are (…, K), positive or 0, each row summing to 1. What never happens costs nothing: 0 log 0 is 0.
"""

import numpy as np

from figures.neural import Array


def entropy(q: Array) -> Array:
    """H(q) = −Σ_j q_j log q_j, row by row: what the best answer pays. Source: Shannon (1948)."""
    return kl_divergence(q, np.ones_like(q)) * -1.0


def kl_divergence(q: Array, p: Array) -> Array:
    """D(q‖p) = Σ_j q_j log(q_j / p_j), row by row: what p pays more than q; infinite where p_j = 0 < q_j.

    Source: Kullback & Leibler (1951).
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(q > 0, q * (np.log(q) - np.log(p)), 0.0)
    return np.asarray(terms.sum(axis=-1))
