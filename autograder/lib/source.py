"""Small questions about Python source: which names a statement defines and uses, and what its text is."""

import ast
from collections import deque


def defined_names(statement: ast.stmt) -> list[str]:
    """The names that a statement binds where it stands, each once and in order; not those local to a function."""
    names: dict[str, None] = {}
    waiting: deque[ast.AST] = deque([statement])
    while waiting:
        node = waiting.popleft()
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                names[node.name] = None
            case ast.Import() | ast.ImportFrom():
                names |= dict.fromkeys((alias.asname or alias.name).split(".")[0] for alias in node.names)
            case ast.Lambda():
                pass
            case _:
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    names[node.id] = None
                waiting += ast.iter_child_nodes(node)
    return list(names)


def used_names(statement: ast.AST) -> set[str]:
    """The names that a statement reads."""
    names = (node for node in ast.walk(statement) if isinstance(node, ast.Name))
    return {name.id for name in names if isinstance(name.ctx, ast.Load)}


def statement_text(statement: ast.stmt, lines: list[str]) -> str:
    """The source of a statement with its decorators, out of the lines of its file."""
    first = min([statement.lineno, *(node.lineno for node in getattr(statement, "decorator_list", []))])
    return "\n".join(lines[first - 1 : statement.end_lineno])


def name_of(statement: ast.stmt) -> str | None:
    """The one name that a function, class or assignment defines; None for other statements."""
    if isinstance(statement, ast.Assign):
        return ast.unparse(statement.targets[0])
    return getattr(statement, "name", None)
