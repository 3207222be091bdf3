"""Prints a grade as a table on the terminal."""

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from autograder.grading.grade import Grade, QuestionResult
from autograder.grading.results.sentences import carried_forward, said_once


def print_grade(grade: Grade, console: Console) -> None:
    """Print a table of the questions with what went wrong in each, and the notes below."""
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
    """What went wrong, a line each; where there is no code yet, only that."""
    if question.missing:
        return [question.missing[0]]
    lines = [f"→ {diagnosis.sentence}" for diagnosis in question.diagnoses]
    failed = [(case.name, message) for case, message in said_once(question) if not case.passed]
    lines += [f"{name}: {message}" if message else name for name, message in failed]
    return [*lines, carried_forward(question)] if question.replaced else lines
