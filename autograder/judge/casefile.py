"""Runs a question's otter test file case by case, so that each case can get the view it needs."""

import contextlib
import importlib.util
import sys
import types
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from autograder.config import QUESTIONS
from autograder.grade import CaseResult
from autograder.judge.remote_lab import ModuleBroken, StudentError

NO_SENTENCE = "A hidden test of this question failed."


class GraderError(Exception):
    """A test file asks for what the judge does not have: a mistake of ours."""


@cache
def load_cases(question_id: str, folder: Path = QUESTIONS) -> tuple[Any, ...]:
    """The cases of a question as otter parses them (`otter.test_files.TestCase`)."""
    with otter_without_the_rest():
        from otter.test_files.exception_test import ExceptionTestFile

        return tuple(ExceptionTestFile.from_file(str(folder / f"{question_id}.py")).test_cases)


@contextlib.contextmanager
def otter_without_the_rest() -> Iterator[None]:
    """Import parts of otter without `otter/__init__.py`, which imports all of it: 0.6 seconds and 90 MB."""
    if "otter" in sys.modules:
        yield
        return
    package = types.ModuleType("otter")
    package.__path__ = list(importlib.util.find_spec("otter").submodule_search_locations)
    sys.modules["otter"] = package
    try:
        yield
    finally:
        del sys.modules["otter"]


def parameters(case: Any) -> list[str]:
    """What a case asks for, by name."""
    return case.body._get_func_params()


def public_cases(question_id: str) -> list[Any]:
    """The cases of a question that students have, too."""
    return [case for case in load_cases(question_id) if not case.hidden]


def trains(case: Any) -> bool:
    """Whether a case trains on the corpus, which takes long."""
    return "corpus" in parameters(case)


def run_case(case: Any, environment: dict[str, Any]) -> CaseResult:
    """Run one case; whatever it raises is a failure, but for our own mistakes and Ctrl-C."""
    if unknown := set(parameters(case)) - environment.keys():
        raise GraderError(f"case {case.name!r} asks for {', '.join(sorted(unknown))}, which nobody provides")
    try:
        case.body.call_func(environment)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return CaseResult(case.name, case.points, case.hidden, False, _printable(_message(case, error)))
    return CaseResult(case.name, case.points, case.hidden, True)


def _message(case: Any, error: BaseException) -> str:
    """What the student is told: all of a public failure, the author's sentence for a hidden one."""
    if isinstance(error, ModuleBroken):
        return str(error.message)  # known from the import, that saw no hidden input
    if case.hidden:
        return case.failure_message or NO_SENTENCE
    if isinstance(error, AssertionError | StudentError):
        return str(error)
    return f"the value that came back could not be used ({type(error).__name__}: {error})"


def _printable(text: str) -> str:
    """A text without what would steer a terminal or can not be written to a file, such as lone surrogates."""
    return "".join(
        letter if letter.isprintable() or letter in "\n\t" else "\N{REPLACEMENT CHARACTER}" for letter in text
    )
