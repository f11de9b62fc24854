# ---
# description: JAX makes functions out of functions. What grad, vmap and jit ask of a function, and a training step without any state.
# ---

# %% [markdown]
# # JAX
#
# In PyTorch a gradient is something that gathers in a tensor. What if it were a *function* instead, made out of the
# loss, that you can call, differentiate again, or run for many examples at once?
#
# This is the idea of JAX ([Frostig et al., 2018](../reference/bibliography.md#frostig2018)). At its core are no
# layers and no optimisers. There are arrays that work as in NumPy, and a few functions that take a function and
# return another one. The first half of this page needs four of them: `grad`, `value_and_grad`, `vmap` and `jit`. The
# second half trains with them, and takes derivatives of functions with several outputs.
#
# The page is a program. Whatever output stands below was printed when the book was built.

# %%
from itertools import pairwise

import jax
import jax.numpy as jnp
import numpy as np
import optax

np.set_printoptions(precision=4)  # JAX prints its arrays by NumPy

# %% [markdown]
# ## Arrays that do not change
#
# `jax.numpy` has most functions of NumPy under their names. Here is the neuron of
# [The perceptron](../one-neuron/the-perceptron.md):

# %%
x = jnp.array([1.0, 2.0, 3.0, 2.5])
w = jnp.array([0.2, -0.27, -0.5, 1.0])
print(x @ w + 2.0, x.dtype)

# %% [markdown]
# Two things differ from NumPy. Numbers are in single precision, with about seven digits, unless you switch to double
# for the whole program with `jax.config.update("jax_enable_x64", True)`. And an array never changes. To "set" an entry
# makes a new array:

# %%
try:
    x[0] = 9.0
except TypeError:
    print("not allowed: x[0] = 9.0")
changed = x.at[0].set(9.0)
print(changed, x)

# %% [markdown]
# ## Pure functions
#
# A function is **pure** if its result depends on its arguments alone, and if it does nothing but return it. It reads no
# variable that may change, it changes nothing, it prints nothing, it draws no random numbers from a hidden source.
#
# Functions in mathematics are like that. Most functions in Python are not, and Python does not mind. JAX does not
# check it either. But it will call your function with stand-ins, or once where you expect a thousand calls, and what
# is not pure then goes wrong in silence. We shall see how.
#
# Here is a pure function, the loss of the neuron of @eq:bp_neuron:


# %%
def neuron_loss(w, x, b, y):
    """(sigma(w x + b) - y)²"""
    return (jax.nn.sigmoid(w * x + b) - y) ** 2


print(f"{neuron_loss(-1.0, 2.0, 3.0, 1.0):.6f}")

# %% [markdown]
# ## grad makes a function
#
# `jax.grad` takes a function $f$ that returns one number. It returns the function that computes its derivative:
#
# $$
# \begin{aligned}
# f &: \theta \mapsto L\\
# \operatorname{grad}(f) &: \theta \mapsto \pd{L}{\theta}
# \end{aligned}
# \label{jax_grad}
# $$
#
# The new function takes the same arguments. Its result has the shape of $\theta$, which is the first argument unless
# `argnums` says otherwise.

# %%
slope = jax.grad(neuron_loss)
all_four = jax.grad(neuron_loss, argnums=(0, 1, 2, 3))
print(f"{slope(-1.0, 2.0, 3.0, 1.0):+.6f}")
print(f"{slope(-1.0, 2.0, 3.0, 1.0):+.6f}  again")
values = all_four(-1.0, 2.0, 3.0, 1.0)
for name, value in zip("wxby", values, strict=True):
    print(f"dL/d{name} {value:+.6f}")

# %% [markdown]
# These are the pink numbers of @fig:neuron_circuit; there $\partial L/\partial w$ is
# {{ neuron_circuit.grad.w | .4f }}. The second call gives the same as the first. There is no `.grad` in which
# anything could gather, and nothing to set back.
#
# Since the result is a function, it has a derivative too:

# %%
tanh_1 = jax.grad(jnp.tanh)
tanh_2 = jax.grad(tanh_1)
t = jnp.tanh(0.5)
by_hand = 1 - t**2, -2 * t * (1 - t**2)
print(f"first  {tanh_1(0.5):+.6f}  by hand {by_hand[0]:+.6f}")
print(f"second {tanh_2(0.5):+.6f}  by hand {by_hand[1]:+.6f}")

# %% [markdown]
# A training step wants the loss as well. `jax.value_and_grad` returns both from one forward and one backward pass:

