"""The same program in another style: habits, names and comments that differ between people and change no value."""

import ast
import builtins
import keyword
from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import TypeGuard

SPARE = ("tmp", "step", "inner", "res", "part", "val", "temp", "mid")
COMMENTS = (
    "as in the lecture", "from the docstring", "shape stays the same", "this took me a while", "ok", "see the notebook",
    "last dimension", "not sure whether there is a shorter way", "checked with print", "batch dimensions come first",
    "works for a single input as well", "one row for each", "asked in office hours", "do not change",
)  # fmt: skip

Function = ast.FunctionDef
Synonyms = Mapping[str, tuple[str, ...]]
"""Other names for the variables of a lab's reference solution."""
Rewriter = Callable[[ast.expr], ast.expr | None]


def restyled(source: str, own: set[str], synonyms: Synonyms, rng: Random) -> str:
    """A module as a student with habits of their own would have written the functions `own` (see `unsolved`).

    Every value that it computes stays the same.
    """
    tree = ast.parse(source)
    taken = _names(tree) | set(SPARE)
    habits = [habit for habit in HABITS if rng.random() < 0.4]
    granularity, result_is_named = rng.choice((0.0, 0.3, 0.7)), rng.random() < 0.4
    for function in _own_functions(tree, own):
        for habit in habits:
            _Expressions(habit).visit(function)
        _split_up(function, granularity, result_is_named, rng)
        _rename(function, taken, synonyms, rng)
    return with_comments(ast.unparse(tree), own, rng)


def disguised(source: str, own: set[str], synonyms: Synonyms, rng: Random) -> str:
    """A copy that is to look different: other names, other comments, statements and methods in another order."""
    tree = ast.parse(source)
    taken = _names(tree)
    for function in _own_functions(tree, own):
        _reorder(function.body)
        _rename(function, taken, synonyms, rng)
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            methods: list[ast.stmt] = [n for n in node.body if isinstance(n, Function)]
            node.body = [n for n in node.body if n not in methods] + methods[::-1]
    return with_comments(ast.unparse(tree), own, rng)


def unsolved(starter: str) -> set[str]:
    """The functions of a module's starter code that a student has to write, as `name` or `Class.name`."""
    found = set()
    for name, function in _functions(ast.parse(starter)):
        if any(isinstance(node, ast.Raise) and "NotImplementedError" in ast.unparse(node) for node in function.body):
            found.add(name)
    return found


def with_comments(source: str, own: set[str], rng: Random) -> str:
    """A module with a comment above a few statements of its functions `own`."""
    lines = source.split("\n")
    tree = ast.parse(source)
    statements = [node for function in _own_functions(tree, own) for node in function.body[_has_docstring(function) :]]
    for line in sorted({node.lineno - 1 for node in statements if rng.random() < 0.25}, reverse=True):
        indent = lines[line][: len(lines[line]) - len(lines[line].lstrip())]
        lines.insert(line, f"{indent}# {rng.choice(COMMENTS)}")
    return "\n".join(lines) + "\n"


def _functions(tree: ast.Module) -> Iterator[tuple[str, Function]]:
    for node in tree.body:
        if isinstance(node, Function):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{n.name}", n) for n in node.body if isinstance(n, Function))


def _own_functions(tree: ast.Module, own: set[str]) -> list[Function]:
    return [function for name, function in _functions(tree) if name in own]


def _has_docstring(function: Function) -> bool:
    return ast.get_docstring(function) is not None


def _names(tree: ast.AST) -> set[str]:
    """All names in a piece of code."""
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    return names | {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef | ast.FunctionDef)}


class _Expressions(ast.NodeTransformer):
    """Rewrites expressions from the inside out."""

    def __init__(self, rewrite: Rewriter):
        self.rewrite = rewrite

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        return (self.rewrite(node) if isinstance(node, ast.expr) else None) or node


def _expression(text: str, **parts: ast.expr) -> ast.expr:
    """An expression with others in place of its names."""
    tree = ast.parse(text, mode="eval").body
    found: ast.expr = _Expressions(lambda node: parts.get(node.id) if isinstance(node, ast.Name) else None).visit(tree)
    return found


def _is_call(node: ast.expr, name: str, n_arguments: int) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and ast.unparse(node.func) == name and len(node.args) == n_arguments


def _matmul_by_name(node: ast.expr) -> ast.expr | None:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        return _expression("torch.matmul(a, b)", a=node.left, b=node.right)
    return None


def _softmax_as_method(node: ast.expr) -> ast.expr | None:
    if _is_call(node, "torch.softmax", 1):
        return ast.Call(ast.Attribute(node.args[0], "softmax", ast.Load()), [], node.keywords)
    return None


