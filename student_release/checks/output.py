"""Printing that never fails: in any encoding, and into a pipe that nobody reads any more."""

import codecs
import contextlib
import io
import os
import shutil
import sys
from collections.abc import Iterator
from typing import Any, TextIO

ERRORS = "as-well-as-can-be"
SIGNS = {
    "✓": "+", "✗": "x", "→": "->", "…": "...", "–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "·": ".",
    "●": "*", "•": "*", "×": "x", "≥": ">=", "≤": "<=", "\N{REPLACEMENT CHARACTER}": "?",
}  # fmt: skip
"""What stands for a sign in an encoding that lacks it; other characters become such as \\xe9."""


@contextlib.contextmanager
def in_any_encoding() -> Iterator[None]:
    """Within, what is printed is written as well as the encoding allows, and what nobody reads is dropped."""
    codecs.register_error(ERRORS, _as_well_as_can_be)
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = map(_forgiving, before)
    try:
        yield
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        sys.stdout, sys.stderr = before


class _Pipe(io.RawIOBase):
    """Writes into another stream, and drops what nobody reads."""

    def __init__(self, target: io.FileIO) -> None:
        self.target = target

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self.target.fileno()

    def isatty(self) -> bool:
        return self.target.isatty()

    def write(self, data: Any) -> int | None:
        try:
            return self.target.write(data)
        except BrokenPipeError:
            return len(data)


def _forgiving(stream: TextIO | None) -> TextIO:
    """A stream into the same file, for which no character and no end of the reader is an error."""
    if stream is None:  # closed, as by `>&-`: this takes its number, also in processes that are started
        nowhere = open(os.devnull, "w", encoding="utf-8", errors=ERRORS)  # noqa: SIM115
        os.set_inheritable(nowhere.fileno(), True)
        return nowhere
    binary = getattr(stream, "buffer", None)
    raw = getattr(binary, "raw", binary)  # the same with PYTHONUNBUFFERED
    if isinstance(raw, io.FileIO) and isinstance(stream, io.TextIOWrapper):
        with contextlib.suppress(BrokenPipeError):
            stream.flush()
        pipe: Any = _Pipe(raw)
        return io.TextIOWrapper(
            pipe if raw is binary else io.BufferedWriter(pipe), stream.encoding, ERRORS,
            line_buffering=stream.line_buffering, write_through=stream.write_through,
        )  # fmt: skip
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors=ERRORS)
    return stream


def _as_well_as_can_be(error: UnicodeError) -> tuple[str, int]:
    """Other characters for those that an encoding lacks."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(SIGNS.get(c, c.encode("ascii", "backslashreplace").decode()) for c in lacking), error.end


class Style:
    """Colours on a terminal, and none elsewhere or where NO_COLOR is set (no-color.org)."""

    def __init__(self, stream: TextIO) -> None:
        wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        self.on = wanted and is_terminal(stream)
        if self.on and sys.platform == "win32":
            os.system("")  # from then on a Windows terminal understands the codes

    def good(self, text: str) -> str:
        """What is right."""
        return self._in("32", text)

    def bad(self, text: str) -> str:
        """What is wrong."""
        return self._in("31", text)

    def strong(self, text: str) -> str:
        """A heading."""
        return self._in("1", text)

    def quiet(self, text: str) -> str:
        """What matters less."""
        return self._in("2", text)

    def _in(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.on and text else text


class Progress:
    """Says what is being done: in one line that goes away again on a terminal, elsewhere in a line each time."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = sys.stderr if stream is None else stream
        self.on = is_terminal(self.stream) and os.environ.get("TERM") != "dumb"

    def say(self, text: str) -> None:
        """Show this, on a terminal in place of what was shown before."""
        self._write(f"\r\x1b[K{text[: shutil.get_terminal_size().columns - 1]}" if self.on else f"{text}\n")

    def clear(self) -> None:
        """Take the line on a terminal away."""
        if self.on:
            self.say("")

    def _write(self, text: str) -> None:
        if self.stream is None:
            return
        with contextlib.suppress(OSError, ValueError):  # nobody reads it, or it is closed
            self.stream.write(text)
            self.stream.flush()


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person reads this stream on a terminal."""
    try:
        return stream is not None and stream.isatty()
    except (ValueError, OSError):  # it is closed
        return False
