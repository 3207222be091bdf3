"""The floor for `make bench`: all tests on the solution in one process, without a sandbox.

Runs them once, and again for each line on standard input; prints the seconds that each of these runs took.
"""

import contextlib
import sys
import time
from pathlib import Path
from typing import Any

import torch

from autograder.grading.cases.case import load_cases
from autograder.grading.cases.notes import Notes
from autograder.grading.cases.reference import reference_view
from autograder.grading.diagnosis.changed_lab import changed_lab, solution_plans
from autograder.grading.sandbox.forkserver import lazy_dynamo
from autograder.lab import Lab, open_lab

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Run the tests as often as somebody asks for it."""
    lab = open_lab(ROOT / "assignment")
    torch.set_num_threads(1)
    lazy_dynamo.install()
    reference = reference_view(lab)
    made = {name: make(reference, lab.settings.fixtures, "embedded") for name, make in lab.hooks.fixtures.items()}
    with changed_lab(lab, {}, {}, solution_plans(lab)) as solution:  # nothing is changed: it only runs the cells
        environment = {"lab": solution, "reference": reference, "notes": Notes(), **made}
        all_tests(lab, environment)
        for _ in sys.stdin:
            started = time.monotonic()
            all_tests(lab, environment)
            print(time.monotonic() - started, flush=True)


def all_tests(lab: Lab, environment: dict[str, Any]) -> None:
    """Run every case of every question; none may fail."""
    for question in lab.settings.questions:
        for case in load_cases(lab.test_file(question.id)):
            with contextlib.redirect_stdout(None):  # the notebook's cells print
                case.check(environment)


if __name__ == "__main__":
    main()
