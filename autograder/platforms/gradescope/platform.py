"""Gradescope as a platform of the command line."""

import argparse
from pathlib import Path

from autograder.lab import Lab
from autograder.lib.files import file_to_write
from autograder.platforms.base import Built, Grading, Platform, Target


class ContainerGrading(Grading):
    """`autograder gradescope run`: what runs in the container, to try it elsewhere."""

    name = "run"
    help = "grade the submission in Gradescope's container"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Describe the folder that holds `submission/` and `results/`."""
        parser.add_argument("--root", type=Path, metavar="DIR", default=Path("/autograder"),
                            help="default: /autograder")  # fmt: skip

    def grade(self, lab: Lab, options: argparse.Namespace) -> int:
        """Grade what lies in the container's folders."""
        from autograder.platforms.gradescope.run import grade_container

        return grade_container(lab, options.root)


class GradescopePlatform(Platform):
    """A zip with the grader and the lab; Gradescope makes an image of it, once."""

    name = "gradescope"
    help = "Gradescope: build the zip, grade in the container"
    build_help = "write the zip to upload as the assignment's autograder"
    build_description = build_help
    target = Target(help="default: dist/gradescope.zip next to the lab's folder")
    grading = ContainerGrading()

    def default_target(self, lab: Lab) -> Path:
        """A file next to the lab's folder."""
        return lab.home / "dist" / "gradescope.zip"

    def build(self, lab: Lab, target: Path) -> Built:
        """Write the zip."""
        from autograder.platforms.gradescope.build import build

        build(lab, file_to_write(target))
        return Built(f"wrote {target}; upload it under Configure Autograder, with an Ubuntu 22.04 or later image")
