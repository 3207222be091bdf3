"""Keeps results that a later run replaces, by the date of that run, next to the new ones."""

import shutil
from pathlib import Path

from autograder.lib.files import folder_to_write

EARLIER = "earlier"
"""The folder, in that of a class, with a folder for each run that replaced results; each has a folder `results`."""


def keep_earlier(folder: Path, name: str, date: str) -> Path | None:
    """Copy the results file that a run of this date replaces; returns the folder of the run, None without such a file.

    Raises `InputError` where nothing can be written there: then nothing should be replaced.
    """
    old = folder / "results" / f"{name}.json"
    if not old.is_file():
        return None
    run = folder / EARLIER / date
    target = folder_to_write(run / "results") / old.name
    if not target.exists():  # of two results within one run, the first one is that of an earlier run
        shutil.copyfile(old, target)
    return run


def earlier_runs(folder: Path) -> tuple[str, ...]:
    """The dates of runs that replaced results of a class, the latest first."""
    there = folder / EARLIER
    return tuple(sorted((run.name for run in there.iterdir() if run.is_dir()), reverse=True)) if there.is_dir() else ()
