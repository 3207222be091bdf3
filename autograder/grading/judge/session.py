"""A submission in the sandbox: asks its code for values, within limits, over as many workers as it takes."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.checks.running import TooSlow
from autograder.grading.cases.student_errors import StudentError
from autograder.grading.judge.describe import described, shape_of
from autograder.grading.judge.standins import StandIns
from autograder.grading.judge.trace import TraceEntry, Tracer, log
from autograder.grading.sandbox.client import Answer, Worker, WorkerLost
from autograder.grading.sandbox.forkserver.client import Sandbox
from autograder.grading.sandbox.requests import Load, Probe, Request
from autograder.grading.sandbox.standins.client import ReferenceProcess
from autograder.grading.sandbox.standins.peer import ReferenceLost
from autograder.grading.sandbox.wire import WireTimeout
from autograder.lab.settings import Limits
from autograder.lib.errors import GraderError

SUBSTITUTE_SECONDS = 10
"""For a worker to take note of stand-ins."""
NO_MEMORY = "can't allocate memory"
"""What torch says in a `RuntimeError`."""
MOST_FILLED = 4
"""How often the same call may fill the memory, which takes as long as hundreds of others."""


@dataclass
class Session:
    """The workers of one submission, one at a time.

    A worker that ends or hangs is replaced before the next case. What hung once is not waited for again, and
    with each call that hangs there is less patience for the next (`hung` may be shared between sessions). A call that
    has filled the memory `MOST_FILLED` times is not made again either, which costs others no patience.
    `in_cells` counts the seconds that the cells of a notebook have taken.
    `seconds_left` says how much time the whole submission still has, and `give_back` returns seconds to it in which the
    machine was busy with others. A `tracer` gets each request.
    With `stand_ins`, each worker has a process with the reference next to it; the two come and go together.
    """

    sandbox: Sandbox
    stage: Path
    package: str
    limits: Limits
    seconds_left: Callable[[], float]
    stand_ins: StandIns | None = None
    hung: dict[str, StudentError] = field(default_factory=dict)
    tracer: Tracer | None = None
    give_back: Callable[[float], None] = lambda seconds: None
    question: str = ""
    case: str = ""
    in_cells: float = 0.0
    filled: Counter[str] = field(default_factory=Counter)
    _worker: Worker | None = None
    _reference: ReferenceProcess | None = None

    @property
    def worker(self) -> Worker:
        """The current worker, which may have ended."""
        if self._worker is None:
            raise GraderError("a worker is asked before a case has begun")
        return self._worker

    @property
    def slow(self) -> int:
        """How many statements of a notebook were stopped: they do not hang, and cost others no patience."""
        return self._given_up(TooSlow)

    @property
    def waits(self) -> int:
        """How many calls hung."""
        return self._given_up(TimeoutError)

    def _given_up(self, kind: type[BaseException]) -> int:
        """How many calls are not made again because of this error."""
        return sum(error.type_name == kind.__name__ for error in self.hung.values())

    def begin_case(self, question: str = "", case: str = "") -> None:
        """Make sure that there is a worker; raises `StudentError` where there is no time left for one."""
        self.question, self.case = question, case
        if self._worker is None or not self._worker.alive or (self._reference and not self._reference.alive):
            self.end()
            self._reference = self.stand_ins.start(self.sandbox, self.limits) if self.stand_ins else None
            self._worker = Worker(
                self.sandbox, self.stage, self.package, self.limits.submission_seconds, self.limits.memory_megabytes,
                keep_output=self.tracer is not None,
                host=self._reference.for_worker if self._reference else None,
                host_pid=self._reference.pid if self._reference else None,
            )  # fmt: skip
            for substitute in self.stand_ins.substitutes if self.stand_ins else ():
                self.ask(f"the stand-ins for {substitute.module}", substitute, SUBSTITUTE_SECONDS)

    def end(self) -> None:
        """End the worker, if there is one, and the process with the reference next to it."""
        if self._worker is not None:
            self._worker.end()
        if self._reference is not None:
            self._reference.end()

    def ask(self, label: str, request: Request, seconds: float | None = None) -> Any:
        """The value that the worker answers, within the limit for such a request, or within these seconds.

        Raises `StudentError` where the student's code fails.
        """
        if label in self.hung:
            raise self.hung[label]
        allowed = min((seconds or self.limit_of(request)) / (1 + self.waits), self.seconds_left())
        if allowed <= 0:
            raise StudentError(("TimeoutError",), "the time for the whole submission is used up")
        worker = self.worker
        if not worker.alive:
            raise StudentError(("RuntimeError",), "the process with your code has ended before this call")
        answer = self.answered(worker, label, request, allowed)
        if answer.is_error:
            if answer.type_names[0] == ReferenceLost.__name__:  # the next case gets a fresh pair
                worker.end()
            error = StudentError(answer.type_names, answer.message, answer.where)
            if fills_memory(error):
                self.filled[label] += 1
                if self.filled[label] == MOST_FILLED:
                    self.hung[label] = error
            raise error
        return answer.value

    def limit_of(self, request: Request) -> float:
        """The seconds that a request may take."""
        match request:
            case Load():
                return self.limits.import_seconds
            case Probe(name):
                return self.limits.slow_calls.get(name, self.limits.call_seconds)
        return self.limits.call_seconds

    def answered(self, worker: Worker, label: str, request: Request, allowed: float) -> Answer:
        """What the worker answers; raises `StudentError` where it does not."""
        began = time.monotonic()
        came = "no answer"
        try:
            answer = worker.ask(request, allowed)
            came = f"{answer.type_names[0]}: {answer.message}" if answer.is_error else ""
        except WireTimeout:
            message = f"{label} did not finish within {allowed:.2g} seconds"
            self.hung[label] = StudentError(("TimeoutError",), message)
            raise self.hung[label] from None
        except WorkerLost as lost:
            came = str(lost)
            raise StudentError(("RuntimeError",), f"{lost} in {label}") from None
        finally:
            seconds = time.monotonic() - began
            self.give_back(worker.lost)
            log.debug("%s / %s: %s took %.3f s", self.question, self.case, label, seconds)
            if self.tracer:
                came = came or shape_of(answer.value)
                self.tracer(
                    TraceEntry(self.question, self.case, described(label, request), seconds, came, worker.printed())
                )
        return answer


def fills_memory(error: StudentError) -> bool:
    """Whether there was no memory left, for Python or for a tensor."""
    return MemoryError.__name__ in error.type_names or NO_MEMORY in error.message
