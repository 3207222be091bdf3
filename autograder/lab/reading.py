"""Reads `lab.toml`: checks it against the types of `Settings`, and says file, line and key of what is wrong."""

import difflib
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from autograder.lab.settings import (
    NOTEBOOK_SAMPLES,
    VISIBILITIES,
    Gradescope,
    Isolation,
    Limits,
    Question,
    Settings,
    Written,
)
from autograder.lib.errors import LabError
from autograder.lib.plain_text import read_plain

Place = tuple[str | int, ...]
"""Where a value stands: keys and numbers, such as ("questions", 0, "points")."""
Problem = tuple[Place, str]
TABLES: dict[str, type] = {
    "questions": Question, "written": Written, "limits": Limits, "isolation": Isolation, "gradescope": Gradescope,
}  # fmt: skip
NOT_IN_THE_FILE = {"left_out"}
SYNTAX = re.compile(r"(?P<what>.+) \(at (?:line (?P<line>\d+), column \d+|end of document)\)")
"""What tomllib says of a file that is not TOML."""
EXPECTED = {
    "int": "a whole number", "float": "a number", "string": "a text", "bool": "true or false",
    "tuple": "a list of texts", "dict": "a table", "dataclass": "a table", "finite": "a number that is not infinite",
}  # fmt: skip
"""What a value should be, by the first part of the name of pydantic's error."""


def read_settings(path: Path) -> Settings:
    """The settings in a file; raises `LabError`, a line for each problem, where they cannot be used."""
    if not path.exists():
        raise LabError(f"there is no lab at {path.parent}: it has no {path.name}")
    text = read_plain(path)
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LabError(_syntax(path, text, error)) from None
    settings, problems = _checked(raw)
    if settings is not None:
        problems = list(_misfits(settings))
    if settings is None or problems:
        lines = _lines(text)
        raise LabError("\n".join(f"{path}, line {_line(lines, place)}: {what}" for place, what in problems))
    return settings


def line_of(path: Path, question_id: str, key: str) -> int:
    """The line of a file that says something of a question."""
    text = read_plain(path)
    ids = [entry.get("id") for entry in tomllib.loads(text)["questions"]]
    return _line(_lines(text), ("questions", ids.index(question_id), key))


@cache
def _adapter() -> TypeAdapter[Settings]:
    return TypeAdapter(Settings)


def _checked(raw: dict[str, Any]) -> tuple[Settings | None, list[Problem]]:
    """The settings; None, and what is wrong, where they do not have the types of `Settings`."""
    problems: list[Problem] = [((key,), _unknown(raw, (key,))) for key in NOT_IN_THE_FILE & raw.keys()]
    own = raw.get("fixtures", {})
    checked = {key: value for key, value in raw.items() if key not in NOT_IN_THE_FILE | {"fixtures"}}
    if not isinstance(own, dict):
        problems.append((("fixtures",), "`fixtures` should be a table"))
    try:
        settings = _adapter().validate_json(json.dumps(checked, default=str), strict=True)
    except ValidationError as error:
        found = [_problem(raw, details) for details in error.errors(include_url=False)]
        return None, [*problems, *dict.fromkeys(found)]
    settings.fixtures.update(own if isinstance(own, dict) else {})
    return (None if problems else settings), problems


def _problem(raw: dict[str, Any], details: Any) -> Problem:
    """A problem that pydantic found."""
    kind, place = str(details["type"]), _place(raw, details["loc"])
    if kind == "missing":
        return place[:-1], f"{_table(raw, place)}`{place[-1]}` is missing"
    if kind == "unexpected_keyword_argument":
        return place, _unknown(raw, place)
    if place[0] == "questions" and len(place) <= 2:
        return place, "`questions` should be a list of tables, each below a line [[questions]]"
    expected = _expected(kind, one_of_several=details["loc"] != place)
    if isinstance(place[-1], int):  # an item: its list is named
        place, expected = place[:-1], EXPECTED["tuple"]
    value: Any = raw
    for step in place:
        value = value[step]
    return place, f"{_table(raw, place)}`{place[-1]}` should be {expected or details['msg']}, not {value!r}"


def _expected(kind: str, one_of_several: bool) -> str:
    """What a value should be, by pydantic's name of the error; empty for a name that is not expected."""
    if kind == "greater_than":
        return "above 0"
    if kind == "greater_than_equal":
        return "0 or more"
    if kind == "literal_error":
        return f"one of {', '.join(VISIBILITIES)}"
    return EXPECTED["float"] if one_of_several else EXPECTED.get(kind.partition("_")[0], "")


