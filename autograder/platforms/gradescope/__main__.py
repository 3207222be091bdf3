"""`python -m autograder.platforms.gradescope run | doctor`: what the scripts in Gradescope's image call."""

import argparse
import sys
from pathlib import Path

from autograder.lab import open_lab
from autograder.lib.errors import AutograderError
from autograder.platforms.gradescope.run import grade_container
from autograder.platforms.isolation import print_layers

SOURCE = Path(__file__).resolve().parents[3]
"""Where Gradescope has unpacked the zip."""


def main() -> int:
    """Grade the submission in the container, or report what isolates it; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m autograder.platforms.gradescope", description=__doc__)
    parser.add_argument("action", choices=("run", "doctor"))
    try:
        if parser.parse_args().action == "doctor":
            return print_layers(open_lab(SOURCE))
        return grade_container(open_lab(SOURCE), SOURCE.parent)
    except AutograderError as error:
        print(f"autograder: {error}", file=sys.stderr)
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
