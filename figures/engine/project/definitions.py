"""What makes a Python file a figure script: that it has a function `draw`."""

import ast

UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)  # what comes of parsing what is no Python


def defines_draw(text: bytes) -> bool:
    """Whether `draw` is bound at the top of the module; a file that cannot be parsed counts as a script."""
    if b"\0" in text:
        return True  # in another encoding, in which nothing can be found; Python will say so
    if b"draw" not in text:
        return False
    if b"\ndef draw(" in text:  # nearly all of them: no need to parse
        return True
    try:
        body = ast.parse(text).body
    except UNREADABLE:
        return True
    aliases = [alias for node in body if isinstance(node, ast.ImportFrom) for alias in node.names]
    names = {alias.asname or alias.name for alias in aliases}
    names |= {node.name for node in body if isinstance(node, ast.FunctionDef)}
    names |= {
        target.id
        for node in body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return "draw" in names
