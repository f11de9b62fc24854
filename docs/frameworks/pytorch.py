# ---
# description: What is left to write when PyTorch finds the gradients. Tensors, autograd, modules, the training loop, and where it surprises.
# ---

# %% [markdown]
# # PyTorch
#
# [Backpropagation](../learning/backpropagation-in-matrices.md) took four equations, a transpose in the right place and a check by
# nudges. What is left to write when a library does all of that?
#
# Two things: the forward pass, as ordinary Python, and the loop that learns. PyTorch takes notes while the forward pass
# runs. From the notes it makes the backward pass
# ([Paszke et al., 2019](../reference/bibliography.md#paszke2019)). This page shows the notes themselves, because many
# of the surprises of PyTorch come from not knowing what they hold.

# %%
import copy
import io
import textwrap

import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def refusal(action):
    """Try what PyTorch refuses, and return its first words."""
    try:
        action()
    except (RuntimeError, ValueError) as error:
        short = textwrap.shorten(str(error), 96, placeholder=" ...")
        return textwrap.fill(short, 38, break_on_hyphens=False)
    return "no error"


# %% [markdown]
# ## Tensors
#
# A **tensor** is an array. It has a shape and a type of number like an array of NumPy, and nearly the same operations.
# Here is the neuron of [The perceptron](../one-neuron/the-perceptron.md) with its four inputs:

# %%
x = torch.tensor([[1.0, 2.0, 3.0, 2.5]])
W = torch.tensor([[0.2], [-0.27], [-0.5], [1.0]])
b = torch.tensor([2.0])
z = x @ W + b
print("z    ", z.tolist())
print("shape", tuple(z.shape))
print("type ", z.dtype)

# %% [markdown]
# Why not exactly $2.66$? PyTorch computes in *single* precision unless told otherwise, and keeps about seven digits.
# NumPy uses double precision, with about sixteen.
#
# A tensor can be made from an array in two ways. One copies the numbers. The other gives the same memory a second
# name, and a change on one side is a change on the other:

# %%
array = np.zeros(3)
shared = torch.from_numpy(array)
copied = torch.tensor(array)
array[0] = 7.0
print("shared", shared.tolist(), shared.dtype)
print("copied", copied.tolist(), copied.dtype)

# %% [markdown]
# Both took over NumPy's double precision. A third property says *where* the numbers are: `x.device` is `cpu` here. The
# tensors of a matrix product must be of one type and in one place ([below](#where-the-numbers-are)).
#
# ## Autograd
#
# What a NumPy array lacks is memory. A tensor with `requires_grad=True` asks PyTorch to note every operation in which
# it takes part. Take the neuron of @eq:bp_neuron:

# %%
w = torch.tensor(-1.0, requires_grad=True)
b = torch.tensor(3.0, requires_grad=True)
loss = (torch.sigmoid(w * 2.0 + b) - 1.0) ** 2

loss.backward()
print(f"loss  {loss.item():.6f}")
print(f"dL/dw {w.grad.item():+.6f}")
print(f"dL/db {b.grad.item():+.6f}")

# %% [markdown]
# These are the numbers of the circuit in @fig:neuron_circuit, where $\partial L/\partial w$ is
# {{ neuron_circuit.grad.w | .4f }}. The call `loss.backward()` walked back through the notes and left a gradient in
# `.grad` of each tensor that had asked for one. It *returned* nothing. Remember that; it will matter.
#
# ### The notes, one by one
#
# The notes hang on the result. `loss.grad_fn` is the last operation, seen from behind: an object that knows how to
# take $\partial L/\partial(\text{its result})$ back to its inputs. Its `next_functions` are the ones to call next, one for
# each input. We always follow the first:

# %%
node = loss.grad_fn
while node is not None:
    print(type(node).__name__)
    following = node.next_functions
    node = following[0][0] if following else None

# %% [markdown]
# From the top: the square, minus the target, sigmoid, plus $b$, times $x$, the circuit from right to left. At the end
# stands a node of another kind. `AccumulateGrad` takes what arrives and
# *adds* it to `w.grad`. A tensor like `w`, made by you and not by an operation, is called a **leaf**.
#
# ## A network is a module
#
# Now the two-layer network. It computes
#
# $$
# \hat y = \varphi(x W^{(1)} + b^{(1)})\, W^{(2)} + b^{(2)}
# \label{torch_two_layers}
# $$
#
# with $\varphi = \relu$.
#
# In PyTorch a network is a class that inherits from `nn.Module`. `__init__` makes the layers, and with them the
# parameters. `forward` says how the layers are used.


