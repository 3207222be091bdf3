"""Reads a question's otter test file, and runs its cases one by one, so that each gets the view it needs."""

import importlib
import pkgutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import autograder.checks
from autograder.checks.test_files import cases_of
from autograder.grading.cases.student_errors import ModuleBroken, StudentError
from autograder.grading.grade import CaseResult
from autograder.lib.errors import CaseError, LabError
from autograder.lib.strict_json import printable

NO_SENTENCE = "A hidden test of this question failed."
GIVEN = ("lab", "reference", "notes")
"""What every case may ask for by the names of its parameters; other names are fixtures of the lab."""
HARNESS = "checks"


@dataclass(frozen=True)
class Case:
    """One test case: a claim, its points, and a function that asserts it.

    `parameters` are what the function asks for by name. `failure_message` is shown when a hidden case fails.
    """

    name: str
    points: float
    hidden: bool
    failure_message: str
    parameters: tuple[str, ...]
    body: Any

    @property
    def fixtures(self) -> tuple[str, ...]:
        """What the case asks for of the lab's own."""
        return tuple(name for name in self.parameters if name not in GIVEN)

    @property
    def is_long(self) -> bool:
        """Whether the case takes long, as those do that use a fixture of the lab."""
        return bool(self.fixtures)

    def check(self, environment: Mapping[str, Any]) -> None:
        """Run the case; it raises an exception where its claim does not hold."""
        self.body.call_func(dict(environment))


@cache
def load_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a test file, as otter parses them; raises `LabError` where it cannot be run."""
    share_harness()
    try:
        return tuple(map(_case, cases_of(path)))
    except Exception as error:  # it is a program
        raise LabError(f"{path} cannot be run ({type(error).__name__}: {error})") from error


def public_cases(path: Path) -> list[Case]:
    """The cases of a test file that students also have."""
    return [case for case in load_cases(path) if not case.hidden]


def run_case(case: Case, environment: Mapping[str, Any]) -> CaseResult:
    """Run one case; whatever it raises is a failure, except for mistakes of ours and Ctrl-C."""
    if unknown := set(case.parameters) - environment.keys():
        raise CaseError(f"case {case.name!r} asks for {', '.join(sorted(unknown))}, which nobody provides")
    try:
        case.check(environment)
    except (KeyboardInterrupt, CaseError):
        raise
    except BaseException as error:
        return failed(case, error)
    return CaseResult(case.name, case.points, case.hidden, True)


def failed(case: Case, error: BaseException) -> CaseResult:
    """The result of a case that ended with an exception."""
    return CaseResult(case.name, case.points, case.hidden, False, printable(_message(case, error)))


def share_harness() -> None:
    """Make the harness importable as `checks`, as it is for students, without a second copy of its modules."""
    if HARNESS in sys.modules:
        return
    sys.modules[HARNESS] = autograder.checks
    for module in pkgutil.iter_modules(autograder.checks.__path__):
        if module.name not in ("lab", "public_tests", "__main__"):  # these are for the student's side alone
            name = f"{autograder.checks.__name__}.{module.name}"
            sys.modules[f"{HARNESS}.{module.name}"] = importlib.import_module(name)


def _case(case: Any) -> Case:
    """A case of otter's as ours."""
    parameters = tuple(case.body._get_func_params())
    return Case(case.name, case.points, case.hidden, case.failure_message or "", parameters, case.body)


def _message(case: Case, error: BaseException) -> str:
    """What the student reads: all of a public failure, the author's sentence for a hidden one."""
    if isinstance(error, ModuleBroken):
        return str(error.message)  # known from the import, which saw no hidden input
    if case.hidden:
        return case.failure_message or NO_SENTENCE
    if isinstance(error, AssertionError | StudentError):
        return str(error)
    return f"the value that came back could not be used ({type(error).__name__}: {error})"
