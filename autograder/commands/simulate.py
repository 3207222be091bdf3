"""`autograder simulate`: a class to try things on."""

import argparse
from pathlib import Path

from autograder.commands.base import OK, UsageError
from autograder.config import load_config


def add(commands: argparse._SubParsersAction) -> None:
    """Describe the command on the command line."""
    simulate = commands.add_parser(
        "simulate", help="write a made-up class of submissions",
        description="Write a made-up class into DIR/submissions: right, wrong, unfinished, broken and hostile work. "
        "DIR/class.json says who did what. The same seed gives the same class.",
        epilog="example: autograder simulate --out class --students 200 --copies 5",
    )  # fmt: skip
    simulate.add_argument("--out", type=Path, metavar="DIR", required=True)
    simulate.add_argument("--students", type=int, metavar="N", default=20, help="default: 20")
    simulate.add_argument("--seed", type=int, metavar="N", default=0, help="another class (default: 0)")
    simulate.add_argument("--copies", type=int, metavar="N", default=0, help="how many copy from another, in disguise")
    simulate.add_argument("--zips", action="store_true", help="write zips instead of folders")
    simulate.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Write the class."""
    from autograder.simulation.classroom import simulate, write_class

    submissions = options.out / "submissions"
    if submissions.exists() and (not submissions.is_dir() or any(submissions.iterdir())):
        raise UsageError(f"{submissions} is there already: choose another --out, or delete it")
    try:
        students = simulate(load_config(), options.students, options.seed, options.copies)
    except ValueError as error:
        raise UsageError(error) from None
    write_class(students, options.out, options.zips)
    print(f"wrote {len(students)} submissions to {submissions}, and who did what to {options.out / 'class.json'}")
    return OK