# %%
class TwoLayerNet(nn.Module):
    """One hidden layer of ReLU units."""

    def __init__(self, n_in, n_hidden, n_out):
        super().__init__()
        self.first = nn.Linear(n_in, n_hidden)
        self.relu = nn.ReLU()
        self.second = nn.Linear(n_hidden, n_out)

    def forward(self, x):
        hidden = self.relu(self.first(x))
        return self.second(hidden)


torch.manual_seed(0)
small = TwoLayerNet(2, 3, 1)
for name, parameter in small.named_parameters():
    print(f"{name:14s} {tuple(parameter.shape)}")

# %% [markdown]
# Nobody made a list of the parameters, and yet the network has one. `nn.Module` watches what is assigned to `self`: a
# layer, or an `nn.Parameter`, is entered in its books. For this `super().__init__()` must come first. There is no
# `backward` to write. Inside `forward` any Python is allowed, an `if` or a loop too, because the notes are taken anew
# at each pass.
#
# One calls `small(x)`, not `small.forward(x)`. The call does the same and more: it also runs what others have
# hung on the module, such as tools that look at its outputs.
#
# ### Without a class
#
# Where each layer feeds the next, a list is enough. `nn.Sequential` is a module, too. It names its layers by their places:

# %%
plain = nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 1))
print(list(plain.state_dict()))
values = small.state_dict().values()
plain.load_state_dict(dict(zip(plain.state_dict(), values)))
point = torch.tensor([[0.5, -1.0]])
print("same answer:", torch.equal(plain(point), small(point)))

# %% [markdown]
# (`state_dict()` holds all parameters by name; more of it [below](#keeping-a-network).) A class is needed as soon as a way
# forks, or a step is no layer.
#
# ### Why the weights lie on their side
#
# The first weights have shape $(3, 2)$, with three units and two inputs. In this book $W$ is
# $(n_\text{in}, n_\text{out})$. `nn.Linear` stores it the other way round, one *row* a unit, and transposes when it
# is used:
#
# $$
# z = x\, W_\text{torch}\T + b
# \label{torch_linear}
# $$
#
# With $W_\text{torch} = W\T$ it is the same layer. Here is the forward pass once more, by hand in NumPy, on the data
# that we shall learn from. The task is to multiply: $y = x_1 x_2$. It is a relative of
# [XOR](../networks/solving-xor.md), which multiplies signs.

# %%
generator = torch.Generator().manual_seed(0)
x = 2 * torch.rand(256, 2, generator=generator) - 1  # from -1 to 1
y = x[:, :1] * x[:, 1:]  # shape (256, 1)

W1 = small.first.weight.detach().numpy().T
b1 = small.first.bias.detach().numpy()
W2 = small.second.weight.detach().numpy().T
b2 = small.second.bias.detach().numpy()
hidden = np.maximum(x.numpy() @ W1 + b1, 0)
by_hand = hidden @ W2 + b2
distance = np.abs(small(x).detach().numpy() - by_hand).max()
print("shapes          ", W1.shape, W2.shape, by_hand.shape)
print(f"largest distance {distance:.0e}")

# %% [markdown]
# (What `detach` is for will come below.) The two agree, but for the last digits of single precision.
#
# ## What the forward pass leaves behind
#
# Take eight examples, and let the loss be the mean of the squared errors. The notes of a network are a graph, because
# each layer has three inputs: what comes from below, its weights and its bias. We print it as a tree.


# %%
def show(node, depth=0):
    """Print a node of the graph, and below it those that it calls."""
    if node is not None:
        print("    " * depth + type(node).__name__)
        for following, _ in node.next_functions:
            show(following, depth + 1)


x8, y8 = x[:8], y[:8]
loss = nn.functional.mse_loss(small(x8), y8)
show(loss.grad_fn)

