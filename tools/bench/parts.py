"""Where the time of a grade goes: seconds of each part, for the solution and for a simulated class.

    python tools/bench/parts.py [--students 30]

One judge grades one submission at a time, as in a batch with one job. The time of a request to the student's code is
wall-clock time, so run this on an idle machine.
"""

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import torch
from rich.console import Console
from rich.progress import track
from rich.table import Table

from autograder.authoring.simulation.made_up_class import simulate
from autograder.course.feedback.page import feedback_page
from autograder.grading.cases.case import load_cases
from autograder.grading.judge.judge import Judge
from autograder.grading.judge.session import Session
from autograder.grading.sandbox.client import Answer, Worker
from autograder.grading.sandbox.forkserver.client import WarmSandbox
from autograder.grading.sandbox.requests import Request
from autograder.grading.submission.read import Submission, read_submission
from autograder.lab import open_lab

ANSWERED = Session.answered
LAB = open_lab(Path(__file__).resolve().parents[2] / "assignment")
IMPORTS, PUBLIC, HIDDEN, TRAINING = "imports", "public cases", "hidden cases", "training"
AGAIN, REST, PAGE = "once more with our code", "comparing, starting processes", "the page"
PARTS = (IMPORTS, PUBLIC, HIDDEN, TRAINING, AGAIN, REST, PAGE)


class Watch:
    """Adds up the seconds of the requests to one submission's code."""

    def __init__(self) -> None:
        self.hidden = {
            (question.id, case.name): case.hidden
            for question in LAB.settings.questions
            for case in load_cases(LAB.test_file(question.id))
        }
        self.seconds: dict[str, float] = defaultdict(float)

    def answered(self, session: Session, worker: Worker, label: str, request: Request, allowed: float) -> Answer:
        """What `Session.answered` returns or raises; its time is added to its part."""
        part = self.part_of(session, label)
        began = time.monotonic()
        try:
            return ANSWERED(session, worker, label, request, allowed)
        finally:
            self.seconds[part] += time.monotonic() - began

    def part_of(self, session: Session, label: str) -> str:
        """The part of a grade to which a request belongs."""
        if session.stand_ins:
            return AGAIN
        if label.startswith("importing"):
            return IMPORTS
        if session.question == "training":
            return TRAINING
        return HIDDEN if self.hidden.get((session.question, session.case)) else PUBLIC


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--students", type=int, default=30, help="of the simulated class (default 30)")
    students = simulate(LAB, parser.parse_args().students)
    watch = Watch()
    Session.answered = lambda *arguments: watch.answered(*arguments)  # type: ignore[method-assign]
    torch.set_num_threads(1)
    with WarmSandbox() as sandbox:
        judge = Judge(LAB, sandbox, overlap=False)
        judge.prepare_to_share()
        solution = read_submission(LAB.solutions, LAB.settings)
        judge.grade(solution)  # the first one loads what all need
        columns = {"the solution": list(parts_of(judge, watch, [solution] * 5))}
        for kind in dict.fromkeys(student.kind for student in students):
            work = [student.submission for student in students if student.kind == kind]
            columns[f"{kind} ({len(work)})"] = list(parts_of(judge, watch, track(work, description=kind)))
    table = Table("seconds", *columns)
    for part in PARTS:
        table.add_row(part, *(f"{statistics.mean(each[part] for each in found):.2f}" for found in columns.values()))
    sums = [[sum(each.values()) for each in found] for found in columns.values()]
    table.add_row("all", *(f"{statistics.mean(seconds):.2f}" for seconds in sums))
    Console(highlight=False).print(table)


def parts_of(judge: Judge, watch: Watch, submissions: Iterable[Submission]) -> Iterator[dict[str, float]]:
    """The seconds of each part, for each submission."""
    for submission in submissions:
        watch.seconds = defaultdict(float)
        began = time.monotonic()
        grade = judge.grade(submission)
        graded = time.monotonic()
        feedback_page(grade, LAB.settings)
        watch.seconds[REST] = graded - began - sum(watch.seconds.values())
        watch.seconds[PAGE] = time.monotonic() - graded
        yield watch.seconds


if __name__ == "__main__":
    main()