# %%
value, gradient = jax.value_and_grad(neuron_loss)(-1.0, 2.0, 3.0, 1.0)
print(f"{value:.6f} {gradient:+.6f}")

# %% [markdown]
# ## Parameters in a tree
#
# A network has many parameters. In JAX they travel together as one argument: a list, tuple or dictionary of arrays, or
# such containers inside each other. JAX calls it a **pytree**. The arrays are its leaves.
#
# The two-layer network of this page has tanh between its layers:
#
# $$
# \hat y = \tanh(x W^{(1)} + b^{(1)})\, W^{(2)} + b^{(2)} .
# \label{jax_two_layers}
# $$
#
# It is two pure functions: one makes the parameters, the other uses them.


# %%
def init(key, widths):
    """A list of layers {W, b}; W is Glorot's, b is 0."""
    layers = []
    for n_in, n_out in pairwise(widths):
        key, now = jax.random.split(key)
        r = (6 / (n_in + n_out)) ** 0.5
        shape = n_in, n_out
        W = jax.random.uniform(now, shape, minval=-r, maxval=r)
        layers.append({"W": W, "b": jnp.zeros(n_out)})
    return layers


def forward(theta, x):
    """y_hat from x, with tanh after every layer but the last."""
    for layer in theta[:-1]:
        x = jnp.tanh(x @ layer["W"] + layer["b"])
    return x @ theta[-1]["W"] + theta[-1]["b"]


theta = init(jax.random.key(0), (2, 3, 1))
for layer in jax.tree.map(jnp.shape, theta):
    print(layer)

# %% [markdown]
# `jax.tree.map` does something to every leaf and keeps the tree. `grad` does the same: the gradient with respect to a
# tree is a tree of the same form. So the loss of the network needs no more code than that of the neuron. The task is
# to multiply, $y = x_1 x_2$:


# %%
def loss(theta, x, y):
    """Mean of (y_hat - y)²."""
    return jnp.mean((forward(theta, x) - y) ** 2)


x = 2 * jax.random.uniform(jax.random.key(1), (256, 2)) - 1
y = x[:, :1] * x[:, 1:]
gradient = jax.grad(loss)(theta, x, y)
for layer in jax.tree.map(jnp.shape, gradient):
    print(layer)

# %% [markdown]
# Is it right? Here are the [four equations](../learning/backpropagation-in-matrices.md#the-four-equations) of
# backpropagation in NumPy, and the distance from what `grad` gives:

# %%
a0, target = np.asarray(x), np.asarray(y)
first, last = jax.tree.map(np.asarray, theta)
W1, b1, W2, b2 = first["W"], first["b"], last["W"], last["b"]
a1 = np.tanh(a0 @ W1 + b1)
delta2 = 2 * (a1 @ W2 + b2 - target) / target.size  # BP1
delta1 = (delta2 @ W2.T) * (1 - a1**2)  # BP2
by_equations = [
    {"W": a0.T @ delta1, "b": delta1.sum(axis=0)},  # BP4, BP3
    {"W": a1.T @ delta2, "b": delta2.sum(axis=0)},
]


def distance(g, h):
    """The largest difference of two arrays."""
    return float(abs(g - h).max())


gaps = jax.tree.map(distance, gradient, by_equations)
assert max(jax.tree.leaves(gaps)) < 1e-5
for number, layer in enumerate(gaps, start=1):
    print(f"layer {number}: W {layer['W']:.0e}, b {layer['b']:.0e}")

# %% [markdown]
# What is left is the rounding of single precision.
#
# ## Random numbers need a key
#
# `init` took a `key`. A pure function cannot draw from a generator that remembers where it was, because then its
# second call would differ from its first. So the state of the generator is an argument, the **key**. The same key
# gives the same numbers, as long as the version of JAX is the same:

# %%
key = jax.random.key(0)
print(jax.random.normal(key, 3))
print(jax.random.normal(key, 3), "the same key")
first, second = jax.random.split(key)
print(jax.random.normal(first, 3), "a new key")
print(jax.random.normal(second, 3), "another")

# %% [markdown]
# For new numbers, `split` the key and use each part once. The numbers are computed from the key by a function that
# mixes bits ([Salmon et al., 2011](../reference/bibliography.md#salmon2011)), so they do not depend on what was drawn
# before. To use a key twice is a common slip; exercise 5 shows what becomes of it.
#
# ## vmap: one example, then many
#
# `loss` was written for a batch. Often it is easier to think of *one* example. `jax.vmap` takes a function for one and
# returns the function for many. `in_axes` says for each argument along which axis the examples lie; `None` means that
# all share it.


