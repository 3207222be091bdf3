"""The floor for `make bench`: all tests on the solution in one process, as a student's own check runs them.

Runs them once, and again for each line on standard input; prints the seconds that each of these took.
"""

import contextlib
import sys
import time
from pathlib import Path

import torch

from autograder.config import SOLUTIONS, load_config

sys.path.insert(0, str(SOLUTIONS))  # with the notebook beside the package, as a student has it
from lab3 import checking

from autograder.judge.casefile import load_cases
from autograder.judge.corpus import load_corpus
from autograder.sandbox import lazy_dynamo


def main() -> None:
    config = load_config()
    torch.set_num_threads(1)
    lazy_dynamo.install()
    corpus = load_corpus(config.training)
    all_tests(config, corpus)
    for _ in sys.stdin:
        started = time.monotonic()
        all_tests(config, corpus)
        print(time.monotonic() - started, flush=True)


def all_tests(config, corpus) -> None:
    environment = {"lab": checking.Lab(), "reference": checking.lab, "corpus": corpus}
    for question in config.questions:
        for case in load_cases(question.id):
            with contextlib.redirect_stdout(None):  # the notebook's cells print
                case.body.call_func(environment)


if __name__ == "__main__":
    assert Path(checking.__file__).is_relative_to(SOLUTIONS)
    main()
