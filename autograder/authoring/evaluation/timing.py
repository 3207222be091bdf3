"""How long a diagnosis takes: the cases of a question run on an answer, in a process of ours, and it is diagnosed."""

import multiprocessing
import time
import warnings
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from autograder.authoring.evaluation.answers import Answer
from autograder.authoring.verification.replaying import JOBS, at_most, prepare
from autograder.grading.diagnosis.changed_lab import solution_plans
from autograder.grading.diagnosis.diagnose import Diagnostician, compared_cases, observed
from autograder.lab import Lab

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
    prepare()
    READY[:] = [diagnostician]


def _time(lab: Lab, answer: Answer) -> float | None:
    """The milliseconds of one diagnosis."""
    diagnostician, question = READY[0], lab.settings.question(answer.question)
    try:
        with at_most(SECONDS, repeated=True):  # each case that hangs is ended
            seen = observed(lab, answer.modules, answer.cells, compared_cases(lab, question), diagnostician.plans)
    except Exception:  # the code of an answer may do anything while it is imported
        return None
    started = time.perf_counter()
    diagnostician.diagnose(question, seen)
    return 1000 * (time.perf_counter() - started)
