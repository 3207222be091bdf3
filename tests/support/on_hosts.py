"""Tries what docs/scale.md says of a cluster over SSH, on hosts that are network namespaces of this machine.

In the root of the repository, as root: `PYTHONPATH=.:tests .venv/bin/python -m support.on_hosts TRIAL...`. The trials
are those of `TRIALS`; each grades a simulated class, and says what came of it compared with a batch without a cluster.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from support.hosts import Hosts, call

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
DASK = str(BIN / "dask")
CUT = 60
"""Seconds without a network."""
PATIENT = "DASK_DISTRIBUTED__COMM__TIMEOUTS__TCP=300s"
SMALL, LARGE = "256k", "64m"
"""A disk that is full after some results, and what it has after room was made."""


class Trial:
    """A scheduler on the head, a worker on each other host, and a class to grade."""

    def __init__(self, hosts: Hosts, folder: Path, name: str) -> None:
        self.hosts, self.class_, self.plain, self.out = hosts, folder / "class", folder / "plain", folder / name
        self.log = (folder / f"{name}.log").open("wb")
        self.out.mkdir()

    def scheduler(self) -> None:
        """Start the scheduler."""
        self.hosts.start("head", ["env", PATIENT, DASK, "scheduler", "--port", 8786, "--no-dashboard"], self.log)
        time.sleep(5)

    def worker(self, host: str, *before: str) -> None:
        """Start a worker by SSH; `before` stands before its command."""
        command = [*before, PATIENT, DASK, "worker", "tcp://head:8786", "--nthreads", 1, "--no-nanny", "--no-dashboard"]
        self.hosts.start("head", ["ssh", host, "env", *command], self.log)

    def end_worker(self, host: str) -> None:
        """End a worker as a machine that loses its power does."""
        for pid in self.hosts.processes(host):
            if b"\0worker\0" in Path(f"/proc/{pid}/cmdline").read_bytes():
                call("kill", "-KILL", pid)

    def batch(self) -> "subprocess.Popen[bytes]":
        """Start the batch."""
        command = [BIN / "autograder", "batch", self.class_, "--out", self.out, "--scheduler", "tcp://head:8786"]
        return self.hosts.start("head", command, self.log)

    def first_result(self, batch: "subprocess.Popen[bytes]") -> None:
        """Wait until the second of the two rounds has begun."""
        while batch.poll() is None and not list(self.out.glob("results/*.json")):
            time.sleep(0.2)

    def found(self) -> str:
        """What the results are, compared with those of a batch without a cluster."""
        scores, wanted = scores_in(self.out), scores_in(self.plain)
        same = sum(scores.get(name) == score for name, score in wanted.items())
        again = subprocess.run(
            [BIN / "autograder", "batch", self.class_, "--out", self.out, "--jobs", "1"], capture_output=True, text=True
        )
        unchanged = next((part for part in again.stdout.split(", ") if part.endswith(" unchanged")), "nothing is valid")
        return f"{same} of {len(wanted)} are right; a batch without the cluster finds {unchanged}"


def over_ssh(trial: Trial) -> str:
    """The commands of the page."""
    return f"exit code {trial.batch().wait()}"


def comes_and_goes(trial: Trial) -> str:
    """One of two workers ends when the first result is there, and comes again."""
    batch = trial.batch()
    trial.first_result(batch)
    trial.end_worker("node1")
    time.sleep(5)
    trial.worker("node1")
    return f"exit code {batch.wait()}"


def network_cut(trial: Trial) -> str:
    """The head is off the network for a minute, when the first result is there."""
    batch = trial.batch()
    trial.first_result(batch)
    trial.hosts.cable("head", "down")
    time.sleep(CUT)
    during = len(list(trial.out.glob("results/*.json")))
    trial.hosts.cable("head", "up")
    return f"{during} results before the end of the cut, exit code {batch.wait()}"


def full_disk(trial: Trial) -> str:
    """The disk under --out is full after some results; then there is room, and the same command runs again."""
    call("mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", trial.out)
    trial.hosts.stack.callback(call, "umount", trial.out)
    code, kept = trial.batch().wait(), len(list(trial.out.glob("results/*.json")))
    call("mount", "-o", f"remount,size={LARGE}", trial.out)
    return f"exit code {code} and {kept} results, then exit code {trial.batch().wait()}"


def wrong_clock(trial: Trial) -> str:
    """The clock of the only worker is an hour ahead (libfaketime; the monotonic clock is right)."""
    for host in trial.hosts.names[1:]:
        trial.end_worker(host)
    trial.worker("node1", "FAKETIME_DONT_FAKE_MONOTONIC=1", "faketime", "-f", "+1h", "env")
    return f"exit code {trial.batch().wait()}"


TRIALS: dict[str, Callable[[Trial], str]] = {
    "ssh": over_ssh, "goes": comes_and_goes, "cut": network_cut, "disk": full_disk, "clock": wrong_clock,
}  # fmt: skip


def scores_in(out: Path) -> dict[str, float]:
    """The scores of a batch by name."""
    return {path.stem: json.loads(path.read_text())["score"] for path in (out / "results").glob("*.json")}


def run(names: Sequence[str], students: int) -> None:
    """Run trials, each on a network of its own, and print what came of them."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        call(BIN / "autograder", "simulate", "--out", folder / "made", "--students", students)
        (folder / "made" / "submissions").rename(folder / "class")
        call(BIN / "autograder", "batch", folder / "class", "--out", folder / "plain", check=False)
        for name in names:
            keys = folder / f"{name}-keys"
            keys.mkdir()
            environment = {"DASK_DISTRIBUTED__DIAGNOSTICS__NVML": "False", "PYTHONPATH": str(ROOT)}
            with Hosts(keys, ("head", "node1", "node2"), environment) as hosts:
                trial = Trial(hosts, folder, name)
                trial.scheduler()
                for host in hosts.names[1:]:
                    trial.worker(host)
                time.sleep(5)
                print(f"{name}: {TRIALS[name](trial)}; {trial.found()}", flush=True)


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("trials", nargs="*", metavar="TRIAL", default=list(TRIALS), help=f"{', '.join(TRIALS)} (all)")
    options.add_argument("--students", type=int, default=8, help="default: 8")
    chosen = options.parse_args()
    run(chosen.trials, chosen.students)
