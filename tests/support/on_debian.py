"""Installs and tries this checkout on other releases of Debian, each with its own Python, and prints a table.

    python3 tests/support/on_debian.py  # trixie (Python 3.13) and forky (3.14): `make demo`, `make fast`
    python3 tests/support/on_debian.py trixie --tests tests  # one release, and `make test` in place of `make fast`
    python3 tests/support/on_debian.py --page docs/pythons.md  # also writes the lines into the page

Each release gets a root file system with `python3`, `make`, `git` and certificates. Root and an ordinary user each have
a copy of the working tree there, in a path with spaces, with umask 077. They install with a network, and run without
one. PyTorch is the build that pip takes by default, or that of TORCH_INDEX. The outputs are in build/debian/.

Needs Linux, root, debootstrap, a network, and 12 GB of disk for the release that is being tried. Takes half an hour for
each release on an idle machine. Nothing of it stays on the disk without `--keep`.
"""

import argparse
import datetime
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from autograder.lib.files import write_atomically  # noqa: E402
from support.debian import CACHE, System, Unavailable, root_file_system  # noqa: E402

PACKAGES = "python3,make,git,ca-certificates"
OUTPUTS = ROOT / "build" / "debian"
FORWARDED = re.compile(r"PIP_(CERT|INDEX_URL|EXTRA_INDEX_URL|DEFAULT_TIMEOUT)|SSL_CERT_FILE|TORCH_INDEX|https?_proxy")
"""Variables that say how this machine reaches its registries."""
HOW_TO_REACH = ("/etc/resolv.conf", "/etc/hosts", *(os.environ.get(name, "") for name in ("PIP_CERT", "SSL_CERT_FILE")))
BEGIN, END = "<!-- begin: tests/support/on_debian.py -->", "<!-- end -->"
HEAD = ["| Debian | user | command | seconds | result | date |", "| --- | --- | --- | --- | --- | --- |"]
VERSIONS = "import platform, torch; print(f'Python {platform.python_version()}, torch {torch.__version__}')"
COUNTS = re.compile(r"^(\d+ (?:passed|failed|skipped|errors?)\b.*) in [\d.]+s", re.MULTILINE)
"""The last line of pytest."""
TOO_LONG = 2 * 60 * 60
"""Seconds for one command."""


@dataclass(frozen=True)
class User:
    """Who runs the commands, with a number and a home."""

    name: str
    number: int
    home: str

    @property
    def checkout(self) -> str:
        """The path of this user's checkout inside."""
        return f"{self.home}/my courses/attention lab"


@dataclass(frozen=True)
class Step:
    """A command of the table. Where `refusal` is given, it has to fail and say this."""

    name: str
    command: str
    network: bool = False
    refusal: str = ""


USERS = (User("root", 0, "/root"), User("ordinary user", 1000, "/home/student"))
NO_VENV = Step("`make demo` without `python3-venv`", "make demo", network=True, refusal="apt install python3-venv")
ADD_VENV = (
    "apt-get update -qq -o Acquire::Check-Valid-Until=false"  # a mirror may be behind
    " && apt-get install -y -qq --no-install-recommends python3-venv"
)
NO_NETWORK = Step("`make demo` without a network, before the install", "make demo", refusal="Is there a network?")
INSTALL = Step("`make .venv/ready`", f"make .venv/ready && .venv/bin/python -c {shlex.quote(VERSIONS)}", network=True)
DEMO = Step("`make demo`, then no file of the repository differs", "make demo && git diff --exit-code --stat")
FAST = Step("`make fast`", "make fast")


