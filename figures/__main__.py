"""`python -m figures`: see `python -m figures --help`."""

from figures.engine.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
