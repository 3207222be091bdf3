"""Grades a class in two rounds: first what students read of every submission, and then the hidden cases of each.

What code that has seen a hidden input leaves behind on the machine, such as pages in the cache, comes too late for
everything that students can read.
"""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, Generic, Protocol, TypeVar

from autograder.grading.certain import ATTEMPTS
from autograder.grading.grade import Earlier, Grade
from autograder.grading.submission.read import Submission
from autograder.lib.errors import BatchError
from autograder.lib.shelf import Shelf

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

    def show(self, submission: Submission, earlier: Earlier | None = None) -> Future[Any]:
        """Have what students may see of a submission observed; the future raises as that of `finish` does.

        Of what an `earlier` run has graded, only stale questions are observed, and graded later. What the future
        returns is for `finish`.
        """

    def finish(self, read: Callable[[], Submission], shown: Any, then: Callable[[Grade], Value]) -> Future[Value]:
        """Have a submission graded; the future has what `then` makes of the grade, in the process that has graded.

        It raises one of `losses` where the submission ended its judge. `shown` is what `show` has returned for it.
        `read` is called where the submission is needed again.
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


def as_it_is(name: str, attempts: int) -> Callable[[Grade], Grade]:
    """What makes of the grade of a submission the grade itself."""
    return _same


def _same(grade: Grade) -> Grade:
    return grade


class Rounds(Generic[Value]):
    """The two rounds of a class: `add` each submission, and then take the `grades`.

    `read` reads a submission again. `then` is called with a name and the number of the attempt; what it returns makes a
    value of the grade, in the process that has graded, and so may have to be pickled. `shown_of` is called after the
    first round of each submission.
    """

    def __init__(
        self,
        pool: Pool,
        read: Callable[[str], Submission],
        then: Callable[[str, int], Callable[[Grade], Value]],
        shown_of: Callable[[str], None] = lambda name: None,
    ) -> None:
        self.pool, self.read, self.then, self.shown_of = pool, read, then, shown_of
        self.under_way: _UnderWay[Any] = _UnderWay(pool.losses)
        self.names: list[str] = []
        self.earlier: dict[str, Earlier] = {}
        self.shown: Shelf[Any] = Shelf()
        self.lost: list[End[Any]] = []

    def add(self, name: str, submission: Submission, earlier: Earlier | None = None) -> None:
        """Begin the first round of a submission; returns when the pool can take one more.

        Of what an `earlier` run has graded, only stale questions are graded.
        """
        self.names.append(name)
        if earlier:
            self.earlier[name] = earlier
        self.under_way.start(name, self.pool.show(submission, earlier))
        while self.under_way.count > self.pool.slots:  # one submission waits, so that no judge does
            self.observe(self.under_way.take())

    def grades(self, is_proven: bool = False) -> Iterator[End[Value]]:
        """What became of the grade of each, or how it was lost, in the order of their ends.

        `is_proven` says that the grader has worked before, so that it is not to blame where everything fails. Raises
        `AllLost` where everything fails, and whatever else reading and judging raise.
        """
        while self.under_way.count:
            self.observe(self.under_way.take())
        for end in self.retried(self.lost, self.names, is_proven, self.show_again):
            self.shown_of(end.name)
            if end.value is None:
                yield End(end.name, None, end.error, end.attempts)
            else:
                self.shelve(end)
        yield from self.second_round(is_proven)

    def observe(self, end: End[Any]) -> None:
        """Keep what was shown of a submission, or remember that it was lost."""
        if end.error:
            self.lost.append(_lost(end))
        else:
            self.shown_of(end.name)
            self.shelve(end)

    def shelve(self, end: End[Any]) -> None:
        """Keep what was shown of a submission for the second round."""
        try:
            self.shown.put(end.name, end.value)
        except OSError as error:
            raise BatchError(f"the folder for temporary files cannot be written: {error.strerror}") from None

    def second_round(self, is_proven: bool) -> Iterator[End[Value]]:
        """What became of the grade of each submission that got through the first round."""
        lost = []
        names, left = list(self.shown), iter(self.shown)
        while True:
            while self.under_way.count <= self.pool.slots and (name := next(left, None)) is not None:
                self.under_way.start(name, self.grade(name, 1))
            if not self.under_way.count:
                break
            end = self.under_way.take()
            if end.error:
                lost.append(_lost(end))
            else:
                yield end
        yield from self.retried(lost, names, is_proven, lambda name: self.grade(name, ATTEMPTS))

    def show_again(self, name: str) -> Future[Any]:
        """Have what students may see of a submission observed once more."""
        return self.pool.show(self.read(name), self.earlier.get(name))

    def grade(self, name: str, attempts: int) -> Future[Value]:
        """Have a submission graded."""
        return self.pool.finish(lambda: self.read(name), self.shown[name], self.then(name, attempts))

    def retried(
        self, lost: list[End[Any]], names: list[str], is_proven: bool, start: Callable[[str], Future[Any]]
    ) -> Iterator[End[Any]]:
        """What comes of those of `names` that were lost, alone; raises `AllLost` where nothing else has succeeded."""
        if len(lost) >= TOO_MANY and len(lost) == len(names) and not is_proven:
            raise AllLost([end.name for end in lost], lost[-1].error)
        for end in lost:
            yield self.under_way.end_of(end.name, start(end.name), ATTEMPTS)


class _UnderWay(Generic[Value]):
    """What is being done, by name; `losses` are the exceptions that become an end, and all others are raised."""

    def __init__(self, losses: tuple[type[Exception], ...]) -> None:
        self.losses = losses
        self.done: SimpleQueue[tuple[str, Future[Value]]] = SimpleQueue()
        self.count = 0

    def start(self, name: str, future: Future[Value]) -> None:
        """Add one."""
        self.count += 1
        future.add_done_callback(lambda done: self.done.put((name, done)))

    def take(self) -> End[Value]:
        """The next one that ends."""
        name, future = self.done.get()
        self.count -= 1
        return self.end_of(name, future)

    def end_of(self, name: str, future: Future[Value], attempts: int = 1) -> End[Value]:
        """What came of a future; what is no loss is raised."""
        try:
            return End(name, future.result(), None, attempts)
        except self.losses as error:
            return End(name, None, error, attempts)


def _lost(end: End[Any]) -> End[Any]:
    """An end that is to be retried."""
    log.info("%s ended its judge (%s): to be retried", end.name, end.error)
    return end
