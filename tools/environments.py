"""Tries all attacks in each environment that this machine can show, and writes the table of docs/environments.md.

    python tools/environments.py [--readable /usr/bin/python3.11]
    python tools/environments.py --calls  # the system calls that a worker may make, for docs/security.md

An environment is a kind of user, and layers of confinement that are missing. `--readable` is an interpreter with this
project's dependencies that everybody can read: for an ordinary user, and for a grader that is root and whose workers
become somebody else. The default is the current one. Needs Linux, root, and for the last line version 1 of cgroups.
Takes a quarter of an hour.
"""

import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tqdm import tqdm

from autograder.grading.sandbox.confine import LAYERS
from autograder.grading.sandbox.walls import calls, landlock
from autograder.lib.files import write_atomically

ROOT = Path(__file__).resolve().parents[1]
PAGE, SECURITY = ROOT / "docs" / "environments.md", ROOT / "docs" / "security.md"
BEGIN, END = "<!-- begin: tools/environments.py -->", "<!-- end -->"
SOME_USER = 1000
AS_USER = ("setpriv", "--reuid", str(SOME_USER), "--regid", str(SOME_USER), "--clear-groups", "env", "HOME=/tmp")
PAIRS = (("landlock", "seccomp"), ("landlock", "mounts"), ("seccomp", "mounts"), ("landlock", "mounts", "seccomp"))
TASKS, MEGABYTES = 256, 768
CGROUPS = {
    "pids": ("pids.max", str(TASKS)),
    "memory": ("memory.limit_in_bytes", str(MEGABYTES << 20)),
}
"""By controller, the file with its limit."""
SECONDS = 300


@dataclass(frozen=True)
class Environment:
    """A name for the table, the layers that are missing, and the command that starts Python there."""

    name: str
    without: tuple[str, ...]
    python: tuple[str, ...]


def main() -> None:
    """Try all environments, and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--readable", default=sys.executable, help="an interpreter that everybody can read")
    parser.add_argument("--calls", action="store_true", help="only write the list of system calls in docs/security.md")
    options = parser.parse_args()
    if options.calls:
        return replace_part(SECURITY, table_of_calls())
    if os.geteuid() != 0 or platform.system() != "Linux":
        sys.exit("environments: needs root on Linux, for its kinds of users")
    lines = [line_of(each, found(each)) for each in tqdm(environments(options.readable))]
    replace_part(PAGE, [*preface(), *lines])


def replace_part(page: Path, lines: list[str]) -> None:
    """Write lines between the marks of a page."""
    head, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    tail = rest.partition(END)[2]
    write_atomically(page, "\n".join([head + BEGIN, *lines, END + tail]))


def table_of_calls() -> list[str]:
    """The system calls that a worker may make, by purpose, and those with some arguments only."""
    limited = dict.fromkeys(call for call, _ in calls.allowed_arguments())
    rows = [*((purpose, names.split()) for purpose, names in calls.ALLOWED.items()), ("with some arguments", limited)]
    return [
        "",
        "| what for | calls |",
        "| --- | --- |",
        *(f"| {purpose} | {' '.join(f'`{name}`' for name in names)} |" for purpose, names in rows),
        "",
    ]


def environments(readable: str) -> list[Environment]:
    """All that this machine can show."""
    users = {
        "root, interpreter unreadable for others": (sys.executable,),
        "root": (readable,),
        "ordinary user": (*AS_USER, readable),
    }
    missing: list[tuple[str, ...]] = [(), *((layer,) for layer in LAYERS), *PAIRS]
    all_of_them = [Environment(name, without, python) for without in missing for name, python in users.items()]
    for version in range(1, landlock.version()):
        without = ("mounts", f"landlock>{version}")
        all_of_them.append(Environment("ordinary user", without, users["ordinary user"]))
    if all((Path("/sys/fs/cgroup") / name).is_dir() for name in CGROUPS):
        python = (*in_cgroups(), *users["root"])
        all_of_them.append(Environment(f"root, {TASKS} tasks and {MEGABYTES} MB", (), python))
    return all_of_them


def in_cgroups() -> tuple[str, ...]:
    """The beginning of a command that runs the rest of it in limited cgroups."""
    joins = []
    for controller, (file, limit) in CGROUPS.items():
        folder = Path("/sys/fs/cgroup", controller, "lab-environments")
        folder.mkdir(exist_ok=True)
        (folder / file).write_text(limit)
        joins.append(f"echo $$ > {folder}/cgroup.procs")
    return ("sh", "-c", "; ".join([*joins, 'exec "$@"']), "sh")


def found(environment: Environment) -> dict[str, Any]:
    """What `tests/support/tried.py` prints there; a sentence as `failed` where it does not come to that."""
    command = [*environment.python, "-m", "support.tried", *environment.without]
    try:
        done = subprocess.run(command, cwd=ROOT / "tests", capture_output=True, text=True, timeout=SECONDS)
        result: dict[str, Any] = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return {"failed": f"could not be tried ({type(error).__name__})"}
    return result


def line_of(environment: Environment, result: dict[str, Any]) -> str:
    """The line of an environment in the table."""
    missing = ", ".join(environment.without) or "none"
    if "failed" in result:
        return f"| {environment.name} | {missing} | {result['failed']} | | | | |"
    through = result["through"]
    cells = [
        environment.name,
        missing,
        ", ".join(result["layers"]) or "none",
        ", ".join(result["attempts"]) or "**none**",
        names(through.get("harm", {})) or "**none**",
        names(through.get("channel", {})) or "none",
        names(through.get("step", {})) or "none",
    ]
    return f"| {' | '.join(cells)} |"


def names(attacks: dict[str, str]) -> str:
    """Attacks, as the table names them."""
    return ", ".join(f"`{name}`" for name in attacks)


def preface() -> list[str]:
    """When and where the table was made, and its head."""
    return [
        "",
        f"Made on {datetime.date.today()} with Linux {platform.release()} on {platform.machine()}, "
        f"Python {platform.python_version()}, version {landlock.version()} of Landlock.",
        "",
        "| grader | left out | active layers | attempts | harm | channels | steps |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]


if __name__ == "__main__":
    main()
