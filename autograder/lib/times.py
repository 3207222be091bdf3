"""Times as learning systems write them, and how late something is, in words."""

import re
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from autograder.lib.tables import count

DASHES = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-(\d{1,2})-(\d{1,2})-(\d{1,2})")
NAMED_ZONE = re.compile(r"(?P<time>\d.*\d) (?P<zone>[A-Za-z][\w+/-]*)")
WITH_MONTH = ("%b %d, %Y %I%M %p", "%B %d, %Y %I%M %p", "%b %d, %Y %H%M", "%B %d, %Y %H%M", "%d %B, %Y %I%M %p",
              "%d %b %Y %H%M", "%d %B %Y %H%M")  # fmt: skip
UNITS = (("day", 24 * 60 * 60), ("hour", 60 * 60), ("minute", 60))
"""With their seconds."""


def moment(text: str) -> datetime | None:
    """The time that a text says, in a zone; None where it cannot be read. Without a zone, it is of this machine's.

    It is in ISO 8601, also with the name of a zone behind it, or with dashes alone (2026-11-20-23-59-01), or with the
    name of a month (Nov 20, 2026 1159 PM).
    """
    try:
        found = _plain(text.strip())
        return None if found is None else found.astimezone()
    except (ValueError, OverflowError, OSError):
        return None


def month_named(text: str) -> datetime | None:
    """The time of a text with the name of a month, without a zone; None where it is no such text."""
    plain = re.sub(r"(?<=\d)[.:](?=\d)", "", text).replace(".", "")
    plain = re.sub(r" (\d{3})\b(?! ?\d)", r" 0\1", plain)
    for form in WITH_MONTH:
        try:
            return datetime.strptime(plain, form)
        except ValueError:
            continue
    return None


def lateness(seconds: int) -> str:
    """So many seconds in words: the two largest units, rounded down, such as "2 days 3 hours"."""
    words = []
    for unit, length in UNITS:
        number, seconds = divmod(seconds, length)
        if number:
            words.append(count(number, unit))
        elif words:
            break
    return " ".join(words[:2]) or "less than a minute"


def _plain(text: str) -> datetime | None:
    if dashes := DASHES.fullmatch(text):
        return datetime(*map(int, dashes.groups()))  # type: ignore[arg-type]
    if zoned := NAMED_ZONE.fullmatch(text):
        zone = _zone(zoned["zone"])
        return None if zone is None else datetime.fromisoformat(zoned["time"]).replace(tzinfo=zone)
    try:
        return datetime.fromisoformat(re.sub(r" (?=[+-]\d\d:?\d\d$)", "", text))
    except ValueError:
        return month_named(text)


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return None
