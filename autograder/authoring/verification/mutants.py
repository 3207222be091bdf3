"""Mutants of the reference: its solutions with one small change each, like a slip of the keyboard."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeGuard

from autograder.authoring.release.regions import Region, find_regions
from autograder.lab import Lab

OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.MatMult: (ast.Mult,),
}
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
SIBLINGS = {
    "int64": ("int32", "float32"),
    "triu": ("tril",),
    "softmax": ("log_softmax", "sigmoid"),
    "sqrt": ("exp",),
    "ReLU": ("GELU", "Identity"),
    "multinomial": ("argmax",),
}
"""Names of torch and math that are taken for one another."""
SIMPLE_STATEMENTS = (ast.Assign, ast.Expr, ast.Return, ast.Raise, ast.If, ast.For)


@dataclass(frozen=True)
class Mutant:
    """One change: `was` and `now` are the first line of the statement changed, `source` is all of the module."""

    question: str
    module: str
    function: str
    was: str
    now: str
    source: str

    @property
    def name(self) -> str:
        """Names the change, whatever else is in the module."""
        return f"{self.module}.{self.function}: `{self.was}` -> `{self.now}`"


@dataclass(frozen=True)
class Slot:
    """A place in a syntax tree that holds a node: a field of its parent, or one entry of a list there."""

    parent: ast.AST
    field: str
    index: int | None
    node: ast.AST

    def put(self, node: ast.AST) -> None:
        """Hold another node."""
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


def all_mutants(lab: Lab) -> list[Mutant]:
    """Every mutant of every module that students write."""
    modules = lab.settings.student_modules
    return [mutant for name in modules for mutant in mutants(lab.module(name).read_text(encoding="utf-8"), name)]


def mutants(source: str, module: str) -> list[Mutant]:
    """The mutants of a module: only what lies between solution markers is changed, by one node each."""
    tree = ast.parse(source)
    found: dict[str, Mutant] = {}
    for region in find_regions(source, f"{module}.py"):
        alternatives = Alternatives(tree, region)
        for statement in _statements(tree, region):
            for was, now in _changed(statement, alternatives):
                mutant = Mutant(region.question, module, region.function, was, now, ast.unparse(tree))
                found.setdefault(mutant.source, mutant)
    found.pop(ast.unparse(tree), None)
    return list(found.values())


def _statements(tree: ast.Module, region: Region) -> list[Slot]:
    """The places of the statements between the markers, nested ones included."""
    return [
        slot
        for node in ast.walk(tree)
        for slot in _slots(node)
        if isinstance(slot.node, ast.stmt) and region.begin < slot.node.lineno - 1 < region.end
    ]


def _changed(statement: Slot, alternatives: "Alternatives") -> Iterator[tuple[str, str]]:
    """The first line of a statement before and after each change; while one is looked at, the tree has it."""
    was = _first_line(statement.node)
    if isinstance(statement.node, SIMPLE_STATEMENTS):
        statement.put(ast.Pass())
        yield was, "pass"
        statement.put(statement.node)
    for slot in _expressions(statement.node):
        for other in alternatives.of(slot.node):
            slot.put(other)
            yield was, _first_line(statement.node)
            slot.put(slot.node)


def _first_line(statement: ast.AST) -> str:
    return ast.unparse(ast.fix_missing_locations(statement)).partition("\n")[0]


def _expressions(node: ast.AST) -> Iterator[Slot]:
    """The places below a node that hold no statement; the words of a message between its values are left out."""
    for slot in _slots(node):
        words = isinstance(node, ast.JoinedStr) and isinstance(slot.node, ast.Constant)
        if not isinstance(slot.node, ast.stmt) and not words:
            yield slot
            yield from _expressions(slot.node)


def _slots(node: ast.AST) -> Iterator[Slot]:
    for field, value in ast.iter_fields(node):
        if isinstance(value, ast.AST):
            yield Slot(node, field, None, value)
        elif isinstance(value, list):
            yield from (Slot(node, field, i, item) for i, item in enumerate(value) if isinstance(item, ast.AST))


class Alternatives:
    """What may stand in place of a node of one region."""

    def __init__(self, tree: ast.Module, region: Region):
        holders = [tree, *(node for node in ast.walk(tree) if _holds(node, region))]
        self.variables = {
            node.arg if isinstance(node, ast.arg) else node.id: node.lineno
            for node in reversed([*ast.walk(holders[-1])])
            if isinstance(node, ast.arg) or (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
        }
        outermost = holders[:2][-1]
        self.attributes = sorted({node.attr for node in ast.walk(outermost) if _is_of_self(node)})

    def of(self, node: ast.AST) -> Iterator[ast.AST]:
        """The nodes that replace `node` in one mutant each."""
        match node:
            case ast.BinOp(left, operator, right):
                yield from (ast.BinOp(left, other(), right) for other in OPERATORS.get(type(operator), ()))
                yield from (left, right)
                if not isinstance(operator, ast.Add | ast.Mult):
                    yield ast.BinOp(right, operator, left)
            case ast.Compare(left, [operator], comparators):
                yield from (ast.Compare(left, [other()], comparators) for other in COMPARISONS.get(type(operator), ()))
            case ast.UnaryOp(operand=operand):
                yield operand
            case ast.Constant(value):
                yield from map(ast.Constant, _other_constants(value))
            case ast.Name(name, ast.Load()) if name in self.variables and name != "self":
                known = (other for other, line in self.variables.items() if line <= node.lineno)
                yield from (ast.Name(other, ast.Load()) for other in known if other not in (name, "self"))
            case ast.Attribute(value, name, context):
                others = self.attributes if _is_of_self(node) else SIBLINGS.get(name, ())
                yield from (ast.Attribute(value, other, context) for other in others if other != name)
            case ast.Call():
                yield from _other_calls(node)
            case ast.Tuple(elements, context):
                yield from (ast.Tuple(others, context) for others in _other_lists(elements))
            case ast.Slice():
                yield from (_without(node, part) for part in ("lower", "upper") if getattr(node, part))
            case ast.IfExp(body=body, orelse=other):
                yield from (body, other)
            case ast.comprehension(ifs=[condition]):
                yield ast.comprehension(node.target, node.iter, [], 0)
                yield ast.comprehension(node.target, node.iter, [ast.UnaryOp(ast.Not(), condition)], 0)
            case ast.JoinedStr(parts):
                values = [part for part in parts if isinstance(part, ast.FormattedValue)]
                yield from (ast.JoinedStr([part for part in parts if part is not value]) for value in values)


def _other_constants(value: Any) -> tuple[Any, ...]:
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int):
        return (value + 1, value - 1)
    return ("?",) if isinstance(value, str) else ()


def _other_calls(call: ast.Call) -> Iterator[ast.expr]:
    """Without an argument, with two swapped, or its first argument or its object in place of the call."""
    yield from (ast.Call(call.func, others, call.keywords) for others in _other_lists(call.args))
    for keyword in call.keywords:
        yield ast.Call(call.func, call.args, [other for other in call.keywords if other is not keyword])
    if call.args:
        yield call.args[0]
    if isinstance(call.func, ast.Attribute):
        yield call.func.value


def _other_lists(elements: list[ast.expr]) -> Iterator[list[ast.expr]]:
    """Without one of the elements, and with each two neighbours swapped."""
    for i in range(len(elements)):
        yield [*elements[:i], *elements[i + 1 :]]
        if i:
            yield [*elements[: i - 1], elements[i], elements[i - 1], *elements[i + 1 :]]


def _without(piece: ast.Slice, part: str) -> ast.Slice:
    return ast.Slice(**{name: value for name, value in ast.iter_fields(piece) if name != part})


def _holds(node: ast.AST, region: Region) -> bool:
    return isinstance(node, ast.ClassDef | ast.FunctionDef) and node.lineno <= region.begin < (node.end_lineno or 0)


def _is_of_self(node: ast.AST) -> TypeGuard[ast.Attribute]:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self"
