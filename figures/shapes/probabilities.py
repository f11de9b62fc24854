"""Probabilities as text: those that are neither 0 nor 1 do not read as if they were."""


def told(p: float) -> str:
    """Three decimals, or the bound beyond which these would be 0.000 or 1.000: `< 0.001`, `> 0.999`."""
    return "< 0.001" if 0 < p < 0.0005 else "> 0.999" if 0.9995 <= p < 1 else f"{p:.3f}"
