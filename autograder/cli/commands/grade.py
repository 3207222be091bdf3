"""`autograder grade`: one submission."""

from __future__ import annotations

import argparse
import sys
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console

from autograder.cli.base import COMMON, Commands, add_data, chosen_lab, data_source, refuse_unknown_questions
from autograder.lab import Lab
from autograder.lib.errors import GRADER_FAILED, OK, InputError, ResultsError
from autograder.lib.files import file_to_write, write_atomically
from autograder.lib.strict_json import printable
from autograder.platforms.isolation import add_isolation, isolation_check

if TYPE_CHECKING:
    from autograder.grading.grade import Grade
    from autograder.grading.judge.trace import TraceEntry
    from autograder.grading.results.schema import SubmissionNote
    from autograder.grading.submission.read import Submission


def add(commands: Commands) -> None:
    """Describe the command on the command line."""
    grade = commands.add_parser(
        "grade", help="grade one submission", parents=[COMMON],
        description="Grade a submission. Its code runs in an isolated process, the tests run in another one.",
        epilog="example: autograder grade handed_in.zip --results results.json",
    )  # fmt: skip
    grade.add_argument("submission", type=Path, metavar="SUBMISSION", help="a folder or zip with the lab's package")
    grade.add_argument("--results", type=Path, metavar="FILE", help="write Gradescope's results.json here")
    grade.add_argument("--feedback", type=Path, metavar="FILE.html", help="write a page for the student here")
    grade.add_argument("--question", action="append", default=[], metavar="ID",
                       help="grade this question and what it builds on (can be repeated; default: all)")  # fmt: skip
    grade.add_argument("--trace", action="store_true",
                       help="print each request to the student's code: its arguments, its time, what came back, and "
                       "what the code printed")  # fmt: skip
    add_isolation(grade)
    add_data(grade)
    grade.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Grade one submission; write the results file and the page, and print the table."""
    from autograder.grading.submission.read import read_submission

    lab = chosen_lab(options)
    part = chosen_part(lab, options)
    submission = read_submission(options.submission, lab.settings)
    for path in filter(None, (options.results, options.feedback)):
        file_to_write(path)
    grade = graded(submission, part, options)
    write(grade, lab, options)
    if grade.failure:
        print(f"autograder: {grade.failure}", file=sys.stderr)
        return GRADER_FAILED
    return OK


def chosen_part(lab: Lab, options: argparse.Namespace) -> Lab:
    """The lab with the questions that are asked for; raises `InputError` where a part cannot be graded like this."""
    wanted: list[str] = options.question
    if not wanted:
        return lab
    refuse_unknown_questions(lab, wanted)
    if options.results or options.feedback:
        raise InputError("--question grades a part of the lab, which is no grade: leave --results and --feedback out")
    return lab.only(wanted)


def graded(submission: Submission, lab: Lab, options: argparse.Namespace) -> Grade:
    """The grade of a submission; meanwhile, standard error shows the current question, or the requests."""
    from autograder.grading.certain import certainly_graded
    from autograder.grading.judge.pool import JudgePool

    source = data_source(options.data)
    check = isolation_check(lab, options)
    tracer = print_request if options.trace else None
    status = nullcontext() if options.trace else Console(stderr=True).status("starting")
    with status as shown:

        def progress(question: str, known: object) -> None:
            if shown is not None:
                shown.update(f"grading {question}")

        def judges() -> JudgePool:
            return JudgePool(lab, source, overlap=True, check=check, tracer=tracer)

        return certainly_graded(judges, submission, lab.settings, progress)


def write(grade: Grade, lab: Lab, options: argparse.Namespace) -> None:
    """Write the files that are asked for, and print the table."""
    from autograder.grading.results.schema import results_of, write_results
    from autograder.grading.results.terminal import print_grade

    if options.results:
        write_results(replace(results_of(grade), submission=who_handed_in(options.results)), options.results)
    if options.feedback:
        from autograder.course.feedback.page import feedback_page

        write_atomically(options.feedback, feedback_page(grade, lab.settings, options.submission.resolve().name))
    console = Console(highlight=False)
    print_grade(grade, console)
    for path in filter(None, (options.results, options.feedback)):
        console.print(f"wrote {path}", markup=False)


def who_handed_in(path: Path) -> SubmissionNote | None:
    """Who handed in, and when, as far as a results file says it that is there already."""
    from autograder.grading.results.schema import read_results

    try:
        return read_results(path).submission
    except ResultsError:
        return None


def print_request(entry: TraceEntry) -> None:
    """Print a request to the student's code on standard error, and below it what the code printed."""
    place = f"[{entry.question} / {entry.case}]" if entry.case else f"[{entry.question}]"
    lines = [f"{place}  {entry.request}  {entry.seconds:.3f} s  -> {entry.answer}"]
    lines += [f"    | {line}" for line in entry.printed.splitlines()]
    print(printable("\n".join(lines)), file=sys.stderr, flush=True)
