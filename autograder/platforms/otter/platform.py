"""Stock otter as a platform of the command line."""

from pathlib import Path

from autograder.lab import Lab
from autograder.lib.files import file_to_write
from autograder.platforms.base import Built, Platform, Target


class OtterPlatform(Platform):
    """A zip for `otter run -a ZIP`; otter itself grades."""

    name = "otter"
    help = "stock otter: build the zip, and say what is lost with it"
    build_help = "write the zip for `otter run -a ZIP`"
    build_description = "Write a stock otter zip from the same tests. It isolates nothing: see docs/otter.md."
    target = Target(help="default: dist/otter.zip next to the lab's folder")

    def default_target(self, lab: Lab) -> Path:
        """A file next to the lab's folder."""
        return lab.home / "dist" / "otter.zip"

    def build(self, lab: Lab, target: Path) -> Built:
        """Write the zip; the warning says what is lost with stock otter."""
        from autograder.platforms.otter.build import LOST, build

        build(lab, file_to_write(target))
        return Built(f"wrote {target}; grade with `otter run -a {target} SUBMISSION.zip`", LOST)
