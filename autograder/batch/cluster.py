"""Grades on a Dask cluster: submissions travel as bytes, grades come back, and no disk is shared.

A worker needs this project installed; it keeps its judges warm until it ends. Source:
https://distributed.dask.org/en/stable/client.html
"""

import atexit
import logging
import socket
import threading
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from functools import partial

from distributed import Client, KilledWorker
from distributed import Future as DaskFuture
from distributed.comm import CommClosedError

from autograder.batch.judges import Judges
from autograder.batch.key import grader_version
from autograder.batch.run import BatchError
from autograder.config import LabConfig
from autograder.grade import Grade
from autograder.judge.process import JudgeFailed
from autograder.sandbox.confine import what_isolation_lacks
from autograder.sandbox.warm import Sandbox
from autograder.submission import Submission

CONNECT_SECONDS = 10


@dataclass(frozen=True)
class Order:
    """What a worker has to be: `grader` is the version that it must have, `source` the path of stories there.

    Where `allow_less`, it may lack layers that isolate student code.
    """

    config: LabConfig
    grader: str
    source: str
    allow_less: bool


class ClusterPool:
    """A Dask cluster, of workers that may come and go; use it in a `with` statement. Raises `BatchError`."""

    slots = 500
    """Enough for that many cores, and megabytes rather than gigabytes of submissions under way."""
    losses = (JudgeFailed, KilledWorker)

    def __init__(self, address: str, order: Order):
        self.address, self.order = address, order

    def __enter__(self) -> "ClusterPool":
        for name in ("distributed", "distributed.client"):  # what goes wrong is an exception, too
            logging.getLogger(name).setLevel(logging.CRITICAL)
        try:
            self.client = Client(self.address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            reason = " ".join(str(error).split())
            raise BatchError(f"no Dask scheduler answers at {self.address}: {reason}") from None
        return self

    def __exit__(self, kind: type | None, *exception: object) -> None:
        """Leave the cluster, which forgets what is under way."""
        self.client.close(timeout=CONNECT_SECONDS)
        if kind is not None and issubclass(kind, (CancelledError, CommClosedError)):
            raise BatchError(
                f"the scheduler at {self.address} has gone: start it, and the same command goes on from here"
            ) from None

    def submit(self, submission: Submission) -> Future[Grade]:
        """Have a submission graded; the future raises one of `losses` where it ended who graded it."""
        here: Future[Grade] = Future()
        there = self.client.submit(grade_there, self.order, submission, pure=False)
        there.add_done_callback(partial(hand_over, here))
        return here


def hand_over(here: Future[Grade], there: DaskFuture) -> None:
    """Give what came of a future of Dask's to one of Python's."""
    try:
        here.set_result(there.result())
    except BaseException as error:
        here.set_exception(error)


_kept: dict[str, Judges] = {}
"""By order, the judges of this worker."""
_turn = threading.Lock()


def grade_there(order: Order, submission: Submission) -> Grade:
    """Grade a submission on this worker; raises `JudgeFailed`, and `BatchError` where it is not as ordered."""
    return judges_for(order).grade(submission)


def judges_for(order: Order) -> Judges:
    """The judges of this worker, that end when it does."""
    with _turn:
        if repr(order) not in _kept:
            if grader_version(order.source) != order.grader:
                raise BatchError(
                    f"the worker on {socket.gethostname()} has other code of the grader, another torch, or other "
                    "stories than this machine: install the same version there, and start the worker again"
                )
            judges = Judges(order.config, order.source, lambda sandbox: check(sandbox, order)).__enter__()
            atexit.register(judges.__exit__)
            _kept[repr(order)] = judges
        return _kept[repr(order)]


def check(sandbox: Sandbox, order: Order) -> None:
    """Raise `BatchError` where a layer is missing that has to be there."""
    lacking = what_isolation_lacks(sandbox.active_layers())
    if lacking and not order.allow_less:
        raise BatchError(
            f"the worker on {socket.gethostname()} does not isolate student code ({lacking}): install what is "
            "missing, or allow it with --allow-less-isolation"
        )
