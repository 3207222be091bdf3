"""`autograder simulate`: a class to try things on."""

import argparse
from pathlib import Path

from autograder.cli.base import COMMON, Commands, chosen_lab
from autograder.lib.errors import OK, InputError


def add(commands: Commands) -> None:
    """Describe the command on the command line."""
    simulate = commands.add_parser(
        "simulate", help="write a made-up class of submissions", parents=[COMMON],
        description="Write a made-up class into DIR/submissions: right, wrong, unfinished, broken and hostile work. "
        "DIR/class.json says who did what. The same seed gives the same class.",
        epilog="example: autograder simulate --out class --students 200 --copies 5",
    )  # fmt: skip
    simulate.add_argument("--out", type=Path, metavar="DIR", required=True)
    simulate.add_argument("--students", type=int, metavar="N", default=20, help="default: 20")
    simulate.add_argument("--seed", type=int, metavar="N", default=0, help="another class (default: 0)")
    simulate.add_argument(
        "--copies", type=int, metavar="N", default=0, help="how many students copy from another one, in disguise"
    )
    simulate.add_argument("--zips", action="store_true", help="write zips instead of folders")
    simulate.set_defaults(command=run)


def run(options: argparse.Namespace) -> int:
    """Write the class."""
    from autograder.authoring.simulation.made_up_class import simulate, write_class

    submissions = options.out / "submissions"
    if submissions.exists() and (not submissions.is_dir() or any(submissions.iterdir())):
        raise InputError(f"{submissions} exists already: choose another --out, or delete it")
    lab = chosen_lab(options)
    students = simulate(lab, options.students, options.seed, options.copies)
    write_class(lab, students, options.out, options.zips)
    print(f"wrote {len(students)} submissions to {submissions}, and who did what to {options.out / 'class.json'}")
    return OK
