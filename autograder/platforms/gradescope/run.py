"""Grades in Gradescope's container, and writes what Gradescope shows."""

import contextlib
import json
from dataclasses import replace
from pathlib import Path

from autograder.grading.certain import certainly_graded, certainly_read
from autograder.grading.grade import Grade, QuestionResult
from autograder.grading.judge.pool import JudgePool
from autograder.grading.results.schema import (
    CARRIED_FORWARD,
    LeaderboardEntry,
    Results,
    ShownTest,
    SubmissionNote,
    User,
    results_of,
    shown_test,
    write_results,
)
from autograder.grading.submission.read import read_submission
from autograder.lab import Lab
from autograder.lab.settings import Gradescope
from autograder.lib.errors import GRADER_FAILED, OK, InputError
from autograder.lib.files import folder_to_write
from autograder.platforms.gradescope.written import written_entries
from autograder.platforms.isolation import required_isolation

NOT_YET = "not graded yet"
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
    submitted = read_metadata(root / "submission_metadata.json")
    path = root / "results" / "results.json"
    known: tuple[QuestionResult, ...] = ()
    answers: tuple[ShownTest, ...] = ()

    def write(output: str, grade: Grade | None = None) -> None:
        keep_private(path.parent)  # whatever a submission has done to it
        results = container_results(lab, grade or Grade(known), submitted, output)
        write_results(replace(results, tests=results.tests + answers), path)

    def progress(question: str, so_far: tuple[QuestionResult, ...]) -> None:
        nonlocal known
        known = max(known, so_far, key=len)
        write(f"The autograder has come as far as {question}.")

    def pool() -> JudgePool:
        return JudgePool(lab, overlap=True, check=required_isolation(lab))

    write(f"The autograder has begun; what it has not come to yet is {NOT_YET}.")
    try:
        submission = certainly_read(lambda: read_submission(root / "submission", lab.settings))
        answers = written_entries(lab, submission.notebook)
        grade = certainly_graded(pool, submission, lab.settings, progress)
    except Exception:
        write(FAILED)
        raise
    if grade.failure:
        write(FAILED)
        print(f"autograder: {grade.failure}")
        return GRADER_FAILED
    write("", grade)
    return OK


def keep_private(folder: Path) -> None:
    """Open a folder to us and to nobody else, where it is ours."""
    with contextlib.suppress(OSError):
        folder.chmod(0o700)


def read_metadata(path: Path) -> SubmissionNote:
    """What is kept of Gradescope's metadata: who handed in, when, and how often before; empty where there is none."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        users = tuple(User(user.get("id"), user.get("name"), user.get("email")) for user in raw.get("users", []))
        before = len(raw.get("previous_submissions", []))
        return SubmissionNote(users, raw.get("id"), raw.get("created_at"), before)
    except (OSError, ValueError, AttributeError, TypeError, RecursionError):
        return SubmissionNote()


def container_results(lab: Lab, grade: Grade, submitted: SubmissionNote, output: str = "") -> Results:
    """The results with what students see at once apart from what they see later, and with what is not graded yet."""
    results = results_of(grade)
    shown = lab.settings.gradescope
    tests = [entry for question in grade.questions for entry in _entries(question, shown)]
    graded = {question.id for question in grade.questions}
    for question in lab.settings.questions:
        if question.id not in graded:
            visibility = shown.visibility(question.id, hidden=False)
            tests.append(ShownTest(question.title, question.id, 0, question.points, NOT_YET, visibility))
    return replace(
        results,
        output="\n".join(filter(None, (output, results.output))),
        tests=tuple(tests),
        max_score=lab.settings.max_score,
        submission=submitted,
        stdout_visibility="hidden",
        leaderboard=_leaderboard(lab, grade),
    )


def _leaderboard(lab: Lab, grade: Grade) -> tuple[LeaderboardEntry, ...]:
    """The figure of the lab's leaderboard, where the student's own code passed the test that measured it."""
    board = lab.hooks.leaderboard
    if board is None or not lab.settings.gradescope.leaderboard:
        return ()
    for question in grade.questions:
        for case in question.cases:
            if case.passed and not question.replaced and board.figure in case.figures:
                return (LeaderboardEntry(board.title, case.figures[board.figure], board.order),)
    return ()


def _entries(question: QuestionResult, shown: Gradescope) -> list[ShownTest]:
    """One entry for the public cases of a question, and one for the hidden ones; the first that failed is explained."""
    entries, explained = [], False
    for hidden in (False, True):
        cases = tuple(case for case in question.cases if case.hidden == hidden)
        part = replace(question, cases=cases, replaced=() if hidden else question.replaced)
        part = replace(part, diagnoses=() if part.passed or explained else question.diagnoses)
        explained = explained or bool(part.diagnoses)
        if cases:
            entries.append(_entry(question, part, hidden, shown.visibility(question.id, hidden)))
    return entries


def _entry(question: QuestionResult, part: QuestionResult, hidden: bool, visibility: str) -> ShownTest:
    """The entry for a part of a question."""
    return replace(
        shown_test(part, visibility),
        name=f"{question.title} (hidden tests)" if hidden else question.title,
        max_score=sum(case.points for case in part.cases),
        tags=(CARRIED_FORWARD,) if question.replaced else (),
    )
