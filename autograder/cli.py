"""The command `autograder`: release the lab, prove it right, grade submissions."""

import argparse
import platform
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder import __version__
from autograder.config import ASSIGNMENT, ROOT, load_config
from autograder.sandbox.warm import Sandbox, WarmSandbox

OK, BAD_INPUT, GRADER_FAILED = 0, 2, 3


class UsageError(Exception):
    """What the user asked for can not be done; the text is one sentence with the way out."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns 0 when it did its work, 2 for bad input, 3 when the grader failed."""
    options = parser().parse_args(arguments)
    try:
        return options.command(options)
    except KeyboardInterrupt:
        print("autograder: interrupted", file=sys.stderr)
        return 130
    except UsageError as error:
        print(f"autograder: {error}", file=sys.stderr)
        return BAD_INPUT
    except Exception as error:
        if options.traceback:
            raise
        print(f"autograder: failed: {type(error).__name__}: {error}", file=sys.stderr)
        return GRADER_FAILED


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="autograder", description=__doc__)
    top.add_argument("--version", action="version", version=__version__)
    top.add_argument("--traceback", action="store_true", help="show where a failure of the grader came from")
    commands = top.add_subparsers(metavar="COMMAND", required=True)

    grade = commands.add_parser(
        "grade", help="grade one submission",
        description="Grade a submission: run its code in a separate process, and the tests here.",
        epilog="example: autograder grade handed_in.zip --results results.json",
    )  # fmt: skip
    grade.add_argument("submission", type=Path, metavar="SUBMISSION", help="folder or zip with package lab3")
    grade.add_argument("--results", type=Path, metavar="FILE", help="write Gradescope's results.json here")
    grade.add_argument(
        "--require-isolation", action="store_true", help="refuse to grade where Landlock, seccomp or limits are missing"
    )
    grade.add_argument("--data", metavar="DIR_OR_FILE", help="stories to train on (default: the embedded ones)")
    grade.set_defaults(command=grade_command)

    doctor = commands.add_parser(
        "doctor", help="say what isolates student code on this machine",
        description="Start a worker and list the layers that confine it, with what to install for missing ones. "
        "Exit code 2 where student code is not isolated.",
    )  # fmt: skip
    doctor.set_defaults(command=doctor_command)

    release = commands.add_parser(
        "release", help="make student_release/ and solutions/ from assignment/",
        description="Strip the solutions, prove that nothing leaks, and write both trees and the student zip.",
    )  # fmt: skip
    release.add_argument("--check", action="store_true", help="change nothing; fail when a tree is stale")
    release.set_defaults(command=release_command)

    verify = commands.add_parser(
        "verify", help="grade the samples and prove that each gets what it must",
        description="The reference gets every point, the skeleton none; every wrong sample loses points on its "
        "own question, and every right one keeps all.",
    )  # fmt: skip
    verify.add_argument("--data", metavar="DIR_OR_FILE", help="stories to train on (default: the embedded ones)")
    verify.set_defaults(command=verify_command)
    return top


def grade_command(options: argparse.Namespace) -> int:
    """Grade one submission; print the table, and write the results file."""
    from autograder.judge.process import JudgeProcess
    from autograder.results import print_grade, write_results
    from autograder.submission import SubmissionError, read_submission

    config = load_config()
    try:
        submission = read_submission(options.submission, config)
    except SubmissionError as error:
        raise UsageError(error) from None
    source = data_source(options.data)
    console = Console(highlight=False)
    with WarmSandbox() as sandbox, Console(stderr=True).status("starting") as status:
        if options.require_isolation:
            require_isolation(sandbox)
        judge = JudgeProcess(sandbox, config, source)
        grade = judge.grade(submission, lambda question: status.update(f"grading {question}"))
    print_grade(grade, console)
    if options.results:
        write_results(grade, options.results)
        console.print(f"wrote {options.results}", markup=False)
    return OK


def require_isolation(sandbox: Sandbox) -> None:
    """Raise `UsageError` where a layer that keeps student code in is missing."""
    from autograder.sandbox.confine import ISOLATING, what_is_missing

    missing = what_is_missing(sandbox.active_layers())
    if lacking := [name for name in ISOLATING if name in missing]:
        reasons = "; ".join(f"{name}: {missing[name]}" for name in lacking)
        raise UsageError(f"--require-isolation: this machine lacks {reasons}")


def doctor_command(options: argparse.Namespace) -> int:
    """Print the layers of confinement, and what to install for those that are missing."""
    from autograder.sandbox.confine import ISOLATING, LAYERS, what_is_missing

    with WarmSandbox() as sandbox:
        missing = what_is_missing(sandbox.active_layers())
    table = Table("layer", "active", "what it does, or what to do about it")
    table.add_row("process", "yes", "Student code runs in processes of its own; only plain data comes back.")
    for name, layer in LAYERS.items():
        purpose = (layer.__doc__ or "").split("\n")[0]
        table.add_row(name, "no" if name in missing else "yes", missing.get(name, purpose))
    console = Console(highlight=False)
    console.print(table)
    lacking = [name for name in ISOLATING if name in missing]
    verdict = f"does not: {', '.join(lacking)} missing" if lacking else "does"
    console.print(
        f"Python {platform.python_version()}, {platform.system()}. This machine {verdict} isolate student code."
    )
    return BAD_INPUT if lacking else OK


def data_source(path: str | None) -> str:
    """The source for `load_stories`; raises `UsageError` for a path where nothing is."""
    if path is None:
        return "embedded"
    if not Path(path).exists():
        raise UsageError(f"there are no stories at {path}; leave --data out for the embedded ones")
    return str(Path(path).resolve())


def release_command(options: argparse.Namespace) -> int:
    """Build both trees, or say which of their files are stale."""
    from autograder.release.build import ReleaseError, build_release, check_release

    config = load_config()
    try:
        if not options.check:
            build_release(ASSIGNMENT, ROOT, config)
            print("wrote student_release/, solutions/ and dist/lab3-student.zip; nothing leaks")
            return OK
        stale = check_release(ASSIGNMENT, ROOT, config)
    except ReleaseError as error:
        raise UsageError(error) from None
    for problem in stale:
        print(f"autograder: {problem}", file=sys.stderr)
    if stale:
        raise UsageError("the release is stale: run `autograder release` and commit what it writes")
    print("the release is what assignment/ gives")
    return OK


def verify_command(options: argparse.Namespace) -> int:
    """Grade every sample, print the matrix, and fail where one gets what it must not."""
    from autograder.release.verify import verify

    problems = verify(load_config(), data_source(options.data), Console(highlight=False))
    for problem in problems:
        print(f"autograder: {problem}", file=sys.stderr)
    return BAD_INPUT if problems else OK


if __name__ == "__main__":
    sys.exit(main())
