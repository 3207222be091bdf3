"""The rubric for written answers: which cells of the notebook they are, their levels, and what is often misunderstood.

A person writes it as TOML; the page for readers is made from it. The texts of questions and of model answers stand in
the notebook alone: the question is the cell above the answer, the model answer the cell below it.
"""

import json
import textwrap
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from autograder.lab.settings import STRICT, Positive, Written
from autograder.lib.errors import LabError

PAGE = "rubric.md"
"""The file of the page that the release writes."""
WIDTH = 120
MOST_MISCONCEPTIONS = 12
"""For one answer: each has a letter, and some letters are left for comments of the reader's own."""


@dataclass(frozen=True)
class Level:
    """So many points, what an answer with them is called, and what it looks like."""

    __pydantic_config__: ClassVar[Any] = STRICT

    points: float
    name: str
    looks_like: str


@dataclass(frozen=True)
class Misconception:
    """What some students believe, for the reader of an answer, and the comment that they get."""

    __pydantic_config__: ClassVar[Any] = STRICT

    belief: str
    comment: str


@dataclass(frozen=True)
class Asked:
    """One written answer. `cell` is the name of its cell in the notebook.

    `core` is the idea that an answer needs, and `full` completes "2 points ...": what it also needs for all of them.
    `remark` says more to the reader.
    """

    __pydantic_config__: ClassVar[Any] = STRICT

    cell: str
    title: str
    points: Positive
    core: str
    full: str = ""
    misconceptions: tuple[Misconception, ...] = ()
    remark: str = ""


@dataclass(frozen=True)
class Rubric:
    """The rubric of a lab: the levels are those of every answer. `introduction` begins the page."""

    __pydantic_config__: ClassVar[Any] = STRICT

    introduction: str
    levels: tuple[Level, ...]
    answers: tuple[Asked, ...]
    title: str = field(default="")

    def asked(self, cell: str) -> Asked:
        """The answer with this cell; raises `KeyError` for an unknown one."""
        for asked in self.answers:
            if asked.cell == cell:
                return asked
        raise KeyError(cell)


def read_rubric(path: Path, written: Written | None) -> Rubric:
    """The rubric in a file; raises `LabError`, a line for each problem, where it cannot be used."""
    from pydantic import ValidationError

    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        rubric: Rubric = _adapter().validate_json(json.dumps(raw, default=str), strict=True)
    except (OSError, UnicodeDecodeError) as error:
        raise LabError(f"{path} cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise LabError(f"{path} is not TOML: {error}") from None
    except ValidationError as error:
        found = [f"{path}: {_place(details['loc'])}{details['msg']}" for details in error.errors(include_url=False)]
        raise LabError("\n".join(dict.fromkeys(found))) from None
    if problems := list(_misfits(rubric, written)):
        raise LabError("\n".join(f"{path}: {problem}" for problem in problems))
    return rubric


def rubric_page(rubric: Rubric) -> str:
    """The page for readers, as Markdown: a section for each answer, and the levels as a table."""
    lines = [f"# {rubric.title or 'Rubric'}", "", *_wrapped(rubric.introduction), ""]
    lines += ["| level | points | what it looks like |", "| --- | --- | --- |"]
    lines += [f"| {level.name} | {level.points:g} | {_one_line(level.looks_like)} |" for level in rubric.levels]
    for number, asked in enumerate(rubric.answers, 1):
        lines += ["", f"## {number}. {asked.title}", ""]
        lines += _item(f"**Core**: {asked.core}")
        if asked.full:
            lines += _item(f"**{asked.points:g} points** {asked.full}")
        if asked.misconceptions:
            said = "; ".join(f'"{each.belief}"' for each in asked.misconceptions)
            lines += _item(f"Common misconceptions: {said}.")
        if asked.remark:
            lines += _item(asked.remark)
    return "\n".join(lines) + "\n"


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Rubric)


def _place(loc: tuple[str | int, ...]) -> str:
    """Where a problem is, as the start of a sentence: the table, its number from 1, and the key."""
    text = ""
    for step in loc:
        text += f" number {step + 1}" if isinstance(step, int) else f" `{step}`"
    return f"{text.strip()}: " if text else ""


def _misfits(rubric: Rubric, written: Written | None) -> Iterator[str]:
    """What does not fit together in a rubric of the right types."""
    if written is None:
        yield "lab.toml has no [written] question that this could be the rubric of"
    if not rubric.levels or not rubric.answers:
        yield "it needs levels and answers"
    for cell, times in Counter(asked.cell for asked in rubric.answers).items():
        if times > 1:
            yield f"{cell} has {times} entries"
    if len({level.points for level in rubric.levels}) < len(rubric.levels):
        yield "two levels have the same points"
    for asked in rubric.answers:
        if any(not 0 <= level.points <= asked.points for level in rubric.levels):
            yield f"{asked.cell}: there are levels of less than 0 or more than {asked.points:g} points"
        if len(asked.misconceptions) > MOST_MISCONCEPTIONS:
            yield f"{asked.cell}: at most {MOST_MISCONCEPTIONS} misconceptions have letters"
    total = sum(asked.points for asked in rubric.answers)
    if written is not None and total != written.points:
        yield f"its answers have {total:g} points together, and [written] in lab.toml says {written.points:g}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _wrapped(text: str) -> list[str]:
    paragraphs = [_one_line(paragraph) for paragraph in text.strip().split("\n\n")]
    return "\n\n".join(textwrap.fill(paragraph, WIDTH, break_long_words=False) for paragraph in paragraphs).split("\n")


def _item(text: str) -> list[str]:
    return textwrap.fill(
        _one_line(text), WIDTH, initial_indent="- ", subsequent_indent="  ", break_long_words=False,
        break_on_hyphens=False,
    ).split("\n")  # fmt: skip
