# ---
# description: A network learns to read handwriting from sixty thousand examples. How good is it, where does it fail, and what did it look at?
# ---

# %% [markdown]
# # Recognising digits
#
# You read a postcode at a glance. Now write down the rules by which you do it: what makes a 4 a 4, and not a 9? Whoever tries
# finds more exceptions than rules. Can a network find out by itself, from examples?
#
# It can, with what the book has told so far: [layers](../networks/layers-as-matrices.md),
# [softmax](../networks/outputs-for-classes.md), [cross-entropy](../learning/loss-functions.md),
# [Adam](../learning/momentum-and-adam.md). New are only the data: for once they are not made up. So this page is less
# about how to train a network than about how to look at one that is trained.
#
# ## The digits
#
# Census workers and high-school students wrote digits on forms. LeCun, Cortes and Burges took some of them, shrank each and
# put it into the middle of a small picture. The collection is called MNIST, and it has been the first exercise of the field
# ever since ([LeCun et al., 1998](../reference/bibliography.md#lecun1998b)).
#
# /// figure | digits_to_learn
#     alt: "A table of handwritten digits in black on white, ten columns headed 0 to 9 with eight rows each. Within a column the digits differ in slant, thickness and form: sevens with and without a bar, fours open and closed, twos with and without a loop."
# The first {{ digits_to_learn.each }} of each digit. To the network each is a list of {{ digits_to_learn.pixels }} numbers from $0$, paper, to $1$, ink, and one label.
# ///
#
# The numbers on this page stand on {{ digits_to_learn.data }}.
# What it says of them is said of MNIST: built from other digits, its figures show others.
#
# Three sets have three duties ([Overfitting](../learning/overfitting.md)). The network learns from {{ digits_to_learn.sizes.training | ,d }} digits. Another
# {{ digits_to_learn.sizes.validation | ,d }} are held back for *validation*: they tell after each epoch how it gets on. The {{ digits_to_learn.sizes.test | ,d }} test digits,
# from other writers, are looked at when all is decided.
#
# How good is good? A program that answers {{ digits_to_learn.frequent }} to everything gets {{ digits_to_learn.baseline | .2% }} of the test digits right, since
# that is the most frequent one. This is the mark to beat.
#
# The files store a pixel as a whole number from $0$ to $255$. Divided by $255$, it lies between $0$ and $1$.

# %%
import os
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # fewer messages
os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import keras
import numpy as np

try:  # the digits that came with this book
    from figures.digits.data import digits

    x_train, y_train, x_test, y_test, *_ = digits()
except ModuleNotFoundError:  # elsewhere Keras fetches them
    mnist = keras.datasets.mnist.load_data()
    (x_train, y_train), (x_test, y_test) = mnist

x_train = x_train.astype("float32") / 255
x_test = x_test.astype("float32") / 255
print("to learn from", x_train.shape, y_train.shape)
print("for the test ", x_test.shape, y_test.shape)
print("first labels ", y_train[:10])

# %% [markdown]
# ## The network
#
# The picture is flattened to one row $x$ of pixels. Which pixels are neighbours is lost; the network has to find out, or
# do without. Then come one hidden layer and ten logits:
#
# $$
# \begin{aligned}
# a &= \operatorname{relu}\bigl(x W^{(1)} + b^{(1)}\bigr),\\
# p &= \softmax\bigl(a W^{(2)} + b^{(2)}\bigr) .
# \end{aligned}
# \label{digits_network}
# $$
#
# While it learns, [dropout](../learning/overfitting.md) leaves out each hidden unit with a chance of one fifth, drawn anew
# for each digit at each step ([Srivastava et al., 2014](../reference/bibliography.md#srivastava2014)). Keras, a library to which
# [a page of its own](../frameworks/tensorflow-and-keras.py) leads, says all of this in hardly more lines. The share of right answers is
# its *accuracy*.