# %%
def line_loss(theta, x, y):
    """(w x + b - y)² for one example: three numbers in, one out."""
    return (theta["w"] * x + theta["b"] - y) ** 2


line = {"w": jnp.array(0.5), "b": jnp.array(0.0)}
line_x = jnp.linspace(-1.5, 1.5, 12)
line_y = (line_x + 0.5).at[10].set(-4.0)  # one value was badly copied

one = jax.grad(line_loss)(line, line_x[0], line_y[0])
print("one example:", jax.tree.map(float, one))
of_each = jax.vmap(jax.grad(line_loss), in_axes=(None, 0, 0))
each = of_each(line, line_x, line_y)
print("all twelve: ", jax.tree.map(jnp.shape, each))

# %% [markdown]
# This is the gradient *of each example*. A batch gradient is their mean, and the mean hides them. Here it hides
# something:
#
# /// figure | gradient_of_each_example
#     alt: "Above, twelve points over x from −1.5 to 1.5: eleven blue ones on a rising line, and a red one far below it on the right; a flatter grey line goes through the middle. Below, arrows from a common origin in the plane of dL/dw and dL/db. Eleven short pink arrows, most of them to the lower left, one long red arrow to the upper right. A thick black arrow, the sum of all, is short and points right; a dashed grey one, the sum without the red, points to the lower left."
# The gradient of each of {{ gradient_of_each_example.examples }} examples for the grey line, with $w$ = ½ and $b$ =
# 0. Clipped at {{ gradient_of_each_example.limit | .0f }}, the sum of all of them (thick) turns
# {{ gradient_of_each_example.turned | .0f }}° away from the sum without the badly copied example (dashed). The
# longest arrow is now {{ gradient_of_each_example.longest | .1f }} long.
# ///
#
# Without clipping, the gradient of that one example is {{ gradient_of_each_example.times_median | .0f }} times as
# long as the median of the others. The thick arrow points to the right: against it, $w$ would shrink, where the
# eleven good examples want it to grow. Now move the slider of @fig:gradient_of_each_example. If every arrow is
# shortened to a length of at most $C$ *before* they are added, one example cannot outvote the others. Training that
# must not betray single examples does this at every step, and adds noise
# ([Abadi et al., 2016](../reference/bibliography.md#abadi2016)). It needs each gradient, and `vmap` gives them.
#
# A loop would give them too. It gives the same numbers, one call at a time:

# %%
examples = zip(line_x, line_y, strict=True)
loop = [jax.grad(line_loss)(line, x1, y1) for x1, y1 in examples]
looped = jnp.stack([gradient["w"] for gradient in loop])
same = bool(jnp.allclose(each["w"], looped, atol=1e-6))
print("same as a loop:   ", same)


def mean_loss(line, x, y):
    """The mean over the examples of line_loss."""
    losses = jax.vmap(line_loss, in_axes=(None, 0, 0))(line, x, y)
    return jnp.mean(losses)


batch = jax.grad(mean_loss)(line, line_x, line_y)
mean = jax.tree.map(jnp.mean, each)
print(f"mean of gradients: {mean['w']:.5f} {mean['b']:.5f}")
print(f"gradient of mean:  {batch['w']:.5f} {batch['b']:.5f}")

