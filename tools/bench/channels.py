"""Measures the signals that are left between workers of two submissions, with all layers of confinement.

    python tools/bench/channels.py

Prints a Markdown table: bits that arrive each second, how many are wrong, and bits each second that remain after the
errors are corrected (the capacity of a binary symmetric channel). Needs root, to drop a file from memory beforehand.
"""

import math
import os
import random
import sys
import tempfile
import textwrap
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autograder.grading.sandbox.client import Worker
from autograder.grading.sandbox.confine import Terms
from autograder.grading.sandbox.forkserver.client import Sandbox, WarmSandbox, let_workers_read
from autograder.grading.sandbox.requests import Call

SECONDS, MEGABYTES = 60, 512
PAGE = 4096
STRIDE = 32
"""Pages from one bit to the next, so that a read ahead reaches none."""
KNOWN = 100
"""Bits that both sides know, by which the receiver finds out what is slow."""
SLOTS = (0.005, 0.02, 0.05, 0.2)
"""Seconds for each bit of those that are sent by being busy."""
PROGRAM = textwrap.dedent("""
    import hashlib, os, threading, time

    def read(path, places):
        with open(path, "rb", buffering=0) as file:
            for place in places:
                os.pread(file.fileno(), 1, place)

    def seconds_to_read(path, places):
        found = []
        with open(path, "rb", buffering=0) as file:
            for place in places:
                before = time.perf_counter()
                os.pread(file.fileno(), 1, place)
                found.append(time.perf_counter() - before)
        return found

    def be_busy(bits, start, slot, threads):
        data = bytes(1 << 16)
        def burn():
            for number, bit in enumerate(bits):
                while time.monotonic() < start + number * slot:
                    time.sleep(slot / 20)
                while bit and time.monotonic() < start + (number + 1) * slot:
                    hashlib.sha256(data)
        running = [threading.Thread(target=burn) for _ in range(threads)]
        for thread in running:
            thread.start()
        for thread in running:
            thread.join()

    def work_done(count, start, slot):
        found, data = [], bytes(1 << 14)
        for number in range(count):
            while time.monotonic() < start + number * slot:
                pass
            done = 0
            while time.monotonic() < start + (number + 1) * slot:
                hashlib.sha256(data)
                done += 1
            found.append(float(done))
        return found

    def time_of_access(path):
        return os.stat(path).st_atime_ns
""")


def main() -> None:
    """Measure all, and print the table."""
    if os.geteuid() != 0:
        sys.exit("channels: needs root, to drop a file from memory")
    with WarmSandbox() as sandbox:
        print(
            f"Layers: {', '.join(sandbox.active_layers())}. Load of the machine: {os.getloadavg()[0]:.1f} of ", end=""
        )
        print(f"{os.cpu_count()} cores.\n\n| signal | bits/s | wrong | bits/s without errors | how often |")
        print("| --- | --- | --- | --- | --- |")
        pages = pages_left()
        print(line("pages of a file that were read before", *by_pages(sandbox), f"each page once, {pages} here"))
        for slot in SLOTS:
            threads = os.cpu_count() or 1
            name = f"{threads} busy threads, {1000 * slot:g} ms for each bit"
            print(line(name, *by_being_busy(sandbox, slot, threads), "while both run"))
        print(f"\nTimes of access of files that others read: {'seen' if access_is_seen(sandbox) else 'not seen'}.")


def line(name: str, seconds: float, sent: Sequence[bool], got: Sequence[bool], how_often: str) -> str:
    """A line of the table."""
    wrong = sum(a != b for a, b in zip(sent, got, strict=True)) / len(sent)
    rate = len(sent) / seconds
    return f"| {name} | {rate:,.0f} | {wrong:.1%} | {rate * capacity(wrong):,.1f} | {how_often} |"


def capacity(wrong: float) -> float:
    """Bits that arrive for each bit that is sent, where this share of them is wrong."""
    wrong = min(wrong, 1 - wrong)
    return 1.0 if wrong == 0 else 1 + wrong * math.log2(wrong) + (1 - wrong) * math.log2(1 - wrong)


