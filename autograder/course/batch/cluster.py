"""Grades on a Dask cluster: submissions travel as bytes, grades come back, and no disk is shared.

A worker needs this tool and the lab installed; it keeps its judges warm until it ends. Source:
https://distributed.dask.org/en/stable/client.html
"""

import atexit
import logging
import pickle
import socket
import threading
import zlib
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Self, TypeVar

import dask
from distributed import Client, KilledWorker
from distributed import Future as DaskFuture
from distributed.comm.core import CommClosedError

from autograder.course.batch.key import grader_version
from autograder.grading.grade import Earlier, Grade
from autograder.grading.judge.isolation import what_isolation_lacks
from autograder.grading.judge.pool import JudgePool
from autograder.grading.sandbox.forkserver.client import Sandbox
from autograder.grading.submission.read import Submission
from autograder.lab import Lab, open_lab
from autograder.lab.folder import SETTINGS_FILE, default_lab
from autograder.lib.errors import BatchError, GraderError, LabError

CONNECT_SECONDS = 10
LOOK_SECONDS = 30
"""How often a batch looks whether the cluster has workers: one that begins, or takes over, needs some of these."""
CUT_SECONDS = 300
"""How long the network may be cut: connections that answer nothing for a longer time are given up."""
QUICKLY = 1
"""The level of compression, of `zlib`: others take twice the time and more, and save a tenth."""
CERTIFICATES = tuple(f"DASK_DISTRIBUTED__COMM__TLS__{name}" for name in ("CA_FILE", "CLIENT__CERT", "CLIENT__KEY"))
"""Where Dask finds the certificates of a client (https://distributed.dask.org/en/stable/tls.html)."""
Value = TypeVar("Value")


@dataclass(frozen=True)
class Order:
    """The grader that a worker has to be.

    The worker opens the lab at `lab_root`, or its own default lab where it has none there, and grades these `questions`
    of it. `grader` is the version that it must have, and `source` the path of the data there. Where `allow_less`, it
    may do without isolation of student code.
    """

    lab_root: Path
    questions: tuple[str, ...]
    grader: str
    source: str
    allow_less: bool


def order_for(lab: Lab, grader: str, source: str, allow_less: bool) -> Order:
    """The order to grade with this lab."""
    return Order(lab.root, tuple(question.id for question in lab.settings.questions), grader, source, allow_less)


class ClusterPool:
    """A Dask cluster, of workers that may come and go; use it in a `with` statement. Raises `BatchError`.

    `say` gets a sentence when there is no worker.
    """

    slots = 500
    """Enough for that many cores, while the submissions under way take megabytes and not gigabytes."""
    losses = (GraderError, KilledWorker)

    def __init__(self, address: str, order: Order, say: Callable[[str], None] = lambda sentence: None) -> None:
        self.address, self.order, self.say = address, order, say
        self.left = threading.Event()

    def __enter__(self) -> Self:
        for name in ("distributed", "distributed.client"):  # what goes wrong is also an exception
            logging.getLogger(name).setLevel(logging.CRITICAL)
        dask.config.set({"distributed.comm.timeouts.tcp": f"{CUT_SECONDS}s"})
        try:
            self.client = Client(  # type: ignore[no-untyped-call]
                self.address, timeout=CONNECT_SECONDS, set_as_default=False
            )
        except TypeError:
            raise BatchError(f"{self.address} needs certificates: set {', '.join(CERTIFICATES)}") from None
        except (OSError, ValueError) as error:
            reason = " ".join(str(error).split())
            raise BatchError(f"no Dask scheduler answers at {self.address}: {reason}") from None
        threading.Thread(target=self.watch, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *exception: object) -> None:
        """Leave the cluster, which forgets what is under way."""
        self.left.set()
        self.client.close(timeout=CONNECT_SECONDS)  # type: ignore[no-untyped-call]
        if kind is not None and issubclass(kind, (CancelledError, CommClosedError)):
            raise BatchError(
                f"the scheduler at {self.address} has gone: start it, and the same command resumes from here"
            ) from None

    def watch(self) -> None:
        """Say when the cluster has no worker, once for each time."""
        had_some = True
        while not self.left.wait(LOOK_SECONDS):
            try:
                has_some = bool(self.client.nthreads())  # type: ignore[no-untyped-call]
            except Exception:  # the scheduler has gone, or the batch is over: others say so
                return
            if had_some and not has_some:
                self.say(f"the scheduler at {self.address} has no worker: the batch waits until you start one")
            had_some = has_some

    def show(self, submission: Submission, earlier: Earlier | None = None) -> Future[bytes]:
        """Have what students may see of a submission observed; the future raises as that of `finish` does.

        Of what an `earlier` run has graded, only stale questions are observed, and graded later.
        """
        return self.on_a_worker(show_there, submission, earlier)

    def finish(self, read: Callable[[], Submission], shown: bytes, then: Callable[[Grade], Value]) -> Future[Value]:
        """Have a submission graded; the future has what `then` makes of the grade on the worker.

        It raises one of `losses` where the submission ended its judge or its worker. `shown` is what `show` has
        returned for it, which has all that is needed: nothing is read again.
        """
        return self.on_a_worker(finish_there, shown, then)

    def on_a_worker(self, action: Callable[..., Value], *arguments: Any) -> Future[Value]:
        """Have a worker do something; the future is one of Python's."""
        here: Future[Value] = Future()
        there = self.client.submit(action, self.order, *arguments, pure=False)
        there.add_done_callback(partial(hand_over, here))  # type: ignore[no-untyped-call]
        return here


