# ---
# description: TensorFlow and Keras from tensors and the gradient tape to models, compile and fit, a training step by hand and tf.function.
# ---

# %% [markdown]
# # TensorFlow and Keras
#
# In [From scratch in NumPy](from-scratch-in-numpy.py) we wrote a whole library: layers, losses, gradients, optimisers, a
# loop. What do the large libraries do differently, and where in them are our five parts?
#
# TensorFlow is two things at once. It is arrays with derivatives. And, through Keras, it is layers and models made of such
# arrays. One can work with either, and this page goes from the lower to the upper and back. In the end we train one model
# in three ways and find that they are one and the same computation.

# %%
import os
import textwrap
import time
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"  # fewer messages
os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np
import tensorflow as tf

keras.utils.set_random_seed(0)
print("TensorFlow", tf.__version__, "  Keras", keras.__version__)

# %% [markdown]
# (Keras began as a package of its own, was a part of TensorFlow for some years, and stands alone again since its third
# version. Older programs say `from tensorflow import keras`, and since TensorFlow 2.16 get the same one.)
#
# ## The stack
#
# A framework is a stack of three levels. Each is written in terms of the one below, and hides it.
#
# /// figure | framework_stack
#     alt: "Three wide boxes on top of each other, joined by arrows down. Top, orange: layers and models: Keras, with the names Dense, Sequential, Model, losses, Adam, fit and the line model.fit(x, y). Middle, purple: tensors and derivatives, with three small boxes TensorFlow, JAX and PyTorch, the names constant, Variable, matmul, GradientTape, function and the line tape.gradient(loss, W). Bottom, blue: hardware, with CPU, GPU, TPU and the line multiply, add, multiply, add. Beside the arrows: operations on tensors; one program for each operation."
# Three levels. At the top one thinks in layers. Keras translates them into operations on tensors. In the middle these are
# carried out and differentiated, by TensorFlow or another of the {{ framework_stack.backends }} backends on which Keras can
# train. At the bottom a program made for the processor (CPU), the graphics card (GPU) or a chip built for tensors (TPU)
# multiplies and adds.
# ///
#
# Two boundaries are drawn in @fig:framework_stack, and each of them lets you exchange what is below. The same operations
# run on a processor or a graphics card. The same Keras model runs on TensorFlow, JAX or PyTorch, as the environment variable
# `KERAS_BACKEND` says. The program *above* the boundary does not change. Its answers hardly do: where they do is told in
# [Where frameworks part](where-frameworks-part.md#one-keras-three-backends).
#
# /// answer | framework_stack.level_of.GradientTape
#     choices:
#         "the top one": "No. There a loss and an optimiser are named, and the gradient is nowhere to be seen. Look for the tape in @fig:framework_stack."
#         "the middle one": "Yes. The tape notes operations on tensors. It knows nothing of layers."
#         "the bottom one": "No. Hardware multiplies and adds. It does not know what a derivative is; see @fig:framework_stack."
# At which level does somebody work who writes `tf.GradientTape`?
# ///
#
# ## Tensors
#
# A **tensor** is an array with a shape and a type, as in
# [Batches and tensors](../networks/layers-as-matrices.md#batches-and-tensors). It also knows on which device it lives. Here
# are three examples with four features, and one layer of three units:

# %%
x = tf.constant([[1, 2, 3, 2.5], [2, 5, -1, 2], [-1.5, 2.7, 3.3, -0.8]])
W = tf.constant([
    [-0.2, 0.5, 0.2],
    [-0.27, 0.91, 0.8],
    [-0.5, -0.5, -0.5],
    [1, -0.33, 1],
])
b = tf.constant([2, 3, 0.5])
z = x @ W + b
print(z.shape, z.dtype, z.device[-5:])
print(z.numpy())

