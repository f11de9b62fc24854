"""The questions in the words of PyTorch."""

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch.nn import functional as F


def slope(function: Callable[[Any], Any], at: Any) -> Any:
    """The gradient at a number or an array, of the sum if the function gives several."""
    x = torch.tensor(at, dtype=torch.float32, requires_grad=True)
    y = function(x)
    if not y.requires_grad:
        return "none"
    y.sum().backward()
    return "none" if x.grad is None else x.grad


def tensor(*numbers: float) -> Any:
    """So many numbers in single precision."""
    return torch.tensor(numbers)


def default(function: Any, name: str) -> Any:
    """The default of an argument."""
    return inspect.signature(function).parameters[name].default


def momentum_when_the_rate_falls() -> list[float]:
    """SGD with momentum ½ along a slope of 1; the rate falls from 1 to 0.1 after two steps."""
    variable, places = torch.zeros((), requires_grad=True), []
    optimiser = torch.optim.SGD([variable], 1.0, momentum=0.5)
    variable.grad = torch.ones(())
    for rate in (1.0, 1.0, 0.1):
        optimiser.param_groups[0]["lr"] = rate
        optimiser.step()
        places.append(variable.item())
    return places


def adam_after(gradients: list[float]) -> list[float]:
    """Where Adam leads from 0 with these gradients, one a step; rate 0.1."""
    variable, places = torch.zeros((), requires_grad=True), []
    optimiser = torch.optim.Adam([variable], 0.1)
    for gradient in gradients:
        variable.grad = torch.tensor(gradient)
        optimiser.step()
        places.append(variable.item())
    return places


def running_variance() -> Any:
    """Of a column 1, 2, 3 after one batch that counts in full."""
    layer = torch.nn.BatchNorm1d(1, momentum=1.0)
    layer(tensor(1.0, 2.0, 3.0)[:, None])
    return layer.running_var


