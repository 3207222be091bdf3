"""Grades a class in two rounds: first what students read of every submission, and then the hidden cases of each.

What code that has seen a hidden input leaves behind on the machine, such as pages in the cache, comes too late for
everything that students can read.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from autograder.grading.certain import ATTEMPTS
from autograder.grading.grade import Earlier, Grade
from autograder.grading.submission.read import Submission
from autograder.lib.errors import BatchError

if TYPE_CHECKING:
    from autograder.grading.judge.phases import Shown

TOO_MANY = 3
"""If this many fail and none succeeds, the grader is broken, and not the submissions."""
Value = TypeVar("Value")

log = logging.getLogger("autograder.batch")


class Pool(Protocol):
    """Grades submissions; `slots` is how many at a time keep it busy.

    `losses` are the exceptions for a submission that ended its judge.
    """

    @property
    def slots(self) -> int: ...

    @property
    def losses(self) -> tuple[type[Exception], ...]: ...

    def show(self, submission: Submission, earlier: Earlier | None = None) -> "Future[Shown]":
        """Have what students may see of a submission observed; the future raises as that of `submit` does.

        Of what an `earlier` run has graded, only stale questions are observed, and graded later.
        """

    def submit(self, submission: Submission, shown: "Shown | None" = None) -> Future[Grade]:
        """Have a submission graded; the future raises one of `losses` where it ended its judge.

        `shown` is what `show` has returned for it.
        """


@dataclass(frozen=True)
class End(Generic[Value]):
    """What came of a submission by name: a value, or how it ended its judge."""

    name: str
    value: Value | None
    error: Exception | None = None
    attempts: int = 1


class AllLost(BatchError):
    """Every submission ended its judge: `names` have no result."""

    def __init__(self, names: list[str], error: Exception | None):
        super().__init__(f"the grader fails on all {len(names)} submissions ({error})")
        self.names, self.error = names, error


@dataclass(frozen=True)
class Rounds:
    """Submissions by name, which are read when they are needed; `shown_of` is called after the first round of each.

    `is_proven` says that the grader has worked before, so that it is not to blame where everything fails. `earlier` has
    by name what an earlier run has graded.
    """

    pool: Pool
    submissions: Mapping[str, Callable[[], Submission]]
    shown_of: Callable[[str], None] = lambda name: None
    is_proven: bool = False
    earlier: Mapping[str, Earlier] = field(default_factory=dict)

    def grades(self) -> Iterator[End[Grade]]:
        """The grade of each, or how it was lost, in the order of their ends.

        Raises `AllLost` where everything fails, and whatever else reading and judging raise.
        """
        shown: dict[str, Shown] = {}
        for end in self.ends(list(self.submissions), self.show):
            self.shown_of(end.name)
            if end.value is None:
                yield End(end.name, None, end.error, end.attempts)
            else:
                shown[end.name] = end.value
        yield from self.ends(list(shown), lambda name: self.pool.submit(self.submissions[name](), shown[name]))

    def show(self, name: str) -> "Future[Shown]":
        """Have what students may see of a submission observed."""
        return self.pool.show(self.submissions[name](), self.earlier.get(name))

    def ends(self, names: list[str], start: Callable[[str], Future[Value]]) -> Iterator[End[Value]]:
        """What comes of each name, some at a time; those that are lost are retried after all others, alone."""
        lost: list[End[Value]] = []
        for end in self.in_parallel(names, start):
            if end.error:
                log.info("%s ended its judge (%s): to be retried", end.name, end.error)
                lost.append(end)
            else:
                yield end
        if len(lost) >= TOO_MANY and len(lost) == len(names) and not self.is_proven:
            raise AllLost([end.name for end in lost], lost[-1].error)
        for end in lost:
            yield self.end_of(end.name, start(end.name), ATTEMPTS)

    def in_parallel(self, names: list[str], start: Callable[[str], Future[Value]]) -> Iterator[End[Value]]:
        """What comes of each name at the first attempt; one submission waits, so that no judge does."""
        left = iter(names)
        waiting: dict[Future[Value], str] = {}
        while True:
            while len(waiting) <= self.pool.slots and (name := next(left, None)) is not None:
                waiting[start(name)] = name
            if not waiting:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                yield self.end_of(waiting.pop(future), future)

    def end_of(self, name: str, future: Future[Value], attempts: int = 1) -> End[Value]:
        """What came of a future; what is no loss is raised."""
        try:
            return End(name, future.result(), None, attempts)
        except self.pool.losses as error:
            return End(name, None, error, attempts)
