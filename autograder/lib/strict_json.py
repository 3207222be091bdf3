"""JSON as RFC 8259 has it, whatever is in the data: every program can read what is written here.

Python's `json` writes `NaN`, `Infinity` and lone surrogates, which others refuse.
"""

import json
import math
import re
from typing import Any

LARGEST_WHOLE = 2**53
"""Whole numbers beyond it lose digits in programs that read numbers as floats."""
HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters other than tabs and line ends, and lone surrogates."""


def strict_json(data: Any, indent: int | None = None) -> str:
    """Plain data as the text of a JSON document."""
    return json.dumps(strictly_plain(data), indent=indent, ensure_ascii=False, allow_nan=False)


def strictly_plain(data: Any) -> Any:
    """Plain data without what JSON does not have.

    NaN, infinities and whole numbers that a float cannot hold become null, -0.0 becomes 0, and lone surrogates and
    control characters other than tabs and line ends become U+FFFD. What is no plain data becomes its text.
    """
    match data:
        case None | bool():
            return data
        case str():
            return harmless_text(data)
        case int():
            return int(data) if abs(data) <= LARGEST_WHOLE else None
        case float():
            return float(data) + 0.0 if math.isfinite(data) else None
        case dict():
            return {harmless_text(str(key)): strictly_plain(value) for key, value in data.items()}
        case list() | tuple():
            return [strictly_plain(value) for value in data]
    return harmless_text(str(data))


def harmless_text(text: str) -> str:
    """A text that any file can hold, and that steers no terminal."""
    return HARMFUL.sub("\N{REPLACEMENT CHARACTER}", text)


def printable(text: str) -> str:
    """A harmless text without any letter that prints nothing, such as those that turn the direction of writing."""
    return "".join(
        letter if letter.isprintable() or letter in "\n\t" else "\N{REPLACEMENT CHARACTER}" for letter in text
    )
