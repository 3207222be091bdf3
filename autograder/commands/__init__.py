"""The commands of `autograder`, a module each.

`add` describes the command on the command line, and sets as `command` the function that does it: it takes the options
and returns the exit code. What costs time to import is imported there.
"""

from autograder.commands import (
    batch,
    doctor,
    export,
    grade,
    gradescope,
    nbgrader,
    otter,
    release,
    report,
    simulate,
    verify,
)

COMMANDS = (grade, batch, report, doctor, release, verify, gradescope, nbgrader, otter, export, simulate)
"""In the order in which the help lists them."""
