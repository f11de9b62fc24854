# ---
# description: One network with the same weights, data and optimiser in NumPy, Keras, PyTorch and JAX, and every difference between their numbers explained.
# ---

# %% [markdown]
# # The same network everywhere
#
# Build one network four times: in NumPy, where every formula is written out, in TensorFlow with Keras, in PyTorch and
# in JAX. Give all four the same weights, data and optimiser. Do they compute the same numbers?
#
# They do, down to the last digit or two that the machine keeps. This page is the proof.
#
# /// figure | frameworks_agree
#     alt: "Two panels of marks on a logarithmic axis from 10 to the power −16 to 10 to the power −4, the upper one for double, the lower one for single precision. Five groups, output, loss, gradients, 10 steps of SGD and 10 steps of Adam, have a disc for Keras, a square for PyTorch and a triangle for JAX. All these lie near a dashed line, in the upper panel around 10 to the power −16, in the lower around 10 to the power −7; some are hollow on the left, marked equal. A sixth group, Adam with the other epsilon, lies much further to the right."
# How far Keras, PyTorch and JAX are from NumPy: the largest {{ frameworks_agree.kind_now }} difference in each group.
# The dashed lines mark the spacing of the numbers next to $1$, in double and in single precision. A hollow mark stands for
# numbers that are equal to the last bit. The last group is different on purpose: there $\varepsilon$ stands in another
# place of Adam's formula.
# ///
#
# The second half of the page collects the reasons why two programs may not agree like this.
#
# ## Two kinds of difference
#
# Think of four people who work out the same sum with pencil and paper. Their answers can differ for two reasons.
#
# - **Rounding.** Each keeps only so many digits. Whoever adds in another order rounds at other places, so the last
#   digit may differ. Nobody is wrong.
# - **Convention.** One divides by the number of examples and another does not. Their answers may differ in the *first*
#   digit. They have worked out different formulas under the same name.
#
# The two are easy to tell apart by size. A number in double precision (`float64`) has 53 binary digits, one in single
# precision (`float32`) has 24. The numbers just above $1$ are therefore spaced by
#
# $$
# \begin{aligned}
# \epsilon_{64} &= 2^{-52} \approx 2 \cdot 10^{-16},\\
# \epsilon_{32} &= 2^{-23} \approx 10^{-7} .
# \end{aligned}
# \label{same_spacing}
# $$
#
# A sum or product of two is wrong by half of that at most, relatively. So rounding leaves differences of a few
# $\epsilon$. What a convention leaves does not depend on the number of digits.
#
# We measure both absolutely and relative to the largest entry of the array. For an array $u$ of a framework and the
# same array $v$ from NumPy,
#
# $$
# \begin{aligned}
# d_\text{abs} &= \max_i \abs{u_i - v_i},\\
# d_\text{rel} &= \frac{\max_i \abs{u_i - v_i}}{\max_i \abs{v_i}} .
# \end{aligned}
# \label{same_difference}
# $$
#
# First the libraries. PyTorch and JAX may be missing. Where one is, the cell says so in a line, and its column stays
# away from every table. (Keras comes last, because it loads JAX too if it finds it.)

# %%
import inspect
import math
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # fewer notes
os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import numpy as np

try:
    import torch
except ImportError:
    torch = None
try:
    import jax
    import jax.numpy as jnp
except ImportError:
    jax = None
import keras
import tensorflow as tf

libraries = {"NumPy": np, "TensorFlow": tf, "Keras": keras}
libraries |= {"PyTorch": torch, "JAX": jax}
for name, library in libraries.items():
    missing = "is missing; the rest is shown"
    print(f"{name:10s}", library.__version__ if library else missing)

# %% [markdown]
# ## The network and its start
#
# The network has one hidden layer and is a classifier. Rows are examples, as everywhere in this book:
#
# $$
# \begin{aligned}
# a &= \tanh\bigl(x W^{(1)} + b^{(1)}\bigr),\\
# z &= a\, W^{(2)} + b^{(2)},\\
# L &= -\frac1N \sum_{i=1}^{N} \log \softmax(z_i)_{y_i} ,
# \end{aligned}
# \label{same_network}
# $$
#
# with $y_i$ the class of example $i$. A function makes the data and the starting weights. They are drawn *once*, by
# NumPy, and handed to all four: the same seed gives other numbers in each, as we shall see.

# %%
def problem(examples, n_in, hidden, classes, seed=0):
    """Inputs (N, n_in), classes (N,), the start: W1, b1, W2, b2."""
    rng = np.random.default_rng(seed)

    def draw(*shape):
        return rng.normal(size=shape).astype("float32")

    y = np.arange(examples) % classes
    x = draw(classes, n_in)[y] + draw(examples, n_in) / 2  # clouds
    W1 = draw(n_in, hidden) / math.sqrt(n_in)
    b1 = draw(hidden) / 10
    W2 = draw(hidden, classes) / math.sqrt(hidden)
    b2 = draw(classes) / 10
    return x, y, [W1, b1, W2, b2]


