"""Reads the texts that an author writes: UTF-8 without a byte order mark, or a sentence that says what they are."""

import codecs
from pathlib import Path

from autograder.lib.errors import LabError

MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"), (codecs.BOM_UTF32_BE, "UTF-32"), (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"), (codecs.BOM_UTF8, "UTF-8 with a byte order mark (BOM)"),
)  # fmt: skip
"""What a file begins with in other encodings; the longer marks come first."""


def read_plain(path: Path) -> str:
    """A text in UTF-8; raises `LabError`, which names file and line, for any other file."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LabError(f"{path} cannot be read: {error.strerror}") from None
    for mark, encoding in MARKS:
        if data.startswith(mark):
            raise LabError(f"{path}, line 1: the file is {encoding}: save it as UTF-8 without BOM")
    try:
        return data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        byte = f"0x{data[error.start]:02x}"
        raise LabError(f"{path}, line {line}: the byte {byte} is not UTF-8: save the file as UTF-8") from None
