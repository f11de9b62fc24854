"""The form of a module: what its text does, boiled down to one name, without what only people read.

Comments, blank lines and docstrings are no part of it. A program can read docstrings and numbers of lines too; one that
says so by a word of its text `looks at text`, and then the text counts to the letter. One that opens the file is found
when it does, as for any other file.
"""

import ast
import re
from collections.abc import Iterator

from figures.engine.store.digests import digest

LOOKS = re.compile(
    rb"\b(?:__doc__|getdoc|getcomments|pydoc|doctest|__code__|co_\w+|f_lineno|tb_lineno|lineno|traceback)\b|\bhelp\("
)
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")  # where a statement has others


def looks_at_text(text: bytes) -> bool:
    """Whether the module names something by which docstrings or lines can be seen from inside."""
    return LOOKS.search(text) is not None


def form_of(tree: ast.Module) -> str:
    """The digest of what a parsed module does; its docstrings are taken out of the tree."""
    undocument(tree)
    return digest(ast.dump(tree).encode(errors="surrogatepass"))


def statements_in(tree: ast.AST) -> Iterator[ast.AST]:
    """The tree and every statement in it, however deep: a tenth of what `ast.walk` goes through."""
    waiting = [tree]
    while waiting:
        yield (node := waiting.pop())
        for block in BLOCKS:
            waiting += getattr(node, block, ())


def undocument(tree: ast.AST) -> None:
    """Take all docstrings out."""
    for node in statements_in(tree):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            del node.body[0]
