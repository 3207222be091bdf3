"""Lets everything that holds old code of a module hold the new one, or refuse."""

import gc
import sys
import types
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MOST_NAMED = 8
"""How many variables of the notebook a sentence names."""
DID = "_did_before_it_refused"
"""The attribute of a function that refuses with what it did."""
Variables = dict[str, Any]


class BrokenFile(ImportError):
    """A file of the package cannot be executed; the text is one line with the file, its line, and the error."""

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows instead of a traceback."""
        return [f"{type(self).__name__}: {self}"]


@dataclass
class Executed:
    """A module that is executed again: what it held before, by name."""

    module: types.ModuleType
    before: Variables
    after: Variables = field(default_factory=dict)


class Update:
    """Lets everything that holds something old hold what takes its place."""

    def __init__(self, done: Sequence[Executed], variables: Variables, say: Callable[[str], None]) -> None:
        self.done, self.variables, self.say = done, variables, say
        self.classes: dict[type, type] = {}
        self.remade: set[type] = set()  # the old classes whose `__init__` has changed
        self.kept: dict[int, Any] = {}  # by the old one's id: it is alive as long as `done` is

    def everything(self) -> None:
        """Functions, names in the notebook, subclasses and instances."""
        for step in self.done:
            for name, old in step.before.items():
                self._pair(step, name, old)
        self._names()
        for old in self.classes:
            children: list[type] = type.__subclasses__(old)
            for child in children:
                if child not in self.classes:
                    child.__bases__ = tuple(self.classes.get(base, base) for base in child.__bases__)
        self._instances()

    def _pair(self, step: Executed, name: str, old: Any) -> None:
        new, here = step.after.get(name), step.module.__name__
        if new is old or getattr(old, "__module__", None) != here:
            return
        if name not in step.after:
            file = shown_file(str(step.module.__file__))
            for function in functions_of(here, [old]):
                refuse(function, f"{file} has no `{name}` any more")
        elif isinstance(old, type) and isinstance(new, type):
            self.classes[old] = new
            self.kept[id(old)] = new
            if not _same_code(vars(old).get("__init__"), vars(new).get("__init__")):
                self.remade.add(old)
            for attribute, method in list(vars(old).items()):  # for methods that somebody has taken from an instance
                self._replace(method, vars(new).get(attribute))
        elif callable(old):
            self.kept[id(old)] = new
            self._replace(old, new)

    def _replace(self, old: Any, new: Any) -> None:
        if not isinstance(old, types.FunctionType) or old is new:
            return
        if not (isinstance(new, types.FunctionType) and _become(old, new)):
            refuse(old, f"`{old.__qualname__}` is not what it was before this edit: get it again")

    def _names(self) -> None:
        """Names in the notebook, and what its lists and dicts hold."""
        constants = [
            (name, old, step.after[name])
            for step in self.done
            for name, old in step.before.items()
            if name in step.after and step.after[name] is not old and id(old) not in self.kept
        ]
        for name, old, new in constants:
            if name in self.variables and self.variables[name] is old and not name.startswith("_"):
                self.variables[name] = new
        for holder in [self.variables, *[each for each in self.variables.values() if type(each) in (list, dict)]]:
            places = list(enumerate(holder)) if isinstance(holder, list) else list(holder.items())
            for place, value in places:
                if id(value) in self.kept:
                    holder[place] = self.kept[id(value)]

    def _instances(self) -> None:
        """Instances get the new class; those that another `__init__` made are named, since they may lack something."""
        if not self.classes:
            return
        stale: list[Any] = []
        stuck: set[str] = set()
        for found in gc.get_referrers(*self.classes):
            old = type(found)
            new = self.classes.get(old)
            if new is None:
                continue
            try:
                object.__setattr__(found, "__class__", new)
            except TypeError:  # it is built in another way, as with `__slots__`
                stuck.add(old.__name__)
                stale.append(found)
                continue
            if self.remade.intersection(old.__mro__):
                stale.append(found)
        names = [name for name, value in self.variables.items() if _holds(value, stale)] if stale else []
        names = [name for name in names if not name.startswith("_")]
        if names:
            some = ", ".join(names[:MOST_NAMED]) + (", …" if len(names) > MOST_NAMED else "")
            self.say(f"Made before this edit, by the old code: {some}. Run the cells again that make them.")
        elif stuck:
            self.say(f"What was made before this edit is still old: {', '.join(sorted(stuck))}.")


def functions_of(module: str, values: Iterable[Any]) -> Iterator[types.FunctionType]:
    """The functions of a module among these values, those that they wrap, and the methods of its classes."""
    waiting, seen = list(values), set[int]()
    while waiting:
        value = waiting.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, type) and value.__module__ == module:
            waiting += vars(value).values()
        elif isinstance(value, staticmethod | classmethod):
            waiting.append(value.__func__)
        elif isinstance(value, property):
            waiting += [value.fget, value.fset, value.fdel]
        elif isinstance(value, types.FunctionType):
            if value.__code__.co_filename == getattr(sys.modules.get(module), "__file__", None):
                yield value
            waiting += _contents(value)


def _contents(function: types.FunctionType) -> Iterator[Any]:
    """What a function closes over, as a decorated one does over the plain one."""
    for cell in function.__closure__ or ():
        try:
            yield cell.cell_contents
        except ValueError:  # nothing is in it yet
            continue


def _become(old: types.FunctionType, new: types.FunctionType) -> bool:
    """Let a function that somebody still holds do what the new one does; returns whether it can."""
    cells, others = old.__closure__ or (), new.__closure__ or ()
    if len(cells) != len(others):
        return False
    old.__code__, old.__defaults__, old.__kwdefaults__ = new.__code__, new.__defaults__, new.__kwdefaults__
    old.__doc__, old.__dict__ = new.__doc__, dict(new.__dict__)
    for cell, other in zip(cells, others, strict=True):
        try:
            cell.cell_contents = other.cell_contents
        except ValueError:
            continue
    return True


def refuse(function: types.FunctionType, problem: str) -> None:
    """Let a function raise `BrokenFile` whenever it is called."""
    names = function.__code__.co_freevars  # a function's code has to close over as many names as before
    source = "\n".join([
        "def around():",
        *(f"    {name} = None" for name in names),
        "    def refusal(*arguments, **settings):",
        f"        raise __import__({__name__!r}, fromlist=['BrokenFile']).BrokenFile({problem!r})",
        *(f"        {name}" for name in names),
        "    return refusal",
    ])  # fmt: skip
    made: Variables = {}
    exec(compile(source, function.__code__.co_filename, "exec", dont_inherit=True), made)
    refusal = made["around"]()
    vars(function)[DID] = _does(function)
    function.__code__, function.__defaults__, function.__kwdefaults__ = refusal.__code__, None, None


def _same_code(first: Any, second: Any) -> bool:
    """Whether two functions do the same, wherever they stand in their files; one that refuses counts as before."""
    if not isinstance(first, types.FunctionType) or not isinstance(second, types.FunctionType):
        return first is second
    return bool(_does(first) == _does(second))


def _does(function: types.FunctionType) -> Any:
    return vars(function).get(DID) or (_bare(function.__code__), function.__defaults__)


def _bare(code: types.CodeType) -> tuple[Any, ...]:
    """What a code does, without its place."""
    constants = tuple(_bare(each) if isinstance(each, types.CodeType) else each for each in code.co_consts)
    return code.co_code, code.co_names, code.co_varnames, constants


def _holds(value: Any, wanted: Sequence[Any]) -> bool:
    """Whether a value is one of these, or a model with one of them in it."""
    torch = sys.modules.get("torch")
    parts = value.modules() if torch is not None and isinstance(value, torch.nn.Module) else [value]
    ids = {id(each) for each in wanted}
    return any(id(part) in ids for part in parts)


def shown_file(file: str) -> str:
    """A file of the package in a message."""
    path = Path(file)
    return f"{path.parent.name}/{path.name}"
