"""CSV files: no cell that is written is a formula in a spreadsheet; read as spreadsheets and platforms save them."""

import csv
import io
import re
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from autograder.lib.errors import GradebookError

SEPARATORS = ",;\t"
ENCODINGS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
"""By what a file begins with; any other file is UTF-8."""
FORMULA = re.compile(r"(?P<before>\A|[,;\t|\r\n])(?=[\s\"']*[=+\-@＝＋－＠])|\A(?=[\t\r])")
"""Where a cell begins that a spreadsheet takes for a formula, whatever it takes for a separator."""
SEPARATOR_LINE = re.compile(r"sep=.\s*", re.IGNORECASE)
"""What tells a spreadsheet which separator a file has."""
DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")


def count(number: int, noun: str) -> str:
    """A number with its noun: 1 test, 2 tests."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula (https://owasp.org/www-community/attacks/CSV_Injection).

    A spreadsheet may split a cell where it expects another separator, so a formula can also begin in its middle. A dash
    by itself is none: Moodle writes one where there is no date.
    """
    return text if text == "-" else FORMULA.sub(lambda found: f"{found['before'] or ''}'", text)


def as_csv(rows: Iterable[Iterable[Any]], quote_all: bool = False) -> str:
    """Rows as the text of a CSV file."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL).writerows(rows)
    return text.getvalue()


def number(text: str) -> float:
    """A number, also with a decimal comma; raises `ValueError` for any other text."""
    return float(text.replace(",", ".") if DECIMAL_COMMA.fullmatch(text) else text)


def read_table(path: Path, needed: str = "", known: Collection[str] = ()) -> list[tuple[int, dict[str, str]]]:
    """The lines of a CSV file with their numbers, without blank ones; cells are stripped.

    Commas, semicolons or tabs separate them: what gives the most columns that are `needed` or `known`. Raises
    `GradebookError` where it is no CSV file, or lacks the column `needed`.
    """
    text = _text(path)
    skipped = 1 if SEPARATOR_LINE.fullmatch(text.partition("\n")[0]) else 0
    text = text.partition("\n")[2] if skipped else text
    wanted = {needed, *known} - {""}
    lines = _lines(path, text, max(SEPARATORS, key=lambda separator: _score(text, separator, wanted)))
    header = lines[0][1] if lines else []
    if len(set(filter(None, header))) < len(list(filter(None, header))):
        raise GradebookError(f"{path}, line {1 + skipped}: two columns have the same name")
    if needed not in ("", *header):
        there = ", ".join(header) or "none"
        raise GradebookError(f"{path}, line {1 + skipped}: there is no column `{needed}`; there are: {there}")
    padding = [""] * len(header)
    rows = (
        (line + skipped, dict(zip(header, cells + padding, strict=False))) for line, cells in lines[1:] if any(cells)
    )
    return list(rows)


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
        encoding = next((name for mark, name in ENCODINGS if data.startswith(mark)), "utf-8")
        return data.decode(encoding)
    except OSError as error:
        raise GradebookError(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise GradebookError(f"{path} cannot be read: save it as CSV in UTF-8") from None


def _score(text: str, separator: str, wanted: Collection[str]) -> tuple[int, int]:
    """How much a separator looks like that of a table: columns that are wanted in its header, and columns at all."""
    try:
        header = [cell.strip() for cell in next(csv.reader(io.StringIO(text), delimiter=separator), [])]
    except csv.Error:
        return 0, 0
    return sum(cell in wanted for cell in header), len(header)


def _lines(path: Path, text: str, separator: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    try:
        return [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise GradebookError(f"{path}, line {reader.line_num}: {error}") from None
