"""`autograder grade`: one submission."""

import argparse
from pathlib import Path

from rich.console import Console

from autograder.commands.base import OK, UsageError, data_source, file_to_write
from autograder.config import load_config
from autograder.sandbox.warm import Sandbox, WarmSandbox


def add(commands: argparse._SubParsersAction) -> None:
    """Describe the command on the command line."""
    grade = commands.add_parser(
        "grade", help="grade one submission",
        description="Grade a submission: run its code in a separate process, and the tests here.",
        epilog="example: autograder grade handed_in.zip --results results.json",
    )  # fmt: skip
    grade.add_argument("submission", type=Path, metavar="SUBMISSION", help="folder or zip with package lab3")
    grade.add_argument("--results", type=Path, metavar="FILE", help="write Gradescope's results.json here")
    grade.add_argument("--feedback", type=Path, metavar="FILE.html", help="write a page for the student here")
    add_require_isolation(grade)
    grade.add_argument("--data", metavar="DIR_OR_FILE", help="stories to train on (default: the embedded ones)")
    grade.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Grade one submission; print the table, and write the results file and the page."""
    from autograder.judge.process import JudgeProcess
    from autograder.results import print_grade, write_atomically, write_results
    from autograder.submission import SubmissionError, read_submission

    config = load_config()
    try:
        submission = read_submission(options.submission, config)
    except SubmissionError as error:
        raise UsageError(error) from None
    source = data_source(options.data)
    for path in filter(None, (options.results, options.feedback)):
        file_to_write(path)
    console = Console(highlight=False)
    with WarmSandbox() as sandbox, Console(stderr=True).status("starting") as status:
        if options.require_isolation:
            require_isolation(sandbox)
        judge = JudgeProcess(sandbox, config, source)
        grade = judge.grade(submission, lambda question, known: status.update(f"grading {question}"))
    print_grade(grade, console)
    if options.results:
        write_results(grade, options.results)
        console.print(f"wrote {options.results}", markup=False)
    if options.feedback:
        from autograder.feedback.page import feedback_page

        write_atomically(options.feedback, feedback_page(grade, config, options.submission.resolve().name))
        console.print(f"wrote {options.feedback}", markup=False)
    return OK


def add_require_isolation(parser: argparse.ArgumentParser) -> None:
    """Describe the option that `require_isolation` is for."""
    parser.add_argument(
        "--require-isolation", action="store_true", help="refuse to grade where Landlock, seccomp or limits are missing"
    )


def require_isolation(sandbox: Sandbox) -> None:
    """Raise `UsageError` where a layer that keeps student code in is missing."""
    from autograder.sandbox.confine import what_isolation_lacks

    if lacking := what_isolation_lacks(sandbox.active_layers()):
        raise UsageError(f"--require-isolation: this machine lacks {lacking}")
