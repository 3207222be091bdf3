"""Moodle: its gradebook, and the grading worksheet of one assignment.

The gradebook's import takes a column that says who a student is, then one for each grade item and one for its feedback;
"-" is no grade. Sources: https://docs.moodle.org/405/en/Grade_import and `grade/import/csv/classes/load_data.php` of
https://github.com/moodle/moodle
The worksheet goes back as it came, with grades and comments: Moodle looks for its own titles of the columns with
participants, grades and times, passes over grades above the maximum without a word, and takes comments as HTML. Source:
`mod/assign/feedback/offline/importgradeslib.php` and `locallib.php` there.
"""

import html

from autograder.course.gradebooks.columns import Column, Sheet, shown
from autograder.course.gradebooks.roster import IDENTIFIER
from autograder.lib.errors import GradebookError
from autograder.lib.tables import as_csv, harmless, number

COLUMNS = ("Email address", "ID number", "Username")
ROUNDING = 1e-6
GRADE, MAXIMUM, COMMENTS = "Grade", "Maximum grade", "Feedback comments"
"""Columns of a worksheet, in English; `--column` names the one for grades in another language."""


def write(sheet: Sheet) -> str:
    """For the gradebook: by grade item, each with its feedback."""
    column = next((name for name in COLUMNS if all(row.roster.get(name) for row in sheet.rows)), None)
    emails = all("@" in row.student for row in sheet.rows)
    titles = [harmless(f"{item.title}{part}") for item in sheet.columns for part in ("", " feedback")]
    table = [[column or COLUMNS[0 if emails else 1], *titles]]
    for row in sheet.rows:
        cells = [harmless(row.roster[column] if column else row.student)]
        for item in sheet.columns:
            cells += [shown(item.points(row)) or "-", harmless(item.feedback(row))]
        table.append(cells)
    return as_csv(table)


def write_worksheet(sheet: Sheet) -> str:
    """The lines of the worksheet that have results, with grade and comments in their columns.

    Raises `GradebookError` where the roster is no worksheet, or Moodle would not take a grade.
    """
    roster, column = sheet.roster, sheet.columns[0]
    if roster is None:
        raise GradebookError("a worksheet needs --roster: the grading worksheet that Moodle gives out")
    grade = column.title if column.title in roster.columns else GRADE
    if not any(line.get(IDENTIFIER) for line in roster.students) or grade not in roster.columns:
        there = ", ".join(roster.columns)
        raise GradebookError(
            f"{roster.path} is no grading worksheet, which has {IDENTIFIER} and {GRADE}: --column names the one for "
            f"grades in another language; there are: {there}"
        )
    _refuse_too_many(sheet, column)
    table = [list(roster.columns)]
    for row in sheet.rows:
        filled = {grade: shown(column.points(row)), COMMENTS: _as_html(column.feedback(row))}
        table.append([filled.get(name, harmless(row.roster[name])) for name in roster.columns])
    return as_csv(table)


def maximum(sheet: Sheet, title: str) -> str:
    """The maximum grade of the worksheet's assignment."""
    return next((row.roster[MAXIMUM] for row in sheet.rows if row.roster.get(MAXIMUM)), "")


def _refuse_too_many(sheet: Sheet, column: Column) -> None:
    """Raise `GradebookError` where grades are above the maximum: Moodle would leave them out without a word."""
    for row in sheet.rows:
        most, points = row.roster.get(MAXIMUM, ""), column.points(row)
        try:
            too_many = points is not None and points > number(most) + ROUNDING
        except ValueError:  # a scale, or nothing
            continue
        if too_many:
            raise GradebookError(
                f"{row.student} has {shown(points)} points, and Moodle takes {most} at most: set the assignment's "
                f"maximum grade to {column.maximum:g}, and download the worksheet again"
            )


def _as_html(text: str) -> str:
    return harmless(html.escape(text, quote=False).replace("\n", "<br>"))
