"""Turns a notebook's cell into plain Python, as IPython would read it: line by line, and without IPython.

IPython finds magics by tokens, at the beginning of a logical line or behind an assignment, and help at its end.
Source: https://ipython.readthedocs.io/en/stable/config/inputtransforms.html
"""

import re

RUN_THEIR_CODE = ("time", "capture", "prun")
"""Magics of a whole cell that run it in the notebook. Others, such as `%%timeit` and `%%bash`, leave no variables."""
NOT_HERE = "get_ipython()"
"""Takes the place of a value that only a notebook can have, such as that of `x = !ls`."""
PROMPTS = (
    (re.compile(r">>>( |$)"), re.compile(r"(>>>|\.\.\.)( |$)")),
    (re.compile(r"In \[\d+\]: "), re.compile(r"(In \[\d+\]: |\s*\.{3,}: ?)")),
)
"""Of sessions that were pasted: what the first line begins with, and what each line begins with."""
CELL_MAGIC = re.compile(r"%%(\w+)(?!\w*\?)")
TIMED = re.compile(r"\s*%\s*time\s+(?=[^\s-])")
"""`%time x = f()` runs the statement in the notebook."""
ASSIGNED_MAGIC = re.compile(r"[ \t]*(?:!|%[ \t]*[A-Za-z_])")
HELP = re.compile(r"(?<![\w*])(?!\d)[\w*]+(\[-?\d+\])*\?{1,2}\s*$")
ESCAPES = "%!?,;/"
"""What the first character of a command to IPython can be; no statement of Python begins so."""
OPENING, CLOSING, QUOTES = "([{", ")]}", "\"'"
BEFORE_AN_EQUALS_SIGN = "=!<>:+-*/%&|^@"


def plain_python(source: str) -> str:
    """A cell without magics, shell commands and help; each line keeps its number.

    What stands in a string, a comment or inside brackets is left alone.
    """
    lines = _without_prompts(_dedented(source.replace("\r\n", "\n").replace("\r", "\n").split("\n")))
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if magic := CELL_MAGIC.match(lines[first]):
        rest = "\n".join(lines[first + 1 :])
        body = plain_python(rest) if magic[1] in RUN_THEIR_CODE else "\n" * rest.count("\n")
        return "\n" * first + "pass\n" + body if len(lines) > first + 1 else "\n" * first + "pass"
    number = first
    while number < len(lines):
        number = _rewrite(lines, number)
    return "\n".join(lines)


def _dedented(lines: list[str]) -> list[str]:
    """The lines of a cell, of which all may be indented."""
    first = next((line for line in lines if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip(" \t"))]
    return [line.removeprefix(indent) for line in lines] if indent else lines


def _without_prompts(lines: list[str]) -> list[str]:
    for first, each in PROMPTS:
        if first.match(lines[0]) or (len(lines) > 1 and each.match(lines[1])):
            return [each.sub("", line, count=1) if each.match(line) else line for line in lines]
    return lines


def _rewrite(lines: list[str], number: int) -> int:
    """Put Python in place of the logical line that begins here; returns the number of the line behind it."""
    line = lines[number]
    bare = line.lstrip()
    if not bare or bare.startswith("#"):
        return number + 1
    indent = line[: len(line) - len(bare)]
    if timed := TIMED.match(line):
        lines[number] = indent + line[timed.end() :]
        return _continued(lines, number)
    if bare[0] in ESCAPES:
        return _blank(lines, number, _continued(lines, number), f"{indent}pass")
    end, assigned, asks = _logical_line(lines, number)
    if assigned:
        row, column = assigned
        value = TIMED.sub("", lines[row][column:]) if TIMED.match(lines[row][column:]) else ""
        kept = f"{lines[row][:column]} {value or NOT_HERE}"
        if value:
            lines[row] = kept
            return _continued(lines, row)
        return _blank(lines, row, _continued(lines, row), kept)
    if asks and HELP.search(lines[end - 1]):
        return _blank(lines, number, end, f"{indent}pass")
    return end


def _blank(lines: list[str], first: int, end: int, text: str) -> int:
    """Put a text in place of these lines."""
    lines[first:end] = [text, *[""] * (end - first - 1)]
    return end


def _continued(lines: list[str], number: int) -> int:
    """The number of the line behind a command to IPython, which continues after a backslash at the end of a line."""
    while lines[number].endswith("\\") and number + 1 < len(lines):
        number += 1
    return number + 1


def _logical_line(lines: list[str], number: int) -> tuple[int, tuple[int, int] | None, bool]:
    """Where the statement that begins here ends: the number of the line behind it.

    Also the place behind `=` where a magic or a shell command is assigned, and whether the statement ends in `?`.
    """
    depth, quote, is_assignment, last = 0, "", False, ""
    while number < len(lines):
        line, column = lines[number], 0
        while column < len(line):
            letter = line[column]
            if quote:
                if letter == "\\":
                    column += 2
                elif line.startswith(quote, column):
                    column, quote = column + len(quote), ""
                else:
                    column += 1
                continue
            if letter == "#":
                last = letter
                break
            if letter in QUOTES:
                quote = letter * 3 if line.startswith(letter * 3, column) else letter
                column, last = column + len(quote), letter
                continue
            if letter == "\\" and column == len(line) - 1:
                break
            depth += (letter in OPENING) - (letter in CLOSING)
            if letter == "=" and not depth and not is_assignment and _assigns(line, column):
                is_assignment = True
                if ASSIGNED_MAGIC.match(line, column + 1):
                    return number + 1, (number, column + 1), False
            last = letter if not letter.isspace() else last
            column += 1
        number += 1
        if len(quote) == 1 and not line.endswith("\\"):
            quote = ""  # no string of this kind continues in the next line
        if not quote and depth <= 0 and (last == "#" or not line.endswith("\\")):
            break
        last = "" if last == "#" else last
    return number, None, last == "?"


def _assigns(line: str, column: int) -> bool:
    """Whether the equals sign here is an assignment, and no part of another operator."""
    before = line[column - 1] if column else ""
    return before not in BEFORE_AN_EQUALS_SIGN and line[column + 1 : column + 2] != "="
