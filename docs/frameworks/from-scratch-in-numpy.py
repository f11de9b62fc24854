# ---
# description: A whole neural network library in NumPy, built cell by cell, with layers, losses, backward pass, gradient check, optimisers and loop.
# ---

# %% [markdown]
# # From scratch in NumPy
#
# What is the least that a library for neural networks must contain, and how do its parts fit together?
#
# Five parts are enough: layers, losses, a check of the gradients, optimisers and a loop. Each of them is a few lines
# long. We build them one by one, in one sitting, from nothing but arrays. At the end the library learns a task that no
# single layer can do. Nothing here is new: every line is a formula of
# [Backpropagation in matrices](../learning/backpropagation-in-matrices.md) or of
# [Momentum and Adam](../learning/momentum-and-adam.md). What is new is that they stand together and run.

# %%
import numpy as np

# %% [markdown]
# ## Five parts and what they say to each other
#
# The parts know very little of each other. This is what keeps them short. A layer does not know which loss comes at the
# end, and an optimiser does not know what a layer is.
#
# | Part | is given | gives |
# |---|---|---|
# | layer, forward | its input | its output |
# | layer, backward | $\partial L/\partial$ output | $\partial L/\partial$ input |
# | loss | the last output, $y$ | $L$, $\partial L/\partial$ last output |
# | optimiser | pairs of $\theta$ and $\partial L/\partial \theta$ | changed $\theta$ |
# | loop | all of these | the losses on the way |
#
# The whole of training is one circle through the table. Go forward through the layers, ask the loss, go backward through
# the layers, let the optimiser step, and begin again.
#
# As everywhere in this book, rows are examples: $x$ has shape $(N, n_\text{in})$.

# %% [markdown]
# ## The dense layer
#
# A dense layer computes $z = xW + b$. On the way back it is given $\delta = \partial L/\partial z$ and applies BP4 and
# BP3 of [backpropagation](../learning/backpropagation-in-matrices.md#the-four-equations), then hands on the first half of BP2:
#
# $$
# \begin{aligned}
# \pd{L}{W} &= x\T \delta, \qquad \pd{L}{b} = \sum_{\text{rows}} \delta,\\
# \pd{L}{x} &= \delta\, W\T .
# \end{aligned}
# \label{np_dense}
# $$
#
# For the way back it must remember its input, so `forward` keeps `x`. The list `pairs` holds each parameter with its
# gradient. It is all that an optimiser will ever see.

# %%
class Layer:
    """Rows in, rows out. Nothing to learn, unless it says so."""

    pairs = ()  # (parameter, gradient), one for each parameter


class Dense(Layer):
    """z = x W + b, with W (n_in, n_out) and b (n_out,)."""

    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(0, np.sqrt(1 / n_in), size=(n_in, n_out))
        self.b = np.zeros(n_out)
        self.grad_W = np.zeros_like(self.W)
        self.grad_b = np.zeros_like(self.b)
        self.pairs = [(self.W, self.grad_W), (self.b, self.grad_b)]

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, delta):
        self.grad_W[:] = self.x.T @ delta  # BP4
        self.grad_b[:] = delta.sum(axis=0)  # BP3
        return delta @ self.W.T  # the first half of BP2

# %% [markdown]
# Two details matter. The weights are drawn with *both signs* and with the variance $1/n_\text{in}$, so that sums of many
# inputs do not grow with their number. And the gradients are written *into* their arrays, with `[:]`, so that the pairs
# stay valid (Exercise 2).
#
# Three examples with four features go in, three rows with five columns come out:

# %%
rng = np.random.default_rng(seed=1)
x = np.array([[1, 2, 3, 2.5], [2, 5, -1, 2], [-1.5, 2.7, 3.3, -0.8]])
layer = Dense(4, 5, rng)
print("z      ", layer.forward(x).shape)
print("∂L/∂x  ", layer.backward(np.ones((3, 5))).shape)
for parameter, gradient in layer.pairs:
    print("θ and g", parameter.shape, gradient.shape)

# %% [markdown]
# ## Activations
#
# An activation acts on each number by itself and has nothing to learn. Its way back is the second half of BP2, a product
# entry by entry:
#
# $$
# \pd{L}{z} = \pd{L}{a} \odot \varphi'(z) .
# \label{np_activation}
# $$
#
# Each of these three can take $\varphi'$ from its own output, so it remembers that:

# %%
class Sigmoid(Layer):
    """a = 1 / (1 + e⁻ᶻ), by tanh, which never overflows."""

    def forward(self, z):
        self.a = (1 + np.tanh(z / 2)) / 2
        return self.a

    def backward(self, grad):
        return grad * self.a * (1 - self.a)


class Tanh(Layer):
    """a = tanh z."""

    def forward(self, z):
        self.a = np.tanh(z)
        return self.a

    def backward(self, grad):
        return grad * (1 - self.a**2)

# %% [markdown]
# ReLU hands on the slope wherever it let the number through, and $0$ elsewhere:

# %%
class ReLU(Layer):
    """a = max(0, z)."""

    def forward(self, z):
        self.a = np.maximum(0, z)
        return self.a

    def backward(self, grad):
        return grad * (self.a > 0)

# %% [markdown]
# ## A network is its layers
#
# Forward, every layer gets what the one before it gave. Backward, the same in the opposite order. That loop over
# `reversed(self.layers)` *is* the chain rule.

# %%
class Network:
    """Layers one behind the other."""

    def __init__(self, *layers):
        self.layers = layers

    def forward(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def backward(self, grad):
        for layer in reversed(self.layers):
            grad = layer.backward(grad)
        return grad

    def pairs(self):
        return [pair for layer in self.layers for pair in layer.pairs]

# %% [markdown]
# ## Losses
#
# A loss gives two things: how wrong the answers are, and where the way back begins. For numbers we take the mean squared
# error. For classes we take the cross-entropy of [softmax](../networks/outputs-for-classes.md#softmax), computed from
# the logits $z$. Let $y$ be the one-hot targets and $p$ the probabilities. Then
#
# $$
# \begin{aligned}
# L &= -\frac1N \sum_{i,j} y_{ij} \log p_{ij},\\
# \pd{L}{z} &= \frac{p - y}{N} ,
# \end{aligned}
# \label{np_cross_entropy}
# $$
#
# which is *what was said minus what was right* (Exercise 3). Subtracting the largest logit of each row first keeps the
# exponentials finite.

# %%
def mean_squared_error(y_hat, y):
    """L = mean of (ŷ − y)², and ∂L/∂ŷ."""
    difference = y_hat - y
    return np.mean(difference**2), 2 * difference / difference.size


def cross_entropy(z, labels):
    """L = mean of −log softmax(z) at the labels, and ∂L/∂z."""
    shifted = z - z.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    y = np.eye(z.shape[1])[labels]  # one-hot
    return -(y * log_p).sum(axis=1).mean(), (np.exp(log_p) - y) / len(z)

# %% [markdown]
# A network that knows nothing should say so. If all logits are equal, each of three classes gets a third, and the loss is
# $\log 3$:

# %%
value, grad = cross_entropy(np.zeros((2, 3)), np.array([0, 2]))
print(f"loss {value:.6f}   log 3 {np.log(3):.6f}")
print(grad.round(4))

# %% [markdown]
# The row of the first example says: push the first logit up (its slope is negative, and we shall step *against* the slope),
# push the other two down by half as much each. Every row of this gradient adds up to $0$.
#
# ## Something to learn
#
# Three half circles that hook into each other, one for each class. No straight line separates any two neighbours.

# %%
def arcs(count, rng, noise=0.12):
    """Points (3 · count, 2) on three half circles, and labels."""
    labels = np.repeat([0, 1, 2], count)
    angle = rng.uniform(0, np.pi, size=3 * count)
    down = labels == 1  # the middle one is turned upside down
    across = 1.2 * labels + np.cos(angle) - 1.2
    up = np.where(down, 0.5 - np.sin(angle), np.sin(angle))
    points = np.stack([across, up], axis=1)
    return points + rng.normal(0, noise, size=points.shape), labels


x, labels = arcs(100, np.random.default_rng(seed=0))
x_fresh, labels_fresh = arcs(100, np.random.default_rng(seed=1))
print(x.shape, labels.shape, "classes", np.unique(labels))

# %% [markdown]
# The points `x_fresh` are never learned from. They will tell whether the network has understood the arcs or only the
# points.
#
# The network has two inputs, two hidden layers of sixteen tanh units and three logits. A function makes it, so that we can
# have the same start again.

# %%
def new_network(seed, activation=Tanh):
    """A 2–16–16–3 network with random weights."""
    rng = np.random.default_rng(seed)
    return Network(
        Dense(2, 16, rng),
        activation(),
        Dense(16, 16, rng),
        activation(),
        Dense(16, 3, rng),
    )


network = new_network(seed=0)
start, _ = cross_entropy(network.forward(x), labels)
print(f"loss of the untrained network {start:.4f}")

# %% [markdown]
# /// answer | numpy_library_learns.parameters
#     within: 0
# How many parameters does this network have, all weights and biases together?
# ///
#
# ## Trust, but check
#
# A wrong backward pass seldom crashes. The network just learns badly, and one looks for the reason everywhere else. So
# before the first step of training we compare every gradient with nudges from both sides, as in
# [Checking a gradient](../learning/backpropagation-in-matrices.md#checking-a-gradient):
#
# $$
# \pd{L}{\theta} \approx \frac{L(\theta + h) - L(\theta - h)}{2h} .
# \label{np_check}
# $$

# %%
def gradient_check(network, x, y, loss, h=1e-5):
    """The relative error of backpropagation for each parameter."""
    network.backward(loss(network.forward(x), y)[1])
    errors = []
    for theta, g in network.pairs():
        nudged = np.zeros_like(theta)
        for i in np.ndindex(theta.shape):
            kept = theta[i]
            theta[i] = kept + h
            above = loss(network.forward(x), y)[0]
            theta[i] = kept - h
            below = loss(network.forward(x), y)[0]
            theta[i] = kept
            nudged[i] = (above - below) / (2 * h)
        size = np.linalg.norm(g) + np.linalg.norm(nudged)
        errors.append(np.linalg.norm(g - nudged) / max(size, 1e-4))
    return errors

# %% [markdown]
# (The `max` keeps a gradient that *is* $0$ from being judged by the rounding in it.) Ten examples are enough; the
# formula does not know how many there are.

# %%
names = ["W1", "b1", "W2", "b2", "W3", "b3"]
some = slice(None, None, 30)  # every thirtieth example
network = new_network(seed=0)
errors = gradient_check(network, x[some], labels[some], cross_entropy)
for name, error in zip(names, errors):
    print(f"{name}  {error:.0e}")
assert max(errors) < 1e-7

# %% [markdown]
# All are near the bottom of what double precision allows. Would the check have noticed a mistake? Let us make one: a tanh
# whose author forgot the square, in the place of the first one.

# %%
class ForgetfulTanh(Tanh):
    """Tanh with a wrong derivative."""

    def backward(self, grad):
        return grad * (1 - self.a)


broken = new_network(seed=0)
broken.layers = (broken.layers[0], ForgetfulTanh(), *broken.layers[2:])
errors = gradient_check(broken, x[some], labels[some], cross_entropy)
for name, error in zip(names, errors):
    print(f"{name}  {error:.0e}")

# %% [markdown]
# The check does more than ring. It *points*. The way back runs from the loss to the first layer. If the mistake is in what
# is handed on, everything behind it on this way is wrong, everything before it is right. If it is in a gradient that is not
# handed on, such as that of a bias, this one is wrong alone.
#
# /// figure | check_points_at_the_bug
#     alt: "Six horizontal bars on a logarithmic scale from 10 to the minus 12 to 1, one for each of W1, b1, W2, b2, W3 and b3 from top to bottom. The upper two are long and red and end between a tenth and 1; the lower four are short and green and end near 10 to the minus 10. Dashed lines stand at 10 to the minus 7, marked right, and at 10 to the minus 3, marked wrong. An arrow on the right points up: the way back."
# The relative error of each gradient of our network with one mistake in it: {{ check_points_at_the_bug.place }}. Wrong
# gradients: {{ check_points_at_the_bug.wrong }} of six. Choose another mistake, and look at which gradients it never touches.
# ///
#
# /// answer | check_points_at_the_bug.suspect
#     choices:
#         "the first tanh": "No. A mistake there spoils W1 and b1 alone; choose it in @fig:check_points_at_the_bug."
#         "the second tanh": "Yes. W3 and b3 lie before it on the way back, everything else behind it."
#         "the loss": "No. The way back begins there, so all six would be wrong; choose it in @fig:check_points_at_the_bug."
# The errors of W1, b1, W2 and b2 are large, those of W3 and b3 tiny. Where is the mistake?
# ///
#
# ## Optimisers
#
# An optimiser is given the pairs and changes the parameters in place. Here are two, stochastic gradient descent
# and Adam, as in [Momentum and Adam](../learning/momentum-and-adam.md):
#
# $$
# \begin{aligned}
# \text{SGD:} \quad \theta &\leftarrow \theta - \eta\, g\\
# \text{Adam:} \quad \theta &\leftarrow \theta - \eta\, \hat m / \bigl(\sqrt{\hat v} + \varepsilon\bigr) .
# \end{aligned}
# \label{np_optimisers}
# $$
#
# SGD is its formula:

# %%
class SGD:
    """θ ← θ − η g."""

    def __init__(self, learning_rate):
        self.learning_rate = learning_rate

    def update(self, pairs):
        for theta, g in pairs:
            theta -= self.learning_rate * g

# %% [markdown]
# Adam keeps two running means for each parameter, $m$ of the gradient and $v$ of its square. Both begin at $0$. The hats
# say that they are corrected for it.

# %%
class Adam:
    """θ ← θ − η m̂ / (√v̂ + ε)."""

    def __init__(
        self, learning_rate, beta_1=0.9, beta_2=0.999, epsilon=1e-8
    ):
        self.learning_rate, self.epsilon = learning_rate, epsilon
        self.beta_1, self.beta_2, self.t = beta_1, beta_2, 0

    def update(self, pairs):
        if self.t == 0:
            self.m = [np.zeros_like(theta) for theta, _ in pairs]
            self.v = [np.zeros_like(theta) for theta, _ in pairs]
        self.t += 1
        for (theta, g), m, v in zip(pairs, self.m, self.v):
            m += (1 - self.beta_1) * (g - m)
            v += (1 - self.beta_2) * (g**2 - v)
            m_hat = m / (1 - self.beta_1**self.t)
            v_hat = v / (1 - self.beta_2**self.t)
            step = m_hat / (np.sqrt(v_hat) + self.epsilon)
            theta -= self.learning_rate * step

# %% [markdown]
# Look at the operators: `-=` and `+=` change an array where it lies. With `theta = theta - …` the optimiser would make a
# new array, and the layer would never hear of it.
#
# A quick test before we rely on it. Adam's first step is as long as the learning rate, whatever the slope is, but for what
# $\varepsilon$ takes from it where slopes are small:

# %%
for slope in (1e4, 1, 1e-3):
    theta = np.array([1.0])
    Adam(learning_rate=0.1).update([(theta, np.array([slope]))])
    print(f"slope {slope:<8g} step {1 - theta.item():.6f}")

# %% [markdown]
# ## The training loop
#
# Shuffle the rows, cut them into batches, and for each batch go once round the circle. One pass over all rows is an
# **epoch**.

# %%
def train(network, x, y, loss, optimiser, epochs, batch_size, rng):
    """Train in place; the loss before training and after each epoch."""
    history = [loss(network.forward(x), y)[0]]
    for _ in range(epochs):
        order = rng.permutation(len(x))
        for first in range(0, len(x), batch_size):
            rows = order[first : first + batch_size]
            _, grad = loss(network.forward(x[rows]), y[rows])
            network.backward(grad)
            optimiser.update(network.pairs())
        history.append(loss(network.forward(x), y)[0])
    return history

# %% [markdown]
# That was the last part. The library is complete: all classes and functions of this page, blank lines and descriptions
# included, take {{ numpy_library_learns.lines }} lines.
#
# ## Does it learn?
#
# For classes we also want to know the share of points for which the largest logit is the right one. Two networks start
# with the same weights and see the same batches. One is trained by SGD, the other by Adam.

# %%
def accuracy(network, x, labels):
    """The share of rows whose largest logit stands at the label."""
    return np.mean(network.forward(x).argmax(axis=1) == labels)


def learn(optimiser, seed, epochs=100):
    """A new network after training on the arcs, and its losses."""
    network, rng = new_network(seed), np.random.default_rng(seed)
    losses = train(
        network, x, labels, cross_entropy, optimiser, epochs, 30, rng
    )
    return network, losses


runs = {
    "SGD": learn(SGD(0.1), seed=0),
    "Adam": learn(Adam(0.01), seed=0),
}

# %% [markdown]
# The losses on the way, and what is right at the end:

# %%
print("epoch    SGD   Adam")
for epoch in (0, 1, 5, 20, 100):
    losses = [history[epoch] for _, history in runs.values()]
    print(f"{epoch:5d} {losses[0]:6.4f} {losses[1]:6.4f}")
for name, (network, _) in runs.items():
    seen = accuracy(network, x, labels)
    fresh = accuracy(network, x_fresh, labels_fresh)
    print(f"{name:4}  right: {seen:.1%}, of fresh points {fresh:.1%}")

# %% [markdown]
# Both begin near $\log 3$, the loss of knowing nothing, and both come down. @fig:numpy_library_learns shows what this
# means in the plane.
#
# /// figure | numpy_library_learns
#     alt: "Above, two small maps of the plane on the left and a large one on the right, with discs, squares and triangles on three interlocking half circles and shaded regions behind them. Before training, the regions cut across the arcs; after 5 epochs they roughly follow them; on the right, after 100 epochs, each arc lies in a region of its own with bent borders. Below, loss over 100 epochs on a logarithmic scale: two curves in bands; the upper one, SGD, falls slowly from 1; the lower one, Adam, falls faster and ends lower."
# The library at work. Above, how the network trained by Adam sees the plane. Below, the loss of this network and of the one
# trained by SGD; the bands are the whole range of {{ numpy_library_learns.seeds }} starts. After {{ numpy_library_learns.epochs }} epochs
# Adam names {{ numpy_library_learns.right.least | .1% }} to {{ numpy_library_learns.right.most | .1% }} of the fresh points
# rightly.
# ///
#
# How much of this is due to the hidden layers? Take them away, and train what is left, one dense layer, in the same way:

# %%
rng = np.random.default_rng(seed=0)
line = Network(Dense(2, 3, rng))
train(line, x, labels, cross_entropy, Adam(0.01), 100, 30, rng)
fresh = accuracy(line, x_fresh, labels_fresh)
print(f"no hidden layer, right of fresh points: {fresh:.1%}")

# %% [markdown]
# Its borders are straight lines, and the arcs are not.
#
# ## What a real library adds
#
# Ours is complete, and it is small. The large libraries do the same five things. What they add is this:
#
# - **Derivatives for everything.** We wrote a `backward` for each layer. They note the operations of the forward pass
#   and derive the way back themselves, as in
#   [Forty lines that differentiate anything](../learning/backpropagation.md#forty-lines-that-differentiate-anything).
# - **Hardware.** The same program runs on graphics cards, mostly in single precision or less.
# - **Compilation.** Many small operations become a few large ones.
# - **Parts.** Convolutions, normalisation, dozens of optimisers, loaders for data, and other people's trained weights.
#
# None of it changes the mathematics. [TensorFlow and Keras](tensorflow-and-keras.py) shows where our five parts are found
# there, and [The same network everywhere](the-same-network-everywhere.py) that the numbers agree.
#
# ## What to remember
#
# - A layer turns rows into rows, and on the way back slopes of the loss into slopes of the loss.
# - A loss gives a number and the gradient with which the way back begins. For softmax with cross-entropy it is $(p - y)/N$.
# - The chain rule is a loop over the layers in reverse.
# - An optimiser sees pairs of parameter and gradient and nothing else. It changes the parameters in place.
# - Check the gradients before you train. Large errors behind a point on the way back, and tiny ones before it, point at the
#   mistake.
# - Forward, loss, backward, update: that is training.
#
# ## Exercises
#
# /// admonition | Exercise 1 (recall)
#     type: exercise
# Which line of the library is BP1, which are BP2, BP3 and BP4? What does each layer remember from the way there?
# ///
#
# /// details | Solution
#     type: solution
# BP1, $\delta^{(D)} = \partial L/\partial z^{(D)}$, is the second value of `cross_entropy`; the last layer has no activation
# of its own, since softmax is part of the loss. BP4 and BP3 are the first two lines of `Dense.backward`. BP2 is spread over
# two layers: its third line is $\delta\, W\T$, and the `backward` of the activation before it multiplies by $\varphi'$. A dense
# layer remembers its input, an activation its output.
# ///
#
# /// admonition | Exercise 2 (understanding)
#     type: exercise
# Somebody writes `self.grad_W = self.x.T @ delta` in `Dense.backward`, without `[:]`. No error is raised. What happens in
# training, and does the gradient check notice?
# ///
#
# /// details | Solution
#     type: solution
# The name `grad_W` then means a new array, while `pairs` still holds the old one, which is full of zeros. The optimiser gets a
# gradient of $0$, and the weights never move. Biases still learn. The check looks at the pairs, and it notices: the relative
# error of $0$ against anything else is $1$.
#
# ```python
# class Careless(Dense):
#     def backward(self, delta):
#         self.grad_W = self.x.T @ delta
#         self.grad_b[:] = delta.sum(axis=0)
#         return delta @ self.W.T
#
#
# careless = Network(Careless(2, 3, np.random.default_rng(0)))
# errors = gradient_check(careless, x, labels, cross_entropy)
# print(np.round(errors, 6))
# ```
#
# ```text title="Output"
# [1. 0.]
# ```
# ///
#
# /// admonition | Exercise 3 (derivation)
#     type: exercise
# Let $L = -\log p_k$ for one example with the label $k$, where $p_j = e^{z_j} / \sum_i e^{z_i}$. Show that
# $\partial L/\partial z_j = p_j - y_j$. Why does every row of the gradient add up to $0$?
# ///
#
# /// details | Solution
#     type: solution
# $L = -z_k + \log \sum_i e^{z_i}$. The first term has the derivative $-1$ with respect to $z_k$ and $0$ otherwise, which is
# $-y_j$. The second has $e^{z_j} / \sum_i e^{z_i} = p_j$. Both $p$ and $y$ add up to $1$, so their difference adds up to
# $0$. It must: adding the same number to all logits of a row changes no probability, so in that direction the loss is flat.
#
# ```python
# z = np.random.default_rng(0).normal(size=(5, 3))
# _, grad = cross_entropy(z, np.array([0, 1, 2, 1, 0]))
# print(bool(np.abs(grad.sum(axis=1)).max() < 1e-15))
# ```
#
# ```text title="Output"
# True
# ```
# ///
#
# /// admonition | Exercise 4 (code)
#     type: exercise
# Make `Dense` say what is wrong when the number of features does not fit: `Dense: expected x of shape (N, 2), got (3, 4)`.
# Try it with a layer for two features and the three examples with four features from above.
# ///
#
# /// details | Solution
#     type: solution
# ```python
# class CarefulDense(Dense):
#     def forward(self, x):
#         n_in = len(self.W)
#         if x.ndim != 2 or x.shape[1] != n_in:
#             wanted = f"expected x of shape (N, {n_in})"
#             raise ValueError(f"Dense: {wanted}, got {x.shape}")
#         return super().forward(x)
#
#
# try:
#     CarefulDense(2, 5, rng).forward(np.ones((3, 4)))
# except ValueError as error:
#     print(error)
# ```
#
# ```text title="Output"
# Dense: expected x of shape (N, 2), got (3, 4)
# ```
#
# The mend is a layer with four inputs, `CarefulDense(4, 5, rng)`. See
# [Reading a shape error](../networks/layers-as-matrices.md#reading-a-shape-error).
# ///
#
# /// admonition | Exercise 5 (code)
#     type: exercise
# Write an optimiser `Momentum` with $v \leftarrow \mu v - \eta g$ and $\theta \leftarrow \theta + v$. Check that with $\mu = 0$ it
# takes exactly the path of `SGD`. Then train the arcs with $\eta = 0.1$ and $\mu = 0.9$: is the loss after $20$ epochs lower than
# that of SGD?
# ///
#
# /// details | Solution
#     type: solution
# ```python
# class Momentum:
#     def __init__(self, learning_rate, momentum=0.9):
#         self.learning_rate, self.momentum = learning_rate, momentum
#         self.v = None
#
#     def update(self, pairs):
#         if self.v is None:
#             self.v = [np.zeros_like(theta) for theta, _ in pairs]
#         for (theta, g), v in zip(pairs, self.v):
#             v *= self.momentum
#             v -= self.learning_rate * g
#             theta += v
#
#
# _, sgd = learn(SGD(0.1), seed=0, epochs=20)
# _, without = learn(Momentum(0.1, momentum=0), seed=0, epochs=20)
# _, heavy = learn(Momentum(0.1, momentum=0.9), seed=0, epochs=20)
# print("same path:", sgd == without)
# print("lower:", bool(heavy[-1] < sgd[-1]))
# ```
#
# ```text title="Output"
# same path: True
# lower: True
# ```
# ///
#
# /// admonition | Exercise 6 (code)
#     type: exercise
# The library has seen nothing but classes. Teach a 1–9–1 network with tanh the function $\sin x$ on $[-\pi, \pi]$, with
# `mean_squared_error` and Adam. Check its gradients first. Does the mean squared error fall below $0.01$?
# ///
#
# /// details | Solution
#     type: solution
# ```python
# rng = np.random.default_rng(0)
# wave = Network(Dense(1, 9, rng), Tanh(), Dense(9, 1, rng))
# u = rng.uniform(-np.pi, np.pi, size=(100, 1))
# loss = mean_squared_error
# check = gradient_check(wave, u, np.sin(u), loss)
# losses = train(wave, u, np.sin(u), loss, Adam(0.01), 300, 10, rng)
# print(bool(max(check) < 1e-7), bool(losses[-1] < 0.01))
# ```
#
# ```text title="Output"
# True True
# ```
#
# What it says outside of $[-\pi, \pi]$ is another matter: see [Learning a sine](../examples/learning-a-sine.md).
# ///
#
# /// admonition | Exercise 7 (a little harder)
#     type: exercise
# Run the gradient check of the ReLU network `new_network(0, ReLU)`. Then do it in single precision: give every `W` and
# `b` of a tanh network, and the examples, the type `np.float32`. Can you find an $h$ for which all errors are below $10^{-7}$?
# ///
#
# /// details | Solution
#     type: solution
# The ReLU network passes, unless a $z$ lies so near the corner that a nudge carries it across. In single precision no $h$ helps: a number has about
# seven digits, two losses that nearly agree lose most of them, and what remains is divided by $h$. So check in double
# precision, then train in what you like.
#
# ```python
# def in_single(seed):
#     network = new_network(seed)
#     for layer in network.layers[::2]:
#         layer.W = layer.W.astype("float32")
#         layer.b = layer.b.astype("float32")
#         layer.grad_W = np.zeros_like(layer.W)
#         layer.grad_b = np.zeros_like(layer.b)
#         layer.pairs = [
#             (layer.W, layer.grad_W),
#             (layer.b, layer.grad_b),
#         ]
#     return network
#
#
# def worst(network, x, h):
#     y, loss = labels[some], cross_entropy
#     return max(gradient_check(network, x, y, loss, h))
#
#
# relu = worst(new_network(0, ReLU), x[some], 1e-5)
# x_single = x[some].astype("float32")
# sizes = (1e-1, 1e-2, 1e-3, 1e-4)
# single = [worst(in_single(0), x_single, h) for h in sizes]
# print("ReLU:", bool(relu < 1e-7))
# print("single:", bool(min(single) < 1e-7))
# ```
#
# ```text title="Output"
# ReLU: True
# single: False
# ```
# ///
#
# ## Where to read on
#
# - The same network in a large library: [TensorFlow and Keras](tensorflow-and-keras.py), [PyTorch](pytorch.py),
#   [JAX](functions-in-jax.py).
# - Why the four equations hold: [Backpropagation in matrices](../learning/backpropagation-in-matrices.md). Why Adam
#   has its hats: [Momentum and Adam](../learning/momentum-and-adam.md).
# - A small network in Python and NumPy with all its derivations: [Nielsen (2015)](../reference/bibliography.md#nielsen2015),
#   chapters 1 and 2.
# - Networks built from NumPy-like arrays upwards, in several libraries side by side:
#   [Zhang et al. (2023)](../reference/bibliography.md#zhang2023), chapters 3 to 5.