# %% [markdown]
# `Addmm` is a matrix product with something added, $b + x\,W$. `T` is the transpose of @eq:torch_linear. The input `x8`
# does not appear at all: nobody asked for its gradient.
#
# /// figure | autograd_graph
#     alt: "Ten boxes. Down the left, from the loss: MseLossBackward0, AddmmBackward0, ReluBackward0, AddmmBackward0, each with a line that says what it keeps. From both Addmm an arrow leads right to TBackward0 and on to AccumulateGrad, second.weight and first.weight, and a bent one to AccumulateGrad, second.bias and first.bias. On the arrows stand shapes in pink, from (8, 1) at the top to (3, 2) at the lower right."
# The notes of the two-layer network, played backward: {{ autograd_graph.examples }} examples, widths
# {{ autograd_graph.widths }}. On each arrow, in pink, the shape of the gradient that travels on it. In each box, what
# the forward pass had to keep for it. The {{ autograd_graph.accumulators }} boxes on the right add what arrives to
# `.grad`.
# ///
#
# Step through @fig:autograd_graph and you meet the four equations of backpropagation again. The loss begins (BP1).
# `Addmm` sums over rows for the bias (BP3), multiplies by what came in for the weights (BP4), and carries $\delta$ back
# through the weights. `Relu` multiplies by $\varphi'$, which completes BP2.
#
# The second line in the boxes is why training takes more memory than using a network. Every one of these arrays has to
# stay until the way back has passed it.
#
# /// answer | autograd_graph.accumulators_if_deeper
#     within: 0
# A network has three layers `nn.Linear`, each with a bias. How many boxes `AccumulateGrad` does its graph have?
# ///
#
# /// answer | autograd_graph.hands_on_hidden_delta
#     choices:
#         "ReluBackward0": "Yes. $\\delta$ is $\\partial L/\\partial z$, and `Relu` is what lies between $z$ and $a$; see step 4 of @fig:autograd_graph."
#         "the upper AddmmBackward0": "No. It hands on $\\partial L/\\partial a$, of the same shape, but $\\varphi'$ is still missing; see step 2 of @fig:autograd_graph."
#         "TBackward0": "No. It turns the gradient of the weights round, and $\\delta$ does not pass through it; see step 3 of @fig:autograd_graph."
# Which box hands on the $\delta$ of the hidden layer?
# ///
#
# ### The same by the four equations
#
# Do not believe it. Here are BP1 to BP4 in NumPy, and the distance from what PyTorch finds:

# %%
loss.backward()

a0, target = x8.numpy(), y8.numpy()
z1 = a0 @ W1 + b1
a1 = np.maximum(z1, 0)
delta2 = 2 * (a1 @ W2 + b2 - target) / target.size  # BP1
delta1 = (delta2 @ W2.T) * (z1 > 0)  # BP2
by_equations = {
    "first.weight": (a0.T @ delta1).T,  # BP4, turned for PyTorch
    "first.bias": delta1.sum(axis=0),  # BP3
    "second.weight": (a1.T @ delta2).T,
    "second.bias": delta2.sum(axis=0),
}
for name, parameter in small.named_parameters():
    gradient = parameter.grad.numpy()
    distance = np.abs(gradient - by_equations[name]).max()
    assert distance < 1e-5
    print(f"{name:14s} {gradient.shape!s:7s} {distance:.0e}")

# %% [markdown]
# What is left is rounding. A gradient has the shape of its parameter, here as everywhere.
#
# ## The training loop
#
# An **optimiser** gets the parameters once and updates them in `step()`, from what it finds in their `.grad`. Then
# learning is four lines, again and again:

# %%
torch.manual_seed(0)
model = TwoLayerNet(2, 16, 1)
loss_function = nn.MSELoss()
optimiser = torch.optim.SGD(model.parameters(), lr=0.2)

print(f"always 0  {loss_function(0 * y, y).item():.5f}")
for step in range(1, 2001):
    optimiser.zero_grad()  # 1 set the gradients back
    loss = loss_function(model(x), y)  # 2 forward, and take notes
    loss.backward()  # 3 backward, and add to .grad
    optimiser.step()  # 4 against the gradient
    if step in (1, 10, 100, 1000, 2000):
        print(f"step {step:4d} {loss.item():.5f}")

# %% [markdown]
# The first line is the loss of a network that always says $0$. Ours begins no better than that. Then it learns.
#
# Nothing connects `loss` to `optimiser` except the parameters: `backward` writes into their `.grad`, `step` reads from
# it. With plain gradient descent `step` is the formula $\theta \leftarrow \theta - \eta\,g$ of @eq:bp_step:

# %%
before = model.second.bias.detach().clone()
optimiser.zero_grad()
loss_function(model(x), y).backward()
optimiser.step()
expected = before - 0.2 * model.second.bias.grad
equal = torch.equal(model.second.bias, expected)
print("step is minus rate times gradient:", equal)

# %% [markdown]
# What has been learned? Four products inside the square where the examples lay, and one far outside:

# %%
pairs = [(0.5, 0.5), (-0.5, 0.8), (-0.9, -0.9), (0, 0.7), (4.0, 4.0)]
with torch.no_grad():
    answers = model(torch.tensor(pairs))[:, 0].tolist()
print("  x1    x2   product  network")
for (x1, x2), answer in zip(pairs, answers, strict=True):
    print(f"{x1:5.1f} {x2:5.1f}  {x1 * x2:7.2f}  {answer:7.2f}")

