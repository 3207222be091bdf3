"""Grades in Gradescope's container, and writes what Gradescope shows."""

import contextlib
from dataclasses import replace
from pathlib import Path

from autograder.grading.certain import certainly_graded, certainly_read
from autograder.grading.grade import Grade, QuestionResult
from autograder.grading.judge.pool import JudgePool
from autograder.grading.results.schema import Results, ShownTest, write_results
from autograder.grading.submission.read import read_submission
from autograder.lab import Lab
from autograder.lib.errors import GRADER_FAILED, OK, InputError
from autograder.lib.files import folder_to_write
from autograder.platforms.gradescope.entries import container_results, results_before
from autograder.platforms.gradescope.metadata import read_metadata
from autograder.platforms.gradescope.turns import comes_too_late, why_not_run
from autograder.platforms.gradescope.written import written_entries
from autograder.platforms.isolation import print_isolation, required_isolation

FAILED = "The autograder itself failed; this is not your fault. Your instructor can run it again."
PRIVATE = ("source", "results", "submission")


def grade_container(lab: Lab, root: Path) -> int:
    """Grade what lies in `root`/submission into `root`/results/results.json; returns the exit code.

    The file is valid from the beginning and is written again after each question: if the container is killed, or the
    grader fails, it has the results so far. Raises `InputError` where there is no such folder, or nothing can be
    written into it.
    """
    if not root.is_dir():
        raise InputError(f"there is no folder {root}: this command is for Gradescope's container")
    for name in PRIVATE:
        keep_private(folder_to_write(root / name))
    metadata = read_metadata(root / "submission_metadata.json")
    path = root / "results" / "results.json"
    known: tuple[QuestionResult, ...] = ()
    answers: tuple[ShownTest, ...] = ()

    def write(said: str, grade: Grade | None = None) -> None:
        keep_private(path.parent)  # whatever a submission has done to it
        results = container_results(lab, grade or Grade(known), metadata, said)
        write_results(replace(results, tests=results.tests + answers), path)

    def progress(question: str, so_far: tuple[QuestionResult, ...]) -> None:
        nonlocal known
        known = max(known, so_far, key=len)
        write(f"The autograder has come as far as “{lab.settings.question(question).title}”.")

    def pool() -> JudgePool:
        return JudgePool(lab, overlap=True, check=required_isolation(lab, report=print_isolation))

    write("The autograder has begun; what it has not come to yet is not graded.")
    try:
        submission = certainly_read(lambda: read_submission(root / "submission", lab.settings))
        answers = written_entries(lab, submission.notebook)
        if reason := why_not_run(metadata, lab.settings.gradescope):
            results = results_before(lab, metadata, reason)
            if not comes_too_late(metadata, lab.settings.gradescope):
                results = with_answers(lab, results, answers)
            write_results(results, path)
            return OK
        grade = certainly_graded(pool, submission, lab.settings, progress)
    except Exception as error:
        write(FAILED, Grade(known, failure=f"{type(error).__name__}: {error}"))
        raise
    if grade.failure:
        write(FAILED, Grade(known, failure=grade.failure))
        print(f"autograder: {grade.failure}")
        return GRADER_FAILED
    write("", grade)
    return OK


def with_answers(lab: Lab, results: Results, answers: tuple[ShownTest, ...]) -> Results:
    """Earlier results with the written answers of this submission, which a person reads in any case."""
    ids = {question.id for question in lab.settings.questions}
    return replace(results, tests=tuple(test for test in results.tests if test.number in ids) + answers)


def keep_private(folder: Path) -> None:
    """Open a folder to us and to nobody else, where it is ours."""
    with contextlib.suppress(OSError):
        folder.chmod(0o700)