SMALL = problem(32, 4, 16, 3)
for name, array in zip(("W1", "b1", "W2", "b2"), SMALL[2]):
    print(name, array.shape)

# %% [markdown]
# All numbers are drawn as `float32`. So both precisions start from exactly the same numbers, because a `float64` can
# hold every `float32`.
#
# The optimisers are plain gradient descent ("SGD", though a step here looks at all examples) and Adam. Their rates
# and betas are sums of few powers of two, which both precisions hold exactly. The usual $0.9$ and $0.999$ are not, and
# Keras takes them through `float32` even in a network of `float64`. There $1 - 0.999$ is off by so much that it would
# spoil the comparison, though no training.

# %%
SGD_RATE, ADAM_RATE = 2**-1, 2**-6
BETA_1, BETA_2 = 1 - 2**-3, 1 - 2**-10  # 0.875 and 0.999023…
EPSILON = 1e-7
STEPS = 10

# %% [markdown]
# ## NumPy, everything written out
#
# Forward, loss, and back by the [four equations of backpropagation](../learning/backpropagation-in-matrices.md#the-four-equations).
# With softmax and cross-entropy the first of them is $\delta^{(2)} = (\hat y - y)/N$, where $y$ is one-hot.

# %%
def numpy_gradients(theta, x, y):
    """The logits, the loss, and ∂L/∂θ for each of W1, b1, W2, b2."""
    W1, b1, W2, b2 = theta
    rows = np.arange(len(y))
    a = np.tanh(x @ W1 + b1)
    logits = a @ W2 + b2
    shifted = logits - logits.max(axis=1, keepdims=True)
    total = np.exp(shifted).sum(axis=1, keepdims=True)
    log_p = shifted - np.log(total)
    loss = -log_p[rows, y].mean()
    delta_2 = np.exp(log_p)
    delta_2[rows, y] -= 1
    delta_2 /= len(y)
    delta_1 = delta_2 @ W2.T * (1 - a * a)
    grad_1 = [x.T @ delta_1, delta_1.sum(axis=0)]
    grad_2 = [a.T @ delta_2, delta_2.sum(axis=0)]
    return logits, loss, grad_1 + grad_2

# %% [markdown]
# Now the optimisers. Adam exists in two forms, which differ in the place of $\varepsilon$. With
# $\hat m = m/(1 - \beta_1^t)$ and $\hat v = v/(1 - \beta_2^t)$ the step is
#
# $$
# \begin{aligned}
# \text{first:}\quad \theta &\leftarrow \theta - \eta\, \frac{\hat m}{\sqrt{\hat v} + \varepsilon}\\
# \text{second:}\quad \theta &\leftarrow \theta - \eta\,
# \frac{\hat m}{\sqrt{\hat v} + \varepsilon / \sqrt{1 - \beta_2^t}} .
# \end{aligned}
# \label{same_two_adams}
# $$
#
# The first is algorithm 1 of [Kingma and Ba (2015)](../reference/bibliography.md#kingma2015), which PyTorch follows.
# The second is what the end of their section 2 proposes and Keras follows: there $\varepsilon$ is added to $\sqrt v$
# *before* the [bias correction](../learning/momentum-and-adam.md#a-scale-for-every-parameter), so the correction divides
# it too. The program has both, since a comparison must compare the same formula.

# %%
def numpy_sgd(theta, gradients, memory, t):
    """θ − η g; the memory stays empty."""
    moved = [p - SGD_RATE * g for p, g in zip(theta, gradients)]
    return moved, memory


def numpy_adam(
    theta, gradients, memory, t, epsilon=EPSILON, keras_form=False
):
    """The new parameters and the new means, in either form."""
    zeros = [np.zeros_like(p) for p in theta]
    means = memory or (zeros, zeros)
    correct_1, correct_2 = 1 - BETA_1**t, 1 - BETA_2**t
    if keras_form:
        epsilon = epsilon / math.sqrt(correct_2)
    moved, new_m, new_v = [], [], []
    for p, g, m, v in zip(theta, gradients, *means):
        m = BETA_1 * m + (1 - BETA_1) * g
        v = BETA_2 * v + (1 - BETA_2) * g * g
        scale = np.sqrt(v / correct_2) + epsilon
        moved.append(p - ADAM_RATE * (m / correct_1 / scale))
        new_m.append(m)
        new_v.append(v)
    return moved, (new_m, new_v)


def numpy_adam_keras(theta, gradients, memory, t):
    """The second form."""
    return numpy_adam(theta, gradients, memory, t, keras_form=True)

