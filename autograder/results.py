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
    lines = [_case_text(case) for case in question.cases]
    if question.replaced:
        parts = ", ".join(question.replaced)
        lines.append(f"Graded with our code for {parts}, because yours is not right yet.")
    lines += [f"→ It looks as if {diagnosis.title}.\n    {diagnosis.hint}" for diagnosis in question.diagnoses]
    return "\n".join(lines)


def _case_text(case: CaseResult) -> str:
    """A line that says how a case went, and what it has to say below."""
    kind = "hidden test" if case.hidden else "test"
    earned = case.points if case.passed else 0
    line = f"{MARKS[case.passed]} {case.name} ({kind}, {earned:g} of {case.points:g})"
    return f"{line}\n    {case.message}" if case.message else line


def print_grade(grade: Grade, console: Console) -> None:
    """A table of the questions, and under it what went wrong."""
    table = Table(title_justify="left")
    table.add_column("question")
    table.add_column("points", justify="right")
    table.add_column("of", justify="right")
    table.add_column("what failed")
    for question in grade.questions:
        style = "green" if question.passed else "yellow" if question.score else "red"
        failed = [f"{case.name}: {case.message}" for case in question.cases if not case.passed]
        if question.replaced:
            failed.append(f"(graded with our {', '.join(question.replaced)})")
        problems = "\n".join(dict.fromkeys(failed))
        points = f"[{style}]{question.score:g}[/]"
        table.add_row(question.id, points, f"{question.max_score:g}", escape(problems))
    table.add_section()
    table.add_row("[bold]total", f"[bold]{grade.score:g}", f"{grade.max_score:g}", "")
    console.print(table)
    for note in grade.notes:
        console.print(f"Note: {note}", style="yellow", markup=False)
