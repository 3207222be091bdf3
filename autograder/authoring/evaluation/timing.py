"""How long a diagnosis takes: the cases of a question run on an answer, in a process of ours, and it is diagnosed."""

import multiprocessing
import signal
import time
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import torch

from autograder.authoring.evaluation.answers import Answer
from autograder.grading.diagnosis.changed_lab import solution_plans
from autograder.grading.diagnosis.diagnose import Diagnostician, compared_cases, observed
from autograder.grading.sandbox.forkserver import lazy_dynamo
from autograder.lab import Lab

JOBS = 2
SECONDS = 5
"""What takes longer is ended."""
READY: list[Diagnostician] = []
"""In a process of the pool: the diagnostician, which its parent has loaded."""


def diagnosis_times(lab: Lab, answers: Sequence[Answer]) -> Iterator[float | None]:
    """For each answer the milliseconds that the diagnosis of its question takes; None where its code hangs.

    Answers run in processes of ours: they are part of the lab, as mistakes and right solutions are.
    """
    if not answers:
        return
    plans = solution_plans(lab)
    diagnostician = Diagnostician(lab, plans)
    with warnings.catch_warnings(action="ignore"):  # torch warns of wrong code
        for question in {answer.question: lab.settings.question(answer.question) for answer in answers}.values():
            diagnostician.matcher(question)  # before the fork, so that all share it
            if question.notebook:
                plans(question.id)
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(JOBS, context, initializer=_prepare, initargs=(diagnostician,)) as pool:
        yield from pool.map(partial(_time, lab), answers)


def _prepare(diagnostician: Diagnostician) -> None:
    lazy_dynamo.install()
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGALRM, _end_case)
    READY[:] = [diagnostician]


def _time(lab: Lab, answer: Answer) -> float | None:
    """The milliseconds of one diagnosis."""
    diagnostician, question = READY[0], lab.settings.question(answer.question)
    signal.setitimer(signal.ITIMER_REAL, SECONDS, SECONDS)  # again and again: each case that hangs is ended
    try:
        seen = observed(lab, answer.modules, answer.cells, compared_cases(lab, question), diagnostician.plans)
    except Exception:  # the code of an answer may do anything while it is imported
        return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    started = time.perf_counter()
    diagnostician.diagnose(question, seen)
    return 1000 * (time.perf_counter() - started)


def _end_case(*signal_and_frame: object) -> None:
    raise TimeoutError(f"{SECONDS} seconds are over")
