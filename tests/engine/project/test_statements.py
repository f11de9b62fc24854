"""Which statements at the top of a module do more than bind their names, as far as reading them tells."""

import pytest

from figures.engine.project.forms import looks_at_text
from figures.engine.project.statements import Import, hides, statements

IMPORTS = """
import numpy as np
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from figures.engine import Slider
from other import OTHER, registry, Base
"""

BINDING = [
    "X = 3",
    "X: float = -2.5",
    "A, B = 1, (2, [3, {4: 'four'}])",
    "X = np.linspace(0, 1, 5) ** 2 + np.pi",
    "X = tuple(n / 2 for n in range(4))",
    "X = dict(zip('ab', (1, 2)))",
    "X = {n: n * n for n in range(3)}",
    "X = Path(__file__).resolve().parents[2] / 'docs' / 'x.py'",
    "X = lambda n: registry.add(n)",
    "X = f'{OTHER:.1f}'",
    "X = OTHER",
    "def f(x: np.ndarray, y=OTHER, *, z: 'Slider(0, 1)' = 1) -> float: registry.add(x)",
    "@cache\ndef f(): registry.add(1)",
    "async def f(): pass",
    "class A:\n    '''Text.'''\n    x: int = 0\n    @property\n    def f(self): registry.add(1)",
    "@dataclass(frozen=True)\nclass A:\n    x: list = field(default_factory=list)",
    "class A(Exception): pass",
    "'just text'",
    "from typing import TYPE_CHECKING",
    "if TYPE_CHECKING:\n    from other import Base",
]
ACTING = [
    "registry.add(1)",
    "X = registry.get('a')",
    "X = made()",
    "X = np.random.default_rng(1)",
    "X = np.add.at(OTHER, 0, 1)",
    "X = np.exp(OTHER, out=OTHER)",
    "X = np.exp(**OTHER)",
    "X = np.fill_diagonal(OTHER, 1)",
    "X = list(OTHER)",
    "X = [n for n in OTHER]",
    "X = next(OTHER)",
    "X = zip('ab', 'cd')",
    "X = (n for n in range(3))",
    "X = OTHER.resolve()",
    "X = (Y := 3)",
    "OTHER.x = 1",
    "OTHER['x'] = 1",
    "X = Y.z = 1",
    "X += 1",
    "del X",
    "for n in range(3): pass",
    "with open('x') as X: pass",
    "if X: Y = 1",
    "if TYPE_CHECKING:\n    X = 1",
    "if TYPE_CHECKING:\n    import os\nelse:\n    registry.add(1)",
    "try:\n    import torch\nexcept ImportError: torch = None",
    "assert registry.add(1)",
    "def f(x=registry.get(1)): pass",
    "def f(x: registry.get(1)): pass",
    "def f() -> registry.get(1): pass",
    "def f(*, x=made()): pass",
    "X = lambda n=made(): n",
    "@registry.add\ndef f(): pass",
    "@registry\ndef f(): pass",
    "@cache(registry.get(1))\ndef f(): pass",
    "class A(Base): pass",
    "class A(metaclass=OTHER): pass",
    "class A:\n    x = registry.get(1)",
    "class A:\n    registry.add(1)",
    "@registry.add\nclass A: pass",
    "def cache(f): registry.add(f)\n@cache\ndef g(): pass",
    "def sum(x): registry.add(x)\nX = sum([1])",
    "class Exception: pass\nclass A(Exception): pass",
    "X = np.random.default_rng(1)\nY = [X, 2]",
    "X = made()\nZ = X\nY = Z.a",
]


@pytest.mark.parametrize("text", BINDING)
def test_it_only_binds_names(text: str) -> None:
    assert not any(statement.acts for statement in statements(f"{IMPORTS}{text}\n".encode()))


@pytest.mark.parametrize("text", ACTING)
def test_it_acts_or_may(text: str) -> None:
    assert statements(f"{IMPORTS}{text}\n".encode())[-1].acts


def test_what_a_statement_uses_and_where_it_comes_from_is_read() -> None:
    text = b"def f(a):\n    import one.two\n    from .. import three as four\n    return a.b.c + a.d + four(G)[a]\n"
    [statement] = statements(text)
    assert statement.binds == {"f"}
    assert statement.uses == {"a": None, "four": None, "G": None}
    assert statement.imports == {"one": [Import("one"), Import("one.two")], "four": [Import("..", "three")]}
    [statement] = statements(b"def f():\n    global N\n    N = m.x + m.y\n")
    assert statement.binds == {"f", "N"} and statement.uses == {"N": None, "m": {"x", "y"}}


@pytest.mark.parametrize(
    "text",
    ["globals()['x']", "eval('x')", "importlib.import_module(n)", "sys.modules[__name__]", "f.__globals__", "dir()",
     "from shared import *", "m.__dict__", "operator.attrgetter('x')", "def __getattr__(name): pass"],
)  # fmt: skip
def test_a_module_that_can_reach_what_it_does_not_name_says_so(text: str) -> None:
    assert hides(text.encode())


@pytest.mark.parametrize("text", ["re.compile('x')", "model.eval()", "find_spec('torch')", "getattr(m, name)"])
def test_what_only_looks_like_it_does_not(text: str) -> None:
    assert not hides(text.encode())


@pytest.mark.parametrize("text", ["f.__doc__", "inspect.getdoc(f)", "help(f)", "f.__code__.co_names", "frame.f_lineno"])
def test_a_module_that_looks_at_docstrings_or_lines_is_known_by_its_words(text: str) -> None:
    assert looks_at_text(text.encode())
    assert not looks_at_text(b'"""It helps: a docstring, in line 3."""\nhelpful = lines\n')