def main() -> None:
    """Try the releases, print their lines, and write them into the page if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("suites", nargs="*", default=["trixie", "forky"], help="releases of Debian")
    parser.add_argument("--tests", metavar="PART", help="run `make test T=PART` in place of `make fast`")
    parser.add_argument("--user", choices=[user.name for user in USERS], help="only one kind of user")
    parser.add_argument("--page", type=Path, help="write the lines between the marks of this page")
    parser.add_argument("--keep", action="store_true", help="keep the root file system")
    options = parser.parse_args()
    tests = Step(f"`make test T={options.tests}`", f"make test T='{options.tests}'") if options.tests else FAST
    users = [user for user in USERS if options.user in (None, user.name)]
    os.umask(0o022)
    lines: list[str] = []
    try:
        for suite in options.suites:
            lines += lines_of(suite, users, (DEMO, tests), options.keep)
    except Unavailable as reason:
        sys.exit(f"on_debian: {reason}")
    finally:
        print("\n".join([*HEAD, *lines]))
        if options.page and lines:
            replace_lines(options.page, lines)


def lines_of(suite: str, users: list[User], steps: tuple[Step, ...], keep: bool) -> Iterator[str]:
    """The lines of a release, as they are found."""
    folder = CACHE / f"debian-{suite}"
    try:
        base = root_file_system(f"{folder.name}/base", suite, PACKAGES)
        for user in users:
            with tempfile.TemporaryDirectory(dir=folder, prefix="changes-") as name:
                yield from Trial(suite, System(base, Path(name)), user).lines(steps)
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class Trial:
    """A checkout in a fresh system, for one user."""

    suite: str
    system: System
    user: User

    def lines(self, steps: tuple[Step, ...]) -> Iterator[str]:
        """Its lines; without those of the steps where nothing could be installed."""
        self.prepare()
        yield self.line(NO_VENV)
        self.need(ADD_VENV)
        yield self.line(NO_NETWORK)
        installed = self.line(INSTALL)
        yield installed
        if "**" not in installed:
            yield from map(self.line, steps)

    def prepare(self) -> None:
        """Lay out the user's home with a checkout, and what it takes to reach the registries."""
        home = self.system.path(self.user.home)
        home.mkdir(parents=True, exist_ok=True)
        copy_working_tree(self.system.path(self.user.checkout))
        for path in filter(None, HOW_TO_REACH):
            self.system.path(path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, self.system.path(path))
        subprocess.run(["chown", "-R", f"{self.user.number}:{self.user.number}", home], check=True)
        home.chmod(0o700)
        if self.user.number:
            self.need(f"useradd --no-create-home --uid {self.user.number} student")

    def need(self, command: str) -> None:
        """Run a command as root; raises `Unavailable` where it fails."""
        code, _ = self.run(Step("prepare", command, network=True), user=0)
        if code:
            raise Unavailable(f"`{command}` failed in {self.suite}; its output is in {OUTPUTS}")

    def line(self, step: Step) -> str:
        """The line of a step in the table, also on the terminal."""
        started = time.monotonic()
        inside = f"umask 077 && cd {shlex.quote(self.user.checkout)} && {step.command}"
        code, output = self.run(Step(step.name, inside, step.network), self.user.number)
        seconds = f"{time.monotonic() - started:.0f}"
        cells = [self.suite, self.user.name, step.name, seconds, result(step, code, output), f"{datetime.date.today()}"]
        line = f"| {' | '.join(cells)} |"
        print(line, file=sys.stderr, flush=True)
        return line

    def run(self, step: Step, user: int) -> tuple[int, str]:
        """Exit code and output of a command; the output is also kept in a file."""
        variables = {name: value for name, value in os.environ.items() if FORWARDED.fullmatch(name)}
        variables |= {"HOME": self.user.home, "LANG": "C.UTF-8"}
        OUTPUTS.mkdir(parents=True, exist_ok=True)
        file = OUTPUTS / re.sub(r"[^\w.]+", "-", f"{self.suite} {self.user.name} {step.name}").strip("-")
        with open(file.with_suffix(".txt"), "w", encoding="utf-8") as output:
            try:
                arguments = self.system.arguments(step.command, variables, user, step.network)
                done = subprocess.run(
                    arguments, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, timeout=TOO_LONG
                )
                code = done.returncode
            except subprocess.TimeoutExpired:
                code = -1
                output.write(f"\nnot done after {TOO_LONG} s")
        return code, Path(output.name).read_text(encoding="utf-8", errors="replace")


def copy_working_tree(folder: Path) -> None:
    """A clone of this repository with the changes that are not committed; its index has them."""
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, folder], check=True, umask=0o077)
    list_files = ["git", "-C", ROOT, "ls-files", "-z", "--modified", "--others", "--exclude-standard"]
    for name in filter(None, subprocess.run(list_files, check=True, capture_output=True, text=True).stdout.split("\0")):
        (folder / name).unlink(missing_ok=True)
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    subprocess.run(["git", "-C", folder, "add", "--all"], check=True)


def result(step: Step, code: int, output: str) -> str:
    """What a step came to, in a few words. Stars on both sides mark what should not be."""
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["no output"]
    if step.refusal:
        said = [line for line in lines if step.refusal in line]
        return f"says: {said[-1]}" if code and said else f"**does not say what is missing: {lines[-1]}**"
    counts = COUNTS.findall(output)
    text = counts[-1] if counts else lines[-1] if code or step is INSTALL else "works"
    return f"**{text}**" if code else text


def replace_lines(page: Path, lines: list[str]) -> None:
    """Put lines into the table of a page; those of the same release, user and command are replaced."""
    head, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    old, _, tail = rest.partition(END)
    kept = [line for line in old.splitlines() if line.startswith("|")][len(HEAD) :]
    rows = {tuple(line.split(" | ")[:3]): line for line in (*kept, *lines)}
    in_order = [rows[key] for key in sorted(rows, key=lambda key: key[:2], reverse=True)]
    write_atomically(page, "\n".join([head + BEGIN, "", *HEAD, *in_order, "", END + tail]))


if __name__ == "__main__":
    main()