# %% [markdown]
# Inside, it multiplies well. Outside it does not: a network of ReLU units
# [goes on in straight lines](../examples/learning-a-sine.md), and a product does not.
#
# ### In batches
#
# For large data sets one step looks at a batch only. `DataLoader` mixes the rows and deals them out:

# %%
order = torch.Generator().manual_seed(1)
data = TensorDataset(x, y)
loader = DataLoader(data, 100, shuffle=True, generator=order)
for batch_x, batch_y in loader:
    print(tuple(batch_x.shape), tuple(batch_y.shape))

# %% [markdown]
# An epoch is one pass through `loader`; the last batch gets what is left. The four lines of the loop go inside
# unchanged, with `batch_x` for `x` and `batch_y` for `y`.
#
# ## Gradients are added
#
# `AccumulateGrad` adds. So a second pass does not replace the gradient of the first one:

# %%
u = torch.tensor(2.0, requires_grad=True)
for call in range(1, 4):
    (u**2 + 3 * u).backward()
    print(f"after call {call}: u.grad = {u.grad.item():.0f}")
u.grad = None
(u**2 + 3 * u).backward()
print(f"set back, and again: {u.grad.item():.0f}")

# %% [markdown]
# At $u = 2$ the derivative of $u^2 + 3u$ is {{ gradients_accumulate.sum | .0f }}, as in @fig:gradients_accumulate,
# and it is still that at every call. What stands in `.grad` is the sum since it was last set back.
# `optimiser.zero_grad()` does this for all parameters of the optimiser. It does not write zeros, it throws the old
# gradient away:

# %%
optimiser.zero_grad()
print([parameter.grad for parameter in model.parameters()])

# %% [markdown]
# Whoever leaves out line 1 of the loop gets no error. The steps go along the sum of all gradients so far, and the
# loss swings instead of falling; the lower half of @fig:gradients_accumulate shows it. Exercise 4 says what kind of
# optimiser that is.
#
# There is a second way to go back twice, through the *same* notes. That is refused. What a box had kept is thrown
# away as soon as it has been used:

# %%
loss = u**2
loss.backward()
print(refusal(loss.backward))

# %% [markdown]
# With `loss.backward(retain_graph=True)` the notes stay, and a second call adds the gradient again.
#
# ### A large batch in parts
#
# Adding is useful when a batch does not fit into memory. Send it through in parts and let the gradients gather. The
# loss is a mean, so each of four equal parts counts a quarter:

# %%
optimiser.zero_grad()
loss_function(model(x), y).backward()
whole = [parameter.grad.clone() for parameter in model.parameters()]

optimiser.zero_grad()
for part_x, part_y in zip(x.chunk(4), y.chunk(4), strict=True):
    (loss_function(model(part_x), part_y) / 4).backward()
in_parts = [parameter.grad for parameter in model.parameters()]
pairs = zip(in_parts, whole, strict=True)
distance = max((g - h).abs().max().item() for g, h in pairs)
assert distance < 1e-6
print(f"largest distance {distance:.0e}")

# %% [markdown]
# Without the division by four the gradient would be four times too long, without an error.
#
# ## What should not be noted
#
# Notes cost time and memory. Two ways to do without are used on this page. (There are more: `torch.inference_mode()` is a
# stricter `no_grad`, and `requires_grad_(False)` freezes a parameter.)
#
# **`no_grad`** switches them off for a block of lines. Use it wherever nothing is learned: to measure the error on
# validation data, to draw a curve, or to change parameters by hand.

# %%
noted = model(x)
with torch.no_grad():
    not_noted = model(x)
print("noted    ", type(noted.grad_fn).__name__)
print("not noted", not_noted.grad_fn, torch.equal(noted, not_noted))

# %% [markdown]
# An update by hand needs it. The update is itself an operation on a parameter, and PyTorch refuses to change a leaf
# while it takes notes:

# %%
w = torch.tensor(-1.0, requires_grad=True)
(w**2).backward()
print(refusal(lambda: w.sub_(0.1 * w.grad)))
with torch.no_grad():
    w -= 0.1 * w.grad
print(f"with no_grad: w = {w.item():.1f}")

# %% [markdown]
# **`detach`** cuts one tensor loose. The number is the same, but it has no past, and a gradient that comes to it ends
# there. That changes the result. For $L = a \cdot a$ with $a = 3$ the gradient is $2a$. With one of the two detached,
# PyTorch takes that one for a constant:

# %%
for cut in (False, True):
    a = torch.tensor(3.0, requires_grad=True)
    second = a.detach() if cut else a
    (a * second).backward()
    name = "a * a.detach()" if cut else "a * a"
    print(f"{name:14s} {a.grad.item()}")