def hand_over(here: Future[Value], there: DaskFuture[Value]) -> None:
    """Give the result of a future of Dask's to one of Python's."""
    try:
        here.set_result(there.result())
    except BaseException as error:
        here.set_exception(error)


_kept: dict[Order, JudgePool] = {}
"""By order, the judges of this worker."""
_turn = threading.Lock()


def show_there(order: Order, submission: Submission, earlier: Earlier | None = None) -> bytes:
    """Observe what students may see of a submission on this worker; raises as `finish_there` does.

    The bytes are for `finish_there`, on this worker or another one. They are compressed, since the batch keeps them for
    the whole class.
    """
    shown = judges_for(order).show(submission, earlier).result()
    return zlib.compress(pickle.dumps((submission, shown)), QUICKLY)


def finish_there(order: Order, shown: bytes, then: Callable[[Grade], Value]) -> Value:
    """Grade a submission on this worker; raises `JudgeFailed`, and `BatchError` where it is not as ordered."""
    submission, seen = pickle.loads(zlib.decompress(shown))  # made by a worker of ours
    return then(judges_for(order).grade(submission, shown=seen))


def judges_for(order: Order) -> JudgePool:
    """The judges of this worker, which end when it does."""
    with _turn:
        if order not in _kept:
            lab = lab_for(order)
            if grader_version(lab, order.source) != order.grader:
                raise BatchError(
                    f"the worker on {socket.gethostname()} has another version of the grader, of the lab, of torch or "
                    "of the data than this machine: install the same version there, and start the worker again"
                )
            lab = lab.only(order.questions)
            pool = JudgePool(lab, order.source, check=partial(check, order=order, lab=lab)).__enter__()
            atexit.register(pool.__exit__, None, None, None)
            _kept[order] = pool
        return _kept[order]


def lab_for(order: Order) -> Lab:
    """The lab of an order as this worker has it; raises `BatchError` where it has none."""
    there = (order.lab_root / SETTINGS_FILE).is_file()
    try:
        return open_lab(order.lab_root if there else default_lab())
    except LabError as error:
        raise BatchError(f"the worker on {socket.gethostname()} cannot open the lab: {error}") from None


def check(sandbox: Sandbox, order: Order, lab: Lab) -> None:
    """Raise `BatchError` where student code is not isolated, unless the order allows it."""
    if order.allow_less:
        return
    if lacking := what_isolation_lacks(sandbox, lab):
        raise BatchError(
            f"the worker on {socket.gethostname()} does not isolate student code: {lacking}; install what is missing, "
            "or allow it with --allow-less-isolation"
        )
