"""Cuts the hidden cases out of an otter test file, with everything that only they use."""

import ast

KEPT = {"OK_FORMAT", "name", "points", "test_case"}


def public_version(source: str) -> str | None:
    """The test file with its public cases alone; None where there are none."""
    tree = ast.parse(source)
    named = {name: node for node in tree.body for name in _defined(node)}
    public = [node for node in tree.body if _is_case(node) and not is_hidden(node)]
    if not public:
        return None
    needed: set[str] = set(KEPT)
    waiting: list[ast.AST] = list(public)
    while waiting:
        used = {node.id for node in ast.walk(waiting.pop()) if isinstance(node, ast.Name)}
        for name in used & named.keys() - needed:
            needed.add(name)
            waiting.append(named[name])
    lines = source.split("\n")
    parts = []
    for node in tree.body:
        names = _defined(node)
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
    return [node for node in ast.parse(source).body if _is_case(node) and is_hidden(node)]


def _is_case(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef) and any(
        isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "test_case"
        for decorator in node.decorator_list
    )


def _defined(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    if isinstance(node, ast.Import | ast.ImportFrom):
        return [(alias.asname or alias.name).split(".")[0] for alias in node.names]
    return []


def _text(node: ast.stmt, lines: list[str], needed: set[str]) -> str:
    """The source of a statement; of an import only the names that are needed."""
    if isinstance(node, ast.ImportFrom):
        names = [alias for alias in node.names if (alias.asname or alias.name) in needed]
        return ast.unparse(ast.ImportFrom(node.module, names, node.level))
    first = min([node.lineno, *(decorator.lineno for decorator in getattr(node, "decorator_list", []))])
    return "\n".join(lines[first - 1 : node.end_lineno])


def _join(parts: list[tuple[ast.stmt, str]]) -> str:
    """Statements below each other: definitions two lines apart, others as a block."""
    text = ""
    for previous, (node, part) in zip([None, *(node for node, _ in parts)], parts, strict=False):
        apart = isinstance(node, ast.FunctionDef) or isinstance(previous, ast.FunctionDef)
        same_block = type(node) is type(previous) or {type(node), type(previous)} == {ast.Import, ast.ImportFrom}
        text += "" if previous is None else "\n\n\n" if apart else "\n" if same_block else "\n\n"
        text += part
    return text + "\n"
