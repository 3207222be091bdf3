"""Runs the plan of a question, statement by statement, and says why a variable is missing afterwards."""

import contextlib
import re
import signal
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from .order import Plan, Step

SECONDS = 5.0
"""Of computing, for one statement of a notebook."""
PATIENCE = 3
"""How many times as long a statement may take on a busy machine, or asleep."""
LATER = 0.05
"""Seconds until a statement is stopped that cannot be stopped right now."""
ELSEWHERE = ("ModuleNotFoundError", "PermissionError", "TimeoutError", "TooSlow")
"""Errors that the student may not have seen at home: the statement that raises one is left out, and nothing else."""
UNDEFINED = re.compile(r"name '(\w+)' is not defined")
Execute = Callable[[Step, str], None]
"""Runs a statement of a step."""


class TooSlow(BaseException):
    """A statement of a notebook has taken longer than it may."""


class Outcome:
    """What happened when a plan was run; `reason` says why a variable is missing."""

    def __init__(self, plan: Plan):
        self._plan = plan
        self._left_out = dict(plan.absent)
        self._errors: list[tuple[Step, str, str]] = []

    def run(self, steps: Iterable[Step], execute: Execute) -> None:
        """Run these steps of the plan. One that fails ends there, and the next one begins.

        A statement that only a notebook, or a cell that takes long, could run is left out, and so is what needs it.
        """
        for step in steps:
            for number, statement in enumerate(step.statements):
                try:
                    execute(step, statement)
                except (Exception, SystemExit, TooSlow) as error:
                    if not self._may_go_on(step, number, error):
                        break

    def reason(self, name: str) -> str:
        """Why there is no variable of this name: what went wrong first."""
        home = self._plan.homes.get(name)
        in_home = (text for step, _, text in self._errors if home and step.name == home.name)
        return (
            self._cause(name, set())
            or next(in_home, "")
            or self._plan.unassigned.get(name, "")
            or next((text for *_, text in self._errors), "")
            or (f"is it spelt as in its TODO, in {home.label}?" if home else "no cell before the check assigns it")
        )

    def _may_go_on(self, step: Step, number: int, error: BaseException) -> bool:
        kind, text = kind_of(error), sentence(error, step.label)
        name = _undefined(error)
        if kind not in ELSEWHERE and name not in self._left_out:
            self._errors.append((step, name, text))
            return False
        why = text if name not in self._left_out else f"{step.label} needs `{name}`: {self._left_out[name]}"
        for bound in step.bound[number]:
            self._left_out.setdefault(bound, why)
        return True

    def _cause(self, name: str, asked: set[str]) -> str:
        """What kept a name from being bound, "" where nothing did."""
        asked.add(name)
        if name in self._left_out:
            return self._left_out[name]
        for step, undefined, text in self._errors:
            if name in step.binds:
                earlier = self._cause(undefined, asked) if undefined and undefined not in asked else ""
                return earlier or text
        return ""


def kind_of(error: BaseException) -> str:
    """The name of an exception's class, also of one that was raised in another process."""
    return str(getattr(error, "type_name", type(error).__name__))


def sentence(error: BaseException, label: str) -> str:
    """An error of a cell in a line, with the cell, the line in it where that is known, and the error."""
    if kind_of(error) == TooSlow.__name__:
        return f"{label}: {getattr(error, 'message', error)}"
    if kind_of(error) == NotImplementedError.__name__ and str(error):
        return f"{NotImplementedError.__name__}: {getattr(error, 'message', error)}"  # which code is missing
    if hasattr(error, "type_name"):
        text = str(error)
        return text if text.startswith(label) else f"{label}: {text}"
    if isinstance(error, SyntaxError):
        file = Path(error.filename or label)
        place = label if file.name == label else f"{file.parent.name}/{file.name}"  # of a module that a cell imports
        return f"{place}, line {error.lineno}: {type(error).__name__}: {error.msg}"
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(label)]
    place = f"{label}, line {lines[-1]}" if lines else label
    return f"{place}: {type(error).__name__}: {error}" if str(error) else f"{place}: {type(error).__name__}"


def _undefined(error: BaseException) -> str:
    found = UNDEFINED.search(str(error)) if kind_of(error) == "NameError" else None
    return found[1] if found else ""


def too_slow(seconds: float) -> str:
    """What is said of a statement that was stopped."""
    return f"what takes more than {seconds:.2g} seconds is left out here"


def not_here(prompt: object = "") -> str:
    """Takes the place of `input`: nobody can answer."""
    raise NameError("name 'input' is not defined")


def namespace() -> dict[str, Any]:
    """The variables of a notebook before its first cell."""
    return {"__name__": "__main__", "display": lambda *shown, **how: None, "input": not_here}


def run_statement(source: str, file: str, variables: dict[str, Any], seconds: float = SECONDS) -> None:
    """Run a statement with these variables; raises what it raises, and `TooSlow` after `seconds` of computing.

    Where the system cannot interrupt it, as on Windows, it takes its time.
    """
    code = compile(source, file, "exec", dont_inherit=True)
    with at_most(seconds):
        exec(code, variables)


@contextlib.contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise `TooSlow` in the block after this number of seconds of computing, or more seconds in all."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    timers = {signal.SIGPROF: signal.ITIMER_PROF, signal.SIGALRM: signal.ITIMER_REAL}

    def stop(number: int, frame: FrameType | None) -> None:
        while frame is not None and frame.f_code is not run_statement.__code__:
            if frame.f_globals.get("__name__", "").startswith("autograder."):
                signal.setitimer(timers[signal.Signals(number)], LATER)  # in the middle of a message to another process
                return
            frame = frame.f_back
        raise TooSlow(too_slow(seconds))

    before = {number: signal.signal(number, stop) for number in timers}
    try:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, PATIENCE * seconds)
        yield
    finally:
        for number, timer in timers.items():
            signal.setitimer(timer, 0)
            signal.signal(number, before[number])
