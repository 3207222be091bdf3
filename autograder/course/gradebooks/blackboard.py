"""Blackboard: the user name, a column for each item, and for a single item what the student reads about it.

Source: https://help.blackboard.com/Learn/Instructor/Ultra/Grade/Grading_Tasks/Work_Offline_With_Grade_Data
Cells of a file with commas stand in quotes. A column whose title ends in a number of Blackboard's, such as
`Lab [Total Pts: 90 Score] |12345`, is the one that has it; any other becomes a new one, of the kind text.
"""

from autograder.course.gradebooks.columns import Sheet, shown
from autograder.lib.tables import as_csv, harmless

COLUMNS = ("Last Name", "First Name", "Username")
USERNAME = "Username"
FEEDBACK = ("Feedback to Learner", "Feedback Format")
FORMAT = "SMART_TEXT"
"""Text that keeps its lines."""


def write(sheet: Sheet) -> str:
    """By item; feedback goes with a total only."""
    columns = [name for name in COLUMNS if all(row.roster.get(name) for row in sheet.rows)]
    columns = columns if USERNAME in columns else [USERNAME]
    feedback = FEEDBACK if sheet.is_total else ()
    table = [[*columns, *(harmless(column.title) for column in sheet.columns), *feedback]]
    for row in sheet.rows:
        who = [row.roster.get(name) or str(row.user.id or row.student) for name in columns]
        points = [shown(column.points(row)) for column in sheet.columns]
        texts = [harmless(sheet.columns[0].feedback(row)), FORMAT] if sheet.is_total else []
        table.append([*map(harmless, who), *points, *texts])
    return as_csv(table, quote_all=True)
