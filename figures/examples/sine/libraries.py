"""The same training in scikit-learn and in Keras: the same start, the same data, the same rule, step by step.

Adam divides by √v + ε. scikit-learn's loss is half of ours, so its g, m and √v are half as large and its ε must be too.
Keras takes Adam's rate, β₁ and β₂ through single precision even where it computes in double; sums of few powers of two
pass unchanged. The usual 0.02, 0.9 and 0.999 do not.
"""

import warnings
from functools import partial
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPRegressor

from figures.examples.sine.fits import MSE, NAMES, X_TEST, Y_TEST, X, Y
from figures.neural import Array
from figures.neural.batched import Networks, descend
from figures.neural.optimisers import Adam

RATE, EPSILON = 2.0**-6, 1e-7
BETAS = {"beta_1": 0.875, "beta_2": 1 - 2.0**-10}
SKLEARN_NAMES = {"identity": "identity", "logistic": "logistic", "tanh": "tanh", "ReLU": "relu"}


def ours(networks: Networks, steps: int) -> Array:
    """Answers at X_TEST before training and after each step, (steps + 1, 200), of a batch of one network; trains it."""
    optimiser, answers = Adam(RATE, epsilon=EPSILON, **BETAS), [networks.forward(X_TEST)]
    for _ in range(steps):
        descend(networks, X, Y, MSE, optimiser, 1)
        answers.append(networks.forward(X_TEST))
    return np.array(answers)[:, 0, :, 0]


def in_keras(name: str, networks: Networks, steps: int) -> Array:
    """The same from a Keras model with the same start, its gradients from TensorFlow's autodiff."""
    layer = partial(keras.layers.Dense, kernel_initializer="zeros", dtype="float64")  # until the start is set
    hidden = layer(networks.W[0].shape[2], NAMES[name])
    model = keras.Sequential([keras.Input((1,), dtype="float64"), hidden, layer(1)])
    model.set_weights([array[0] if array.shape[1] > 1 or i % 2 == 0 else array[0, 0]
                       for i, array in enumerate(networks.parameters)])  # fmt: skip
    optimiser = keras.optimizers.Adam(RATE, epsilon=EPSILON, **BETAS)
    optimiser.build(model.trainable_variables)
    x, y, x_test = (tf.constant(array) for array in (X, Y, X_TEST))

    @tf.function  # type: ignore[untyped-decorator]  # TensorFlow ships no types
    def step() -> Any:
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((model(x) - y) ** 2)
        optimiser.apply(tape.gradient(loss, model.trainable_variables), model.trainable_variables)
        return model(x_test)

    answers = [model(x_test).numpy()]
    answers += [step().numpy() for _ in range(steps)]
    return np.array(answers)[:, :, 0]


def in_sklearn(name: str, networks: Networks, steps: int) -> Array:
    """The same from scikit-learn's MLPRegressor; `partial_fit` is one step when the batch is all the data."""
    model = MLPRegressor(
        hidden_layer_sizes=(networks.W[0].shape[2],), activation=SKLEARN_NAMES[name], alpha=0,
        batch_size=len(X), shuffle=False, random_state=0, learning_rate_init=RATE, epsilon=EPSILON / 2, **BETAS,
    )  # fmt: skip
    model.partial_fit(X, Y[:, 0])  # makes the arrays; the start and the optimiser's memory are replaced below
    model.coefs_, model.intercepts_ = [W[0].copy() for W in networks.W], [b[0, 0].copy() for b in networks.b]
    del model._optimizer
    answers = [model.predict(X_TEST)]
    for _ in range(steps):
        model.partial_fit(X, Y[:, 0])
        answers.append(model.predict(X_TEST))
    return np.array(answers)


def sklearn_by_itself(name: str, width: int, seed: int) -> float:
    """RMSE on the test points of MLPRegressor with its own start and the solver L-BFGS."""
    model = MLPRegressor(hidden_layer_sizes=(width,), activation=SKLEARN_NAMES[name], solver="lbfgs", alpha=0,
                         max_iter=1000, tol=1e-10, random_state=seed)  # fmt: skip
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # it may stop at max_iter
        model.fit(X, Y[:, 0])
    return float(np.sqrt(np.mean((model.predict(X_TEST) - Y_TEST[:, 0]) ** 2)))
