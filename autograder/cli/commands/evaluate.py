"""`autograder evaluate`: how often grades and diagnoses are wrong, on answers that the tests' authors did not see."""

import argparse
from pathlib import Path

from rich.console import Console

from autograder.cli.base import COMMON, Commands, add_data, chosen_lab, data_source
from autograder.lib.errors import OK, InputError


def add(commands: Commands) -> None:
    """Describe the command on the command line."""
    evaluate = commands.add_parser(
        "evaluate", help="measure how often grades and diagnoses are wrong", parents=[COMMON],
        description="Grade the lab's evaluation/working/ and evaluation/frozen/ with the real judge, and print error "
        "rates with 95 % intervals. These answers come from authors who did not see the tests (docs/evaluation.md).",
        epilog="example: autograder evaluate --part working --unjudged to_judge.md",
    )  # fmt: skip
    add_data(evaluate)
    evaluate.add_argument("--part", choices=["working", "frozen"], help="only these answers (default: both parts)")
    evaluate.add_argument("--generated", type=int, metavar="N", default=0,
                          help="also N made-up answers of each kind (default: 0)")  # fmt: skip
    evaluate.add_argument("--seed", type=int, metavar="N", default=0, help="other made-up answers (default: 0)")
    evaluate.add_argument("--again", type=Path, metavar="FILE.json",
                          help="grade nothing: judge the outcomes of an earlier --out anew")  # fmt: skip
    evaluate.add_argument("--out", type=Path, metavar="FILE.json", help="write the outcome of each answer")
    evaluate.add_argument("--unjudged", type=Path, metavar="FILE.md",
                          help="write a sheet with the diagnoses that nobody has judged yet")  # fmt: skip
    evaluate.add_argument("--page", type=Path, metavar="FILE.md", help="put the tables into their places in this page")
    evaluate.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Grade the answers, and write what is wanted; raises `InputError` where the options or the answers are wrong."""
    from autograder.authoring.evaluation.answers import PARTS
    from autograder.authoring.evaluation.evaluate import evaluate, read_evaluation
    from autograder.lib.files import file_to_write

    if options.generated < 0:
        raise InputError(f"--generated needs a number that is not negative, not {options.generated}")
    if options.page and options.part:
        raise InputError("--page needs the answers of both parts: leave --part out")
    lab = chosen_lab(options)
    for path in (options.out, options.unjudged, options.page):
        if path:
            file_to_write(path)
    parts = [options.part] if options.part else PARTS
    if options.again:
        found = read_evaluation(lab, options.again)
    else:
        found = evaluate(lab, data_source(options.data), parts, options.generated, options.seed)
    found.print_to(Console(highlight=False))
    if options.out:
        found.write_json_to(options.out)
    if options.unjudged:
        found.write_sheet_to(options.unjudged)
    if options.page:
        found.write_tables_to(options.page)
    return OK