# %% [markdown]
# `vmap` is not a loop in disguise. It goes through the operations of the function once and replaces each by the one
# for a whole batch: a product of two numbers by a product of two arrays, a vector times a matrix by a product of
# matrices.
#
# /// answer | gradient_of_each_example.numbers
#     within: 0
# How many numbers did the call of `vmap(grad(line_loss))` above return, all leaves together?
# ///
#
# ## Wrapped, and wrapped again
#
# `grad`, `vmap` and `jit` take functions and return functions. So they can be put around each other, in any order that
# makes sense. Nothing is computed before the last one is called.
#
# /// figure | jax_transformations
#     alt: "Boxes inside each other: loss in the middle, around it grad, around that vmap, around that jit. Arrows lead in from the left, from theta, x and y with their shapes, and one leads out on the right to the gradients of all examples, w (12,) and b (12,)."
# Now: {{ jax_transformations.now }}. It takes {{ jax_transformations.takes }} and gives
# {{ jax_transformations.gives }}. `grad` changes what comes out and `vmap` what goes in and what comes out; `jit` changes
# neither, only how it is computed. None looks into the code of the others.
# ///
#
# /// answer | jax_transformations.wrong_order
#     choices:
#         "grad(vmap(loss))": "Yes. `vmap(loss)` returns one number for each example, and `grad` takes only functions that return a single one. In @fig:jax_transformations it lies inside."
#         "vmap(grad(loss))": "No. That is the third setting of @fig:jax_transformations."
#         "grad(jit(loss))": "No. `jit` changes neither what goes in nor what comes out, so it may stand anywhere; compare the last two settings of @fig:jax_transformations."
# Which of these raises an error when it is called?
# ///
#
# ## jit: traced once
#
# JAX can translate a whole function into a program for the processor, in which several operations become one.
# `jax.jit` returns the translated function. To learn what there is to translate, it calls your function *once*, with
# stand-ins instead of numbers, and notes the operations. This is called **tracing**. A stand-in knows its shape and
# type, and no value.
#
# One can look at the notes. Here are those of the neuron:

# %%
print(jax.make_jaxpr(neuron_loss)(-1.0, 2.0, 3.0, 1.0))

# %% [markdown]
# These are the five operations of the circuit (`logistic` is the sigmoid), each with the type of its result: `f32[]` is
# one number in single precision. There is no Python left in them. So what is not an operation on the arguments happens
# while tracing, and then never again. (`@jax.jit` above a function is short for `square = jax.jit(square)` below it.)


# %%
@jax.jit
def square(x):
    print("    tracing for", x.shape, x.dtype)
    return x**2


three, four = np.ones(3), np.ones(4)
for argument in (three, 2 * three, four, three, np.ones(4, int)):
    print("call", argument.shape, argument.dtype)
    square(argument)

# %% [markdown]
# Five calls, three traces: one for each new shape or type. (Double precision was taken down to single on the way in.)
# The second call ran the translated program, in which there is no `print`. That is harmless. The same thing with a
# variable from outside is not:

# %%
rate = 0.1


@jax.jit
def scaled(x):
    return rate * x  # not pure: reads a variable that may change


print(scaled(1.0))
rate = 0.5
print(scaled(1.0), "should be", rate)

# %% [markdown]
# While tracing, `rate` was a number like any other, and was noted as a constant. Make it an argument and all is well.
#
# A stand-in has no value, so Python cannot decide an `if` by it. JAX says so. `jnp.where` decides for each entry,
# inside the translated program:


# %%
@jax.jit
def relu_by_if(z):
    return z if z > 0 else 0.0


@jax.jit
def relu_by_where(z):
    return jnp.where(z > 0, z, 0.0)


try:
    relu_by_if(-2.0)
except jax.errors.TracerBoolConversionError as error:
    print(type(error).__name__)
print(relu_by_where(jnp.array([-2.0, 3.0])))

# %% [markdown]
# An `if` that depends on a shape, or a loop over layers as in `forward`, is no problem. These are known while tracing.
#
# ## A training step as a pure function
#
# Now all of it together. A step of gradient descent is a function from parameters to parameters:
#
# $$
# (\theta, x, y, \eta) \;\mapsto\; \Bigl( \theta - \eta\, \pd{L}{\theta},\; L \Bigr) .
# \label{jax_step}
# $$
#
# It changes nothing. The new parameters are a new tree, and the caller puts them where the old ones were.


# %%
@jax.jit
def step(theta, x, y, rate):
    """One step of gradient descent, and the loss before it."""
    value, gradient = jax.value_and_grad(loss)(theta, x, y)
    new = jax.tree.map(lambda p, g: p - rate * g, theta, gradient)
    return new, value


theta = start = init(jax.random.key(2), (2, 16, 1))
for count in range(1, 2001):
    theta, value = step(theta, x, y, 0.2)
    if count in (1, 10, 100, 1000, 2000):
        print(f"step {count:4d} {value:.5f}")
print(f"the first network is still there: {loss(start, x, y):.5f}")

# %% [markdown]
# Nothing had to be set back, and no two things share memory behind your back. The price is that everything a step
# needs has to go in, and everything that it changes has to come out. An optimiser with a memory has to hand its
# memory over too. Here is momentum, whose velocity is one more tree of the same form:


# %%
@jax.jit
def momentum_step(state, x, y, rate, mu):
    """One step of momentum on state = (theta, velocity)."""
    theta, v = state
    value, gradient = jax.value_and_grad(loss)(theta, x, y)
    v = jax.tree.map(lambda v, g: mu * v - rate * g, v, gradient)
    return (jax.tree.map(jnp.add, theta, v), v), value


state = (start, jax.tree.map(jnp.zeros_like, start))
for count in range(1, 2001):
    state, value = momentum_step(state, x, y, 0.02, 0.9)
    if count in (1, 10, 100, 1000, 2000):
        print(f"step {count:4d} {value:.5f}")

# %% [markdown]
# With $\mu = 0.9$ and a tenth of the rate the steps become as long in the end, as
# [Momentum and Adam](../learning/momentum-and-adam.md) explains. The start is slower, because a velocity has to gather.
#
# Inside the square where the examples lay, the network now multiplies:

# %%
pairs = jnp.array([[0.5, 0.5], [-0.5, 0.8], [-0.9, -0.9], [0.0, 0.7]])
answers = forward(theta, pairs)[:, 0]
print("  x1    x2   product  network")
for (x1, x2), answer in zip(pairs, answers, strict=True):
    print(f"{x1:5.1f} {x2:5.1f}  {x1 * x2:7.2f}  {answer:7.2f}")

# %% [markdown]
# ### Optimisers from a library
#
# Nobody writes Adam anew for each program. [Optax](https://optax.readthedocs.io/) has the optimisers for JAX
# ([DeepMind, 2020](../reference/bibliography.md#deepmind2020)), in the form that we have just found: what they remember is
# a tree, and goes in and out. `init` makes it, `update` turns gradients into changes, `apply_updates` adds those to the
# parameters.


# %%
def train(optimiser, steps):
    """A step for this optimiser, made that many times from start."""
    @jax.jit
    def step(theta, memory):
        value, gradient = jax.value_and_grad(loss)(theta, x, y)
        changes, memory = optimiser.update(gradient, memory, theta)
        return optax.apply_updates(theta, changes), memory, value

    theta, memory = start, optimiser.init(start)
    for _ in range(steps):
        theta, memory, value = step(theta, memory)
    return theta, value


heavy, _ = train(optax.sgd(0.02, momentum=0.9), 20)
ours = (start, jax.tree.map(jnp.zeros_like, start))
for _ in range(20):
    ours, _ = momentum_step(ours, x, y, 0.02, 0.9)
apart = jax.tree.map(distance, heavy, ours[0])
print("momentum is ours:", max(jax.tree.leaves(apart)) < 1e-5)

falling = optax.cosine_decay_schedule(0.05, decay_steps=500)
clipped = optax.chain(
    optax.clip_by_global_norm(1.0), optax.adam(falling)
)
for name, optimiser in (("Adam", optax.adam(0.05)), ("both", clipped)):
    _, value = train(optimiser, 500)
    print(f"{name:5s} after 500 steps {value:.6f}")

# %% [markdown]
# The last optimiser is three put together by `chain`: it clips the gradient, makes a step of Adam, and lets the rate
# fall along a cosine to $0$. Each is a pair of pure functions, so each can stand behind any other.
#
# ## Jacobians: jvp and vjp
#
# `grad` wants a function with one output. A layer has many. Its derivative is a table, the **Jacobian** $J$, with
# $J_{ij} = \partial f_i / \partial x_j$. (JAX gives each *output* a row. That is the transpose of the $J$ in
# [Forward and reverse](../learning/forward-and-reverse.md#a-table-of-all-slopes).) For $f(x) = \tanh(x W + b)$ it is $J_{ij} = (1 - f_i^2)\, W_{ji}$. JAX asks in two ways,
# and neither makes the table:
#
# - `jvp` goes *forward*, with a direction $v$ of the input: $J v$, how the outputs change when $x$ moves along $v$.
# - `vjp` goes *backward*, with weights $u$ of the outputs: $u\T J$, the gradient of $\sum_i u_i f_i$.

# %%
rng = np.random.default_rng(0)
W, b = rng.normal(size=(4, 3)), rng.normal(size=3)
x_4, v, u = rng.normal(size=4), rng.normal(size=4), rng.normal(size=3)


def layer(x):
    """Three outputs of four inputs."""
    return jnp.tanh(x @ W + b)


