"""Writes a grade: as Gradescope's results file, and as a table on the terminal."""

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from autograder.grade import CaseResult, Grade, QuestionResult

MARKS = {True: "✓", False: "✗"}


def write_results(grade: Grade, path: Path) -> None:
    """Write Gradescope's results format, atomically.

    Source: https://gradescope-autograders.readthedocs.io/en/latest/specs/#output-format
    """
    write_json(path, gradescope_results(grade))


def write_json(path: Path, data: dict[str, Any]) -> None:
    """Write plain data as JSON, atomically."""
    write_atomically(path, json.dumps(data, indent=2, ensure_ascii=False) + "\n")


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write a file, of text or of bytes, so that there is always the old one or the whole new one."""
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def gradescope_results(grade: Grade) -> dict[str, Any]:
    """The grade as the plain data of a results file; scores in points, times in seconds."""
    return {
        "score": grade.score,
        "execution_time": round(grade.execution_time, 2),
        "output": "\n".join(grade.notes),
        "tests": [_gradescope_test(question) for question in grade.questions],
        "extra_data": {
            "max_score": grade.max_score,
            "isolation": list(grade.isolation),
            "figures": grade.figures,
            "questions": {
                question.id: {
                    "score": question.score,
                    "max_score": question.max_score,
                    "diagnoses": [diagnosis.id for diagnosis in question.diagnoses],
                }
                for question in grade.questions
            },
            "diagnoses": {
                diagnosis.id: {"title": diagnosis.title, "hint": diagnosis.hint}
                for question in grade.questions
                for diagnosis in question.diagnoses
            },
            "cases": {question.id: [_case(case) for case in question.cases] for question in grade.questions},
        },
    }


def _case(case: CaseResult) -> dict[str, Any]:
    return {"name": case.name, "hidden": case.hidden, "points": case.points, "passed": case.passed}


def _gradescope_test(question: QuestionResult) -> dict[str, Any]:
    return {
        "name": question.title,
        "number": question.id,
        "score": question.score,
        "max_score": question.max_score,
        "status": "passed" if question.passed else "failed",
        "output": question_text(question),
        "visibility": "visible",
        "tags": ["carried forward"] if question.replaced else [],
    }


def question_text(question: QuestionResult) -> str:
    """What a student reads about a question: each case, and what failed in it."""
    lines = [f"→ It looks as if {diagnosis.title}.\n    {diagnosis.hint}" for diagnosis in question.diagnoses]
    lines += [_case_text(case, message) for case, message in said_once(question)]
    if question.replaced:
        lines.append(carried_forward(question))
    return "\n".join(lines)


def carried_forward(question: QuestionResult) -> str:
    """The sentence that says which code of ours stood in for the student's; empty where none did."""
    if not question.replaced:
        return ""
    *most, last = (f"`{name}`" for name in question.replaced)
    names = f"{', '.join(most)} and {last}" if most else last
    return f"Graded with our {names}, because yours {'are' if most else 'is'} not right yet."


def said_once(question: QuestionResult) -> list[tuple[CaseResult, str]]:
    """The cases, each with its message; empty where an earlier case has said the same."""
    said: set[str] = set()
    pairs = []
    for case in question.cases:
        pairs.append((case, "" if case.message in said else case.message))
        said.add(case.message)
    return pairs


def _case_text(case: CaseResult, message: str) -> str:
    """A line that says how a case went, and what it has to say below."""
    kind = "hidden test" if case.hidden else "test"
    earned = case.points if case.passed else 0
    line = f"{MARKS[case.passed]} {case.name} ({kind}, {earned:g} of {case.points:g})"
    below = [f"    {text}" for text in message.split("\n")] if message else []
    return "\n".join([line, *below])


def print_grade(grade: Grade, console: Console) -> None:
    """A table of the questions, and under it what went wrong."""
    table = Table(title_justify="left")
    table.add_column("question")
    table.add_column("points", justify="right")
    table.add_column("of", justify="right")
    table.add_column("what failed")
    for question in grade.questions:
        style = "green" if question.passed else "yellow" if question.score else "red"
        points = f"[{style}]{question.score:g}[/]"
        table.add_row(question.id, points, f"{question.max_score:g}", escape("\n".join(_problems(question))))
    table.add_section()
    table.add_row("[bold]total", f"[bold]{grade.score:g}", f"{grade.max_score:g}", "")
    console.print(table)
    for note in grade.notes:
        console.print(f"Note: {note}", style="yellow", markup=False)


def _problems(question: QuestionResult) -> list[str]:
    """What went wrong, a line each; what is missing goes without the tests that miss it."""
    if question.missing:
        return [question.missing[0]]
    lines = [f"→ It looks as if {diagnosis.title}." for diagnosis in question.diagnoses]
    failed = [(case.name, message) for case, message in said_once(question) if not case.passed]
    lines += [f"{name}: {message}" if message else name for name, message in failed]
    return [*lines, carried_forward(question)] if question.replaced else lines