# %% [markdown]
# Every framework gets a function of this kind, a *trainer*. It builds the network from the start and returns two
# functions: `step()` makes one step and tells what it saw on the way, `weights()` tells what the parameters now are.
# (`nonlocal` lets `step` change variables of the function around it.)

# %%
def numpy_trainer(precision, rule, problem=SMALL):
    """Plain lists of arrays, replaced at every step."""
    x, y, start = problem
    x = x.astype(precision)
    theta = [p.astype(precision) for p in start]
    memory, t = None, 0
    rules = {"SGD": numpy_sgd, "Adam": numpy_adam}
    update = (rules | {"Adam, Keras": numpy_adam_keras})[rule]

    def step():
        nonlocal theta, memory, t
        t += 1
        logits, loss, gradients = numpy_gradients(theta, x, y)
        theta, memory = update(theta, gradients, memory, t)
        return logits, loss, gradients

    return step, lambda: theta

# %% [markdown]
# ## TensorFlow and Keras
#
# Keras has the layers, the loss and the optimisers; TensorFlow differentiates. The precision is an argument, `dtype`,
# of every layer *and* of the loss. (The `True` says that the loss is given logits, not probabilities.)

# %%
def keras_trainer(precision, rule, problem=SMALL):
    """Two layers, a loss and an optimiser of Keras."""
    x, y, start = problem
    hidden, classes = len(start[1]), len(start[3])
    network = keras.Sequential([
        keras.Input((x.shape[1],), dtype=precision),
        keras.layers.Dense(hidden, "tanh", dtype=precision),
        keras.layers.Dense(classes, dtype=precision),
    ])
    network.set_weights(start)
    cross_entropy = keras.losses.SparseCategoricalCrossentropy
    loss_of = cross_entropy(True, dtype=precision)
    optimiser = keras.optimizers.SGD(SGD_RATE)
    if rule == "Adam":
        adam = keras.optimizers.Adam
        optimiser = adam(ADAM_RATE, BETA_1, BETA_2, EPSILON)
    optimiser.build(network.trainable_variables)
    inputs = tf.constant(x, precision)

    @tf.function
    def step():
        with tf.GradientTape() as tape:
            logits = network(inputs)
            loss = loss_of(y, logits)
        gradients = tape.gradient(loss, network.trainable_variables)
        optimiser.apply(gradients, network.trainable_variables)
        return logits, loss, gradients

    return step, network.get_weights

# %% [markdown]
# ## PyTorch in the same shape
#
# PyTorch keeps a weight as $(n_\text{out}, n_\text{in})$, the transpose of ours, and its layer multiplies by the
# transpose of that. So weights are turned on their way in, and weights and gradients on their way out. A bias stays as
# it is: for an array with one axis `.T` does nothing.

# %%
def torch_trainer(precision, rule, problem=SMALL):
    """Two layers and an optimiser of PyTorch."""
    x, y, start = problem
    dtype = getattr(torch, precision)
    first = torch.nn.Linear(*start[0].shape, dtype=dtype)
    last = torch.nn.Linear(*start[2].shape, dtype=dtype)
    network = torch.nn.Sequential(first, torch.nn.Tanh(), last)
    parameters = list(network.parameters())
    with torch.no_grad():
        for parameter, value in zip(parameters, start):
            parameter.copy_(torch.tensor(value.T))
    optimiser = torch.optim.SGD(parameters, SGD_RATE)
    if rule == "Adam":
        adam = torch.optim.Adam
        betas = BETA_1, BETA_2
        optimiser = adam(parameters, ADAM_RATE, betas, EPSILON)
    inputs, labels = torch.tensor(x, dtype=dtype), torch.tensor(y)

    def step():
        optimiser.zero_grad()
        logits = network(inputs)
        loss = torch.nn.functional.cross_entropy(logits, labels)
        loss.backward()
        optimiser.step()
        gradients = [p.grad.numpy().T for p in parameters]
        return logits.detach(), loss.detach(), gradients

    return step, lambda: [p.detach().numpy().T for p in parameters]

# %% [markdown]
# ## JAX, with optimisers by hand
#
# JAX computes and differentiates. It has no layers and no optimisers. Many programs take those from further packages;
# this page does with JAX alone, and writes SGD and Adam as JAX users learn to write them: as pure functions from old
# parameters to new ones, in a few lines. `jax.tree.map` applies a function to each array of a list.

# %%
def jax_sgd(theta, gradients, memory, t):
    """θ − η g."""
    def moved(p, g):
        return p - SGD_RATE * g

    return jax.tree.map(moved, theta, gradients), memory