f, forward_mode = jax.jvp(layer, (x_4,), (v,))
_, back = jax.vjp(layer, x_4)
[backward_mode] = back(u)
table = (1 - f**2)[:, None] * W.T  # by hand
by_hand = table @ v, u @ table
same = np.allclose(forward_mode, by_hand[0], atol=1e-5)
print("J v by hand:", same)
same = np.allclose(backward_mode, by_hand[1], atol=1e-5)
print("u J by hand:", same)
print(f"u J v: {u @ forward_mode:.4f} and {backward_mode @ v:.4f}")

# %% [markdown]
# For the whole table one needs a `jvp` for each *input* or a `vjp` for each *output*: `jax.jacfwd` and `jax.jacrev`, each
# a `vmap` over them. A loss has thousands of inputs and one output. That is why learning goes backward, and why `grad` is
# a `vjp` with $u = 1$ ([Baydin et al., 2018](../reference/bibliography.md#baydin2018)).

# %%
forwards, backwards = jax.jacfwd(layer)(x_4), jax.jacrev(layer)(x_4)
same = np.allclose(forwards, backwards, atol=1e-6)
print(forwards.shape, same)
alone = back(jnp.eye(3)[0])[0]
same = np.allclose(alone, table[0], atol=1e-6)
print("row 0 by one vjp:", same)

# %% [markdown]
# ### The second derivatives
#
# Wrapped again, they give the **Hessian** $H$, the table of second derivatives: `jax.hessian` is `jacfwd(jacrev(…))`. For
# the line of this page and its mean of squares it can be written down, and its largest eigenvalue says which rates of
# gradient descent [are stable](../learning/gradient-descent.md#the-threshold): those below $2/\lambda_\text{max}$.


# %%
def of_vector(p):
    """The loss of the line, of one array (w, b)."""
    return mean_loss({"w": p[0], "b": p[1]}, line_x, line_y)


p = jnp.array([0.5, 0.0])
H = jax.hessian(of_vector)(p)
rows = np.stack([line_x, np.ones(12)], axis=1)
same = np.allclose(H, rows.T @ rows / 6, atol=1e-5)
print("2/N times the sum of products of (x, 1):", same)

threshold = 2 / np.linalg.eigvalsh(H).max()
for share in (0.95, 1.05):
    here = p
    for _ in range(200):
        here = here - share * threshold * jax.grad(of_vector)(here)
    size = float(jnp.linalg.norm(jax.grad(of_vector)(here)))
    word = "falls" if size < 0.1 else "grows"
    print(f"{share:.0%} of the threshold: the gradient {word}")

# %% [markdown]
# The Hessian of a network with $n$ parameters has $n^2$ entries, too many to write down. But $H v$ costs no more than
# a few gradients: it is the `jvp` of `grad` ([Pearlmutter, 1994](../reference/bibliography.md#pearlmutter1994)), and works on trees.

# %%
def times_hessian(function, theta, v):
    """H v, and no H anywhere."""
    return jax.jvp(jax.grad(function), (theta,), (v,))[1]


direction = jnp.array([1.0, -2.0])
product = times_hessian(of_vector, p, direction)
print("same as with the table:", np.allclose(product, H @ direction))

