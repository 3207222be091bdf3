"""`autograder nbgrader build | grade`."""

import argparse
import importlib.util
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import track
from rich.table import Table

from autograder.commands.base import GRADER_FAILED, OK, UsageError, data_source
from autograder.commands.grade import require_isolation
from autograder.config import load_config
from autograder.sandbox.warm import WarmSandbox


def add(commands: argparse._SubParsersAction) -> None:
    """Describe the commands on the command line."""
    nbgrader = commands.add_parser("nbgrader", help="nbgrader: write a course, grade its submissions")
    actions = nbgrader.add_subparsers(metavar="ACTION", required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--course", type=Path, metavar="DIR", default=Path(), help="the course (default: this folder)")
    common.add_argument("--assignment", metavar="NAME", default="lab3", help="its name there (default: lab3)")
    build = actions.add_parser(
        "build", parents=[common], help="write the assignment's source and nbgrader's configuration",
        description="Write source/NAME with stubs only, and nbgrader_config.py where there is none. Then run "
        "`nbgrader generate_assignment NAME` in the course.",
    )  # fmt: skip
    build.set_defaults(command=build_course)
    grade = actions.add_parser(
        "grade", parents=[common], help="grade submitted/ in the sandbox, into nbgrader's gradebook",
        description="Grade every submission of a course, in place of `nbgrader autograde`: scores and comments go into "
        "the gradebook, notebooks that are in order into autograded/. Then run `nbgrader generate_feedback NAME`.",
    )  # fmt: skip
    grade.add_argument("--student", action="append", metavar="ID", help="this one only; can be given again")
    grade.add_argument("--db", metavar="URL", help="the gradebook (default: gradebook.db in the course)")
    grade.add_argument("--data", metavar="DIR_OR_FILE", help="stories to train on (default: the embedded ones)")
    grade.add_argument(
        "--require-isolation", action="store_true", help="refuse to grade where Landlock, seccomp or limits are missing"
    )
    grade.set_defaults(command=grade_submissions)


def build_course(options: argparse.Namespace) -> int:
    """Write the course."""
    from autograder.platforms.nbgrader_course import build
    from autograder.release.regions import ReleaseError

    try:
        written = build(load_config(), options.course, options.assignment)
    except ReleaseError as error:
        raise UsageError(error) from None
    print(f"wrote {' and '.join(written)} in {options.course.resolve().name}/")
    if len(written) == 1:
        print("nbgrader_config.py was there already, and was left as it is")
    print(f"next: nbgrader generate_assignment {options.assignment}")
    return OK


def grade_submissions(options: argparse.Namespace) -> int:
    """Grade the submissions of a course; print who got what, and what was wrong."""
    from autograder.judge.process import JudgeProcess
    from autograder.platforms.nbgrader_grades import Course, CourseError, grade_course

    if importlib.util.find_spec("nbgrader") is None:
        raise UsageError("nbgrader is not installed beside autograder: pip install nbgrader==0.9.6")
    root = options.course.resolve()
    course = Course(root, options.assignment, options.db or f"sqlite:///{root / 'gradebook.db'}")
    config, source = load_config(), data_source(options.data)
    try:
        students = course.students()
        if unknown := sorted(set(options.student or ()) - set(students)):
            raise UsageError(f"nothing was handed in by {', '.join(unknown)}; there is work of {', '.join(students)}")
        students = options.student or students
        with WarmSandbox() as sandbox:
            if options.require_isolation:
                require_isolation(sandbox)
            results = grade_course(course, students, config, lambda: JudgeProcess(sandbox, config, source))
            graded = list(track(results, "grading", len(students), console=Console(stderr=True)))
    except CourseError as error:
        raise UsageError(error) from None
    table = Table("student", "points", "of", "what to know")
    for one in graded:
        points = f"{one.grade.score:g}" if one.grade else "-"
        of = f"{one.grade.max_score:g}" if one.grade else ""
        notes = one.damage if one.grade else (f"not graded: {one.failure}; try again with --student {one.student}",)
        table.add_row(escape(one.student), points, of, escape("\n".join(notes)))
    Console(highlight=False).print(table)
    return OK if all(one.grade for one in graded) else GRADER_FAILED