# %% [markdown]
# This is wanted where a target is computed by the network itself and should be held still. It is also how a tensor with
# a past is handed to NumPy, as we did above: `tensor.detach().numpy()`.
#
# ## Training and judging
#
# Some layers do one thing while a network learns and another while it is used. [Dropout](../learning/overfitting.md)
# switches units off at random, and only while it learns. So a module knows in which of the two modes it is. `train()` and
# `eval()` set it, for the module and all modules inside it.

# %%
torch.manual_seed(0)
drops = nn.Sequential(nn.Linear(2, 32), nn.ReLU(), nn.Dropout(0.5))
drops.append(nn.Linear(32, 1))
pair = torch.tensor([[0.5, -0.8]])
with torch.no_grad():
    for mode in (drops.train, drops.eval):
        mode()
        three = [drops(pair).item() for _ in range(3)]
        numbers = (f"{each:7.3f}" for each in three)
        print(f"{mode.__name__:5s}", *numbers)

# %% [markdown]
# A new module is in training mode. Whoever forgets `eval()` measures it with half of its units missing. Do not confuse `eval()` with `no_grad()`: it does not stop the notes. Judging needs both.
#
# Now a loop as real work has it. Of the 256 examples, 24 are learned from, with noise on their targets, and all others
# are held out. The network is judged on them every hundred steps, and the best one is kept:

# %%
def judge(net, x, y):
    """The loss in use; the mode is set back afterwards."""
    learning = net.training
    net.eval()
    with torch.no_grad():
        loss = nn.functional.mse_loss(net(x), y).item()
    net.train(learning)
    return loss


torch.manual_seed(0)
few_x, held_x, held_y = x[:24], x[24:], y[24:]
few_y = y[:24] + 0.2 * torch.randn(24, 1)
wide = nn.Sequential(nn.Linear(2, 64), nn.ReLU(), nn.Linear(64, 1))
adam = torch.optim.Adam(wide.parameters(), lr=0.01)
seen, held = [], []
lowest, best = float("inf"), None
for step in range(2001):
    if step % 100 == 0:
        seen.append(judge(wide, few_x, few_y))
        held.append(judge(wide, held_x, held_y))
        if held[-1] < lowest:
            lowest, best = held[-1], copy.deepcopy(wide.state_dict())
    adam.zero_grad()
    nn.functional.mse_loss(wide(few_x), few_y).backward()
    adam.step()
turn = held.index(lowest)
print("step   seen  held out")
for row in (0, turn, -1):
    number = range(0, 2001, 100)[row]
    print(f"{number:4d} {seen[row]:6.4f}  {held[row]:8.4f}")
wide.load_state_dict(best)
print("the best is back:", judge(wide, held_x, held_y) == lowest)

# %% [markdown]
# After the turn the network learns the noise. (Why a copy is needed is told [below](#keeping-a-network).) The held-out
# examples have chosen the step, so they are no longer fresh: report the error on others.
#
# ## Where the numbers are
#
# A device is where numbers are and are computed with: the processor (`cpu`) or a graphics card (`cuda`, on a Mac `mps`).
# Programs that shall run anywhere ask:

# %%
device = torch.accelerator.current_accelerator()
device = device or torch.device("cpu")
placed = copy.deepcopy(model).to(device)
print(placed(x.to(device)).device == placed.second.bias.device)

# %% [markdown]
# `to` on a *tensor* leaves it alone and returns a copy, if one is needed. On a *module* it moves the parameters of the module itself.
# Both must be in one place, as one can see without a graphics card. The device `meta` has shapes and no numbers:

# %%
ghost = x.to("meta")
print(ghost.shape, ghost.device, x.device)
print(refusal(lambda: model(ghost)))

# %% [markdown]
# We measure nothing on graphics cards here. PyTorch's own note on
# [CUDA](https://docs.pytorch.org/docs/stable/notes/cuda.html) says what to expect: operations wait in a queue while Python
# goes on, so a clock must wait for them (`torch.cuda.synchronize`). `loss.item()` waits, too.
#
# ## torch.compile: the notes of a whole function
#
# Autograd notes operations one by one, and Python calls each of them. `torch.compile` takes a module or a function and
# notes its operations *ahead*, in a graph, so that several can be made into one
# ([Ansel et al., 2024](../reference/bibliography.md#ansel2024)). By default the graph is translated into C++ or, on a graphics
# card, Triton, for which a compiler must be installed. The translator can be exchanged. Ours keeps the graph and changes
# nothing:

# %%
graphs = []


def keep(graph, inputs):
    """Translate nothing: note the graph, and run it as it is."""
    graphs.append(graph)
    return graph.forward