def jax_adam(theta, gradients, memory, t):
    """The first form of Adam."""
    def mean(m, g):
        return BETA_1 * m + (1 - BETA_1) * g

    def mean_square(v, g):
        return BETA_2 * v + (1 - BETA_2) * g * g

    def moved(p, m, v):
        m_hat, v_hat = m / (1 - BETA_1**t), v / (1 - BETA_2**t)
        return p - ADAM_RATE * m_hat / (jnp.sqrt(v_hat) + EPSILON)

    m = jax.tree.map(mean, memory[0], gradients)
    v = jax.tree.map(mean_square, memory[1], gradients)
    return jax.tree.map(moved, theta, m, v), (m, v)

# %% [markdown]
# The trainer makes a single compiled function of the whole step: loss, gradients and update. With `has_aux=True` the
# loss may bring something along that is not differentiated, here the logits.

# %%
def jax_trainer(precision, rule, problem=SMALL):
    """Pure functions; only `step` remembers what they return."""
    x, y, start = problem
    x, y = jnp.asarray(x, precision), jnp.asarray(y)
    theta = [jnp.asarray(p, precision) for p in start]
    zeros = jax.tree.map(np.zeros_like, theta)
    memory, t = (zeros, zeros), 0
    update = {"SGD": jax_sgd, "Adam": jax_adam}[rule]

    def loss_of(theta):
        W1, b1, W2, b2 = theta
        logits = jnp.tanh(x @ W1 + b1) @ W2 + b2
        log_p = jax.nn.log_softmax(logits)
        return -log_p[jnp.arange(len(y)), y].mean(), logits

    differentiate = jax.value_and_grad(loss_of, has_aux=True)

    @jax.jit
    def compiled(theta, memory, t):
        (loss, logits), gradients = differentiate(theta)
        new = update(theta, gradients, memory, t)
        return new, (logits, loss, gradients)

    def step():
        nonlocal theta, memory, t
        t += 1
        (theta, memory), seen = compiled(theta, memory, t)
        return seen

    return step, lambda: theta

# %% [markdown]
# JAX works in single precision unless told otherwise. It does not even *hold* a `float64`: what comes in is rounded,
# without a word. A switch changes that for the whole program. Set it before the first array is made.

# %%
if jax:
    jax.config.update("jax_enable_x64", True)

# %% [markdown]
# ## The comparison
#
# Each trainer makes ten steps of SGD, and from the same start ten steps of Adam. What it saw at the first step gives
# output (the logits), loss and all gradients. The two `assert` lines make sure that nobody computes in another
# precision in secret, or hands out a matrix the wrong way round.

# %%
TRAINERS = {"NumPy": numpy_trainer, "Keras": keras_trainer}
TRAINERS |= {"PyTorch": torch_trainer} if torch else {}
TRAINERS |= {"JAX": jax_trainer} if jax else {}


def run(trainer, precision, adam="Adam"):
    """All numbers of one framework, as lists of NumPy arrays."""
    step, weights = trainer(precision, "SGD")
    seen = [step() for _ in range(STEPS)]
    logits, loss, gradients = seen[0]
    found = {"output": [logits], "loss": [loss]}
    found["gradients"] = gradients
    found["10 SGD steps"] = weights()
    step, weights = trainer(precision, adam)
    for _ in range(STEPS):
        step()
    found["10 Adam steps"] = weights()
    for what, arrays in found.items():
        found[what] = [np.asarray(a) for a in arrays]
        assert all(a.dtype == precision for a in found[what])
    for gradient, parameter in zip(found["gradients"], SMALL[2]):
        assert gradient.shape == parameter.shape
    return found


PRECISIONS = ("float64", "float32")
FOUND, KERAS_FORM = {}, {}
for precision in PRECISIONS:
    FOUND[precision] = {}
    for name, trainer in TRAINERS.items():
        FOUND[precision][name] = run(trainer, precision)
    in_keras_form = run(numpy_trainer, precision, "Adam, Keras")
    KERAS_FORM[precision] = in_keras_form

# %% [markdown]
# Now @eq:same_difference in code. Keras is compared with NumPy's second form of Adam in @eq:same_two_adams, PyTorch and
# JAX with the first.

# %%
def gap(theirs, ours):
    """The largest difference of all: absolute, and relative."""
    theirs = [np.asarray(a, "float64") for a in theirs]
    ours = [np.asarray(a, "float64") for a in ours]
    pairs = zip(theirs, ours, strict=True)
    absolute = [np.abs(u - v).max() for u, v in pairs]
    relative = [d / np.abs(v).max() for d, v in zip(absolute, ours)]
    return float(max(absolute)), float(max(relative))


def reference(precision, name):
    """NumPy's numbers, by that framework's form of Adam."""
    if name == "Keras":
        return KERAS_FORM[precision]
    return FOUND[precision]["NumPy"]


OTHERS = [name for name in TRAINERS if name != "NumPy"]
GAPS = {}
for precision in PRECISIONS:
    for name in OTHERS:
        ours = reference(precision, name)
        theirs = FOUND[precision][name]
        GAPS[precision, name] = {
            what: gap(theirs[what], ours[what]) for what in theirs
        }

