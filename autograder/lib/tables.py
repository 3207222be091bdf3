"""CSV files: written so that no cell is a formula for a spreadsheet, and read with commas or semicolons."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from autograder.lib.errors import GradebookError


def count(number: int, noun: str) -> str:
    """A number with its noun: 1 test, 2 tests."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula (https://owasp.org/www-community/attacks/CSV_Injection)."""
    return f"'{text}" if text.lstrip().startswith(("=", "+", "-", "@")) or text.startswith(("\t", "\r")) else text


def as_csv(rows: Iterable[Iterable[Any]]) -> str:
    """Rows as the text of a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def read_table(path: Path, needed: str = "") -> list[tuple[int, dict[str, str]]]:
    """The lines of a CSV file with their numbers, without blank ones; cells are stripped.

    Raises `GradebookError` where it is no CSV file in UTF-8, or lacks the column `needed`.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = "save it as CSV in UTF-8" if isinstance(error, UnicodeDecodeError) else error.strerror
        raise GradebookError(f"{path} cannot be read: {reason}") from None
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if ";" in first and "," not in first else ",")
    try:
        lines = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise GradebookError(f"{path}, line {reader.line_num}: {error}") from None
    header = lines[0][1] if lines else []
    if len(set(filter(None, header))) < len(list(filter(None, header))):
        raise GradebookError(f"{path}, line 1: two columns have the same name")
    if needed not in ("", *header):
        raise GradebookError(f"{path}, line 1: there is no column `{needed}`; there are: {', '.join(header) or 'none'}")
    padding = [""] * len(header)
    return [(line, dict(zip(header, cells + padding, strict=False))) for line, cells in lines[1:] if any(cells)]
