"""Draws one figure, in a child process only: all that lies here counts as what it is drawn with."""
