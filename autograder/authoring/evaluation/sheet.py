"""The sheet for a reader who judges diagnoses: each answer with its code, and what was said of it."""

import json
from collections.abc import Iterator, Sequence

from autograder.authoring.evaluation.judgements import FILE
from autograder.authoring.evaluation.outcomes import Outcome
from autograder.grading.grade import Diagnosis

INTRODUCTION = """\
# Diagnoses to judge

Read the code of each answer, and then what a student would read about it. A diagnosis is right if its first
sentence is true of this code and its hint leads to the place that is wrong. It is wrong if it would mislead the
student. Copy the lines in the `toml` blocks to `{file}`, and write "right" or "wrong" between the quotes. A remark is
possible: `= {{verdict = "wrong", remark = "..."}}`.
"""


def sheet(outcomes: Sequence[Outcome]) -> str:
    """The sheet for these outcomes, as Markdown: those of their diagnoses that nobody has judged."""
    number = sum(len(_open(outcome)) for outcome in outcomes)
    parts = [INTRODUCTION.format(file=FILE), f"Number of diagnoses: {number}."]
    return "\n".join([*parts, *(line for outcome in outcomes for line in _section(outcome))]) + "\n"


def _section(outcome: Outcome) -> Iterator[str]:
    answer, found = outcome.answer, _open(outcome)
    yield f"\n## `{answer.name}`\n\n{answer.title}.\n\n{_block('python', answer.code)}\n"
    for diagnosis in found:
        yield f"- **{diagnosis.id}**: {diagnosis.sentence} {diagnosis.hint}"
    lines = [f"[{json.dumps(answer.name)}]", *(f'{json.dumps(diagnosis.id)} = ""' for diagnosis in found)]
    yield "\n" + _block("toml", "\n".join(lines))


def _open(outcome: Outcome) -> list[Diagnosis]:
    return [diagnosis for diagnosis in outcome.diagnoses if outcome.judged[diagnosis.id] is None]


def _block(language: str, text: str) -> str:
    """Some code between fences that are longer than any in it."""
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}{language}\n{text}\n{fence}"
