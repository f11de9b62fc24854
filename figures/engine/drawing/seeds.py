"""Holds a script to random numbers with a seed, so that it gives the same numbers twice. In a drawing process only.

A generator without a seed takes one from the system, whatever library it belongs to: that is refused where it is asked
for. The global generators (of NumPy, Python, PyTorch, TensorFlow) were seeded so when they were loaded: whoever draws
from them must have seeded them. What libraries do while they are being loaded is not the script's doing (SciPy makes
the examples in its documentation then), so the generators are put back.
"""

import os
import random
import sys
from abc import ABCMeta
from collections.abc import Callable
from functools import partial, wraps
from types import FrameType, ModuleType
from typing import Any

import numpy as np

from figures.engine.project.faults import Fault, FigureError
from figures.engine.project.ownership import is_own

UNSEEDED = "random numbers without a seed"
REMEDY = "take them from numpy.random.default_rng(seed)"
# Modules of Python that ask the system on behalf of whoever calls them.
ERRANDS = tuple(os.path.join(os.path.dirname(os.__file__), name) for name in ("random.py", "secrets.py", "uuid.py"))

_before: dict[str, tuple[Callable[[], Any], Any]] = {}  # a global generator -> how to see its state; the one it had
_seeded: set[str] = set()
_loading = 0


def watch(root: str) -> None:
    """From here on, randomness needs a seed; `root` is the folder of the project."""
    _keep("NumPy's global generator", _numpy_state)
    _keep("Python's global generator", random.getstate)
    _heed(np.random, "seed", "NumPy's global generator")
    _heed(random, "seed", "Python's global generator")
    np.random.bit_generator.randbits = _refuse  # type: ignore[attr-defined]  # all seeds that nobody gave come from here
    np.random.RandomState = np.random.mtrand.RandomState = _SeededState  # type: ignore[misc]
    np.random.mtrand._MT19937 = _SeededTwister  # type: ignore[attr-defined]
    own = partial(_asked_by_own, root)
    system, start = os.urandom, random.Random.__init__

    def urandom(size: int) -> bytes:
        return _refuse() if own(sys._getframe(1)) else system(size)

    def begin(self: random.Random, x: Any = None) -> None:
        start(self, _refuse() if x is None and own(sys._getframe(1)) else x)

    os.urandom = random._urandom = urandom  # type: ignore[attr-defined]
    random.Random.__init__ = begin  # type: ignore[method-assign]


def refuse_unseeded() -> None:
    """Raises FigureError if a global generator has been used that nobody seeded."""
    for name in _before:
        _check(name)


def aside(load: Callable[[ModuleType], None], module: ModuleType) -> None:
    """Load a library's module; the global generators stay as they were."""
    global _loading
    _loading += 1
    states = (np.random.get_state(), random.getstate()) if _loading == 1 else None  # noqa: NPY002
    try:
        load(module)
    finally:
        _loading -= 1
        if states:
            np.random.mtrand._rand.set_state(states[0])
            random.setstate(states[1])
    if module.__name__ == "torch":
        _keep("PyTorch's global generator", lambda: module.random.get_rng_state().numpy().tobytes())
        _heed(module, "manual_seed", "PyTorch's global generator")
        module.seed = module.random.seed = _refuse  # type: ignore[attr-defined]
    elif module.__name__ == "tensorflow.python.framework.random_seed":
        module.get_seed = partial(_tensorflow_seed, module.get_seed)  # type: ignore[attr-defined]


class _StandIn(ABCMeta):
    """Of a class that stands in for its base: what was made by that is one of its own."""

    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, cls.__mro__[1])


class _SeededState(np.random.RandomState, metaclass=_StandIn):
    """Asks for the seed first: the real one makes a generator without, which it seeds then."""

    def __init__(self, seed: Any = None) -> None:
        super().__init__(_refuse() if seed is None else seed)


class _SeededTwister(np.random.MT19937, metaclass=_StandIn):
    """The generator that a RandomState makes first."""

    def __init__(self, seed: Any = 0) -> None:
        super().__init__(seed)


def _tensorflow_seed(real: Callable[[Any], tuple[Any, Any]], own: Any) -> tuple[Any, Any]:
    seeds = real(own)
    return _refuse(source="TensorFlow's global generator") if seeds == (None, None) else seeds


def _numpy_state() -> tuple[Any, ...]:
    state: Any = np.random.get_state()  # noqa: NPY002 - the old global generator is what must not be used
    return state[1].tobytes(), *state[2:]


def _keep(source: str, state: Callable[[], Any]) -> None:
    _before[source] = state, state()


def _heed(module: ModuleType, name: str, source: str) -> None:
    """Let the function that seeds a global generator say so; what was drawn before had no seed."""
    real = getattr(module, name)

    @wraps(real)
    def seed(value: Any = None, *rest: Any, **named: Any) -> Any:
        if value is None and not named:
            _refuse(source=source)
        if not _loading:
            _check(source)
            _seeded.add(source)
        return real(value, *rest, **named) if value is not None else real(*rest, **named)

    setattr(module, name, seed)


def _check(source: str) -> None:
    state, before = _before[source]
    if source not in _seeded and state() != before:
        _refuse(source=source)


def _refuse(*_: Any, source: str = "") -> Any:
    """Stands for a source of numbers that differ each time. Libraries may have it while they are being loaded."""
    if _loading:
        return int.from_bytes(b"any number") if not source else (None, None)
    raise FigureError(Fault(f"{UNSEEDED}{', from ' * bool(source)}{source}; {REMEDY}"))


def _asked_by_own(root: str, frame: FrameType | None) -> bool:
    """Whether the project's own code asked, be it through a module of Python that runs errands."""
    while frame and frame.f_code.co_filename in ERRANDS:
        frame = frame.f_back
    return frame is not None and is_own(frame.f_code.co_filename, root)
