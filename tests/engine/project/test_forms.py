"""The walk over statements alone meets all that the walk over everything meets."""

import ast
import sysconfig
from pathlib import Path

from figures.engine.project.forms import statements_in

PLACES = Path(__file__).resolve().parents[3] / "figures", Path(sysconfig.get_path("stdlib")) / "json"
EVERY = """
@decorated(lambda: 0)
async def f(a=1):
    async for b in a:
        try:
            with a as c, b: import d
        except* E as g:
            if a: from . import h
            elif b: del a
            else: raise
        else:
            while a: break
        finally:
            match a:
                case [1, *rest] if (k := a): class C: import m
                case _: nonlocal b
    else:
        async with a: return [n for n in a if n]
"""


def test_it_meets_every_statement_once() -> None:
    texts = [path.read_bytes() for place in PLACES for path in place.rglob("*.py")]
    for text in [*texts, EVERY.replace(": class", ":\n                    class").encode()]:
        tree = ast.parse(text)
        met = [id(node) for node in statements_in(tree)]
        kinds = (ast.Module, ast.stmt, ast.ExceptHandler, ast.match_case)
        assert sorted(met) == sorted({id(node) for node in ast.walk(tree) if isinstance(node, kinds)})
