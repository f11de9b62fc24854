"""The command line: `python -m figures`."""
