"""Runs the public tests in the folder `tests/`."""

import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .checking import settings_now, use_settings
from .lab import lab
from .mistakes import Mistake, likely_mistakes
from .old_code import BrokenFile
from .recording import recorded
from .reloading import broken_files, problem_of_import
from .settings import HOME, TESTS, file_of, read_settings
from .test_files import cases_of

MORE = "--more"
"""The option of the command line that also prints what to try."""
NO_CODE = "has no code yet"
"""What the error of unwritten code says."""


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


@dataclass(frozen=True)
class Report:
    """The public cases of a question, and the mistakes that they look like.

    Where there are `problems`, files that cannot be executed, nothing was run, and no case passed.
    """

    question: str
    cases: tuple[Outcome, ...]
    mistakes: tuple[Mistake, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether all cases passed."""
        return all(case.passed for case in self.cases)

    @property
    def earned(self) -> float:
        """The points of the cases that passed."""
        return sum(case.points for case in self.cases if case.passed)

    @property
    def public(self) -> float:
        """The points of the public cases."""
        return sum(case.points for case in self.cases)

    @property
    def tested_here(self) -> str:
        """How much of the question its public cases test; "" where some fail, or the question's points are unknown."""
        total = read_settings().points.get(self.question, 0.0)
        if not total or not self.passed:
            return ""
        return f"{self.public:g} of the {total:g} points are tested here; hidden tests look at the rest."

    @property
    def is_unwritten(self) -> bool:
        """Whether every case that fails does so because there is no code yet."""
        failed = [case for case in self.cases if not case.passed]
        return bool(failed) and not self.problems and all(NO_CODE in case.message for case in failed)

    @property
    def advice(self) -> str:
        """Where to begin, if several cases fail and no mistake is recognised; "" otherwise."""
        n_failed = sum(not case.passed for case in self.cases)
        is_clear = n_failed < 2 or self.mistakes or self.problems or self.is_unwritten
        return "" if is_clear else "Begin with the first ✗: what follows may have the same cause, or a second one."

    def lines(self, more: bool = False) -> Iterator[str]:
        """What is said of it, as text; what to try only with `more`, so that one can still find it oneself."""
        if self.problems:
            yield "  ✗ did not run"
            yield from (f"      {problem}" for problem in self.problems)
            return
        for case in self.cases:
            yield f"  {'✓' if case.passed else '✗'} {case.name}"
            if case.message:
                yield f"      {case.message}"
        for mistake in self.mistakes:
            yield f"  → It looks as if {mistake.title}."
            yield f"      {mistake.hint if more else f'{MORE} says what to try.'}"
        if self.advice:
            yield f"  → {self.advice}"
        if self.tested_here:
            yield f"  {self.tested_here}"


def report(question: str, folder: Path = TESTS) -> Report:
    """Run the public cases of a question on the files as they are now; `FileNotFoundError` where there are none."""
    path = file_of(question, folder)
    problems = broken_files(path.read_text(encoding="utf-8"))
    if problems:
        cases = tuple(Outcome(case.name, case.points, False) for case in cases_of(path))
        return Report(question, cases, problems=tuple(problems))
    cases = tuple(run_question(question, folder))
    failed = {case.name: case.events for case in cases if not case.passed}
    return Report(question, cases, tuple(likely_mistakes(question, failed)))


def run_question(question: str, folder: Path = TESTS) -> list[Outcome]:
    """Run the public cases of a question, as otter does; raises `FileNotFoundError` where there are none."""
    return [_run(case) for case in cases_of(file_of(question, folder))]


def _run(case: Any) -> Outcome:
    events: list[Any] = []
    settings = settings_now()
    lab.seed()
    try:
        case.body.call_func({"lab": recorded(lab, events)})
    except Exception as error:
        return Outcome(case.name, case.points, False, explain(error), tuple(events))
    finally:
        use_settings(settings)  # a notebook keeps its own
    return Outcome(case.name, case.points, True)


def explain(error: Exception) -> str:
    """An exception in a line: a test's own sentence, or type, text and your line for one of your code."""
    text = str(error)
    if isinstance(error, AssertionError | BrokenFile) and text:
        return text
    package = HOME / read_settings().package
    if isinstance(error, SyntaxError):
        return problem_of_import(error, package)
    if isinstance(error, NotImplementedError):
        return text
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).parent == package]
    place = f"{package.name}/{Path(own[-1].filename).name}, line {own[-1].lineno}: " if own else ""
    return f"{place}{type(error).__name__}: {text}"