# %% [markdown]
# One table for each precision: the largest relative difference. (@fig:frameworks_agree draws the same numbers, and the
# absolute ones.) *Equal* means equal to the last bit.

# %%
for precision in PRECISIONS:
    print(f"{precision:13s}", *(f"{name:>8s}" for name in OTHERS))
    for what in GAPS[precision, "Keras"]:
        found = [GAPS[precision, name][what][1] for name in OTHERS]
        texts = [f"{d:8.1e}" if d else "   equal" for d in found]
        print(f"{what:13s}", *texts)

# %% [markdown]
# Set both beside @eq:same_spacing. The numbers in single precision are a few hundred million times those in double,
# because $\epsilon_{32}$ is $2^{29}$ times $\epsilon_{64}$. The formulas are the same; only the digits end earlier.
# That is the mark of rounding. It lets us say: *these are four programs for one computation.*
#
# ## Why the last digit differs
#
# ### Sums in another order
#
# A computer's addition is not associative: $(u + v) + w$ and $u + (v + w)$ are rounded at different places. Here are
# the numbers $1, \frac12, \frac13, \dots$ in single precision, added in three orders, and how far each sum is from the
# true one. (`cumsum` adds one after the other. NumPy's `sum` adds in blocks, and then the blocks.)

# %%
terms = (1 / np.arange(1, 100_001)).astype("float32")
true = math.fsum(terms.tolist())  # rounded only once, at the end
sums = {
    "from the left": np.cumsum(terms)[-1],
    "from the right": np.cumsum(terms[::-1])[-1],
    "in blocks": terms.sum(),
}
for order, total in sums.items():
    off = abs(float(total) - true)
    print(f"{order:15s} {total:.6f}   off by {off:.0e}")
assert sums["from the left"] != sums["from the right"]

# %% [markdown]
# Every entry of a matrix product is such a sum, and so are the gradient of a bias and the mean in the loss. Each
# library cuts them into pieces in its own way, to suit the vector units of the processor, its caches and its number of
# cores. A processor may also multiply and add in one operation and round only once. And $\tanh$ and $\exp$ are no sums
# and products at all: each library has its own approximation, good to a few units of the last place and chosen for
# speed. So the last bit depends on library and machine.
#
# ### The error that all of them share
#
# How large is a difference in single precision compared with what single precision itself loses? Take NumPy's double
# precision as the truth, and measure everybody's distance from it.

# %%
print("off by       ", *(f"{name:>7s}" for name in TRAINERS))
for what in GAPS["float32", "Keras"]:
    line = f"{what:13s}"
    for name in TRAINERS:
        true_ones = reference("float64", name)[what]
        off = gap(FOUND["float32"][name][what], true_ones)[0]
        line += f" {off:7.0e}"
    print(line)

# %% [markdown]
# (Keras is measured by its own form of Adam again.) The columns are much alike. Going from one framework to another
# changes a number about as much as it had been wrong all along.
#
# /// answer | frameworks_agree.cause_of_other_epsilon
#     choices:
#         "rounding": 'No. In double precision rounding stays near the dashed line at $10^{-16}$: see the first five groups of @fig:frameworks_agree.'
#         "another formula": 'Yes. It is as large in double precision as in single, and so it is no matter of digits. This is the last group of @fig:frameworks_agree: the other $\varepsilon$.'
# Two programs train the same network in double precision. After ten steps of Adam their weights differ by about
# $10^{-4}$, just as they do in single precision. What is the likely cause?
# ///
#
# ## Where they differ on purpose
#
# Now the conventions. Nothing below is rounding, and nothing is a fault.
#
# ### The loss: a mean or a sum
#
# The loss of this book is a [mean over the examples](../reference/notation.md#words). Keras and PyTorch take the mean
# too, unless told otherwise. In JAX you write the loss yourself, and `sum` is as quickly written as `mean`. With the
# sum, all gradients are $N$ times as long. What does that do to the first step?

# %%
x, y, start = SMALL
nothing = [np.zeros(p.shape) for p in start]  # no rounding from 0
wide = [p.astype("float64") for p in start]
_, _, of_mean = numpy_gradients(wide, x, y)
of_sum = [len(y) * g for g in of_mean]
for name, update in (("SGD", numpy_sgd), ("Adam", numpy_adam)):
    short, _ = update(nothing, of_mean, None, 1)
    long, _ = update(nothing, of_sum, None, 1)
    ratios = [b / a for a, b in zip(short, long)]
    low = min(each.min() for each in ratios)
    high = max(each.max() for each in ratios)
    print(f"{name:5s} {low:.4f} to {high:.4f} times as long")