NAN = float("nan")
CENTRE = torch.tensor(np.eye(1, 9, 4, dtype="float32").reshape(1, 1, 3, 3))
PROBES: dict[str, Callable[[], Any]] = {
    # the derivative at a kink
    "relu": lambda: slope(torch.relu, 0.0),
    "maximum": lambda: slope(lambda x: torch.maximum(x, torch.zeros(())), 0.0),
    "abs": lambda: slope(torch.abs, 0.0),
    "leaky_relu": lambda: slope(lambda x: F.leaky_relu(x, 0.1), 0.0),
    "hard_tanh": lambda: slope(F.hardtanh, 1.0),
    "relu6": lambda: slope(F.relu6, 6.0),
    "selu": lambda: slope(F.selu, 0.0),
    "clip": lambda: slope(lambda x: torch.clamp(x, -1, 1), 1.0),
    "norm": lambda: slope(torch.linalg.vector_norm, [0.0, 0.0]),
    "root_of_square": lambda: slope(lambda x: torch.sqrt(x * x), 0.0),
    "std": lambda: slope(lambda x: torch.std(x, correction=0), [1.0, 1.0]),
    "power_0": lambda: slope(lambda x: x**0.0, 0.0),
    "where_log": lambda: slope(lambda x: torch.where(x > 0, torch.log(x), 0.0), 0.0),
    "cumulative_product": lambda: slope(lambda x: torch.cumprod(x, 0), [0.0, 2.0, 4.0]),
    "sinc": lambda: slope(torch.sinc, 0.0),
    # ties
    "max_tie": lambda: slope(torch.max, [1.0, 1.0, 0.0]),
    "max_along_tie": lambda: slope(lambda x: torch.max(x, 0).values, [1.0, 1.0, 0.0]),
    "maximum_tie": lambda: slope(lambda x: torch.maximum(x[0], x[1]), [1.0, 1.0]),
    "pool_tie": lambda: slope(lambda x: F.max_pool2d(x, 2), np.ones((1, 1, 2, 2))).flatten(),
    "sort_tie": lambda: slope(lambda x: torch.sort(x).values[-1], [1.0, 1.0, 0.0]),
    "median": lambda: torch.median(tensor(1.0, 2.0, 3.0, 4.0)),
    # tiny, huge and missing numbers
    "log_tiny": lambda: torch.log(torch.tensor(1e-40)),
    "relu_tiny": lambda: slope(torch.relu, 1e-40),
    "gelu_left": lambda: F.gelu(torch.tensor(-6.0)),
    "tanh_far": lambda: slope(torch.tanh, 6.0),
    "max_nan": lambda: torch.max(tensor(1.0, NAN, 2.0)),
    "argmax_nan": lambda: torch.argmax(tensor(0.5, 0.1, NAN)),
    "sign_nan": lambda: torch.sign(torch.tensor(NAN)),
    "max_empty": lambda: torch.max(torch.zeros(0)),
    "byte_of_300": lambda: torch.tensor(300.0).to(torch.uint8),
    "byte_of_minus_1": lambda: torch.tensor(-1.0).to(torch.uint8),
    "integer_of_nan": lambda: torch.tensor(NAN).to(torch.int32),
    "softmax_of_masked": lambda: torch.softmax(tensor(-np.inf, -np.inf), 0),
    # the same layer
    "gelu": lambda: F.gelu(torch.tensor(1.0)),
    "deviation": lambda: torch.std(tensor(1.0, 2.0, 3.0)),
    "conv_same": lambda: F.conv2d(torch.arange(16.0).reshape(1, 1, 4, 4), CENTRE, stride=2, padding="same").flatten(),
    "conv_padding_1": lambda: F.conv2d(torch.arange(16.0).reshape(1, 1, 4, 4), CENTRE, stride=2, padding=1).flatten(),
    "average_pool": lambda: F.avg_pool1d(torch.arange(1.0, 5).reshape(1, 1, 4), 3, 2, padding=1).flatten(),
    "transposed": lambda: F.conv_transpose1d(torch.ones(1, 1, 1), torch.arange(1.0, 4).reshape(1, 1, 3)).flatten(),
    "resize": lambda: F.interpolate(
        tensor(0, 0, 0, 8.0, 0, 0, 0, 0).reshape(1, 1, 1, 8), (1, 4), mode="bilinear", align_corners=False
    ).flatten(),
    "lstm_parameters": lambda: sum(each.numel() for each in torch.nn.LSTM(4, 3).parameters()),
    "gru_parameters": lambda: sum(each.numel() for each in torch.nn.GRU(4, 3).parameters()),
    "sure_mistake": lambda: F.binary_cross_entropy(torch.tensor(0.0), torch.tensor(1.0)),
    "weighted": lambda: F.cross_entropy(
        torch.tensor([[0.0, 0.0], [0.0, 2.0]]), torch.tensor([0, 1]), weight=tensor(3.0, 1.0)
    ),
    "divergence": lambda: F.kl_div(torch.log(torch.tensor([[0.25, 0.75]])), torch.tensor([[0.5, 0.5]])),
    "momentum": lambda: momentum_when_the_rate_falls(),
    "adam_huge": lambda: adam_after([1e20, 1.0, 1.0]),
    "attention_of_masked": lambda: F.scaled_dot_product_attention(
        torch.ones(1, 1, 1), torch.ones(1, 2, 1), tensor(0.0, 1.0).reshape(1, 2, 1),
        attn_mask=torch.zeros(1, 1, 2, dtype=torch.bool)).flatten(),
    # defaults
    "default_sgd_rate": lambda: default(torch.optim.SGD, "lr"),
    "default_adam_epsilon": lambda: default(torch.optim.Adam, "eps"),
    "default_decay": lambda: default(torch.optim.AdamW, "weight_decay"),
    "default_rmsprop_mean": lambda: default(torch.optim.RMSprop, "alpha"),
    "default_adagrad_start": lambda: default(torch.optim.Adagrad, "initial_accumulator_value"),
    "default_norm_epsilon": lambda: default(torch.nn.BatchNorm1d, "eps"),
    "default_norm_keeps": lambda: 1 - default(torch.nn.BatchNorm1d, "momentum"),
    "default_row_epsilon": lambda: default(torch.nn.LayerNorm, "eps"),
    "default_leaky": lambda: default(torch.nn.LeakyReLU, "negative_slope"),
    "default_running_variance": lambda: running_variance(),
    "norm_of_one": lambda: torch.nn.BatchNorm1d(1)(torch.tensor([[7.0]])),
    # an index, a type or a label out of range
    "index_beyond": lambda: tensor(1.0, 2.0, 3.0)[5],
    "take_beyond": lambda: torch.take(tensor(1.0, 2.0, 3.0), torch.tensor(5)),
    "index_negative": lambda: torch.take(tensor(1.0, 2.0, 3.0), torch.tensor(-1)),
    "set_beyond": lambda: tensor(1.0, 2.0, 3.0).index_put((torch.tensor([5]),), tensor(9.0)),
    "label_beyond": lambda: F.cross_entropy(torch.zeros(1, 4), torch.tensor([7])),
    "one_hot_beyond": lambda: F.one_hot(torch.tensor(7), 3),
    "integer_and_float": lambda: str((torch.tensor(1, dtype=torch.int32) + 1.5).dtype).removeprefix("torch."),
    "integer_by_integer": lambda: str((torch.tensor(1) / torch.tensor(2)).dtype).removeprefix("torch."),
    "double_array": lambda: str(torch.tensor(np.ones(1)).dtype).removeprefix("torch."),
    "integer_by_0": lambda: torch.tensor(1) // torch.tensor(0),
    "integer_too_large": lambda: torch.tensor(2**31 - 1, dtype=torch.int32) + 1,
    "column_against_row": lambda: F.mse_loss(tensor(1.0, 2.0, 3.0)[:, None], tensor(1.0, 2.0, 3.0)),
}  # fmt: skip