# %%
def new_network(seed):
    keras.utils.set_random_seed(seed)
    network = keras.Sequential([
        keras.Input(x_train.shape[1:]),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])
    network.compile(
        optimizer="adam",
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    return network


model = new_network(0)
start = model.get_weights()
for layer in model.layers:
    print(f"{layer.name:10s} {layer.count_params():7,d} numbers")

# %% [markdown]
# With $28 \times 28 = 784$ pixels the hidden layer has $784 \cdot 512$ weights and $512$ biases, the last one
# $512 \cdot 10$ and $10$. *Sparse* means that the targets are labels such as $7$, not rows such as $(0, …, 1, 0, 0)$. The loss is the same
# cross-entropy.
#
# ## Five epochs
#
# `validation_split=0.1` holds the last tenth of the training digits back. The batches have 128 digits. (Keras takes 32 unless told
# otherwise. An epoch then has four times as many steps.)

# %%
told = model.fit(
    x_train, y_train,
    epochs=5, batch_size=128, validation_split=0.1, verbose=0,
)
print("epoch   loss  right   held back: loss  right")
history = told.history
for epoch in range(5):
    loss, right = history["loss"][epoch], history["accuracy"][epoch]
    held, held_right = (
        history[f"val_{name}"][epoch] for name in ("loss", "accuracy")
    )
    print(f"{epoch + 1:5d}  {loss:.3f}  {right:.1%}  "
          f"{held:15.3f}  {held_right:.1%}")

# %% [markdown]
# In the first epochs the digits held back seem much *easier* than those that it learns from. Nearly all of this is the way of measuring. Keras takes the
# training loss on the way, while the weights are still changing and dropout is on. The held-back loss is taken at the
# end of the epoch, with all units. @fig:five_epochs_of_digits measures both alike: after one epoch the two are nearly equal, and then they part.
#
# /// figure | five_epochs_of_digits
#     alt: "Two panels over the epochs 0 to 5 on logarithmic axes, the loss above and the share wrong below. Blue squares, digits learned from, and orange circles, digits held back, start together near 2.4 and 90% and fall steeply in the first epoch. Then they part: blue goes on falling in a nearly straight line, to 1% of digits wrong, orange levels off near 2%. Narrow bands show five seeds."
# Both measured after each epoch, without dropout: the middle of {{ five_epochs_of_digits.seeds }} seeds, and all between the least and the most.
# (These networks are trained by NumPy, in the same way as that of Keras.)
# ///
#
# One epoch takes the network from guessing to {{ five_epochs_of_digits.after_one.median | .1% }} right of the digits held back. After {{ five_epochs_of_digits.epochs }} epochs it
# makes about {{ five_epochs_of_digits.times | .1f }} times as many mistakes on digits held back as on digits it has seen, and this ratio has grown with each epoch.
# It begins to know its training digits by heart.
#
# ## The test, once
#
# All is decided: the layers, the optimiser, the number of epochs. Now the test digits are asked.

# %%
test_loss, accuracy = model.evaluate(x_test, y_test, verbose=0)
print(f"right: {accuracy:.2%}   loss: {test_loss:.3f}")

# %% [markdown]
# ### Is that the number?
#
# It is *one* number. Another seed draws other weights, other batches and other units to leave out, and ends elsewhere. The
# networks of @fig:five_epochs_of_digits, equal but for their seeds, got between {{ five_epochs_of_digits.test.least | .2% }} and
# {{ five_epochs_of_digits.test.most | .2% }} right.
#
# There is chance in the test digits, too. If a network is right with probability $p$ on a digit drawn at random, then its
# share right among $n$ digits, each drawn independently of the others, has the standard deviation
#
# $$
# s = \sqrt{\frac{p\,(1 - p)}{n}} ,
# \label{accuracy_by_chance}
# $$
#
# here {{ five_epochs_of_digits.by_chance | .2% }}. Exercise 3 derives it. So the second digit behind the point says nothing.
#
# /// answer | five_epochs_of_digits.verdict
#     choices:
#         "yes, it is better": "The difference is two tenths of a percent. Compare it with the standard deviation of each of the two numbers."
#         "nobody can tell": "Yes. Each number is uncertain by more than a tenth of a percent by the choice of test digits alone, so a difference of two tenths may be chance. (Asked the same digits, two networks can be compared more sharply: by the digits on which they differ.)"
# One network gets $97.9\%$ of its {{ five_epochs_of_digits.asked | ,d }} test digits right, another $98.1\%$ of {{ five_epochs_of_digits.asked | ,d }} different ones. Is the second the better one?
# ///
#
# ### Five together
#
# Of the {{ digits_confused.all | .0f }} mistakes that a network makes on average, {{ five_epochs_of_digits.together.all_wrong }} are made by all
# {{ five_epochs_of_digits.seeds }} of them. In the others they differ. So ask all of them, and take the mean of their probabilities. This is
# an **ensemble** ([Hansen and Salamon, 1990](../reference/bibliography.md#hansen1990)). Alone, the {{ five_epochs_of_digits.seeds }} networks have the loss
# {{ five_epochs_of_digits.alone.loss | .3f }} on average and get {{ five_epochs_of_digits.alone.right | .2% }} right; together the loss
# {{ five_epochs_of_digits.together.loss | .3f }} and {{ five_epochs_of_digits.together.right | .2% }}.
# The loss of the mean is never larger than the mean of the losses (Exercise 7). For the share right there is no such law. The
# price is {{ five_epochs_of_digits.seeds }} times the work, in training and in use.
#
# For comparison: LeNet-5, the [convolutional network](convolutional-networks.md) with which these digits were published, made
# $0.95\%$ mistakes on them ([LeCun et al., 1998](../reference/bibliography.md#lecun1998b)). The mean of 35 larger ones, which had learned from
# distorted digits too, made $0.23\%$ ([Cireşan, Meier and Schmidhuber, 2012](../reference/bibliography.md#ciresan2012)).
#
# ### Keeping it
#
# A trained network is worth a file. What comes back from it gives the same answers on the same machine, to the last bit:

# %%
with TemporaryDirectory() as folder:
    file = Path(folder) / "digits.keras"
    model.save(file)
    again = keras.models.load_model(file)
p = model.predict(x_test, verbose=0)
same = np.array_equal(again.predict(x_test, verbose=0), p)
print("same answers:", same)

# %% [markdown]
# ## Which digits it confuses
#
# A share of right answers hides which ones are wrong. Count for each digit that was written what the network said, and you
# have the **confusion matrix**.
#
# /// figure | digits_confused
#     alt: "A table of ten rows, what was written, and ten columns, what the network says. The diagonal is grey and empty. Red squares with counts, darkest where counts are highest: a 4 called 9 and a 9 called 4, a 7 called 2 and a 2 called 7, an 8 or a 9 called 3. Many squares are nearly white."
# Mistakes on the test digits, the mean over {{ digits_confused.seeds }} seeds. What is right would stand on the grey diagonal.
# ///
#
# Of {{ digits_confused.all | .0f }} mistakes, {{ digits_confused.pair | .0f }} confuse {{ digits_confused.one }} and {{ digits_confused.other }}, in one direction or the other. Ten digits form
# $10 \cdot 9 / 2 = 45$ pairs. If mistakes were spread evenly over them, each would have {{ digits_confused.even | .0f }}. The easiest digit is {{ digits_confused.easy }}, of which {{ digits_confused.easy_right | .1%}} are right.
# The hardest is {{ digits_confused.hard }}, with {{ digits_confused.hard_right | .1% }}. The same table for the network of Keras takes three lines.
# `np.add.at` adds $1$, for each test digit, where its label is the row and the answer the column.
# The loop at the end prints the three largest counts:

# %%
says = p.argmax(axis=1)
confusion = np.zeros((10, 10), int)
np.add.at(confusion, (y_test, says), 1)  # rows: what was written
mistakes = confusion - np.diag(np.diag(confusion))
for flat in np.argsort(-mistakes, axis=None)[:3]:
    label, answer = divmod(int(flat), 10)
    times = mistakes[label, answer]
    print(f"{label} called {answer}: {times} times")

# %% [markdown]
# These are counts of one network, each in one direction. They are small, and another seed changes them. The means of
# @fig:digits_confused are steadier.
#
# ## The worst mistakes
#
# Numbers do not replace looking. Here are the test digits to whose label the networks give the least probability. What do
# you read? Switch the answers off to try it without help.
#
# /// figure | worst_digits
#     alt: "Twelve enlarged digits, three rows of four, each with three lines below it: what the networks say and how sure, what we read, and the label. Two 9s with a curled tail that they call 5; a 6 without a loop called 1; a 0 with gaps called 7; a 1 with a speck beside it called 5; a filled 8 called 7; a 9 with a dot in the corner called 4; a lying 6 called 5; a 3 called 8; a 1 with a long base called 2; a crossed 7 called 2; a 5 with a loop called 6."
# The {{ worst_digits.shown }} worst for the networks of {{ digits_confused.seeds }} seeds, and what these say on average.
# ///
#
# Some are hard for anybody. Others are not. A speck beside a 1, a dot in the corner above a 9, a gap in a 0: no reader is
# troubled by them, and the networks are sure of something else. For this page we read the {{ worst_digits.all_read }} worst, enlarged, in mixed order and with
# their labels covered. We read what the label says in {{ worst_digits.all_as_label }} cases. Of the {{ worst_digits.shown }} in @fig:worst_digits the label agrees with us
# in {{ worst_digits.as_label }}, the networks in {{ worst_digits.as_networks }}. What the network learned is not what you know of digits. It has no idea of a stroke.
#
# ## What the first layer looks at
#
# A hidden unit has one weight for each pixel. Put the weights where the pixels are, and they are a picture: ink on orange
# raises the unit's $z$, ink on violet lowers it.
#
# /// figure | first_layer_of_digits
#     alt: "Twelve square pictures in orange, white and violet, and a scale below: ink here lowers z, ink here raises z. Each picture has one or two dark violet patches the size of a stroke, in all directions and places, most with an orange one beside them. A grey line runs around the middle, close to the edges; outside of it is only fine noise."
# {{ first_layer_of_digits.shown }} of the {{ first_layer_of_digits.units }} units, those with the largest weights. Outside the line no training digit ever had ink.
# ///
#
# Do not expect pieces of digits. The largest weight of each of these units forbids: *no* ink here, or I stay silent. The answers of all {{ first_layer_of_digits.units }} together decide.
# Outside the line is something that is easy to prove. {{ first_layer_of_digits.blank }} pixels have no ink in any training digit. Their input is $0$,
# so is the slope of the loss with respect to their weights, and these stay what they were at the start: noise (Exercise 4).
# Whoever draws a digit into the corner asks weights that have learned nothing.
#
# ## How many digits does it take?
#
# /// figure | more_digits_fewer_mistakes
#     alt: "A falling red line with dots on logarithmic axes: the share of test digits wrong over the number of digits learned from, from 31% at 100 over 11% at 1,000 and 5% at 10,000 to 2% at 54,000. The dots of five seeds lie close together."
# The same network after fewer digits; each dot is one of {{ more_digits_fewer_mistakes.seeds }} seeds. All had {{ more_digits_fewer_mistakes.epochs }} epochs, but at least {{ more_digits_fewer_mistakes.steps }} steps.
# ///
#
# {{ more_digits_fewer_mistakes.fewest }} digits, about ten of each, already give {{ more_digits_fewer_mistakes.with_fewest | .0% }}. From there on, ten times as many digits leave
# less than half of the mistakes each time, on average {{ more_digits_fewer_mistakes.left | .0% }}. (They also bring more steps, as the caption says, so the digits alone may do a little
# less.) On logarithmic axes equal factors are equal distances,
# so the line is nearly straight. It also means that each further step takes ten times as many digits as the one before. What to do when there are no more digits is told in [Overfitting](../learning/overfitting.md): make some, by turning
# and shifting those that are there.
#
# ## How sure it is
#
# Softmax gives ten probabilities, and the largest is the confidence of the answer. Is it true? Sort the answers by it and count how many are right, as in
# [Calibration](../learning/calibration.md).
#
# /// figure | sure_of_digits
#     alt: "Share right over mean confidence. Orange dots run close along the dashed green diagonal, from 0.3 to 1. The dot at the right end, at nearly 100%, is by far the largest and is marked with its share of all answers."
# All answers of {{ sure_of_digits.networks }} networks to {{ sure_of_digits.asked | ,d }} test digits. A dot's area is the number of answers.
# ///
#
# On average the networks say {{ sure_of_digits.said | .1% }} and are right in {{ sure_of_digits.was | .1% }} of the cases. That is close.
# {{ sure_of_digits.sure_share | .0% }} of all answers are more than {{ sure_of_digits.sure | .0% }} sure, and of these {{ sure_of_digits.sure_right | .1% }} are right. In other words: among all test digits a network makes about
# {{ sure_of_digits.sure_wrong | .0f }} mistakes of which it is more than {{ sure_of_digits.sure | .0% }} sure. Sure is not right, not even on digits like those it learned from.
#
# ## What it has not learned
#
# All of this holds for digits *like these*: of the same size, in the middle, dark on light. What if they are pushed a few
# pixels down and to the right? To you they are the same digits. (`np.pad` puts paper above and to the left. What is
# pushed beyond the other rims is cut off: at four pixels a little ink of most digits.)

# %%
_, rows, columns = x_test.shape
for pixels in (0, 1, 2, 4):
    paper = (pixels, 0)  # so much before, nothing behind
    pushed = np.pad(x_test, ((0, 0), paper, paper))[:, :rows, :columns]
    _, right = model.evaluate(pushed, y_test, verbose=0)
    print(f"pushed by {pixels} pixels: {right:.0%} right")

# %% [markdown]
# That a digit may be anywhere has not been in the data, and a network that sees a row of pixels cannot know it. Show it
# pushed digits, too. To build a network that [asks everywhere the same question](convolutional-networks.md) helps as well, but less
# than one might think.
#
# ## The same in PyTorch
#
# [PyTorch](../frameworks/pytorch.py) leaves the loop to you. The network gives logits, since its loss applies softmax itself.
# In each epoch the digits are shuffled and cut into batches. Each batch is one step: forget the last gradients, compute
# new ones, move. `eval` switches dropout off.
# Where PyTorch is missing, these cells say so.

# %%
try:
    import torch
except ImportError:
    torch = None
    print("PyTorch is missing; this part was not run")


def new_torch_network(seed):
    torch.manual_seed(seed)
    return torch.nn.Sequential(
        torch.nn.Flatten(),
        torch.nn.Linear(x_train[0].size, 512),
        torch.nn.ReLU(),
        torch.nn.Dropout(0.2),
        torch.nn.Linear(512, 10),
    )


def train(network, x, y, epochs):
    optimizer = torch.optim.Adam(network.parameters())
    loss_of = torch.nn.CrossEntropyLoss()
    network.train()  # dropout on
    for _ in range(epochs):
        for rows in torch.randperm(len(x)).split(128):
            optimizer.zero_grad()
            loss_of(network(x[rows]), y[rows]).backward()
            optimizer.step()
    network.eval()  # dropout off


def share_right(network, x, y):
    with torch.no_grad():
        says = network(torch.as_tensor(x)).argmax(dim=1)
    return float((says.numpy() == y).mean())

# %% [markdown]
# It learns from the same nine tenths of the training digits:

# %%
if torch:
    learned = len(x_train) - len(x_train) // 10
    x = torch.as_tensor(x_train[:learned])
    y = torch.as_tensor(y_train[:learned].astype("int64"))
    network = new_torch_network(0)
    train(network, x, y, epochs=5)
    torch_accuracy = share_right(network, x_test, y_test)
    print(f"PyTorch {torch_accuracy:.2%}   Keras {accuracy:.2%}")

# %% [markdown]
# Three programs, Keras, PyTorch and the NumPy behind the figures, with different random numbers. None is better by more
# than the seeds and the choice of test digits make out. (PyTorch draws its first weights from other intervals, too. Here no difference can be seen; in
# general there may be one. See [The same network everywhere](../frameworks/the-same-network-everywhere.py).)
#
# ## What to remember
#
# - A picture is a row of numbers. Flattened, it no longer knows which of its pixels are neighbours.
# - Learn from one part, decide by another, report on a third, once.
# - An accuracy is uncertain by the seed and by the choice of the test digits, $\sqrt{p(1-p)/n}$. Give a band.
# - An ensemble has at most the mean of the cross-entropies of its networks.
# - Look at mistakes: which pairs (confusion matrix), which pictures, how sure.
# - Here ten times the data leave less than half of the mistakes, time after time.
# - A good test result holds for data like the test data. Pushed aside by a few pixels, digits are no longer like them.
#
# ## Exercises
#
# /// admonition | Exercise 1 (recall)
#     type: exercise
# Why is the accuracy that `fit` prints for the first epoch lower on the digits it learns from than on those held back? Show it:
# train a network for one epoch and evaluate it on the training digits afterwards.
# ///
#
# /// details | Solution
#     type: solution
# During the epoch the weights are still bad, and dropout is on. Evaluated at the end, with all units, it is better than
# `fit` has told.
#
# ```python
# one = new_network(1)
# seen = x_train[:5000], y_train[:5000]
# on_the_way = one.fit(*seen, batch_size=128, verbose=0).history
# _, at_the_end = one.evaluate(*seen, verbose=0)
# print(at_the_end > on_the_way["accuracy"][0])
# ```
#
# ```text title="Output"
# True
# ```
# ///
#
# /// admonition | Exercise 2 (understanding)
#     type: exercise
# The hidden layer is taken away: pixels, then ten softmax units. What can such a network not do that the other one can? How
# many parameters has it? Train it.
# ///
#
# /// details | Solution
#     type: solution
# Each logit is then a weighted sum of pixels: one picture of weights for each digit, laid over the drawing. It can ask for
# ink here, but not for ink *here if there is none there*. The boundary between any two digits is flat. It has
# $784 \cdot 10 + 10 = 7850$ parameters for pictures of $28 \times 28$ pixels, and makes several times as many mistakes.
#
# ```python
# flat = keras.Sequential([
#     keras.Input(x_train.shape[1:]),
#     keras.layers.Flatten(),
#     keras.layers.Dense(10, activation="softmax"),
# ])
# flat.compile("adam", model.loss, metrics=["accuracy"])
# flat.fit(x_train, y_train, epochs=3, batch_size=128, verbose=0)
# _, flat_accuracy = flat.evaluate(x_test, y_test, verbose=0)
# print("worse:", flat_accuracy < accuracy)
# print("better than guessing:", flat_accuracy > 0.5)
# ```
#
# ```text title="Output"
# worse: True
# better than guessing: True
# ```
# ///
#
# /// admonition | Exercise 3 (derivation)
#     type: exercise
# Derive @eq:accuracy_by_chance. How many test digits does it take to tell $p = 0.98$ from $0.982$, if the difference of two
# shares, on digits of their own, shall be two of its standard deviations?
# ///
#
# /// details | Solution
#     type: solution
# Let $r_i$ be $1$ if answer $i$ is right and $0$ otherwise. Its mean is $p$, and since $r_i^2 = r_i$ its variance is $p - p^2 = p\,(1 - p)$. The
# variance of a sum of independent numbers is the sum of their variances, so that of the mean of $n$ is $p\,(1 - p) / n$. Its root is
# $s$.
#
# The variances of two independent shares add up, so their difference has the standard deviation $\sqrt2\, s$. From
# $2 \sqrt{2\, p\,(1 - p) / n} = d$ follows $n = 8\, p\,(1 - p) / d^2$.
#
# ```python
# rate, difference = 0.98, 0.002
# print(round(8 * rate * (1 - rate) / difference**2))
# ```
#
# ```text title="Output"
# 39200
# ```
# ///
#
# /// admonition | Exercise 4 (derivation, code)
#     type: exercise
# A pixel has no ink in any training digit. Show that Adam never moves its weights, and check it with `start`.
# ///
#
# /// details | Solution
#     type: solution
# The gradient of $W^{(1)}$ is $x^\mathsf{T} \delta$: each row is a sum over the examples of the pixel times something. With the pixel
# at $0$ in all of them the row is $0$. Adam's two means start at $0$ and are fed with $0$ only, so its step is $0 / (0 + \varepsilon) = 0$.
# (With weight decay it would shrink.)
#
# ```python
# learned_from = x_train[: len(x_train) - len(x_train) // 10]
# blank = ~learned_from.reshape(len(learned_from), -1).any(axis=0)
# before, after = start[0], model.get_weights()[0]
# print("some pixels are blank:", blank.any())
# unmoved = np.array_equal(before[blank], after[blank])
# print("weights unmoved:", unmoved)
# print("others moved:", not np.array_equal(before, after))
# ```
#
# ```text title="Output"
# some pixels are blank: True
# weights unmoved: True
# others moved: True
# ```
# ///
#
# /// admonition | Exercise 5 (code)
#     type: exercise
# What does the network make of white digits on black paper? Guess first, then ask it with `1 - x_test`.
# ///
#
# /// details | Solution
#     type: solution
# It is lost. To you it is the same shape. To a sum over pixels it is nearly the opposite: ink where there was none, in many
# more pixels than it has ever seen at once.
#
# ```python
# _, inverted = model.evaluate(1 - x_test, y_test, verbose=0)
# print("worse by more than half:", inverted < accuracy / 2)
# ```
#
# ```text title="Output"
# worse by more than half: True
# ```
# ///
#
# /// admonition | Exercise 6 (a little harder)
#     type: exercise
# Let the network decline to answer when its confidence is below $c$. Choose $c$ so that it declines a tenth of the test digits. How does the
# share right among the others compare? Is it fair to choose $c$ on the digits on which it is judged?
# ///
#
# /// details | Solution
#     type: solution
# Those that it declines hold far more than their part of the mistakes, so the others are right more often. It is not fair: $c$ is
# a choice, and choices are made on the digits held back. Here it does little harm, since one number was chosen from
# thousands of digits ([What a mistake costs](../learning/calibration.md#what-a-mistake-costs)). `np.quantile` finds the number below which
# a tenth of the confidences lie.
#
# ```python
# confidence = p.max(axis=1)
# answered = confidence > np.quantile(confidence, 0.1)
# among = (says == y_test)[answered].mean()
# print("better:", among > accuracy)
# ```
#
# ```text title="Output"
# better: True
# ```
# ///
#
# /// admonition | Exercise 7 (derivation)
#     type: exercise
# Show that the cross-entropy of an ensemble is at most the mean of the cross-entropies of its networks. Then find three networks of
# which two are right about a digit, and the three together are wrong.
# ///
#
# /// details | Solution
#     type: solution
# Let $p_k$ be what network $k$ gives to the label, and $p$ the mean of these. The curve of $-\log$ bends upwards, so it lies on or above
# its tangent at $p$: $-\log p_k \ge -\log p - (p_k - p)/p$. Take the mean over the networks. The differences $p_k - p$ add up to
# $0$, and what is left says: the mean of the $-\log p_k$ is at least $-\log p$. So it is for each digit. For the second part, let
# two networks be right and hardly sure, and the third wrong and sure, and let all three give the rest to one other digit:
#
# ```python
# given = np.array([0.55, 0.55, 0.1])
# print("right alone:", given > 0.5)
# print("right together:", given.mean() > 0.5)
# loss = -np.log(given)
# print("loss is less:", -np.log(given.mean()) < loss.mean())
# ```
#
# ```text title="Output"
# right alone: [ True  True False]
# right together: False
# loss is less: True
# ```
# ///
#
# ## Where to read on
#
# - What Keras does behind `fit`: [TensorFlow and Keras](../frameworks/tensorflow-and-keras.py).
# - Sure, right, and what to do with an unsure answer: [Calibration](../learning/calibration.md).
# - Networks that know which pixels are neighbours: [Convolutional networks](convolutional-networks.md).
# - The paper in which the digits were published, with such networks:
#   [LeCun et al., 1998](../reference/bibliography.md#lecun1998b).
# - A smaller network of sigmoid units for the same digits, from scratch: [Nielsen (2015)](../reference/bibliography.md#nielsen2015),
#   chapter 1.