def _place(raw: dict[str, Any], loc: tuple[str | int, ...]) -> Place:
    """The place that an error is about: pydantic adds the types that it tried where there are several."""
    value: Any = raw
    for depth, step in enumerate(loc):
        if isinstance(value, dict) and (step in value or depth == len(loc) - 1):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return loc[:depth]
    return loc


def _table(raw: dict[str, Any], place: Place) -> str:
    """The table that a key stands in, as the start of a sentence; nothing for a key of the file itself."""
    if len(place) < 2:
        return ""
    if isinstance(place[1], int):
        entry = raw[str(place[0])][place[1]]
        name = entry.get("id") if isinstance(entry, dict) else None
        return f"[[{place[0]}]] {name or f'number {place[1] + 1}'}: "
    return f"[{'.'.join(map(str, place[:-1]))}] "


def _unknown(raw: dict[str, Any], place: Place) -> str:
    """What to say of a key that there is not, with the one that was probably meant."""
    kind = TABLES[str(place[0])] if len(place) > 1 else Settings
    known = [each.name for each in fields(kind) if each.name not in NOT_IN_THE_FILE]
    close = difflib.get_close_matches(str(place[-1]), known, 1)
    hint = f"did you mean `{close[0]}`?" if close else f"there are {', '.join(known)}"
    return f"{_table(raw, place)}`{place[-1]}` is no setting: {hint}"


def _misfits(settings: Settings) -> Iterator[Problem]:
    """What does not fit together in settings of the right types."""
    if not settings.questions:
        yield ("questions",), "`questions` is empty: a lab needs at least one"
    if not settings.title.strip():
        yield ("title",), "`title` is empty"
    if settings.package == "checks":
        yield ("package",), "a package cannot be called `checks`: that is the name of what runs the checks"
    yield from _names(settings)
    known: list[str] = []
    for number, question in enumerate(settings.questions):
        for key, what in _links(question, known, settings):
            yield ("questions", number, key), f"[[questions]] {question.id}: `{key}`: {what}"
        known.append(question.id)
    for name in settings.gradescope.questions:
        if name not in known:
            yield ("gradescope", "questions"), f"[gradescope] `questions` names {name!r}, but there is no such question"


def _names(settings: Settings) -> Iterator[Problem]:
    """Names have to be names, and different."""
    named: list[tuple[Place, str]] = [(("package",), settings.package)]
    for number, question in enumerate(settings.questions):
        named.append((("questions", number, "id"), question.id))
        named += [(("questions", number, "modules"), name) for name in question.modules]
    if settings.written:
        named.append((("written", "id"), settings.written.id))
    seen: set[str] = set()
    for place, name in named:
        if not name.isidentifier():
            yield place, f"{name!r} is not a name: use letters, digits and _"
        if place[-1] == "modules" and name == NOTEBOOK_SAMPLES:
            yield place, f"a module cannot be called `{NOTEBOOK_SAMPLES}`: that folder of samples is for cells"
        if place[-1] == "id" and name in seen:
            yield place, f"two questions have the id {name}"
        seen |= {name} if place[-1] == "id" else set()


def _links(question: Question, before: list[str], settings: Settings) -> Iterator[tuple[str, str]]:
    """What a question says of other questions and of its modules, by the key that says it."""
    ids = {each.id for each in settings.questions}
    for name in question.builds_on:
        if name not in ids:
            yield "builds_on", f"there is no question {name}"
        elif name not in before:
            yield "builds_on", f"{name} does not come before {question.id}"
    for name in question.provides:
        if name.partition(".")[0] not in question.modules:
            yield "provides", f"{name} is in none of its `modules`"


def _syntax(path: Path, text: str, error: tomllib.TOMLDecodeError) -> str:
    """What to say of a file that is not TOML."""
    found = SYNTAX.fullmatch(str(error))
    line = (found and found["line"]) or text.count("\n") + 1
    return f"{path}, line {line}: this is not TOML: {found['what'] if found else error}"


def _lines(text: str) -> dict[Place, int]:
    """The line in which each value of a TOML file begins: that of the shortest beginning of the file that has it."""
    found: dict[Place, int] = {}
    begins, lines = 1, text.split("\n")
    for number in range(1, len(lines) + 1):
        try:
            so_far = tomllib.loads("\n".join(lines[:number]))
        except tomllib.TOMLDecodeError:
            continue  # in the middle of a value
        for place in _places(so_far, ()):
            found.setdefault(place, begins)
        begins = number + 1
    return found


def _places(value: Any, place: Place) -> Iterator[Place]:
    yield place
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, entry in entries:
        yield from _places(entry, (*place, key))


def _line(lines: dict[Place, int], place: Place) -> int:
    """The line of a value, or of the table around it where it is missing."""
    while place and place not in lines:
        place = place[:-1]
    return lines[place]
