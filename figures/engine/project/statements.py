"""The statements of a module, one by one: which names each binds and uses, and whether it does more than bind them."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from figures.engine.project.forms import statements_in, undocument
from figures.engine.project.inert import acts

# Ways to reach something without writing its name.
HIDDEN = re.compile(
    rb"(?<![.\w])(?:globals|locals|vars|dir|exec|eval|compile)\(|\b(?:import_module|__import__|module_from_spec|reload|"
    rb"spec_from_\w+|exec_module|modules\[|_getframe|currentframe|get_type_hints|__dict__|__globals__|__builtins__|"
    rb"__getattr__|runpy|pickle|attrgetter|import \*)"
)


@dataclass(frozen=True)
class Import:
    """`from module import name as …`, or without a name `import module as …`; with dots if it is relative."""

    module: str
    name: str = ""

    @property
    def submodule(self) -> str:
        """The dotted name that it has if what is imported from a package is a module."""
        return f"{self.module}{'.' * (self.module.strip('.') != '')}{self.name}"


@dataclass
class Statement:
    """A statement at the top of a module; its text is the same whatever comments and docstrings say."""

    text: str
    acts: bool
    is_import: bool = False
    assigns: bool = False
    binds: set[str] = field(default_factory=set)
    uses: dict[str, set[str] | None] = field(default_factory=dict)  # a name -> the attributes asked for; None: itself
    imports: dict[str, list[Import]] = field(default_factory=dict)  # a name -> where it comes from, wherever bound


def hides(text: bytes) -> bool:
    """Whether the module can reach what it does not name."""
    return HIDDEN.search(text) is not None


def statements(text: bytes) -> list[Statement]:
    """All of them, in order. Raises SyntaxError or ValueError."""
    tree = ast.parse(text)
    undocument(tree)
    imported = {
        alias.asname or alias.name.partition(".")[0] for node in statements_in(tree) for alias in _aliases(node)
    }
    defined = {
        name for node in tree.body for name in _bound(node) if not isinstance(node, (ast.Import, ast.ImportFrom))
    }
    found = [_read(node, imported - defined, defined) for node in tree.body]
    doubtful: set[str] = set()  # bound by what acts: an iterator, for instance, that another statement may run through
    while more := {name for statement in found if statement.acts for name in statement.binds} - doubtful:
        doubtful |= more
        for statement in found:
            statement.acts |= statement.assigns and not doubtful.isdisjoint(statement.uses.keys() - statement.binds)
    return found


def _read(node: ast.stmt, imported: set[str], defined: set[str]) -> Statement:
    is_import, assigns = isinstance(node, (ast.Import, ast.ImportFrom)), isinstance(node, (ast.Assign, ast.AnnAssign))
    statement = Statement(ast.dump(node), acts(node, imported, defined), is_import, assigns, set(_bound(node)))
    bases = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Attribute) and isinstance(part.value, ast.Name):
            bases.add(id(part.value))
            known = statement.uses.setdefault(part.value.id, set())
            if known is not None:
                known.add(part.attr)
        elif isinstance(part, ast.Name) and id(part) not in bases:  # an attribute is walked before its base
            statement.uses[part.id] = None
        for name, origin in _origins(part):
            statement.imports.setdefault(name, []).append(origin)
    return statement


def _bound(node: ast.stmt) -> Iterator[str]:
    """The names that the statement binds in its module, wherever in it."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name
        for part in ast.walk(node):
            if isinstance(part, ast.Global):
                yield from part.names
        return
    for part in ast.walk(node):
        if isinstance(part, ast.Name) and not isinstance(part.ctx, ast.Load):
            yield part.id
        elif isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.ExceptHandler)) and part.name:
            yield part.name
        elif isinstance(part, (ast.MatchAs, ast.MatchStar)) and part.name:
            yield part.name
        elif isinstance(part, ast.MatchMapping) and part.rest:
            yield part.rest
        for alias in _aliases(part):
            yield alias.asname or alias.name.partition(".")[0]


def _aliases(node: ast.AST) -> list[ast.alias]:
    return node.names if isinstance(node, (ast.Import, ast.ImportFrom)) else []


def _origins(node: ast.AST) -> Iterator[tuple[str, Import]]:
    for alias in _aliases(node):
        if isinstance(node, ast.ImportFrom):
            yield alias.asname or alias.name, Import("." * node.level + (node.module or ""), alias.name)
        elif alias.asname:
            yield alias.asname, Import(alias.name)
        else:  # import a.b.c binds a; which of the three is meant, only an attribute says
            parts = alias.name.split(".")
            for depth in range(len(parts)):
                yield parts[0], Import(".".join(parts[: depth + 1]))