# %% [markdown]
# SGD steps $N$ times as far and will probably diverge. Adam hardly notices, because it divides by the size of the
# gradients; only its $\varepsilon$ has become smaller in comparison. A rate for SGD therefore means nothing without the
# reduction of the loss.
#
# There is a second trap of this kind. For a mean squared error with several outputs "mean" may divide by $N$ or by
# $N \cdot n$, the number of *entries*. Keras, PyTorch and this book divide by all entries.
#
# ### Adam: the place and the size of epsilon
#
# The last group of @fig:frameworks_agree is the price of the other form in @eq:same_two_adams. And not only the place
# of $\varepsilon$ differs, its default does too. Here are the defaults as the libraries state them.

# %%
def default(function, name):
    """The default of an argument."""
    return inspect.signature(function).parameters[name].default


stated = {"Keras": (keras.optimizers, "learning_rate", "epsilon")}
if torch:
    stated["PyTorch"] = torch.optim, "lr", "eps"
print("           SGD   Adam, epsilon  RMSProp")
for name, (library, rate, epsilon) in stated.items():
    optimisers = library.SGD, library.Adam, library.RMSprop
    sgd, adam, rms = (default(each, rate) for each in optimisers)
    size = default(library.Adam, epsilon)
    print(f"{name:8s} {sgd:5}  {adam:5}  {size:7} {rms:8}")

# %% [markdown]
# Does it matter? It does where gradients are tiny. The first step of Adam is $\eta$ long,
# [whatever the slope is](../learning/momentum-and-adam.md#the-first-step-is-as-long-as-the-learning-rate), unless the
# slope is as small as $\varepsilon$. For at the first step, in units of $\eta$,
#
# $$
# \abs{\Delta\theta} = \frac{\abs g}{\abs g + \varepsilon}
# \quad\text{or}\quad
# \frac{\abs g}{\abs g + \varepsilon / \sqrt{1 - \beta_2}} .
# \label{same_first_step}
# $$
#
# The libraries make that step with their own defaults and a rate of $1$:

# %%
def in_keras(optimiser, theta, g, rates):
    """The places where the slope g leads from theta."""
    theta, places = keras.Variable(theta), []
    for rate in rates:
        optimiser.learning_rate = rate
        optimiser.apply([tf.constant(g)], [theta])
        places.append(float(theta.numpy()))
    return places


def in_torch(rule, theta, g, rates, **options):
    """The same, with an optimiser of PyTorch."""
    theta = torch.tensor(theta, requires_grad=True)
    theta.grad, places = torch.tensor(g), []
    optimiser = rule([theta], **options)
    for rate in rates:
        optimiser.param_groups[0]["lr"] = rate
        optimiser.step()
        places.append(theta.item())
    return places


print("gradient    Keras" + "  PyTorch" * bool(torch))
for g in (1e-2, 1e-4, 1e-6, 1e-8):
    steps = in_keras(keras.optimizers.Adam(), 0.0, g, [1.0])
    if torch:
        steps += in_torch(torch.optim.Adam, 0.0, g, [1.0])
    print(f"{g:8.0e}" + "".join(f"{-step:9.4f}" for step in steps))

# %% [markdown]
# ### Momentum, weight decay, RMSProp
#
# Three more names stand for two formulas each. With the gradient $g$, the factor $\mu$ and the decay $\lambda$:
#
# | | Keras | PyTorch |
# |---|---|---|
# | momentum keeps | steps, $v \leftarrow \mu v - \eta g$ | gradients, $v \leftarrow \mu v + g$ |
# | `weight_decay` of Adam | takes $\eta\lambda\theta$ off, apart from $g$ | adds $\lambda\theta$ to $g$ |
# | RMSProp divides by | $\sqrt{v + \varepsilon}$ | $\sqrt v + \varepsilon$ |
#
# (PyTorch calls Adam with the decay apart `AdamW`. RMSProp's default $\rho$ differs, too.) At a constant rate both
# kinds of momentum make the same steps. When the rate changes they do not: what Keras remembers has the old rate in
# it. Below, the slope is always $1$, $\mu = \frac12$, and the rate falls from $1$ to a tenth after two steps. Then comes
# one step of Adam from $\theta = 2$ with $\lambda = \frac12$.

# %%
falling, decay = [1.0, 1.0, 0.1], {"weight_decay": 0.5}
sgd, adam = keras.optimizers.SGD, keras.optimizers.Adam
moves = {
    "Keras SGD": in_keras(sgd(momentum=0.5), 0.0, 1.0, falling),
    "Keras Adam": in_keras(adam(**decay), 2.0, 1.0, [0.25]),
}
if torch:
    heavy, sgd = {"momentum": 0.5}, torch.optim.SGD
    moves["PyTorch SGD"] = in_torch(sgd, 0.0, 1.0, falling, **heavy)
    for rule in (torch.optim.Adam, torch.optim.AdamW):
        place = in_torch(rule, 2.0, 1.0, [0.25], **decay)
        moves[f"PyTorch {rule.__name__}"] = place
