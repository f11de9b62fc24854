"""The house style: `colours.py` for meaning, `.mplstyle` layers for ink (read in the order of their names)."""
