"""The commands of `autograder`, a module each; those of all platforms share one.

`add` describes the command on the command line. It sets as `command` the function that does the work: it takes the
options and returns the exit code. What takes time to import is imported there.
"""

from autograder.cli.commands import (
    batch,
    compare,
    desk,
    doctor,
    evaluate,
    explain,
    export,
    grade,
    init,
    mistakes,
    override,
    platforms,
    release,
    report,
    simulate,
    verify,
)

COMMANDS = (
    grade, batch, report, desk, explain, override, compare, mistakes, doctor, init, release, verify, evaluate,
    platforms, export, simulate,
)  # fmt: skip
"""In the order in which the help lists them."""