for name, places in moves.items():
    print(f"{name:13s}", *(f"{place:7.3f}" for place in places))

# %% [markdown]
# ### The start: initialisation and seeds
#
# If you do not hand over the weights, each framework draws its own. They follow different rules. Take a layer with 300
# inputs and 100 units. Keras draws weights between $\pm\sqrt{6/(n_\text{in} + n_\text{out})}$
# ([Glorot and Bengio, 2010](../reference/bibliography.md#glorot2010)) and sets biases to $0$. PyTorch draws weights
# *and* biases between $\pm 1/\sqrt{n_\text{in}}$. NumPy and JAX have no layers, so they have no default.
#
# A seed does not help. It starts a *generator*, and each framework has another one. Here is what they draw from the
# uniform distribution on $[0, 1)$ with the seed $0$.

# %%
draws = {"NumPy": np.random.default_rng(0).random(3)}
draws["Keras"] = keras.random.uniform((3,), seed=0).numpy()
if torch:
    generator = torch.Generator().manual_seed(0)
    draws["PyTorch"] = torch.rand(3, generator=generator).numpy()
if jax:
    key = jax.random.key(0)
    draws["JAX"] = np.asarray(jax.random.uniform(key, 3))
for name, numbers in draws.items():
    print(f"{name:8s}", *(f"{number:.4f}" for number in numbers))

# %% [markdown]
# So "the same network" means that the *arrays* are handed over, as on this page. For anything less, compare
# distributions over many seeds.
#
# ### The precision nobody asked for
#
# What does each make of a Python number, and of a NumPy array in double precision? (JAX as it starts.)

# %%
number, array = 0.1, np.ones(1)
kept = {"NumPy": (np.asarray(number).dtype, array.dtype)}
both = tf.constant(number), tf.constant(array)
kept["TensorFlow"] = tuple(each.dtype.name for each in both)
dense = keras.layers.Dense(1)
kept["Keras layer"] = "", dense(array[None]).dtype.name
if torch:
    both = torch.tensor(number), torch.tensor(array)
    names = (str(each.dtype) for each in both)
    kept["PyTorch"] = [each.removeprefix("torch.") for each in names]
if jax:
    jax.config.update("jax_enable_x64", False)
    kept["JAX"] = jnp.asarray(number).dtype, jnp.asarray(array).dtype
    jax.config.update("jax_enable_x64", True)
print("             number    array")
for name, (of_number, of_array) in kept.items():
    print(f"{name:12s} {of_number!s:9s} {of_array}")

