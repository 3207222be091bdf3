"""Runs the public tests that lie beside the package: `python -m lab3 check`."""

import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .checking import lab
from .recording import recorded

PACKAGE = Path(__file__).resolve().parent
TESTS = PACKAGE.parent / "tests"


@dataclass(frozen=True)
class Outcome:
    """One public case: `message` says what went wrong, and is empty where nothing did.

    `events` has a summary of what each of its calls gave (see `recording`).
    """

    name: str
    points: float
    passed: bool
    message: str = ""
    events: tuple[Any, ...] = ()


def question_ids(folder: Path = TESTS) -> list[str]:
    """The questions that have public tests, in the order of the lab as far as it is known."""
    order = [
        "tokenization",
        "objective",
        "mlp",
        "trace_mlp",
        "causal_mask",
        "attention",
        "multi_head",
        "transformer",
        "generation",
        "training",
        "trace_transformer",
    ]
    found = [path.stem for path in folder.glob("*.py")]
    return sorted(found, key=lambda name: (order.index(name) if name in order else len(order), name))


def run_question(question: str, folder: Path = TESTS) -> list[Outcome]:
    """Run the public cases of a question, as otter does; raises `FileNotFoundError` where there are none."""
    from otter.test_files.exception_test import ExceptionTestFile

    path = folder / f"{question}.py"
    if not path.exists():
        known = ", ".join(question_ids(folder)) or f"none: is the folder {folder} there?"
        raise FileNotFoundError(f"there are no tests for {question!r}; there are some for: {known}")
    return [_run(case) for case in ExceptionTestFile.from_file(str(path)).test_cases]


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
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).parent == PACKAGE]
    place = f"lab3/{Path(own[-1].filename).name}, line {own[-1].lineno}: " if own else ""
    return f"{place}{type(error).__name__}: {text}"
