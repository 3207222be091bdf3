"""What is printed arrives in any encoding, and a reader that goes away, or a closed output, ends nothing."""

import io
import os
import subprocess
import sys

import pytest

from autograder.checks.output import Progress, in_any_encoding

PROGRAM = """
import sys
from autograder.checks.output import Progress, in_any_encoding
with in_any_encoding():
    for number in range(20_000):
        print("✓ Núñez → 日本 \\udcff …")
    open(sys.argv[1], "w").write("done")
"""
IN_ASCII = r"+ N\xfa\xf1ez -> \u65e5\u672c \udcff ..."


@pytest.mark.parametrize(
    ("encoding", "line"),
    [
        ("ascii", IN_ASCII),
        ("cp1252", IN_ASCII.replace(r"\xfa\xf1", "úñ").replace("...", "…")),
        ("latin-1", IN_ASCII.replace(r"\xfa\xf1", "úñ")),
        ("utf-8", r"✓ Núñez → 日本 \udcff …"),
    ],
)
def test_a_line_is_printed_as_well_as_its_encoding_allows(monkeypatch, encoding, line):
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    with in_any_encoding():
        print("✓ Núñez → 日本 \udcff …")
    assert sys.stdout is stream
    stream.flush()
    assert stream.buffer.getvalue().decode(encoding).rstrip() == line


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("output", ["file", "pipe without a reader", "closed"])
def test_a_program_comes_to_its_end(tmp_path, unbuffered, output):
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONUNBUFFERED": unbuffered}
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "end")]
    reading, writing = os.pipe()
    os.close(reading)
    try:
        if output == "file":
            with open(tmp_path / "said", "wb") as said:
                done = subprocess.run(command, env=environment, stdout=said, stderr=subprocess.PIPE, check=False)
            assert (tmp_path / "said").read_text().splitlines() == [IN_ASCII] * 20_000
        elif output == "closed":
            shell = ["sh", "-c", 'exec "$@" >&-', "sh", *command]
            done = subprocess.run(shell, env=environment, stderr=subprocess.PIPE, check=False)
        else:
            done = subprocess.run(command, env=environment, stdout=writing, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(writing)
    assert (tmp_path / "end").read_text() == "done"
    assert (done.returncode, done.stderr) == (0, b"")


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_a_line_each_where_there_is_no_terminal():
    stream = io.StringIO()
    progress = Progress(stream)
    progress.say("loading")
    progress.say("attention (1 of 2)")
    progress.clear()
    assert stream.getvalue() == "loading\nattention (1 of 2)\n"


def test_progress_goes_away_on_a_terminal(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    progress = Progress(stream)
    progress.say("loading")
    progress.clear()
    assert stream.getvalue() == "\r\x1b[Kloading\r\x1b[K"


def test_progress_that_nobody_can_read_is_no_error():
    closed = io.StringIO()
    closed.close()
    Progress(closed).say("loading")
