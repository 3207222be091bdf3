"""The view `lab` of the reference with other code in some of its modules or cells: trusted code, in this process."""

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

from autograder.checks.checking import Lab as View
from autograder.grading.cases.case import HARNESS, share_harness
from autograder.grading.cases.reference import probes_of
from autograder.grading.submission.notebook import Plan, plan, read_cells
from autograder.lab import Lab
from autograder.lab.importing import import_package

NUMBERS = itertools.count()
VIEW = f"{HARNESS}.lab"
Plans = Callable[[str], Plan]
"""By question, the cells of a notebook that are run for it."""


def solution_plans(lab: Lab) -> Plans:
    """The cells that questions need, as they are in the solution's notebook."""
    return cache(
        lambda question: plan_of(question, lab.given_notebook.read_bytes(), lab.solution_notebook.read_bytes())
    )


def plan_of(question: str, given: bytes, solved: bytes) -> Plan:
    """The cells that a question needs, of the notebook of the starter code and a solved one."""
    return plan(question, read_cells(given), read_cells(solved))


@contextmanager
def changed_lab(lab: Lab, modules: dict[str, str], cells: dict[str, str], plans: Plans) -> Iterator[Any]:
    """A view of the reference with these sources in place of modules' and notebook cells' own.

    Its modules are copies that are gone afterwards: the reference stays as it is.
    """
    import_package(lab.package)  # cells import it under its own name
    share_harness()
    name = f"changed_{lab.settings.package}_{next(NUMBERS)}"
    package = ModuleType(name)
    package.__path__ = [str(lab.package)]
    finder = ChangedModules(name, modules)
    sys.modules[name] = package
    sys.meta_path.insert(0, finder)
    view = ChangedView(name, lab, plans, cells)
    sys.modules[VIEW] = ModuleType(VIEW)
    vars(sys.modules[VIEW])["lab"] = view  # what cells get by `from checks.lab import lab`
    try:
        yield view
    finally:
        del sys.modules[VIEW]
        sys.meta_path.remove(finder)
        for module in [module for module in sys.modules if module.partition(".")[0] == name]:
            del sys.modules[module]


class ChangedView(View):
    """The view of a changed copy of the reference."""

    def __init__(self, package: str, lab: Lab, plans: Plans, cells: dict[str, str]):
        super().__init__(package, probes_of(lab))
        self._plans, self._cells = plans, cells
        self._traces: dict[str, ChangedTrace] = {}

    def trace(self, question: str) -> Any:
        """The variables of the solution's cells, with other code in some of them; the cells run once."""
        if question not in self._traces:
            self._traces[question] = ChangedTrace(self._plans(question), self._cells)
        return self._traces[question]


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

    def __init__(self, plan: Plan, cells: dict[str, str]):
        self._variables: dict[str, Any] = {"__name__": "__main__", "display": lambda *shown, **how: None}
        for cell in plan.cells:
            source = cells.get(cell.name, cell.source)
            with redirect_stdout(io.StringIO()), suppress(Exception):  # whatever a cell does, the next one is run
                exec(compile(source, f"<cell {cell.name}>", "exec"), self._variables)

    def __getattr__(self, name: str) -> Any:
        if name not in self._variables:
            raise NameError(f"there is no variable `{name}`")
        return self._variables[name]