# %% [markdown]
# Nearly everything is as in NumPy: `@`, broadcasting, slices, sums over an axis (`tf.reduce_sum`). Two things are not.
#
# - Decimal numbers become **single precision**, `float32`. That is about seven digits. A tensor made from an array of NumPy keeps
#   the type of the array, most often `float64`, and tensors of two types do not mix: write `astype("float32")` in time.
# - A tensor cannot be changed. What can be changed is a **variable**, a named place that holds a tensor. Parameters are
#   variables.

# %%
theta = tf.Variable([1.0, 2.0])
theta.assign_sub([0.25, 0.5])  # as an optimiser: θ ← θ − step
print(theta.numpy())
try:
    z[0, 0] = 5.0
except TypeError as error:
    print(textwrap.fill(f"TypeError: {error}", width=47))

# %% [markdown]
# ## The gradient tape
#
# Our library has a `backward` for each layer. The layers of Keras have none. Instead a **tape** runs while the forward pass is
# computed and notes every operation. Played backwards, it applies the chain rule, operation by operation, just as the forty
# lines in [Backpropagation](../learning/backpropagation.md#forty-lines-that-differentiate-anything) do.
#
# Here is the neuron of that page, $L = (\sigma(wx + b) - y)^2$ with $w = -1$, $x = 2$, $b = 3$ and $y = 1$. By hand its
# slope is
#
# $$
# \pd{L}{w} = 2\,(a - y) \cdot a\,(1 - a) \cdot x .
# \label{tf_neuron}
# $$

# %%
w = tf.Variable(-1.0)
with tf.GradientTape() as tape:
    a = tf.sigmoid(w * 2.0 + 3.0)
    loss = (a - 1.0) ** 2
by_tape = tape.gradient(loss, w)
by_hand = 2 * (a - 1.0) * a * (1 - a) * 2.0
print(f"tape {by_tape.numpy():.7f}   by hand {by_hand.numpy():.7f}")

# %% [markdown]
# What a tape does *not* do surprises everyone once. Take $L = u^2 + 3u$ at $u = 2$, where the slope is $2u + 3 = 7$.

# %%
u = tf.constant(2.0)
with tf.GradientTape() as tape:
    L = u**2 + 3 * u
print("a constant is not watched:", tape.gradient(L, u))

with tf.GradientTape() as tape:
    tape.watch(u)
    L = u**2 + 3 * u
print("unless one asks for it:   ", tape.gradient(L, u).numpy())

try:
    tape.gradient(L, u)
except RuntimeError as error:
    print("a tape plays only once:   ", type(error).__name__)

# %% [markdown]
# - Variables are watched (but for those with `trainable=False`), constants are not. The slope of what is not watched is `None`, *not* $0$, and no error is raised.
# - A tape is used up by one call of `gradient`, unless it was made with `persistent=True`.
# - Each call gives a new gradient. Nothing has to be set back to $0$. In [PyTorch](pytorch.py) it has.
#
# ## What a layer stores
#
# One level up. A layer of Keras is an object that owns variables. `Dense(3)` says how many *units* there are. It does not say
# how many inputs. So the layer cannot know the shape of its weights before it has seen an input:

# %%
layer = keras.layers.Dense(3)
print("new:  ", [tuple(v.shape) for v in layer.weights])
layer(x)
print("built:", [(v.name, tuple(v.shape)) for v in layer.weights])
layer.set_weights([W, b])
print("same as x W + b:", np.array_equal(layer(x), z))

# %% [markdown]
# The weights $W$ are called *kernel* there. Their shape is ours, $(n_\text{in}, n_\text{out})$. From now on the layer expects four
# features. Two are refused, and this message can be read from left to right:

# %%
try:
    layer(tf.ones((3, 2)))
except ValueError as error:
    print(textwrap.fill(str(error), width=47))

# %% [markdown]
# ## Two ways to write one model
#
# Our model shall be that of the NumPy page: two inputs, two hidden layers of sixteen tanh units, three logits. The
# **Sequential API** takes a list of layers, each of which feeds the next. (API is short for the names by which one program
# uses another.)

# %%
Dense = keras.layers.Dense

