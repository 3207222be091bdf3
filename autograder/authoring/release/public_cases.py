"""Cuts the hidden cases out of an otter test file, with everything that only they use."""

import ast

from autograder.lib.source import defined_names, statement_text, used_names

KEPT = {"OK_FORMAT", "name", "points", "test_case"}
"""Names that otter reads, or that every case needs."""


def public_version(source: str) -> str | None:
    """The test file with its public cases alone; None where there are none."""
    tree = ast.parse(source)
    public = [node for node in tree.body if _is_case(node) and not is_hidden(node)]
    if not public:
        return None
    needed = _needed_by(public, tree)
    lines = source.split("\n")
    parts = []
    for node in tree.body:
        names = _definitions(node)
        if node in public or not names or (not _is_case(node) and needed.intersection(names)):
            parts.append((node, _text(node, lines, needed)))
    return _join(parts)


def is_hidden(node: ast.stmt) -> bool:
    """Whether a decorated function is a hidden case."""
    return any(
        keyword.arg == "hidden" and ast.literal_eval(keyword.value)
        for decorator in getattr(node, "decorator_list", [])
        if isinstance(decorator, ast.Call)
        for keyword in decorator.keywords
    )


def hidden_cases(source: str) -> list[ast.FunctionDef]:
    """The hidden cases of a test file."""
    cases = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
    return [node for node in cases if _is_case(node) and is_hidden(node)]


def _needed_by(public: list[ast.stmt], tree: ast.Module) -> set[str]:
    """The names that these cases use, and those that their definitions use in turn."""
    definitions = {name: node for node in tree.body for name in _definitions(node)}
    needed = set(KEPT)
    waiting = list(public)
    while waiting:
        for name in used_names(waiting.pop()) & definitions.keys() - needed:
            needed.add(name)
            waiting.append(definitions[name])
    return needed


def _is_case(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef) and any(
        isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "test_case"
        for decorator in node.decorator_list
    )


def _definitions(node: ast.stmt) -> list[str]:
    """The names that others can use; a statement without any, such as a docstring, is always kept."""
    match node:
        case ast.Assign():
            targets = [name for target in node.targets for name in ast.walk(target)]
            return [name.id for name in targets if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)]
        case ast.AnnAssign(target=ast.Name(name)):
            return [name]
        case ast.FunctionDef() | ast.ClassDef() | ast.Import() | ast.ImportFrom():
            return defined_names(node)
    return []


def _text(node: ast.stmt, lines: list[str], needed: set[str]) -> str:
    """The source of a statement; of an import only the names that are needed."""
    if isinstance(node, ast.ImportFrom):
        names = [alias for alias in node.names if (alias.asname or alias.name) in needed]
        return ast.unparse(ast.ImportFrom(node.module, names, node.level))
    return statement_text(node, lines)


def _join(parts: list[tuple[ast.stmt, str]]) -> str:
    """Statements below each other: definitions two lines apart, others as a block."""
    text = ""
    for previous, (node, part) in zip([None, *(node for node, _ in parts)], parts, strict=False):
        apart = isinstance(node, ast.FunctionDef) or isinstance(previous, ast.FunctionDef)
        same_block = type(node) is type(previous) or {type(node), type(previous)} == {ast.Import, ast.ImportFrom}
        text += "" if previous is None else "\n\n\n" if apart else "\n" if same_block else "\n\n"
        text += part
    return text + "\n"
