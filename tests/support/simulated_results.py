"""Results files of a simulated class, written without grading: for tests and pictures of the report.

A question is lost where a student made a mistake in it, left it out, broke or attacked it. Which other cases fail,
besides the one that is there for the mistake, is drawn from a seed, and so are times and losses. One mistake in ten has
no name: those who make it fail in the same way. In the root of the repository, `PYTHONPATH=tests python -m
support.simulated_results DIR 200 --copies 5` writes DIR/submissions and DIR/results.
"""

import argparse
import dataclasses
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from autograder.authoring.simulation.made_up_class import Student, simulate, write_class
from autograder.grading.cases.case import load_cases
from autograder.grading.diagnosis.catalogue import load_catalogue
from autograder.grading.grade import CaseResult, Grade, QuestionResult
from autograder.grading.results.schema import BatchNote, results_of
from autograder.grading.results.schema import write_results as write
from autograder.lab.settings import Question
from support.lab import LAB, SETTINGS

FAILURE = "The grader's worker ended twice while it graded this submission."
MIDDLES = {"mlp_loss": 2.27, "transformer_loss": 1.84}


def write_results(folder: Path, students: Sequence[Student], n_failed: int = 0, seed: int = 0) -> None:
    """Write a results file for each student into `folder`/results; the last `n_failed` could not be graded."""
    for number, student in enumerate(students):
        results = results_of(grade(student, SETTINGS.questions, Random(f"{seed} {student.name}")))
        results = replace(results, batch=BatchNote(student.folder, f"{number:08x}", "graded", 1))
        if number >= len(students) - n_failed:
            failed = BatchNote(student.folder, f"{number:08x}", "failed", 2)
            results = replace(results, batch=failed, score=0, output=FAILURE, tests=())
        write(results, folder / "results" / f"{student.folder}.json")


def grade(student: Student, questions: tuple[Question, ...], rng: Random) -> Grade:
    """What the student could have got."""
    lost = _lost(student, questions)
    results = tuple(_question(question, question.id in lost, student, rng) for question in questions)
    figures = {name: round(middle + rng.gauss(0, 0.02), 4) for name, middle in MIDDLES.items()}
    return _with_figures(Grade(results, execution_time=rng.lognormvariate(0.9, 0.3)), figures)


def _lost(student: Student, questions: tuple[Question, ...]) -> set[str]:
    """The questions that the student has no points in, for another reason than a mistake."""
    lost, stopped = set(), False
    for question in questions:
        stopped |= any(student.variant == f"stopped before {module}" for module in question.modules)
        damaged = any(student.variant.startswith((f"{module} ", f"{module}/")) for module in question.modules)
        no_notebook = question.notebook and student.variant == "there is no notebook"
        if stopped or damaged or no_notebook:
            lost.add(question.id)
    return lost


def _question(question: Question, lost: bool, student: Student, rng: Random) -> QuestionResult:
    mistakes = (
        [] if lost else [m for m in load_catalogue(LAB) if m.question == question.id and m.id in student.mistakes]
    )
    caught = {mistake.caught_by for mistake in mistakes}
    named = [mistake for mistake in mistakes if Random(mistake.id).random() < 0.9]
    cases = tuple(
        CaseResult(case.name, case.points, case.hidden, passed=not lost and case.name not in caught and not spoiled)
        for case in load_cases(LAB.test_file(question.id))
        for spoiled in [bool(named) and rng.random() < 0.4]
    )
    diagnoses = tuple(mistake.diagnosis for mistake in named)
    failed = sorted(mistake.id for mistake in mistakes) + [case.name for case in cases if not case.passed]
    pattern = hashlib.sha256("\n".join(failed).encode()).hexdigest()[:12] if mistakes else ""
    return QuestionResult(question.id, question.title, question.points, cases, diagnoses=diagnoses, pattern=pattern)


def _with_figures(graded: Grade, figures: dict[str, float]) -> Grade:
    """The grade with the losses in it, which lie higher where the training was not right."""
    *others, last = graded.questions
    off = 0 if graded.question("training").passed and graded.question("attention").passed else 0.3
    cases = (dataclasses.replace(last.cases[0], figures={n: v + off for n, v in figures.items()}), *last.cases[1:])
    return dataclasses.replace(graded, questions=(*others, dataclasses.replace(last, cases=cases)))


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("students", type=int)
    options.add_argument("--copies", type=int, default=0)
    chosen = options.parse_args()
    made_up = simulate(LAB, chosen.students, n_copies=chosen.copies)
    write_class(LAB, made_up, chosen.folder)
    write_results(chosen.folder, made_up, n_failed=2)
