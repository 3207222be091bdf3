"""The view `lab` of the reference with other code in some of its modules or cells: trusted code, in this process."""

import importlib
import importlib.util
import io
import itertools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from functools import cache
from importlib.abc import Loader, MetaPathFinder
from types import ModuleType
from typing import Any

from autograder.config import ASSIGNMENT, NOTEBOOK, SOLUTIONS, STUDENT_RELEASE
from autograder.notebook import Plan, plan, read_cells

PACKAGE = ASSIGNMENT / "lab3"
NUMBERS = itertools.count()
Plans = Callable[[str], Plan]
"""By question, the cells of a notebook that are run for it."""


@cache
def solution_plan(question: str) -> Plan:
    """The cells that a question needs, as they are in the solution's notebook."""
    return plan_of(question, (STUDENT_RELEASE / NOTEBOOK).read_bytes(), (SOLUTIONS / NOTEBOOK).read_bytes())


def plan_of(question: str, handed_out: bytes, solved: bytes) -> Plan:
    """The cells that a question needs, of two notebooks."""
    return plan(question, read_cells(handed_out), read_cells(solved))


@contextmanager
def changed_lab(modules: dict[str, str], cells: dict[str, str], plans: Plans = solution_plan) -> Iterator[Any]:
    """A view of the lab with these sources in place of modules' and notebook cells' own.

    Its modules are copies of their own, gone in the end: the reference stays as it is.
    """
    name = f"changed_lab3_{next(NUMBERS)}"
    package = ModuleType(name)
    package.__path__ = [str(PACKAGE)]
    finder = ChangedModules(name, modules)
    sys.modules[name] = package
    sys.meta_path.insert(0, finder)
    try:
        lab = importlib.import_module(f"{name}.checking").Lab()
        lab.trace = lambda question: ChangedTrace(lab, plans(question), cells)
        yield lab
    finally:
        sys.meta_path.remove(finder)
        for module in [module for module in sys.modules if module.partition(".")[0] == name]:
            del sys.modules[module]


class ChangedModules(MetaPathFinder, Loader):
    """Imports the changed modules of one package from their sources."""

    def __init__(self, package: str, sources: dict[str, str]):
        self.package, self.sources = package, sources

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> Any:
        package, _, module = fullname.rpartition(".")
        changed = package == self.package and module in self.sources
        return importlib.util.spec_from_loader(fullname, self) if changed else None

    def exec_module(self, module: ModuleType) -> None:
        name = module.__name__.rpartition(".")[2]
        exec(compile(self.sources[name], f"<changed {name}>", "exec"), module.__dict__)


class ChangedTrace:
    """The variables that the solution's cells for a question assign, with other code in some of them."""

    is_view = True

    def __init__(self, lab: Any, plan: Plan, cells: dict[str, str]):
        self._variables: dict[str, Any] = {"__name__": "__main__", "display": lambda *shown, **how: None}
        for cell in plan.cells:
            source = cells.get(cell.name, cell.source)
            with redirect_stdout(io.StringIO()), suppress(Exception):  # whatever a cell does, the next one is run
                exec(compile(source, f"<cell {cell.name}>", "exec"), self._variables)

    def __getattr__(self, name: str) -> Any:
        if name not in self._variables:
            raise NameError(f"there is no variable `{name}`")
        return self._variables[name]
