"""A container like Gradescope's, in which the zip is set up and run: Debian with limits on memory and processor.

Made once and kept in the user's cache folder. Needs what `support/debian.py` needs.
In `tests/`, `python -m support.container ZIP FOLDER...` grades submissions, and prints a line of JSON for each.
"""

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from support.debian import CACHE, System, Unavailable, in_place, root_file_system

PACKAGES = "python3,python3-venv,libseccomp2,ca-certificates"
VARIABLES = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/mnt", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
JOIN = 'for file in $CGROUPS; do echo $$ > "$file"; done; exec "$@"'


@dataclass(frozen=True)
class Done:
    """How a command ended; `seconds` of wall-clock time, `peak_bytes` of memory, 0 where it was not measured."""

    code: int
    output: str
    seconds: float
    peak_bytes: int


class Container:
    """Runs commands as root in the image, with what `folder` keeps of their changes.

    The image is a release of Debian, `suite`, whose Python is of this version.
    """

    def __init__(self, folder: Path, archive: Path, suite: str = "bookworm", python: str = "3.11"):
        self.archive = archive
        base = root_file_system(suite, suite, PACKAGES)
        self.system = System(base, folder, {"/mnt": wheels(archive, python)})
        if self.run("true").code:
            raise Unavailable("namespaces or overlays are not allowed here")

    def path(self, inside: str) -> Path:
        """Where a changed file of the container lies outside."""
        return self.system.path(inside)

    def unpack(self) -> None:
        """Lay the zip out as Gradescope does."""
        source = self.path("/autograder/source")
        with zipfile.ZipFile(self.archive) as packed:
            packed.extractall(source)
        shutil.copy(source / "run_autograder", self.path("/autograder/run_autograder"))
        self.path("/autograder/run_autograder").chmod(0o755)
        self.path("/autograder/results").mkdir()

    def run(self, command: str, megabytes: int = 0, cpus: float = 0, seconds: float = 600) -> Done:
        """Run a shell command, with limits on memory and processor time where this machine has such cgroups."""
        groups = cgroups(megabytes, cpus)
        started = time.monotonic()
        with self.started(command, groups) as process:
            output, _ = process.communicate(timeout=seconds)
        took = time.monotonic() - started
        peak = max(
            (int((group / "memory.max_usage_in_bytes").read_text()) for group in groups if "memory" in str(group)),
            default=0,
        )
        for group in groups:
            group.rmdir()
        return Done(process.returncode, output, took, peak)

    @contextlib.contextmanager
    def started(self, command: str, groups: list[Path]) -> Iterator["subprocess.Popen[str]"]:
        """A shell command under way in these cgroups. At the end it is killed, as Gradescope kills a container."""
        environment = os.environ | {"CGROUPS": " ".join(str(group / "cgroup.procs") for group in groups)}
        with subprocess.Popen(
            ["bash", "-c", JOIN, "bash", *self.system.arguments(command, VARIABLES)],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
        ) as process:  # fmt: skip
            try:
                yield process
            finally:
                process.kill()


def wheels(archive: Path, python: str) -> Path:
    """A folder with the packages that the zip asks for, for a Python; raises `Unavailable` without a network."""
    with zipfile.ZipFile(archive) as packed:
        project = tomllib.loads(packed.read("pyproject.toml").decode())
    needed = project["project"]["dependencies"] + project["build-system"]["requires"]
    folder = CACHE / f"wheels-{hashlib.sha256(repr((python, needed)).encode()).hexdigest()[:12]}"
    if folder.exists():
        return folder
    new = CACHE / f"{folder.name}-{os.getpid()}"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--dest", str(new), "--only-binary=:all:"]
    done = subprocess.run(
        [*command, "--python-version", python, *(entry.partition(";")[0] for entry in needed)],
        capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        shutil.rmtree(new, ignore_errors=True)
        raise Unavailable("the packages for the image could not be fetched")
    return in_place(new, folder)


def cgroups(megabytes: int, cpus: float) -> list[Path]:
    """Fresh cgroups (version 1) with these limits; none for a limit of 0, or where they cannot be made."""
    limits = {
        "memory": {"memory.limit_in_bytes": megabytes << 20} if megabytes else {},
        "cpu": {"cpu.cfs_period_us": 100_000, "cpu.cfs_quota_us": int(cpus * 100_000)} if cpus else {},
    }
    made = []
    for controller, values in limits.items():
        group = Path("/sys/fs/cgroup", controller, f"lab-{os.getpid()}")
        if values and os.access(group.parent / "tasks", os.W_OK):
            group.mkdir(exist_ok=True)
            for file, value in values.items():
                (group / file).write_text(str(value))
            made.append(group)
    return made


def grade_each(archive: Path, submissions: list[Path]) -> None:
    """Set a container up, grade submissions in it, and print what each of them got and used."""
    with tempfile.TemporaryDirectory() as name:
        container = Container(Path(name), archive)
        container.unpack()
        container.run("bash /autograder/source/setup.sh")
        results = container.path("/autograder/results/results.json")
        for submission in submissions:
            shutil.rmtree(container.path("/autograder/submission"), ignore_errors=True)
            results.unlink(missing_ok=True)
            shutil.copytree(submission, container.path("/autograder/submission"))
            done = container.run("/autograder/run_autograder", megabytes=768, cpus=0.5)
            text = results.read_text(encoding="utf-8") if results.exists() else ""
            print(json.dumps({"results": text, "seconds": done.seconds, "peak_bytes": done.peak_bytes}), flush=True)


if __name__ == "__main__":
    grade_each(Path(sys.argv[1]), [Path(folder) for folder in sys.argv[2:]])