sequential = keras.Sequential([
    keras.Input((2,)),
    Dense(16, activation="tanh"),
    Dense(16, activation="tanh"),
    Dense(3),
])

# %% [markdown]
# The **functional API** starts from an input that holds no numbers yet, only a shape. It calls each layer *on* what the one
# before it gave. The model is then whatever lies between its input and its output:

# %%
inputs = keras.Input((2,))
hidden = Dense(16, activation="tanh")(inputs)
hidden = Dense(16, activation="tanh")(hidden)
functional = keras.Model(inputs, Dense(3)(hidden))

# %% [markdown]
# The two are easily mixed up. A list given to `Sequential` is not the functional API, even where it is announced as such.
# They are two ways of *writing*. What they make is the same. To show it, give both the same weights and the same inputs:

# %%
functional.set_weights(sequential.get_weights())
points = np.random.default_rng(0).normal(size=(1000, 2))
points = points.astype("float32")
one, other = sequential(points).numpy(), functional(points).numpy()
for v, u in zip(sequential.weights, functional.weights):
    print(f"{v.name:6} {v.shape!s:9} {u.name:6} {u.shape}")
print("largest difference", np.abs(one - other).max())
assert np.array_equal(one, other)

# %% [markdown]
# Six arrays are all that either of them stores, two for each layer. @fig:what_layers_store shows how large they are.
#
# /// figure | what_layers_store
#     alt: "A column of three boxes joined by arrows from x, (None, 2), at the top to the logits at the bottom: Dense(16) with 48 numbers, Dense(16) with 272 numbers, Dense(3) with 51 numbers. Beside the arrows stand the shapes (None, 16), (None, 16) and (None, 3). To the right of each box its kernel as a purple rectangle drawn to scale, 2 by 16, 16 by 16 and 16 by 3, with the bias as a green strip of one row below it."
# What the model stores: a kernel (purple) and a bias (green) for each layer, drawn to scale, so that area counts numbers.
# Altogether {{ what_layers_store.parameters }} numbers. On the arrows the shapes of what passes through. *None* stands for the number
# of examples: it is in no parameter, so it may be any.
# ///
#
# /// answer | what_layers_store.further
#     within: 0
# A fourth layer, `Dense(5)`, is put behind the third. How many numbers does it store?
# ///
#
# Then why two ways? Because a list has no forks. The functional API can write any graph without circles: several inputs,
# several outputs, ways that part and meet again. Here the inputs also go past the hidden layer, straight to the logits:

# %%
inputs = keras.Input((2,))
hidden = Dense(16, activation="tanh")(inputs)
both = keras.layers.Concatenate()([inputs, hidden])
forked = keras.Model(inputs, Dense(3)(both))
print("concatenated", both.shape, "  parameters", forked.count_params())

# %% [markdown]
# ## Compile, fit, evaluate
#
# The data are the three arcs of the NumPy page, shuffled once.

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


rng = np.random.default_rng(seed=0)
x, labels = arcs(100, rng)
order = rng.permutation(len(x))
x, labels = x[order].astype("float32"), labels[order]
x_fresh, labels_fresh = arcs(100, np.random.default_rng(seed=1))

# %% [markdown]
# Three calls do what our loop did. `compile` names the optimiser, the loss and what else to report. `fit` trains. `evaluate`
# looks at data without learning from them.

