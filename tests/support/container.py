"""A root file system like Gradescope's image, in which the zip is set up and run: debootstrap, an overlay, namespaces.

Made once and kept in the user's cache folder. Needs root, Debian's debootstrap, and a network the first time.
`python tests/support/container.py ZIP FOLDER...` grades submissions, and prints a line of JSON for each.
"""

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
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "self-attention-lab"
PACKAGES = "python3,python3-venv,libseccomp2,ca-certificates"
SCRIPT = """
for file in $CGROUPS; do echo $$ > "$file"; done
exec unshare --mount --pid --ipc --fork --kill-child sh -c '
    mount -t overlay overlay -o "lowerdir=$BASE,upperdir=$UPPER,workdir=$WORK" "$ROOT" || exit 99
    mount -t proc proc "$ROOT/proc" && mount --rbind /dev "$ROOT/dev" && mount --bind "$WHEELS" "$ROOT/mnt" || exit 99
    exec chroot "$ROOT" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin PIP_NO_INDEX=1 PIP_FIND_LINKS=/mnt \\
        PIP_DISABLE_PIP_VERSION_CHECK=1 sh -c "$COMMAND"
'
"""


class Unavailable(Exception):
    """No such container can be made here; the text says why."""


@dataclass(frozen=True)
class Done:
    """How a command ended; `seconds` of wall-clock time, `peak_bytes` of memory, 0 where it was not measured."""

    code: int
    output: str
    seconds: float
    peak_bytes: int


class Container:
    """Runs commands as root in the image, with what `folder` keeps of their changes."""

    def __init__(self, folder: Path, archive: Path):
        if os.geteuid() != 0:
            raise Unavailable("a root file system needs root")
        self.archive = archive
        self.base, self.wheels = root_file_system(), wheels(archive)
        self.upper, self.work, self.root = (folder / name for name in ("upper", "work", "root"))
        for made in (self.upper, self.work, self.root):
            made.mkdir()
        if self.run("true").code:
            raise Unavailable("namespaces or overlays are not allowed here")

    def path(self, inside: str) -> Path:
        """Where a changed file of the container lies outside."""
        return self.upper / inside.lstrip("/")

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
        environment = os.environ | {
            "BASE": str(self.base), "UPPER": str(self.upper), "WORK": str(self.work), "ROOT": str(self.root),
            "WHEELS": str(self.wheels), "COMMAND": command,
            "CGROUPS": " ".join(str(group / "cgroup.procs") for group in groups),
        }  # fmt: skip
        started = time.monotonic()
        done = subprocess.run(
            ["bash", "-c", SCRIPT], env=environment, capture_output=True, text=True, errors="replace", timeout=seconds
        )
        took = time.monotonic() - started
        peak = max(
            (int((group / "memory.max_usage_in_bytes").read_text()) for group in groups if "memory" in str(group)),
            default=0,
        )
        for group in groups:
            group.rmdir()
        return Done(done.returncode, done.stdout + done.stderr, took, peak)


def root_file_system() -> Path:
    """Debian 12 with Python, made by debootstrap; raises `Unavailable` where it cannot be made."""
    base = CACHE / "bookworm"
    if base.exists():
        return base
    if not shutil.which("debootstrap"):
        raise Unavailable("debootstrap is not installed (apt-get install debootstrap)")
    CACHE.mkdir(parents=True, exist_ok=True)
    sites = subprocess.run(["apt-get", "indextargets", "--format", "$(SITE)"], capture_output=True, text=True).stdout
    mirror = next((site for site in sites.split() if "security" not in site), "")
    new = CACHE / f"bookworm-{os.getpid()}"
    command = ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", "bookworm", str(new), mirror]
    done = subprocess.run([word for word in command if word], capture_output=True, text=True)
    if done.returncode:
        shutil.rmtree(new, ignore_errors=True)
        raise Unavailable(f"debootstrap failed: {(done.stdout + done.stderr).strip().splitlines()[-1]}")
    return in_place(new, base)


def wheels(archive: Path) -> Path:
    """A folder with the packages that the zip asks for, for Python 3.11; raises `Unavailable` without a network."""
    with zipfile.ZipFile(archive) as packed:
        project = tomllib.loads(packed.read("pyproject.toml").decode())
    needed = project["project"]["dependencies"] + project["build-system"]["requires"]
    folder = CACHE / f"wheels-{hashlib.sha256(repr(needed).encode()).hexdigest()[:12]}"
    if folder.exists():
        return folder
    new = CACHE / f"{folder.name}-{os.getpid()}"
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--dest", str(new), "--only-binary=:all:"]
    done = subprocess.run(
        [*command, "--python-version", "3.11", *(entry.partition(";")[0] for entry in needed)],
        capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        shutil.rmtree(new, ignore_errors=True)
        raise Unavailable("the packages for the image could not be fetched")
    return in_place(new, folder)


def in_place(new: Path, wanted: Path) -> Path:
    """Give a finished folder its name, unless another process was first."""
    try:
        new.rename(wanted)
    except OSError:
        shutil.rmtree(new)
    return wanted


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
