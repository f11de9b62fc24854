"""Early stopping: go on while the validation loss improves, stop when it has not for a while, go back to the best."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from figures.neural import Array


@dataclass
class EarlyStopping:
    """Remembers the best parameters so far; tells when `patience` epochs have brought no better validation loss.

    Raises ValueError for a patience below 1.
    Source: Prechelt (1998), for stopping rules; the rule with patience is that of Keras.
    """

    patience: int
    best_loss: float = field(default=np.inf, init=False)
    best_epoch: int = field(default=-1, init=False)
    epoch: int = field(default=-1, init=False)
    kept: list[Array] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        if self.patience < 1:
            raise ValueError(f"EarlyStopping: expected a patience of at least 1, got {self.patience}")

    def should_stop(self, validation_loss: float, parameters: Sequence[Array] = ()) -> bool:
        """Call once after each epoch; copies the parameters if the loss is the least so far."""
        self.epoch += 1
        if validation_loss < self.best_loss:
            self.best_loss, self.best_epoch = validation_loss, self.epoch
            self.kept = [parameter.copy() for parameter in parameters]
        return self.epoch - self.best_epoch >= self.patience

    def restore(self, parameters: Sequence[Array]) -> None:
        """Put the best parameters back, in place."""
        for parameter, best in zip(parameters, self.kept, strict=True):
            parameter[...] = best