# %% [markdown]
# Only NumPy takes both in double precision. When two programs agree to seven digits only, look here first.
#
# ## On other machines
#
# All this agreement is that of a CPU, in full single precision. Graphics processors may have a shorter format, TF32, with
# ten bits after the leading one instead of 23. There TensorFlow multiplies matrices of single precision in it by default,
# PyTorch only convolves in it, and JAX does both, says the documentation of `jax.lax.Precision`. The settings are
# `tf.config.experimental.enable_tensor_float_32_execution`, `torch.backends` and `jax_default_matmul_precision`.
#
# ## What to remember
#
# - The same start, data and formulas give the same numbers in every framework, up to rounding: a few $\epsilon$, near
#   $10^{-16}$ in double and $10^{-7}$ in single precision.
# - They differ from each other as much as from the truth. None of them is the right one.
# - To tell rounding from a convention, go to double precision. Rounding shrinks by $2^{29}$; a convention stays.
# - The conventions that matter most: mean or sum in the loss, the place and size of Adam's $\varepsilon$, what momentum
#   and `weight_decay` mean, the default start and precision.
# - A seed is not a start. Hand over the arrays.
# - JAX computes in single precision until `jax_enable_x64` is set, Keras unless layers and loss are given a
#   `dtype` or `keras.config.set_floatx` is called.
#
# ## Exercises
#
# /// admonition | Exercise 1 (recall)
#     type: exercise
# You carry a network from Keras to PyTorch and compare the two. In which cases do you look for a fault, and where?
# (a) The output differs by $3 \cdot 10^{-7}$ in single precision. (b) It does so in double precision. (c) The loss is
# equal to the last bit, and all gradients are exactly 32 times as large. (d) PyTorch takes only square weight matrices.
# ///
#
# /// details | Solution
#     type: solution
# (a) Nowhere: this is rounding. (b) Somewhere a number went through single precision: an array made without `dtype`, a
# layer or a loss of Keras without it. (c) The loss that was printed is a mean, the one that was differentiated a sum,
# with 32 examples. (d) The weights were not transposed. The square ones fit all the same, and give wrong numbers.
# ///
#
# /// admonition | Exercise 2 (by hand)
#     type: exercise
# Answer with @eq:same_spacing. (a) What is the spacing of `float32` numbers just above $1024$? (b) A loss of about
# $1000$ is computed in single precision. Two frameworks differ by $10^{-4}$. Is that suspicious? (c) How far apart may
# the results be in double precision, if (b) was rounding?
# ///
#
# /// details | Solution
#     type: solution
# (a) $1024 = 2^{10}$, and the spacing grows with the number: $2^{10} \cdot 2^{-23} = 2^{-13} \approx 10^{-4}$. (b) No.
# Just below $1024$ the spacing is $2^{-14}$, so it is one or two spacings. (c) By $2^{-29}$ times that: about
# $2 \cdot 10^{-13}$.
# ///
#
# /// admonition | Exercise 3 (derivation)
#     type: exercise
# Which $\varepsilon$ must Keras be given so that its *first* step is the one that PyTorch makes with
# $\varepsilon = 10^{-8}$? Is there one for which *all* steps are equal?
# ///
#
# /// details | Solution
#     type: solution
# By @eq:same_two_adams, Keras with $\varepsilon_K$ is PyTorch with $\varepsilon_K / \sqrt{1 - \beta_2^t}$. At $t = 1$
# this is $10^{-8}$ if $\varepsilon_K = 10^{-8} \sqrt{1 - \beta_2}$. At other $t$ the root is another number, so no
# constant will do. The root tends to $1$ as $t$ grows, so in the long run $\varepsilon_K = 10^{-8}$ is right. With
# $\varepsilon = 0$ both are equal at all steps.
#
# ```python
# slope, epsilon = [np.array([1e-7])], 1e-8 * math.sqrt(1 - BETA_2)
# zero = [np.zeros(1)]
# left, _ = numpy_adam(zero, slope, None, 1, 1e-8)
# right, _ = numpy_adam(zero, slope, None, 1, epsilon, True)
# print(gap(left, right)[1] < 1e-14)
# ```
#
# ```text title="Output"
# True
# ```
# ///
#
# /// admonition | Exercise 4 (derivation)
#     type: exercise
# Each operation returns the true result times $1 + \rho$ with $\abs\rho \le u = \epsilon/2$. Show that the dot
# product of $x$ and $w$ with $n$ entries, added from the left, is off by at most about $n u \sum_i \abs{x_i w_i}$.
# Check it for the first layer in single precision.
# ///
#
# /// details | Solution
#     type: solution
# The product $x_i w_i$ is rounded once. It then takes part in at most $n - 1$ additions, each of which multiplies it by
# another $1 + \rho$. So it comes with a product of at most $n$ such factors, which lies within about $n u$ of $1$
# (exactly: $(1 + u)^n - 1$). Sum over $i$. In any other order, too, a term takes part in at most $n - 1$ additions, so
# the bound holds for all four frameworks.
#
# ```python
# x_64, W_64 = x.astype("float64"), start[0].astype("float64")
# off = np.abs((x @ start[0]).astype("float64") - x_64 @ W_64)
# bound = len(W_64) * 2**-24 * (np.abs(x_64) @ np.abs(W_64))
# print(bool((off <= bound).all()))
# ```
#
# ```text title="Output"
# True
# ```
# ///
#
# /// admonition | Exercise 5 (a little harder)
#     type: exercise
# Train twice in double precision with SGD and NumPy, from two starts that differ by $10^{-15}$ in one weight. How far
# apart are the weights after 300 steps with $\eta = \frac12$, and how far with $\eta = 20$? What does it mean for two
# frameworks?
# ///
#
# /// details | Solution
#     type: solution
# Near a minimum a small step pulls two neighbours together or leaves them as they are. With a rate above the
# [threshold](../learning/gradient-descent.md#the-threshold) a step *stretches* their distance, step after step, until
# the two runs have nothing in common.
#
# ```python
# def distance(rate, steps=300):
#     here = [p.astype("float64") for p in start]
#     there = [p.copy() for p in here]
#     there[0][0, 0] += 1e-15
#     for _ in range(steps):
#         for theta in (here, there):
#             gradients = numpy_gradients(theta, x, y)[2]
#             for p, g in zip(theta, gradients):
#                 p -= rate * g
#     return gap(there, here)[0]
#
#
# print("still together at 1/2:", distance(0.5) < 1e-13)
# print("far apart at 20:", distance(20) > 1e-3)
# ```
#
# ```text title="Output"
# still together at 1/2: True
# far apart at 20: True
# ```
#
# The rounding of another framework is such a difference. So two frameworks may end at different networks though both
# are right. The page [Learning a sine](../examples/learning-a-sine.md#the-same-in-two-libraries) shows a case.
# ///
#
# ## Where to read on
#
# - Everything about rounding: [Goldberg (1991)](../reference/bibliography.md#goldberg1991).
# - Both forms of Adam: [Kingma and Ba (2015)](../reference/bibliography.md#kingma2015).