fast = torch.compile(model, backend=keep)
print("same answers:", torch.equal(fast(x), model(x)))
targets = [node.target for node in graphs[0].graph.nodes]
print([each.__name__ for each in targets if callable(each)])
for rows in (256, 100, 56):
    fast(x[:rows])
    print(f"{rows:3d} rows, graphs so far: {len(graphs)}")

# %% [markdown]
# The first graph was for 256 rows. At another number PyTorch made a second, for *any* number above 1. What if Python has
# to decide by a value?

# %%
graphs.clear()


@torch.compile(backend=keep)
def bend(z):
    z = 2 * z
    return z + 1 if z.sum() > 0 else z - 1


for sign in (1, -1):
    print(bend(sign * torch.ones(2)).tolist(), len(graphs), "graphs")

# %% [markdown]
# PyTorch breaks the graph: one piece up to the question, which Python decides, and one for each answer, made when first
# needed. That is right, and slower. [JAX](functions-in-jax.py) refuses instead; so does PyTorch with `fullgraph=True`.
#
# ## In-place surprises
#
# An operation whose name ends in `_`, and `+=` and its kin, writes into the memory of its tensor. What if the way back
# needs the old number? The sigmoid keeps its own result, because its slope is $a\,(1 - a)$:

# %%
z = torch.tensor(0.0, requires_grad=True)
a = torch.sigmoid(z)
a *= 2
print(refusal(a.backward))

# %% [markdown]
# PyTorch noticed. Every tensor counts how often it was written to, and the node remembers the count that it saw. But
# there is a back door. Through `.data` the numbers change and the count does not:

# %%
for honest in (True, False):
    z = torch.tensor(0.0, requires_grad=True)
    a = torch.sigmoid(z)
    if not honest:
        a.data *= 2  # behind PyTorch's back: a is now 1
    a.backward()
    print("honest" if honest else ".data ", z.grad.item())

# %% [markdown]
# The slope of the sigmoid at $0$ is ¼. The second answer is wrong, and no error was raised: the node computed
# $a\,(1 - a)$ with the changed $a$. Write `torch.no_grad()` and `detach()` instead, whose changes are counted. An array of NumPy that shares its memory with a tensor is a back door too.
#
# Not every change in place is an error. Addition keeps nothing, so its result may be overwritten:

# %%
z = torch.tensor(0.0, requires_grad=True)
a = z + 1
a *= 2
a.backward()
print("gradient of 2 (z + 1):", z.grad.item())

# %% [markdown]
# ## Keeping a network
#
# The parameters of a module by name are its **state dictionary**. To keep a network, save this dictionary and keep
# the class as source code. To get it back, make a new network of the same shape and load the dictionary into it. (We
# save into memory here; a file name does as well.)

# %%
file = io.BytesIO()
torch.save(model.state_dict(), file)
file.seek(0)

again = TwoLayerNet(2, 16, 1)
print("new network, same answers:", torch.equal(again(x), model(x)))
print(again.load_state_dict(torch.load(file)))
print("loaded,      same answers:", torch.equal(again(x), model(x)))

# %% [markdown]
# If a name or a shape does not fit, `load_state_dict` raises an error that lists what is missing and what is left over.
#
# The last trap: the dictionary does not hold copies. It holds the parameters, and these go on learning. Whoever wants
# to go back to the best network of a run has to copy:

# %%
not_a_copy = model.state_dict()
a_copy = copy.deepcopy(model.state_dict())
optimiser.step()  # the gradient is still there from above
now = model.first.weight
for name, kept in ("state_dict()", not_a_copy), ("deepcopy", a_copy):
    same = torch.equal(kept["first.weight"], now)
    print(f"{name:12s} went along with the step: {same}")

