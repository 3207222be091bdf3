"""nbgrader as a platform of the command line."""

import argparse
import os
from pathlib import Path

from autograder.lab import Lab
from autograder.lib import extras
from autograder.lib.errors import GRADER_FAILED, OK, InputError
from autograder.platforms.base import Built, Grading, Platform, Target
from autograder.platforms.isolation import add_isolation, isolation_check

COURSE = Target("--course", "DIR", "default: this folder")


class CourseGrading(Grading):
    """`autograder nbgrader grade`: grades a whole course."""

    name = "grade"
    help = "grade what was handed in, and write scores and comments into the gradebook"
    description = (
        "Grade each submitted/STUDENT/PACKAGE in isolation, and write scores, comments and autograded/. It replaces "
        "`nbgrader autograde`; where you also run that, run it first. Then: nbgrader generate_feedback PACKAGE "
        "--force; nbgrader export"
    )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Describe which course, and who in it."""
        parser.add_argument(COURSE.option, type=Path, metavar=COURSE.metavar, default=Path("."), help=COURSE.help)
        parser.add_argument("--assignment", metavar="NAME", help="default: the name of the lab's package")
        parser.add_argument("--student", metavar="ID", action="append", default=[],
                            help="grade this one (can be repeated; default: all)")  # fmt: skip
        parser.add_argument("--jobs", type=int, metavar="N", default=os.cpu_count(),
                            help="how many at a time, each on one core (default: all cores)")  # fmt: skip
        add_isolation(parser)

    def grade(self, lab: Lab, options: argparse.Namespace) -> int:
        """Grade what was handed in; print a line for each student, in their order."""
        extras.require("nbgrader", "nbgrader", "`autograder nbgrader grade`")
        from tqdm import tqdm

        from autograder.grading.judge.pool import JudgePool
        from autograder.platforms.nbgrader.grades import Course, grade_students

        if options.jobs < 1:
            raise InputError(f"--jobs {options.jobs}: there has to be at least one")
        course = Course(lab, options.course, options.assignment or lab.settings.package)
        students = course.students(options.student)
        jobs = min(options.jobs, len(students))
        with JudgePool(lab, jobs=jobs, check=isolation_check(lab, options)) as pool:
            course.register()
            shown = tqdm(total=len(students), desc="what is shown")

            def has_been_shown(student: str) -> None:
                shown.update()

            graded = grade_students(course, pool, students, has_been_shown)
            outcomes = list(tqdm(graded, total=len(students), desc="grades"))
            shown.close()
        outcomes.sort(key=lambda outcome: students.index(outcome.student))
        for outcome in outcomes:
            score = "not graded" if outcome.score is None else f"{outcome.score:g} of {outcome.max_score:g}"
            print("; ".join([f"{outcome.student}: {score}", *outcome.remarks]))
        failed = [outcome.student for outcome in outcomes if outcome.score is None]
        if failed:
            names = " ".join(f"--student {student}" for student in failed)
            print(f"the grader failed for {len(failed)} of {len(outcomes)}; what they had is unchanged. Again: {names}")
        return GRADER_FAILED if failed else OK


class NbgraderPlatform(Platform):
    """A course on disk: `source/PACKAGE` and settings for nbgrader."""

    name = "nbgrader"
    help = "nbgrader: write the course, grade into its gradebook"
    build_help = "write nbgrader_config.py and source/PACKAGE"
    build_description = (
        "Write the course for nbgrader: source/PACKAGE anew, and nbgrader_config.py where there is none. PACKAGE is "
        "the name of the lab's package. Then: nbgrader generate_assignment PACKAGE"
    )
    target = COURSE
    grading = CourseGrading()

    def default_target(self, lab: Lab) -> Path:
        """The current folder."""
        return Path(".")

    def build(self, lab: Lab, target: Path) -> Built:
        """Write the course."""
        for module in ("nbformat", "traitlets"):
            extras.require(module, "author", "`autograder nbgrader build`")
        from autograder.platforms.nbgrader.course import build

        build(lab, target)
        name = lab.settings.package
        return Built(
            f"wrote {target / 'source' / name}; nothing leaks\nnext, in {target}: nbgrader generate_assignment {name}"
        )
