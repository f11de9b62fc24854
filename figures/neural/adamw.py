"""Adam with a decay of its own: what makes the weights small does not pass through the division by √v."""

from dataclasses import dataclass

from figures.neural.optimisers import Adam, Pairs


@dataclass
class AdamW(Adam):
    """θ ← θ − η λ θ, then a step of Adam. The default λ is that of Keras. Source: Loshchilov & Hutter (2019)."""

    weight_decay: float = 0.004

    def update(self, pairs: Pairs) -> None:
        """One step."""
        for parameter, _ in pairs:
            parameter -= self.learning_rate * self.weight_decay * parameter
        super().update(pairs)
