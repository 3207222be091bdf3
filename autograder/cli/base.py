"""What the commands share: their common options, the lab they work on, and where its data comes from."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from autograder.lab import Lab, open_lab
from autograder.lab.folder import DEFAULT_NAME, SETTINGS_FILE, default_lab
from autograder.lib.errors import InputError

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""What a command adds its parser to."""
EMBEDDED = "embedded"
"""The source of data that comes with the lab."""

COMMON = argparse.ArgumentParser(add_help=False)
"""The parent of every parser: its options may stand before and behind the name of a command.

They have no defaults, so that the parser of a command does not overwrite what stood before its name.
"""
_common = COMMON.add_argument_group("common options")
_common.add_argument("--lab", type=Path, metavar="DIR", default=argparse.SUPPRESS,
                     help="the lab's folder (default: assignment/ in this folder, or next to the tool)")  # fmt: skip
_common.add_argument("--traceback", action="store_true", default=argparse.SUPPRESS,
                     help="log what happens, and show where an error came from (docs/debugging.md)")  # fmt: skip


def chosen_lab(options: argparse.Namespace) -> Lab:
    """The lab that a command works on; raises `LabError` where it cannot be opened."""
    if options.lab is not None:
        return open_lab(options.lab)
    folder = default_lab()
    if not (folder / SETTINGS_FILE).exists():
        raise InputError(
            f"there is no {DEFAULT_NAME}/{SETTINGS_FILE} in this folder: name the folder of a lab with --lab, or make "
            "a new lab with `autograder init DIR`"
        )
    lab = open_lab(folder)
    if not Path.cwd().is_relative_to(lab.home):
        print(f"autograder: there is no {DEFAULT_NAME}/ here: using the lab in {lab.root}", file=sys.stderr)
    return lab


def add_data(parser: argparse.ArgumentParser, more: str = "") -> None:
    """Describe the option that `data_source` reads."""
    parser.add_argument(
        "--data", metavar="DIR_OR_FILE",
        help=f"data for the lab's long cases{more} (default: the data that the lab brings)",
    )  # fmt: skip


def data_source(path: str | None) -> str:
    """The source for a lab's fixtures; raises `InputError` for a path where nothing is."""
    if path is None:
        return EMBEDDED
    if not Path(path).exists():
        raise InputError(f"there is no data at {path}; leave --data out to use what the lab brings")
    return str(Path(path).resolve())


def refuse_unknown_questions(lab: Lab, wanted: Sequence[str]) -> None:
    """Raise `InputError` where `--question` names a question that the lab does not have."""
    known = [question.id for question in lab.settings.questions]
    if unknown := [name for name in wanted if name not in known]:
        raise InputError(f"--question {unknown[0]}: there is no such question; there are {', '.join(known)}")