# %%
start = sequential.get_weights()  # kept for later
sequential.compile(
    optimizer=keras.optimizers.Adam(learning_rate=0.01),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
told = sequential.fit(x, labels, batch_size=30, epochs=40, verbose=0)
history = told.history
for epoch in (1, 5, 10, 20, 40):
    loss = history["loss"][epoch - 1]
    right = history["accuracy"][epoch - 1]
    print(f"epoch {epoch:2d}   loss {loss:.4f}   right {right:.1%}")
loss, right = sequential.evaluate(x_fresh, labels_fresh, verbose=0)
print(f"fresh      loss {loss:.4f}   right {right:.1%}")

# %% [markdown]
# Three remarks, because each of them has cost somebody a day.
#
# - **From logits.** Our last layer has no activation, so the loss must be told to apply softmax itself. The default is that it
#   does not (Exercise 4). *Sparse* means that targets are labels and not one-hot rows.
# - **The loss of an epoch** that `fit` reports is the mean over its batches, taken *while* the weights changed. It is not the
#   loss at the end of the epoch. `evaluate` gives that.
# - **A model remembers, and so does its optimiser.** A second `fit` goes on where the first one stopped. To begin anew, set
#   the first weights again *and* compile with a new optimiser: the old Adam still holds its means.
#
# A trained model is nothing but its numbers. Take them out, and one line of NumPy gives the same answers:

# %%
W1, b1, W2, b2, W3, b3 = sequential.get_weights()
by_numpy = np.tanh(np.tanh(x @ W1 + b1) @ W2 + b2) @ W3 + b3
by_keras = sequential.predict(x, verbose=0)
difference = np.abs(by_numpy - by_keras).max() / np.abs(by_keras).max()
print(f"largest relative difference: {difference:.0e}")
assert difference < 1e-5

# %% [markdown]
# ## A training step by hand
#
# What does `fit` do with each batch? The same four acts as our own loop: forward, loss, backward, update. Sometimes one wants to
# write them oneself, because the training is of another kind: two networks against each other, a penalty on a gradient, a
# loss that asks for more than answers and targets. (One that does not is a function of these two, and goes to `compile`.) The
# tape makes it six lines:

# %%
loss_of = keras.losses.SparseCategoricalCrossentropy(from_logits=True)


def training_step(model, optimizer, x, y):
    with tf.GradientTape() as tape:
        loss = loss_of(y, model(x, training=True))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply(gradients, model.trainable_variables)
    return loss

# %% [markdown]
# `training=True` tells layers such as dropout that this is training. Now train two copies of the same start on the
# same batches in the same order, one by `fit`, one by hand, and compare all weights at the end. First by `fit`:

# %%
def copy_of_the_start():
    """The model before training."""
    model = keras.models.clone_model(sequential)
    model.set_weights(start)
    return model


def largest_difference(one, other):
    """Over all weights of two models."""
    pairs = zip(one.get_weights(), other.get_weights())
    return max(float(np.abs(u - v).max()) for u, v in pairs)


by_fit = copy_of_the_start()
by_fit.compile(optimizer=keras.optimizers.SGD(0.1), loss=loss_of)
told = by_fit.fit(
    x, labels, batch_size=30, epochs=3, shuffle=False, verbose=0
)
print("fit reports", np.round(told.history["loss"], 4))

# %% [markdown]
# Then by hand:

# %%
by_steps, optimizer = copy_of_the_start(), keras.optimizers.SGD(0.1)
for _ in range(3):
    for first in range(0, len(x), 30):
        rows = slice(first, first + 30)
        training_step(by_steps, optimizer, x[rows], labels[rows])
moved = largest_difference(copy_of_the_start(), by_fit)
apart = largest_difference(by_fit, by_steps)
print(f"training moved a weight by up to {moved:.2f}")
print(f"fit and the steps by hand are apart by {apart:.0e}")
assert apart < 1e-5

# %% [markdown]
# ## From Python to a graph: tf.function
#
# Our step calls some dozens of operations one after the other from Python, and Python is slow. `tf.function` runs a Python
# function *once*, with stand-ins for the tensors, and notes all operations in a **graph**. From then on the graph is
# executed, and Python is not asked again. The run that makes the graph is called **tracing**. The line `@tf.function` above a
# function is short for `square = tf.function(square)` below it. One can see the tracing happen:

# %%
traced = []


@tf.function
def square(u):
    traced.append(u)  # plain Python: happens only while tracing
    return u**2


for number in (2.0, 3.0, 4.0):
    square(tf.constant(number))
print("three tensors of one shape:", len(traced), "trace")
square(tf.constant([2.0, 3.0]))
print("and one of another shape:  ", len(traced), "traces")
square(2.0)
square(3.0)
print("and two Python numbers:    ", len(traced), "traces")

# %% [markdown]
# So there is a graph for each combination of shapes and types, and for each *value* of an argument that is not a tensor. Two rules
# follow. Give tensors, not Python numbers. And whatever plain Python does inside, such as `print` or `append`, happens when the
# graph is made, not when it runs.
#
# Our training step can be turned into a graph as it is. `tf.data` cuts the same batches, as tensors. The weights come out the
# same:

# %%
compiled_step = tf.function(training_step)
by_graph, optimizer = copy_of_the_start(), keras.optimizers.SGD(0.1)
optimizer.build(by_graph.trainable_variables)  # its own variables
batches = tf.data.Dataset.from_tensor_slices((x, labels)).batch(30)
for _ in range(3):
    for x_batch, y_batch in batches:
        compiled_step(by_graph, optimizer, x_batch, y_batch)
apart = largest_difference(by_graph, by_steps)
print(f"graph and steps by hand are apart by {apart:.0e}")
assert apart < 1e-5

# %% [markdown]
# And the time? *Eager* is the name for operation by operation, without a graph.

# %%
for name, step in (("eager", training_step), ("graph", compiled_step)):
    began = time.perf_counter()
    for _ in range(20):
        step(by_graph, optimizer, x_batch, y_batch)
    seconds = (time.perf_counter() - began) / 20
    print(f"{name}: {1000 * seconds:.2f} ms a step")

# %% [markdown]
# These times were measured when this page was built. `fit` makes such a graph by itself. That is why `print` in a layer of one's own
# is heard while graphs are made, and then no more.
#
# ## What real work adds
#
# ### Looking at held-out points, and stopping in time
#
# `fit` can look at points that it does not learn from, after each epoch: they are its `validation_data`. It also takes
# **callbacks**, objects whose methods it calls at fixed moments, such as the end of an epoch. Here are few points with much
# noise, so few that a network begins to learn them [by heart](../learning/overfitting.md). The callback stops as soon as the
# loss on the held-out points has found no new minimum for twenty epochs
# ([Prechelt, 1998](../reference/bibliography.md#prechelt1998)).

# %%
few, few_labels = arcs(10, np.random.default_rng(2), noise=0.4)
held, held_labels = arcs(200, np.random.default_rng(3), noise=0.4)

stopped = copy_of_the_start()
adam, metrics = keras.optimizers.Adam(0.03), ["accuracy"]
stopped.compile(adam, loss_of, metrics=metrics)
early = keras.callbacks.EarlyStopping(
    monitor="val_loss", patience=20, restore_best_weights=True
)
told = stopped.fit(
    few, few_labels, batch_size=10, epochs=200, verbose=0,
    validation_data=(held, held_labels), validation_batch_size=600,
    callbacks=[early],
)
learned, held_out = told.history["loss"], told.history["val_loss"]
best = int(np.argmin(held_out))
print("epoch    training   held out")
for epoch in (0, best, len(held_out) - 1):
    both = f"{learned[epoch]:10.3f} {held_out[epoch]:10.3f}"
    print(f"{epoch + 1:5d} {both}")
back, _ = stopped.evaluate(held, held_labels, verbose=0)
print(f"weights of epoch {best + 1} are back: {back:.3f}")

# %% [markdown]
# While the loss on the training points goes on falling, that on the held-out points turns round. `restore_best_weights`
# takes the network back to the turn; without it, it keeps the weights of the last epoch. Two cautions:
#
# - The held-out points have chosen the epoch, so the loss there is a little too good. What is reported at the end needs
#   points that have chosen nothing.
# - `fit(…, validation_split=0.2)` holds back the *last* fifth of the rows, as they lie, before anything is shuffled. Exercise
#   8 shows what becomes of sorted rows.
#
# ### Keeping a model
#
# `save` writes a model into a file, `load_model` reads it. The callback `ModelCheckpoint` saves by itself while `fit` runs.

# %%
with TemporaryDirectory() as folder:
    file = Path(folder) / "arcs.keras"
    stopped.save(file)
    again = keras.models.load_model(file)
print("same answers:", np.array_equal(again(held), stopped(held)))

for model in (stopped, again):
    model.fit(few, few_labels, batch_size=10, shuffle=False, verbose=0)
near = largest_difference(stopped, again) < 1e-6
print("and the same after one more epoch:", near)

# %% [markdown]
# The file holds the layers, their weights, the loss, and the optimiser with all that it remembers. So training goes on as
# if it had not been interrupted. Weights alone would give the same answers, but not the same next step: a new Adam
# begins with empty means.
#
# ## Where our five parts are
#
# | From scratch | Keras |
# |---|---|
# | `Dense(2, 16, rng), Tanh()` | `Dense(16, activation="tanh")` |
# | `Network(…)` | `Sequential([…])`, `Model(…)` |
# | `backward` of each layer | none: the tape |
# | `cross_entropy` | one of `keras.losses` |
# | `Adam`, `update` | `Adam`, `apply` |
# | `gradient_check` | seldom needed for what Keras brings along |
# | `train` | `compile` and `fit` |
# | `accuracy` | `metrics`, `evaluate` |
#
# Small things differ: where Adam has its $\varepsilon$, and how the first weights are drawn. Which and why is told in
# [The same network everywhere](the-same-network-everywhere.py).
#
# ## What to remember
#
# - Three levels: layers and models, tensors and derivatives, hardware. The program above stays when what is below is exchanged.
# - Tensors are in single precision, unless one asks for more, and do not change. Variables hold parameters and do.
# - A tape notes the forward pass and plays it backwards once. What it does not watch has the slope `None`.
# - A layer stores a kernel $(n_\text{in}, n_\text{out})$ and a bias $(n_\text{out},)$, made when it sees its first input.
# - Sequential and functional are two ways to write a model. Only the second can fork.
# - `fit` is forward, loss, backward, update, for each batch. One can write the same in six lines.
# - `tf.function` runs Python once for each new shape or type, and then a graph.
# - `validation_data` is looked at and not learned from. A callback may stop `fit` and bring the best weights back. What has
#   chosen is no longer fresh.
# - `save` keeps the optimiser too, so that training can go on.
#
# ## Exercises
#
# /// admonition | Exercise 1 (recall)
#     type: exercise
# A classic first model for pictures of $28 \times 28$ pixels flattens them, has $512$ ReLU units, a dropout layer and $10$ softmax
# units. How many parameters has each layer? Which layers store nothing?
# ///
#
# /// details | Solution
#     type: solution
# Flatten and dropout store nothing that is learned: the one rearranges, the other leaves out. The dense layers have
# $(784 + 1) \cdot 512 = 401\,920$ and $(512 + 1) \cdot 10 = 5130$ parameters.
#
# ```python
# classic = keras.Sequential([
#     keras.Input((28, 28)),
#     keras.layers.Flatten(),
#     Dense(512, activation="relu"),
#     keras.layers.Dropout(0.2),
#     Dense(10, activation="softmax"),
# ])
# print([layer.count_params() for layer in classic.layers])
# ```
#
# ```text title="Output"
# [0, 401920, 0, 5130]
# ```
# ///
#
# /// admonition | Exercise 2 (understanding)
#     type: exercise
# A `Sequential` is made of `Dense(5)` and `Dense(2)`, without an `Input`. How many arrays of weights does it have at once, and
# how many after it was called on three examples with four features? Could it then be called on examples with two?
# ///
#
# /// details | Solution
#     type: solution
# None at first, since the first layer does not know its inputs and so the second not its own. After the call there are two
# kernels and two biases. From then on the kernel of the first has four rows, and two features are refused.
#
# ```python
# late = keras.Sequential([Dense(5), Dense(2)])
# print(len(late.weights))
# late(tf.ones((3, 4)))
# print([tuple(v.shape) for v in late.weights])
# ```
#
# ```text title="Output"
# 0
# [(4, 5), (5,), (5, 2), (2,)]
# ```
# ///
#
# /// admonition | Exercise 3 (derivation)
#     type: exercise
# Find the first and the second derivative of $f(u) = \tanh u$ by hand. Then compute both with two tapes, one inside the
# other, at $u = \tfrac12$.
# ///
#
# /// details | Solution
#     type: solution
# $f' = 1 - f^2$. By the chain rule $f'' = -2 f f' = -2 f\,(1 - f^2)$. The outer tape notes what the inner one computes,
# because playing a tape consists of operations, too.
#
# ```python
# u = tf.Variable(0.5)
# with tf.GradientTape() as outer:
#     with tf.GradientTape() as inner:
#         f = tf.tanh(u)
#     first = inner.gradient(f, u)
# second = outer.gradient(first, u)
# print(np.allclose(first, 1 - f**2))
# print(np.allclose(second, -2 * f * (1 - f**2)))
# ```
#
# ```text title="Output"
# True
# True
# ```
# ///
#
# /// admonition | Exercise 4 (understanding, code)
#     type: exercise
# Compute the loss for the logits $(0, 5, 0)$ and $(-1, -2, -3)$, with label $1$: once with `from_logits=True`, once
# without. What does the second do with logits?
# ///
#
# /// details | Solution
#     type: solution
# Without `from_logits` the loss takes the row for probabilities. It cuts each entry off just above $0$ and just below $1$,
# divides by their sum and takes $-\log$ of the entry at the label. So the $5$ becomes $1$ and the loss $0$: the network is
# told that it has finished when it has not. The three negative logits all become the same tiny number. The loss is $\log 3$
# whatever they are, its slope is $0$, and nothing is learned.
#
# ```python
# y = np.array([1])
# Entropy = keras.losses.SparseCategoricalCrossentropy
# for logits in ([[0.0, 5, 0]], [[-1.0, -2, -3]]):
#     for from_logits in (True, False):
#         entropy = Entropy(from_logits=from_logits)
#         loss = float(entropy(y, tf.constant(logits)))
#         print(from_logits, f"{loss:.3f}")
# ```
#
# ```text title="Output"
# True 0.013
# False 0.000
# True 1.408
# False 1.099
# ```
# ///
#
# /// admonition | Exercise 5 (code)
#     type: exercise
# Write our 2–16–16–3 model with *two* inputs of one number each, $x_1$ and $x_2$, by the functional API. Give it the weights
# of `sequential` and show that it answers the same.
# ///
#
# /// details | Solution
#     type: solution
# ```python
# x1, x2 = keras.Input((1,)), keras.Input((1,))
# way = keras.layers.Concatenate()([x1, x2])
# for _ in range(2):
#     way = Dense(16, activation="tanh")(way)
# two_inputs = keras.Model([x1, x2], Dense(3)(way))
# two_inputs.set_weights(sequential.get_weights())
# answers = two_inputs([x[:, :1], x[:, 1:]])
# print(np.array_equal(answers, sequential(x)))
# ```
#
# ```text title="Output"
# True
# ```
# ///
#
# /// admonition | Exercise 6 (code)
#     type: exercise
# One can keep `fit` and replace only its step: write a subclass of `keras.Model` with a method `train_step(self, data)`
# that gets a batch and returns `{"loss": loss}`. Train it from `start` and compare with `by_fit`.
# ///
#
# /// details | Solution
#     type: solution
# A subclass of a model can be made by the functional API, like any model.
#
# ```python
# class OwnStep(keras.Model):
#     def train_step(self, data):
#         return {"loss": training_step(self, self.optimizer, *data)}
#
#
# copy = copy_of_the_start()
# own = OwnStep(copy.inputs[0], copy.outputs[0])
# own.compile(optimizer=keras.optimizers.SGD(0.1))
# own.fit(x, labels, batch_size=30, epochs=3, shuffle=False, verbose=0)
# print(largest_difference(own, by_fit) < 1e-5)
# ```
#
# ```text title="Output"
# True
# ```
# ///
#
# /// admonition | Exercise 7 (a little harder)
#     type: exercise
# Adam keeps two running means for each parameter. How many numbers does the optimiser of `sequential` hold besides the
# parameters? Count them in `sequential.optimizer.variables`, and explain the two that are left over.
# ///
#
# /// details | Solution
#     type: solution
# Twice the number of parameters, and two more: the number of steps made so far, which the correction needs, and the learning rate.
# So training with Adam takes the memory of three models, gradients and activations not counted.
#
# ```python
# variables = sequential.optimizer.variables
# held = sum(int(np.prod(v.shape)) for v in variables)
# print(held - 2 * sequential.count_params())
# ```
#
# ```text title="Output"
# 2
# ```
# ///
#
# /// admonition | Exercise 8 (a trap)
#     type: exercise
# `arcs` gives its points sorted by class. What accuracy on the validation rows do you expect from
# `fit(…, validation_split=1 / 3)` on them? Try it from `start`.
# ///
#
# /// details | Solution
#     type: solution
# The last third is the whole third class. The network never sees a point of it while it learns, and learns to answer with
# one of the other two: nearly none of the validation rows is right. Shuffle first, or hold rows back yourself.
#
# ```python
# rows, classes = arcs(100, np.random.default_rng(0))
# trap = copy_of_the_start()
# trap.compile(keras.optimizers.Adam(0.01), loss_of, metrics=metrics)
# told = trap.fit(
#     rows, classes, epochs=20, validation_split=1 / 3, verbose=0
# )
# losses = told.history["loss"]
# print("learns:", losses[-1] < losses[0] / 2)
# print("validation:", told.history["val_accuracy"][-1] < 0.05)
# ```
#
# ```text title="Output"
# learns: True
# validation: True
# ```
# ///
#
# /// admonition | Exercise 9 (code)
#     type: exercise
# Write a callback that stops `fit` as soon as nine tenths of the training points are right. (`fit` calls
# `on_epoch_end(epoch, logs)` with what it has measured, and stops when `self.model.stop_training` is true.)
# ///
#
# /// details | Solution
#     type: solution
# ```python
# class GoodEnough(keras.callbacks.Callback):
#     def on_epoch_end(self, epoch, logs=None):
#         self.model.stop_training = logs["accuracy"] > 0.9
#
#
# model = copy_of_the_start()
# model.compile(keras.optimizers.Adam(0.01), loss_of, metrics=metrics)
# good = [GoodEnough()]
# told = model.fit(x, labels, epochs=200, callbacks=good, verbose=0)
# reached = np.array(told.history["accuracy"]) > 0.9
# print(reached.sum(), reached[-1], len(reached) < 200)
# ```
#
# ```text title="Output"
# 1 True True
# ```
# ///
#
# ## Where to read on
#
# - The same with a loop that is always your own: [PyTorch](pytorch.py). With functions that have no memory:
#   [JAX](functions-in-jax.py).
# - Do they agree? [The same network everywhere](the-same-network-everywhere.py).
# - How a tape works inside: [Backpropagation](../learning/backpropagation.md#forty-lines-that-differentiate-anything), and
#   [Baydin et al. (2018)](../reference/bibliography.md#baydin2018) for all its relatives.
# - How TensorFlow carries out a graph on many machines: [the paper of its authors](../reference/bibliography.md#abadi2016b).
# - A whole book on Keras, by the one who began it and a colleague: [Chollet and Watson (2025)](../reference/bibliography.md#chollet2025).
# - The guides of Keras, with every layer and option: [keras.io/guides](https://keras.io/guides/).