# %% [markdown]
# ## What to remember
#
# - JAX makes functions out of functions. What it asks for in return is that they are pure.
# - `grad(f)` is a function with the arguments of `f`. Its result has the form of the first one. Nothing gathers
#   anywhere.
# - Parameters travel as a pytree; `jax.tree.map` reaches every leaf.
# - A key is an argument. Split it, and use each part once.
# - `vmap` turns a function of one example into one of many. `vmap(grad(loss))` is the gradient of each example.
# - `jit` traces once for each shape and type. What Python did meanwhile is not done again.
# - A step takes parameters and returns parameters. Whatever an optimiser remembers goes in and comes out, as in Optax.
# - `jvp` gives $J v$ and goes forward, `vjp` gives $u\T J$ and goes backward. Neither makes the table $J$. `jvp` of
#   `grad` gives $H v$.
#
# ## Exercises
#
# /// admonition | Exercise 1 (recall)
#     type: exercise
# Which of these functions are pure? (a) `f(x)` returns `x + np.random.normal()`. (b) `f(x)` makes a list, appends `x`
# to it and returns its length. (c) `f(x)` appends `x` to a list made outside. (d) `f(key)` returns
# `jax.random.normal(key)`.
# ///
#
# /// details | Solution
#     type: solution
# (b) and (d). In (b) something changes, but nobody outside can see it. (a) reads and changes the state of a hidden
# generator; under `jit` it would give the same "random" number for ever. (c) changes something outside; under `jit`
# the list would get a stand-in, once for each trace.
# ///
#
# /// admonition | Exercise 2 (recall)
#     type: exercise
# For `theta = init(key, (2, 16, 1))`, a batch of $32$ examples and the `loss` of this page, give the shapes in the
# results of (a) `grad(loss)`, (b) `vmap(grad(loss), in_axes=(None, 0, 0))`.
# ///
#
# /// details | Solution
#     type: solution
# (a) Those of the parameters: $(2, 16)$, $(16,)$, $(16, 1)$, $(1,)$. (b) The same with $32$ in front.
# `jax.eval_shape` finds them without computing anything.
#
# ```python
# each_example = jax.vmap(jax.grad(loss), in_axes=(None, 0, 0))
# shapes = jax.eval_shape(each_example, theta, x[:32], y[:32])
# for leaf in jax.tree.leaves(shapes):
#     print(leaf.shape)
# ```
#
# ```text title="Output"
# (32, 2, 16)
# (32, 16)
# (32, 16, 1)
# (32, 1)
# ```
# ///
#
# /// admonition | Exercise 3 (derivation)
#     type: exercise
# Show that $\sigma'' = \sigma\,(1 - \sigma)(1 - 2\sigma)$ for the sigmoid $\sigma$, and let `grad` check it at many
# places at once.
# ///
#
# /// details | Solution
#     type: solution
# $\sigma' = \sigma\,(1 - \sigma) = \sigma - \sigma^2$. Once more, by the chain rule:
# $\sigma'' = \sigma' - 2\sigma\sigma' = \sigma'\,(1 - 2\sigma)$. For one number `grad` twice, for many `vmap` around
# it.
#
# ```python
# z = jnp.linspace(-5, 5, 101)
# s = jax.nn.sigmoid(z)
# found = jax.vmap(jax.grad(jax.grad(jax.nn.sigmoid)))(z)
# expected = s * (1 - s) * (1 - 2 * s)
# print(bool(jnp.allclose(found, expected, atol=1e-6)))
# ```
#
# ```text title="Output"
# True
# ```
# ///
#
# /// admonition | Exercise 4 (derivation)
#     type: exercise
# Why is the mean of the gradients the gradient of the mean? Is the *clipped* mean the gradient of something, too?
# Answer for clipping at $C$, one parameter, and a loss $e^2$ with $e = \theta - y$.
# ///
#
# /// details | Solution
#     type: solution
# Derivatives of sums are sums of derivatives, and so for any fixed factor $1/N$. The gradient of $e^2$ is $2e$.
# Clipped, it is $2e$ as long as $\abs{e} \le C/2$, and $\pm C$ beyond. That is the derivative of a loss that is $e^2$
# near $0$ and goes on in straight lines, $C \abs{e} - C^2/4$. It is known as Huber's loss, and it forgives outliers.
# (With several parameters it depends on the model. If it is linear, each example's gradient is $2e$ times a row that does not
# change, so cutting its length gives Huber's loss once more. In a network with hidden units that row changes with the
# parameters, and the clipped gradients are in general no gradient of anything.)
#
# ```python
# def huber(e, C):
#     return jnp.where(abs(e) <= C / 2, e**2, C * abs(e) - C**2 / 4)
#
#
# e = jnp.linspace(-3.0, 3.0, 41)
# slopes = jax.vmap(jax.grad(huber), in_axes=(0, None))(e, 1.5)
# print(bool(jnp.allclose(slopes, jnp.clip(2 * e, -1.5, 1.5))))
# ```
#
# ```text title="Output"
# True
# ```
# ///
#
# /// admonition | Exercise 5 (a bug)
#     type: exercise
# Somebody writes `init` without `split` and gives every layer the same key. What is wrong with a network of widths
# $4$, $4$, $4$ then?
# ///
#
# /// details | Solution
#     type: solution
# Both layers have the same shape, draw the same numbers, and are equal. They are not independent, as the theory of
# [initialisation](../learning/backpropagation-in-matrices.md#why-gradients-vanish) supposes.
#
# ```python
# key = jax.random.key(0)
# careless = [jax.random.normal(key, (4, 4)) for _ in range(2)]
# parts = jax.random.split(key)
# careful = [jax.random.normal(part, (4, 4)) for part in parts]
# for first, second in (careless, careful):
#     print(bool(jnp.array_equal(first, second)))
# ```
#
# ```text title="Output"
# True
# False
# ```
# ///
#
# /// admonition | Exercise 6 (code)
#     type: exercise
# How often is `step` traced in one epoch over $256$ examples in batches of $100$? Predict it, then count the traces.
# How could one save a trace?
# ///
#
# /// details | Solution
#     type: solution
# Twice: batches of $100$, $100$ and $56$ have two shapes. Leave out the last batch, or take a size that divides
# $256$. To count, do something impure on purpose.
#
# ```python
# traced = []
#
#
# @jax.jit
# def counted_step(theta, x, y):
#     traced.append(x.shape)
#     gradient = jax.grad(loss)(theta, x, y)
#     return jax.tree.map(lambda p, g: p - 0.2 * g, theta, gradient)
#
#
# for begin in (0, 100, 200):
#     rows = slice(begin, begin + 100)
#     theta = counted_step(theta, x[rows], y[rows])
# print(traced)
# ```
#
# ```text title="Output"
# [(100, 2), (56, 2)]
# ```
# ///
#
# /// admonition | Exercise 7 (code)
#     type: exercise
# `jax.lax.scan(f, state, None, length=n)` calls `f(state, _)`, which returns the next state and something to collect,
# $n$ times inside *one* translated program. Write a whole training run with it and compare with the loop.
# ///
#
# /// details | Solution
#     type: solution
# The state is the tree of parameters, and the losses are collected.
#
# ```python
# @jax.jit
# def run(theta, x, y):
#     def once(now, _):
#         return step(now, x, y, 0.2)
#
#     return jax.lax.scan(once, theta, None, length=50)
#
#
# scanned, losses = run(start, x, y)
# looped = start
# for _ in range(50):
#     looped, _ = step(looped, x, y, 0.2)
# gaps = jax.tree.map(distance, scanned, looped)
# print(losses.shape, max(jax.tree.leaves(gaps)) < 1e-5)
# ```
#
# ```text title="Output"
# (50,) True
# ```
# ///
#
# /// admonition | Exercise 8 (derivation)
#     type: exercise
# A function has 1000 inputs and 10 outputs. How many calls of `jvp`, and how many of `vjp`, does its Jacobian take? What does
# one `jvp` give, and what one `vjp`? Check both counts with `layer` by the shapes that `vmap` is given.
# ///
#
# /// details | Solution
#     type: solution
# A thousand of `jvp`: one for each input, with $v$ the row of the unit matrix for it, gives one *column* of $J$. Ten of
# `vjp`: one for each output gives one *row*.
#
# ```python
# def column(v):
#     return jax.jvp(layer, (x_4,), (v,))[1]
#
#
# columns = jax.vmap(column)(jnp.eye(4))
# [by_rows] = jax.vmap(back)(jnp.eye(3))
# print(columns.shape, by_rows.shape)
# print(np.allclose(columns.T, by_rows, atol=1e-6))
# ```
#
# ```text title="Output"
# (4, 3) (3, 4)
# True
# ```
# ///
#
# /// admonition | Exercise 9 (code)
#     type: exercise
# Find $\lambda_\text{max}$ of the Hessian for the line without the Hessian: multiply a vector by it again and again, and
# keep its length at $1$.
# ///
#
# /// details | Solution
#     type: solution
# Written in the eigenvectors, each product stretches the part of each by its eigenvalue. The largest wins, unless the vector
# has no part of it. In the end $v\T H v = \lambda_\text{max}$.
#
# ```python
# v = jnp.array([1.0, 0.3])
# for _ in range(100):
#     v = times_hessian(of_vector, p, v)
#     v = v / jnp.linalg.norm(v)
# found = float(v @ times_hessian(of_vector, p, v))
# print(np.isclose(found, np.linalg.eigvalsh(H).max()))
# ```
#
# ```text title="Output"
# True
# ```
# ///
#
# ## Where to read on
#
# - The same network where gradients gather: [PyTorch](pytorch.py). (It has JAX's way as well, under `torch.func`: `grad`, `vmap`, `jvp`, `vjp`.)
# - What `grad` does inside: [Backpropagation](../learning/backpropagation.md). Steps and rates:
#   [Gradient descent](../learning/gradient-descent.md), and [Momentum and Adam](../learning/momentum-and-adam.md).
# - How functions are traced and translated: [Frostig et al. (2018)](../reference/bibliography.md#frostig2018).
# - The documentation: [docs.jax.dev](https://docs.jax.dev/). Its page "The Sharp Bits" lists what surprises
#   newcomers. Layers for JAX come from other libraries, such as Equinox and Flax.
