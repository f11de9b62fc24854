"""Colours by meaning: the same quantity has the same colour in every figure and on every page.

Every light value reaches a contrast of 4.5 on white paper and every dark one on the dark page where text
is set in it; the soft ones are for areas only.
"""

from figures.engine import Colour

# The drawing itself.
INK = Colour("#1f2328", dark="#e4e8ee")
MUTED = Colour("#5b6470", dark="#a3adba")
GRID = Colour("#dde1e6", dark="#3a414c")
PAPER = Colour("#ffffff", dark="#16191f")

# What flows through a network.
INPUT = Colour("#1f66ad", dark="#7ab8f5")
WEIGHT = Colour("#7a3b9e", dark="#cda6ee")
BIAS = Colour("#0b7468", dark="#53cdbd")
OUTPUT = Colour("#bf4a0a", dark="#f7a065")
TARGET = Colour("#357a2c", dark="#8ccf80")

# What flows back.
DERIVATIVE = Colour("#b0206f", dark="#f58fc4")
LOSS = Colour("#bb2a2a", dark="#f58d8d")

# Two classes of examples: the blue ones are 0, the orange ones 1; markers differ too.
CLASS_0 = Colour("#2069b0", dark="#76b4f2")
CLASS_1 = Colour("#b85408", dark="#f5a362")
CLASS_0_AREA = Colour("#dfebf7", dark="#1c2e40")
CLASS_1_AREA = Colour("#fae6d3", dark="#412d1b")

# Where a unit no longer answers.
SATURATED_AREA = Colour("#f4ecd0", dark="#39331f")

# Several curves of one kind, in this order.
FIRST = Colour("#1e65ac", dark="#7bb9f6")
SECOND = Colour("#be490b", dark="#f6a166")
THIRD = Colour("#367b2d", dark="#8dd081")
FOURTH = Colour("#7b3c9f", dark="#cea7ef")
