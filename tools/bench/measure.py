"""Time and memory of whole commands, for the benches in this folder."""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

BIN = Path(sys.executable).parent


def time_of(command: Sequence[str], folder: Path) -> float:
    """Wall-clock seconds of a command; ends the bench where it fails."""
    started = time.monotonic()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"bench: {' '.join(command)} failed:\n{done.stderr}")
    return time.monotonic() - started


def peak_bytes(command: Sequence[str], folder: Path) -> int:
    """The peak memory of a command and all its children, in a run of its own: to look costs time."""
    peak = 0
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        peak = max(peak, tree_bytes(process.pid))
        time.sleep(0.02)
    return peak


def tree_bytes(pid: int) -> int:
    """The summed PSS of a process and its descendants: shared pages count once."""
    total = 0
    try:
        root = psutil.Process(pid)
        for process in [root, *root.children(recursive=True)]:
            total += process.memory_full_info().pss
    except psutil.Error:
        pass
    return total
