"""Which version of the starter code a submission was made from: the release stamps the package and the notebook.

The stamp is a fingerprint, so it shows that two versions differ, and not which of them is older.
"""

import re
from pathlib import PurePosixPath

from autograder.grading.submission.read import Submission
from autograder.lab import Lab
from autograder.lab.folder import HANDOUT

IN_PACKAGE = re.compile(rb'^HANDOUT = "([0-9a-f]{12})"', re.MULTILINE)
IN_NOTEBOOK = re.compile(rb'"handout":\s*"([0-9a-f]{12})"')
"""In the notebook's metadata. In the text of a cell, the quotes have a backslash."""


def notes_on_handout(submission: Submission, lab: Lab) -> tuple[str, ...]:
    """A note where a submission was made from another version of the starter code than the lab's.

    There is none where the submission or the lab has no stamp.
    """
    ours = _stamp(IN_PACKAGE, lab.handout_stamp.read_bytes()) if lab.handout_stamp.is_file() else ""
    theirs = {
        f"{lab.settings.package}/": _stamp(IN_PACKAGE, submission.files.get(PurePosixPath(HANDOUT), b"")),
        lab.settings.notebook: _stamp(IN_NOTEBOOK, submission.notebook or b""),
    }
    others = [f"{name} (handout {stamp})" for name, stamp in theirs.items() if ours and stamp not in ("", ours)]
    if not others:
        return ()
    verb = "are" if len(others) > 1 else "is"
    return (
        f"{' and '.join(others)} {verb} from another version of the starter code than this lab's (handout {ours}): "
        "graded with ours",
    )


def _stamp(pattern: re.Pattern[bytes], data: bytes) -> str:
    """The last stamp in a file, also where it is in UTF-16; empty where there is none."""
    found = pattern.findall(data.replace(b"\0", b"").replace(b"\r", b"\n"))
    return found[-1].decode() if found else ""