def ask(sandbox: Sandbox, name: str, *arguments: Any) -> Any:
    """What a function of the program returns in a worker of its own, as in a submission of its own."""
    with tempfile.TemporaryDirectory(prefix="lab-", dir=sandbox.stages) as folder:
        stage = Path(folder)
        let_workers_read(stage)
        (stage / "channels").mkdir()
        (stage / "channels" / "program.py").write_text(PROGRAM)
        worker = Worker(sandbox, stage, "channels", SECONDS, MEGABYTES)
        try:
            answer = worker.ask(Call("program", name, list(arguments), {}), SECONDS)
        finally:
            worker.end()
    if answer.is_error:
        sys.exit(f"channels: {name}: {answer.message}")
    return answer.value


def by_pages(sandbox: Sandbox) -> tuple[float, list[bool], list[bool]]:
    """Seconds, and bits sent and received: one worker reads pages, and ends; another finds out which are read fast."""
    path = largest_unused_file()
    places = list(range(STRIDE * PAGE, path.stat().st_size - PAGE, STRIDE * PAGE))
    random.Random(0).shuffle(places)
    bits = [random.Random(place).random() < 0.5 for place in places]
    drop_from_memory(path)
    started = time.monotonic()
    ask(sandbox, "read", str(path), [place for place, bit in zip(places, bits, strict=True) if bit])
    seconds = ask(sandbox, "seconds_to_read", str(path), places)
    taken = time.monotonic() - started
    return taken, bits[KNOWN:], decided([-value for value in seconds], bits)


def by_being_busy(sandbox: Sandbox, slot: float, threads: int) -> tuple[float, list[bool], list[bool]]:
    """The same for one worker that is busy or not, while another one counts how far it gets."""
    count = KNOWN + min(1000, int(8 / slot))
    bits = [random.Random(number).random() < 0.5 for number in range(count)]
    start = time.monotonic() + 2
    sender = threading.Thread(target=ask, args=(sandbox, "be_busy", bits, start, slot, threads))
    sender.start()
    done = ask(sandbox, "work_done", count, start, slot)
    sender.join()
    return slot * (count - KNOWN), bits[KNOWN:], decided([-value for value in done], bits)


def decided(values: Sequence[float], bits: Sequence[bool]) -> list[bool]:
    """The bits after the known ones: 1 on the side of the threshold where most known ones were 1."""
    known = list(zip(values[:KNOWN], bits[:KNOWN], strict=True))

    def right(threshold: float, above: bool) -> int:
        return sum((value > threshold) == (bit == above) for value, bit in known)

    choices = [(threshold, above) for threshold, _ in known for above in (True, False)]
    threshold, above = max(choices, key=lambda choice: right(*choice))
    return [(value > threshold) == above for value in values[KNOWN:]]


def readable_files() -> list[Path]:
    """All files that every worker can read."""
    folders = [Path(folder) for folder in Terms(Path("/nonexistent"), 0, 0, 0).readable]
    return [path for folder in folders for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]


def largest_unused_file() -> Path:
    """The largest file that every worker can read and that no process has mapped."""
    mapped = set()
    for maps in Path("/proc").glob("[0-9]*/maps"):
        try:
            mapped |= {entry.split(maxsplit=5)[-1] for entry in maps.read_text().splitlines()}
        except OSError:  # it has ended
            continue
    return max((path for path in readable_files() if str(path) not in mapped), key=lambda path: path.stat().st_size)


def drop_from_memory(path: Path) -> None:
    """Have the system forget the pages of a file."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def pages_left() -> str:
    """How many pages of these files are not in memory, so that each can carry one bit."""
    import ctypes

    class Range(ctypes.Structure):
        _fields_ = (("offset", ctypes.c_uint64), ("length", ctypes.c_uint64))

    libc, left = ctypes.CDLL(None, use_errno=True), 0
    for path in readable_files():
        found = (ctypes.c_uint64 * 5)()
        with path.open("rb") as file:
            if libc.syscall(ctypes.c_long(451), file.fileno(), ctypes.byref(Range(0, 0)), found, 0) == 0:  # cachestat
                left += max(0, math.ceil(path.stat().st_size / PAGE) - found[0])
    return f"{left:,} pages"


def access_is_seen(sandbox: Sandbox) -> bool:
    """Whether one worker sees when another one has read a file."""
    path = min(readable_files(), key=lambda each: each.stat().st_atime)
    before = ask(sandbox, "time_of_access", str(path))
    ask(sandbox, "read", str(path), [0])
    return bool(ask(sandbox, "time_of_access", str(path)) != before)


if __name__ == "__main__":
    main()