# %% [markdown]
# An optimiser such as Adam has a state of its own, the running means of @eq:adam_means. To continue a run, save
# `optimiser.state_dict()` as well.
#
# ## What to remember
#
# - A tensor is an array that may have a past. `requires_grad=True` starts it; `grad_fn` is its last entry.
# - `nn.Module`: layers in `__init__`, their use in `forward`. What is assigned to `self` is registered. `nn.Linear`
#   stores $W\T$.
# - The loop: `zero_grad`, forward, `backward`, `step`.
# - `backward` *adds* to `.grad` and returns nothing. Set back before, and divide if you gather parts of a mean.
# - `no_grad` for use and for updates by hand. `detach` cuts a tensor loose, and with it a way of the gradient.
# - `eval()` for judging, `train()` for learning: they change what layers do, not whether notes are taken.
# - Data and parameters must be on one device. `to` copies a tensor and moves a module.
# - `torch.compile` notes graphs ahead, and breaks them where Python must decide.
# - Do not write over what the way back needs, and never through `.data`.
# - `state_dict()` is a view of the parameters. Copy it if it should stand still.
#
# ## Exercises
#
# /// admonition | Exercise 1 (recall)
#     type: exercise
# What do these loops do? (a) `zero_grad` stands *between* `backward` and `step`. (b) `zero_grad` stands after `step`,
# at the end. (c) The forward pass is inside `with torch.no_grad():`.
# ///
#
# /// details | Solution
#     type: solution
# (a) Nothing is learned: `step` finds no gradient and leaves the parameters alone, without an error. (b) The same as in
# our loop, as long as `.grad` is empty at the start. (c) `backward` raises an error, because the loss has no notes.
#
# ```python
# w = torch.tensor(1.0, requires_grad=True)
# sgd = torch.optim.SGD([w], lr=0.1)
# (w**2).backward()
# sgd.zero_grad()
# sgd.step()
# print(w.item())
# with torch.no_grad():
#     loss = w**2
# print(refusal(loss.backward))
# ```
#
# ```text title="Output"
# 1.0
# element 0 of tensors does not require
# grad and does not have a grad_fn
# ```
# ///
#
# /// admonition | Exercise 2 (a bug)
#     type: exercise
# Somebody writes `x.to(device)` and `model.to(device)` on lines of their own, for a device that is not the `cpu`, and gets
# an error about two devices. Why? Try it with the type `torch.float64` instead, which `to` treats alike.
# ///
#
# /// details | Solution
#     type: solution
# The module has moved. The tensor has not: its copy was made and thrown away. Write `x = x.to(device)`.
#
# ```python
# moved, data = copy.deepcopy(model), x[:2]
# data.to(torch.float64)
# moved.to(torch.float64)
# print(data.dtype, moved.first.weight.dtype)
# ```
#
# ```text title="Output"
# torch.float32 torch.float64
# ```
# ///
#
# /// admonition | Exercise 3 (derivation)
#     type: exercise
# Let $a = w^2$ and $L = a \cdot a$ at $w = 3$. What does PyTorch leave in `w.grad` if one of the two factors is
# detached, and what if both are?
# ///
#
# /// details | Solution
#     type: solution
# The true derivative of $w^4$ is $4w^3 = 108$. With one factor held still at $9$, $L = 9\,w^2$ and the gradient is
# $18\,w = 54$, one of two ways. With both detached no way leads back to $w$, and `backward` is refused.
#
# ```python
# w = torch.tensor(3.0, requires_grad=True)
# a = w**2
# (a * a.detach()).backward()
# print(w.grad.item())
# print(refusal((a.detach() * a.detach()).backward))
# ```
#
# ```text title="Output"
# 54.0
# element 0 of tensors does not require
# grad and does not have a grad_fn
# ```
# ///
#
# /// admonition | Exercise 4 (derivation)
#     type: exercise
# Leave `zero_grad` out of the loop of plain SGD. Show that the steps are those of momentum with the factor $\mu = 1$.
# Check it over fifty steps of a small network.
# ///
#
# /// details | Solution
#     type: solution
# Momentum keeps $v \leftarrow \mu v + g$ and makes the step $-\eta v$. With $\mu = 1$, $v$ is the sum of all
# gradients so far, which is what `.grad` holds if it is never set back.
#
# ```python
# runs = []
# for momentum, set_back in ((0.0, False), (1.0, True)):
#     torch.manual_seed(1)
#     net = TwoLayerNet(2, 4, 1)
#     theta = net.parameters()
#     sgd = torch.optim.SGD(theta, lr=0.05, momentum=momentum)
#     for _ in range(50):
#         if set_back:
#             sgd.zero_grad()
#         loss_function(net(x), y).backward()
#         sgd.step()
#     runs.append(net(x).detach())
# print(torch.allclose(*runs, atol=1e-5))
# ```
#
# ```text title="Output"
# True
# ```
# ///
#
# /// admonition | Exercise 5 (a bug)
#     type: exercise
# This network computes, but an optimiser does not accept it. Why? Mend it.
#
# ```python
# class Stack(nn.Module):
#     def __init__(self, widths):
#         super().__init__()
#         pairs = zip(widths, widths[1:])
#         self.layers = [nn.Linear(n, m) for n, m in pairs]
#
#     def forward(self, x):
#         for layer in self.layers[:-1]:
#             x = torch.relu(layer(x))
#         return self.layers[-1](x)
# ```
# ///
#
# /// details | Solution
#     type: solution
# A plain list is not a module, so the layers in it are not registered and the network has no parameters.
# `nn.ModuleList` is a list that is.
#
# ```python
# stack = Stack([2, 8, 8, 1])
# print(refusal(lambda: torch.optim.SGD(stack.parameters(), 0.1)))
# stack.layers = nn.ModuleList(stack.layers)
# print(len(list(stack.parameters())), "parameters")
# ```
#
# ```text title="Output"
# optimizer got an empty parameter list
# 6 parameters
# ```
# ///
#
# /// admonition | Exercise 6 (a bug)
#     type: exercise
# Somebody gives the targets the shape $(256,)$ instead of $(256, 1)$. PyTorch warns, but goes on. What is the loss a
# mean of, and what does the network learn?
# ///
#
# /// details | Solution
#     type: solution
# $(256, 1)$ and $(256,)$ are stretched to $(256, 256)$: every answer is compared with *every* target. For each example
# the best answer is then the mean of all targets, so the network learns to say the same everywhere.
#
# ```python
# import warnings
#
# torch.manual_seed(0)
# net = TwoLayerNet(2, 16, 1)
# adam = torch.optim.Adam(net.parameters(), lr=0.01)
# with warnings.catch_warnings():
#     warnings.simplefilter("ignore")  # the warning that says it
#     for _ in range(500):
#         adam.zero_grad()
#         loss_function(net(x), y[:, 0]).backward()
#         adam.step()
# far = (net(x) - y.mean()).abs().max().item()
# print("all near the mean of the targets:", far < 0.05)
# ```
#
# ```text title="Output"
# all near the mean of the targets: True
# ```
# ///
#
# /// admonition | Exercise 7 (code)
#     type: exercise
# Write a module `Dense` in the notation of this book, $z = xW + b$ with $W$ of shape $(n_\text{in}, n_\text{out})$,
# and show that it and `nn.Linear` give the same output and the same gradients.
# ///
#
# /// details | Solution
#     type: solution
# `nn.Parameter` is a tensor that a module registers.
#
# ```python
# class Dense(nn.Module):
#     def __init__(self, n_in, n_out):
#         super().__init__()
#         W = torch.randn(n_in, n_out) / n_in**0.5
#         self.W = nn.Parameter(W)
#         self.b = nn.Parameter(torch.zeros(n_out))
#
#     def forward(self, x):
#         return x @ self.W + self.b
#
#
# ours, theirs = Dense(2, 3), nn.Linear(2, 3)
# with torch.no_grad():
#     theirs.weight.copy_(ours.W.T)
#     theirs.bias.copy_(ours.b)
# for layer in (ours, theirs):
#     (layer(x) ** 2).mean().backward()
# print(torch.allclose(ours(x), theirs(x)))
# print(torch.allclose(ours.W.grad, theirs.weight.grad.T))
# print(torch.allclose(ours.b.grad, theirs.bias.grad))
# ```
#
# ```text title="Output"
# True
# True
# True
# ```
# ///
#
# /// admonition | Exercise 8 (understanding)
#     type: exercise
# Behind the dropout of `drops` comes one linear layer. Show that the mean of its answers in training mode, over all ways
# to switch units off, is its answer in use. Does that hold if a ReLU follows at the end?
# ///
#
# /// details | Solution
#     type: solution
# Dropout with $p = \frac12$ sets an activation to $0$ or doubles it, so its mean is the activation itself. A linear layer may
# be exchanged with a mean. A ReLU may not: $\relu$ of a mean is at most the mean of $\relu$, and less where the answers
# have both signs.
#
# ```python
# drops.train()
# with torch.no_grad():
#     many = drops(pair.expand(100_000, 2))
#     in_use = drops.eval()(pair)
#     print((many.mean() - in_use).abs().item() < 0.01)
#     centred = many - in_use  # as if the last bias were another
#     print(torch.relu(centred).mean().item() > 0.05)
# ```
#
# ```text title="Output"
# True
# True
# ```
# ///
#
# ## Where to read on
#
# - What the boxes of the graph compute, and why it is right: [Backpropagation](../learning/backpropagation.md).
# - A library in which a gradient is a function and nothing is ever added up: [JAX](functions-in-jax.py).
# - The design of PyTorch by its authors: [Paszke et al. (2019)](../reference/bibliography.md#paszke2019), and that of
#   `torch.compile`: [Ansel et al. (2024)](../reference/bibliography.md#ansel2024). The kinds of
#   automatic differentiation: [Baydin et al. (2018)](../reference/bibliography.md#baydin2018).
# - The documentation: [pytorch.org/docs](https://pytorch.org/docs/stable/index.html). Its note on autograd mechanics
#   says what is kept and when.
