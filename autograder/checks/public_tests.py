"""Runs the public tests in the folder `tests/`."""

import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .lab import lab
from .mistakes import likely_mistakes
from .recording import recorded
from .settings import HOME, read_settings

TESTS = HOME / "tests"


@dataclass(frozen=True)
class Outcome:
    """One public case: `message` says what went wrong, and is empty where nothing did.

    `events` has a summary of what each of its calls returned (see `recording`).
    """

    name: str
    points: float
    passed: bool
    message: str = ""
    events: tuple[Any, ...] = ()


def check(questions: Sequence[str] = ()) -> int:
    """Run the public tests of these questions, or of all, and print the results; returns 0 when all passed, else 1.

    Raises `FileNotFoundError` where there are no tests.
    """
    if not question_ids():
        raise FileNotFoundError(f"there is no folder {TESTS.name}/ in {HOME}: run this in the folder of the lab")
    for question in questions:
        file_of(question)
    earned = total = 0.0
    for question in questions or question_ids():
        print(question)
        cases = run_question(question)
        for case in cases:
            print(f"  {'✓' if case.passed else '✗'} {case.name}")
            if case.message:
                print(f"      {case.message}")
            earned, total = earned + case.points * case.passed, total + case.points
        for mistake in likely_mistakes(question, {case.name: case.events for case in cases if not case.passed}):
            print(f"  → It looks as if {mistake.title}.\n      {mistake.hint}")
    print(f"public tests: {earned:g} of {total:g} points. Hidden tests look at the rest.")
    return 0 if earned == total else 1


def question_ids(folder: Path = TESTS) -> list[str]:
    """The questions that have public tests, in the order of the lab."""
    order = read_settings().questions
    found = [path.stem for path in folder.glob("*.py")]
    return sorted(found, key=lambda name: (order.index(name) if name in order else len(order), name))


def run_question(question: str, folder: Path = TESTS) -> list[Outcome]:
    """Run the public cases of a question, as otter does; raises `FileNotFoundError` where there are none."""
    from otter.test_files.exception_test import ExceptionTestFile

    path = file_of(question, folder)
    return [_run(case) for case in ExceptionTestFile.from_file(str(path)).test_cases]


def file_of(question: str, folder: Path = TESTS) -> Path:
    """The public tests of a question; raises `FileNotFoundError` where there are none."""
    path = folder / f"{question}.py"
    if not path.exists():
        known = ", ".join(question_ids(folder)) or f"none: is the folder {folder} there?"
        raise FileNotFoundError(f"there are no tests for {question!r}; there are some for: {known}")
    return path


def _run(case: Any) -> Outcome:
    events: list[Any] = []
    lab.seed()
    try:
        case.body.call_func({"lab": recorded(lab, events)})
    except Exception as error:
        return Outcome(case.name, case.points, False, explain(error), tuple(events))
    return Outcome(case.name, case.points, True)


def explain(error: Exception) -> str:
    """An exception in a line: a test's own sentence, or type, text and your line for one of your code."""
    text = str(error)
    if isinstance(error, AssertionError) and text:
        return text
    if isinstance(error, SyntaxError):
        return f"{error.filename}, line {error.lineno}: {error.msg}"
    if isinstance(error, NotImplementedError):
        return text
    package = HOME / read_settings().package
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).parent == package]
    place = f"{package.name}/{Path(own[-1].filename).name}, line {own[-1].lineno}: " if own else ""
    return f"{place}{type(error).__name__}: {text}"
