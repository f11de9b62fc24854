"""Whether a statement at the top of a module does more than bind its names, as far as reading it can tell.

What does no more need not be looked at by whoever does not use the names. When in doubt, a statement acts.
"""

import ast

BUILTINS = frozenset(
    "abs bool bytes complex dict enumerate float frozenset int len list max min range repr reversed round set slice "
    "sorted str sum tuple zip".split()
)
ONCE = frozenset({"enumerate", "reversed", "zip"})  # what these give can be run through once
MADE = frozenset(  # what is imported by these names only makes something
    "Annotated Choice Colour NewType ParamSpec Path Slider Steps Toggle TypeVar dataclass field namedtuple "
    "partial".split()
)
DECORATORS = frozenset(
    "abstractmethod cache cached_property classmethod contextmanager dataclass final lru_cache overload override "
    "property runtime_checkable staticmethod total_ordering wraps".split()
)
BASES = frozenset("ABC Enum Exception Generic IntEnum NamedTuple Protocol TypedDict ValueError object".split())
PATHS = frozenset("joinpath resolve with_name with_suffix".split())  # methods of a path that only make another one
CHANGES = frozenset(  # functions of NumPy that do more than give an array
    "copyto fill_diagonal fromfile genfromtxt load loadtxt memmap place put put_along_axis putmask save savetxt savez "
    "savez_compressed seterr seterrcall setbufsize set_printoptions set_string_function errstate printoptions "
    "frompyfunc vectorize apply_along_axis apply_over_axes piecewise fromfunction fromiter".split()
)
OWN = {"classmethod", "property", "staticmethod"}  # decorators that Python brings
PLAIN = (
    ast.Attribute, ast.BinOp, ast.BoolOp, ast.Compare, ast.Constant, ast.Dict, ast.FormattedValue, ast.IfExp,
    ast.JoinedStr, ast.List, ast.Name, ast.Set, ast.Slice, ast.Starred, ast.Subscript, ast.Tuple, ast.UnaryOp,
    ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.comprehension, ast.keyword,
)  # fmt: skip
WORDS = (ast.operator, ast.unaryop, ast.boolop, ast.cmpop, ast.expr_context)


def acts(node: ast.stmt, imported: set[str], defined: set[str]) -> bool:
    """Of the module's names, `imported` come from elsewhere and `defined` are its own."""
    known = _Names(imported, defined)
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Pass() | ast.Expr(value=ast.Constant()):
            return False
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return not known.function(node)
        case ast.ClassDef():
            return not known.klass(node)
        case ast.Assign(targets=targets, value=value):
            return not (all(map(_is_name, targets)) and known.value(value))
        case ast.AnnAssign(target=ast.Name(), annotation=annotation, value=given):
            return not (known.value(annotation) and (given is None or known.value(given)))
        case ast.If(test=ast.Name(id="TYPE_CHECKING"), body=body, orelse=[]):
            return not all(isinstance(each, (ast.Import, ast.ImportFrom)) for each in body)
    return True


class _Names:
    def __init__(self, imported: set[str], defined: set[str]) -> None:
        self.builtins = BUILTINS - imported - defined
        self.imported, self.defined = imported, defined

    def value(self, node: ast.AST, passing: bool = False) -> bool:
        """Whether finding the value does nothing else; what can be run through once only must not stay (`passing`)."""
        if isinstance(node, ast.Lambda):
            return all(map(self.value, _defaults(node.args)))
        if isinstance(node, ast.Call):
            return self.call(node, passing)
        if isinstance(node, ast.comprehension):
            return self.value(node.iter, True) and all(map(self.value, (node.target, *node.ifs)))
        if isinstance(node, ast.GeneratorExp) and not passing:
            return False
        if passing and any(isinstance(each, ast.Name) and each.id in self.imported for each in ast.walk(node)):
            return False  # it may be an iterator, and another module may go on with it
        return isinstance(node, WORDS) or (isinstance(node, PLAIN) and all(map(self.value, ast.iter_child_nodes(node))))

    def call(self, node: ast.Call, passing: bool) -> bool:
        """Whether a call does nothing but make its result."""
        given = [*node.args, *node.keywords]
        match node.func:
            case ast.Name(id=name) if name in self.builtins:
                return (passing or name not in ONCE) and all(self.value(each, True) for each in given)
            case ast.Name(id=name):
                known = name in MADE and name in self.imported
            case ast.Attribute(value=ast.Name(id="np"), attr=name):
                options = [keyword.arg for keyword in node.keywords]
                known = "np" in self.imported and name not in CHANGES and not {None, "out"} & set(options)
            case _:
                known = self.path(node)
        return known and all(map(self.value, given))

    def path(self, node: ast.expr) -> bool:
        """Whether this is a path that begins with Path(…)."""
        match node:
            case ast.Call(func=ast.Name(id="Path")):
                return "Path" in self.imported
            case ast.Call(func=ast.Attribute(value=value, attr=name)):
                return name in PATHS and self.path(value)
            case ast.Attribute(value=value) | ast.Subscript(value=value):
                return self.path(value)
        return False

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
        arguments = node.args
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
        annotations = [each.annotation for each in every if each and each.annotation]
        return all(map(self.decorator, node.decorator_list)) and all(
            map(self.value, [*_defaults(arguments), *annotations, *([node.returns] if node.returns else [])])
        )

    def decorator(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Call):
            return self.decorator(node.func) and all(map(self.value, (*node.args, *node.keywords)))
        if isinstance(node, ast.Attribute):
            return isinstance(node.value, ast.Name) and node.value.id in self.imported and node.attr in DECORATORS
        return isinstance(node, ast.Name) and node.id in DECORATORS & (self.imported | OWN)

    def klass(self, node: ast.ClassDef) -> bool:
        bases = [base.value if isinstance(base, ast.Subscript) else base for base in node.bases]
        return (
            not node.keywords
            and all(map(self.decorator, node.decorator_list))
            and all(isinstance(base, ast.Name) and base.id in BASES - self.defined for base in bases)
            and not any(acts(each, self.imported, set()) for each in node.body)
        )


def _is_name(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) or (isinstance(node, ast.Tuple) and all(map(_is_name, node.elts)))


def _defaults(arguments: ast.arguments) -> list[ast.expr]:
    return [*arguments.defaults, *(each for each in arguments.kw_defaults if each)]