def _size_for_shape(node: ast.expr) -> ast.expr | None:
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute) and node.value.attr == "shape":
        return None if isinstance(node.slice, ast.Slice) else _expression("a.size(b)", a=node.value.value, b=node.slice)
    return None


def _power_for_root(node: ast.expr) -> ast.expr | None:
    return _expression("a ** 0.5", a=node.args[0]) if _is_call(node, "math.sqrt", 1) else None


def _short_transpose(node: ast.expr) -> ast.expr | None:
    turned = _transposed(node)
    return _expression("a.mT", a=turned) if turned else None


def _torch_transpose(node: ast.expr) -> ast.expr | None:
    turned = _transposed(node)
    return _expression("torch.transpose(a, -1, -2)", a=turned) if turned else None


def _transposed(node: ast.expr) -> ast.expr | None:
    """What a call transposes, if it is one that swaps the last two dimensions."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.value if ast.unparse(node).endswith(".transpose(-2, -1)") else None
    return None


def _flatten_for_reshape(node: ast.expr) -> ast.expr | None:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "reshape"):
        return None
    if [ast.unparse(argument) for argument in node.args] == ["-1"]:
        return _expression("a.flatten()", a=node.func.value)
    return None


def _long_for_int64(node: ast.expr) -> ast.expr | None:
    return _expression("torch.long") if ast.unparse(node) == "torch.int64" else None


def _list_in_join(node: ast.expr) -> ast.expr | None:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "join":
        match node.args:
            case [ast.GeneratorExp(element, generators)]:
                return ast.Call(node.func, [ast.ListComp(element, generators)], [])
    return None


HABITS: tuple[Rewriter, ...] = (
    _matmul_by_name, _softmax_as_method, _size_for_shape, _power_for_root, _short_transpose, _torch_transpose,
    _flatten_for_reshape, _long_for_int64, _list_in_join,
)  # fmt: skip


def _split_up(function: Function, granularity: float, result_is_named: bool, rng: Random) -> None:
    """Give names to some of the values that are passed on, and to the result, in the function's own statements."""
    taken = _names(function)
    spare = [name for name in rng.sample(SPARE, len(SPARE)) if name not in taken]
    body: list[ast.stmt] = []
    for statement in function.body:
        value = getattr(statement, "value", None)
        if isinstance(statement, ast.Assign | ast.Return) and isinstance(value, ast.Call) and len(value.args) >= 1:
            argument = value.args[0]
            if isinstance(argument, ast.Call | ast.BinOp) and spare and rng.random() < granularity:
                name = spare.pop()
                body.append(_assignment(name, argument))
                value.args[0] = ast.Name(name, ast.Load())
        returned = statement.value if isinstance(statement, ast.Return) else None
        if returned and result_is_named and spare and not isinstance(returned, ast.Name):
            name = spare.pop()
            body += [_assignment(name, returned), ast.Return(ast.Name(name, ast.Load()))]
        else:
            body.append(statement)
    function.body = body


def _assignment(name: str, value: ast.expr) -> ast.Assign:
    return ast.Assign([ast.Name(name, ast.Store())], value, lineno=0)


def _rename(function: Function, taken: set[str], synonyms: Synonyms, rng: Random) -> None:
    """Give the function's own variables other names; its parameters stay, since others pass them by name."""
    kept = {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}
    for node in ast.walk(function):
        kept.update(node.names if isinstance(node, ast.Global | ast.Nonlocal) else ())
    stored = [n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    taken = taken | set(dir(builtins)) | set(keyword.kwlist)
    new: dict[str, str] = {}
    for name in dict.fromkeys(stored):
        wishes = [*synonyms.get(name, ()), f"my_{name}", f"{name}_", f"{name}1", name[:3]]
        free = [wish for wish in wishes if wish not in taken]
        if name not in kept and free and rng.random() < 0.8:
            new[name] = rng.choice(free[:3])
            taken.add(new[name])
    for node in ast.walk(function):
        if isinstance(node, ast.Name):
            node.id = new.get(node.id, node.id)


def _reorder(body: list[ast.stmt]) -> None:
    """Swap neighbours of which neither needs the other."""
    at = 0
    while at + 1 < len(body):
        if _independent(body[at], body[at + 1]):
            body[at], body[at + 1] = body[at + 1], body[at]
            at += 1
        at += 1


def _independent(first: ast.stmt, second: ast.stmt) -> bool:
    """Whether two statements can change places: plain assignments that do not use each other's variables."""
    if not (isinstance(first, ast.Assign) and isinstance(second, ast.Assign)):
        return False
    targets = [node for statement in (first, second) for node in statement.targets]
    if not all(isinstance(node, ast.Name) for node in targets):
        return False
    return not (_stored(first) & _names(second) or _stored(second) & _names(first))


def _stored(statement: ast.Assign) -> set[str]:
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
