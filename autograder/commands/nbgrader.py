"""`autograder nbgrader build | grade`."""

import argparse
import importlib.util
from pathlib import Path

from autograder.commands.base import GRADER_FAILED, OK, UsageError
from autograder.commands.grade import add_require_isolation, require_isolation
from autograder.config import load_config


def add(commands: argparse._SubParsersAction) -> None:
    """Describe the commands on the command line."""
    nbgrader = commands.add_parser("nbgrader", help="nbgrader: write the course, grade into its gradebook")
    actions = nbgrader.add_subparsers(metavar="ACTION", required=True)
    build = actions.add_parser(
        "build", help="write nbgrader_config.py and source/lab3",
        description="Write the course for nbgrader: source/lab3 anew, nbgrader_config.py where there is none. "
        "Then: nbgrader generate_assignment lab3",
    )  # fmt: skip
    build.set_defaults(command=build_course)
    grade = actions.add_parser(
        "grade", help="grade what was handed in, and write scores and comments into the gradebook",
        description="Grade each submitted/STUDENT/lab3 in isolation, and write scores, comments and autograded/. "
        "Takes the place of `nbgrader autograde`; where you run that, too, run it before. Then: nbgrader "
        "generate_feedback lab3 --force; nbgrader export",
    )  # fmt: skip
    grade.add_argument("--assignment", metavar="NAME", default="lab3", help="default: lab3")
    grade.add_argument("--student", metavar="ID", action="append", default=[],
                       help="grade this one (can be repeated; default: all)")  # fmt: skip
    add_require_isolation(grade)
    grade.set_defaults(command=grade_course)
    for action in (build, grade):
        action.add_argument("--course", type=Path, metavar="DIR", default=Path("."), help="default: this folder")


def build_course(options: argparse.Namespace) -> int:
    """Write the course."""
    from autograder.platforms.nbgrader_course import ASSIGNMENT_NAME, build
    from autograder.release.regions import ReleaseError

    try:
        build(load_config(), options.course)
    except ReleaseError as error:
        raise UsageError(error) from None
    print(f"wrote {options.course / 'source' / ASSIGNMENT_NAME}; nothing leaks")
    print(f"next, in {options.course}: nbgrader generate_assignment {ASSIGNMENT_NAME}")
    return OK


def grade_course(options: argparse.Namespace) -> int:
    """Grade what was handed in; print a line for each student."""
    if not importlib.util.find_spec("nbgrader"):
        raise UsageError("nbgrader is not installed: pip install 'self-attention-lab[nbgrader]'")
    from tqdm import tqdm

    from autograder.platforms.nbgrader_grades import Course, CourseError, FreshJudge, grade_students

    check = require_isolation if options.require_isolation else lambda sandbox: None
    try:
        course = Course(options.course, options.assignment)
        students = course.students(options.student)
        with FreshJudge(load_config(), check) as judge:
            course.register()
            outcomes = list(tqdm(grade_students(course, judge, students), total=len(students), desc="submissions"))
    except CourseError as error:
        raise UsageError(error) from None
    for outcome in outcomes:
        score = "not graded" if outcome.score is None else f"{outcome.score:g} of {outcome.max_score:g}"
        print("; ".join([f"{outcome.student}: {score}", *outcome.remarks]))
    failed = [outcome.student for outcome in outcomes if outcome.score is None]
    if failed:
        names = " ".join(f"--student {student}" for student in failed)
        print(f"the grader failed for {len(failed)} of {len(outcomes)}; what they had is as before. Again: {names}")
    return GRADER_FAILED if failed else OK
