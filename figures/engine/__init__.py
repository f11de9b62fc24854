"""The machinery: finds, draws, caches and embeds figures; knows nothing about neural networks.

Figure scripts import their controls from here; nothing heavy is loaded by doing so.
"""

from figures.engine.drawing.colour import Colour
from figures.engine.drawing.controls import Choice, Slider, Steps, Toggle

__all__ = ["Choice", "Colour", "Slider", "Steps", "Toggle"]
