"""nbgrader: a course's tree, `submitted/STUDENT/ASSIGNMENT`, with a `timestamp.txt` for each submission.

Source: https://nbgrader.readthedocs.io/en/stable/user_guide/philosophy.html
"""

from pathlib import Path

from autograder.course.downloads.entry import Download, Entry

SUBMITTED = "submitted"
TIMESTAMP = "timestamp.txt"
MOST = 100
"""Characters of a timestamp."""


def read(submitted: Path, assignment: str) -> Download:
    """The submissions to an assignment in a course's tree."""
    students = sorted(path for path in submitted.iterdir() if path.is_dir() and not path.name.startswith("."))
    there = [student for student in students if (student / assignment).is_dir()]
    others = [student.name for student in students if student not in there]
    notes = (f"nothing of {assignment} is there from: {', '.join(others)}",) if others else ()
    entries = tuple(
        Entry(student.name, student / assignment, created_at=_time(student / assignment)) for student in there
    )
    return Download(f"an nbgrader tree, assignment {assignment}", entries, notes)


def _time(folder: Path) -> str | None:
    path = folder / TIMESTAMP
    try:
        if not path.is_file() or path.is_symlink():
            return None
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read(MOST).strip() or None
    except OSError:
        return None
