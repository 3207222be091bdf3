"""Canvas's gradebook: columns that say who a student is, then one for each assignment.

The second row has the points of the assignments. Canvas finds students by `ID`, and an assignment by the number behind
its title, or by its title.
Source: https://github.com/instructure/canvas-lms/blob/master/lib/gradebook_importer.rb
"""

from autograder.course.gradebooks.columns import Sheet, shown
from autograder.course.gradebooks.roster import POSSIBLE
from autograder.lib.tables import as_csv, harmless

COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")


def write(sheet: Sheet) -> str:
    """By assignment, with the row of possible points: those of an assignment that is there already stay."""
    possible = [maximum(sheet, column.title) or shown(column.maximum) for column in sheet.columns]
    table = [
        [*COLUMNS, *(harmless(column.title) for column in sheet.columns)],
        [f"    {POSSIBLE}", *[""] * (len(COLUMNS) - 1), *possible],
    ]
    for row in sheet.rows:
        entry = row.roster or {"Student": row.name or row.student, "SIS Login ID": row.student}
        who = [entry.get(column, "") for column in COLUMNS]
        table.append([*map(harmless, who), *(shown(column.points(row)) for column in sheet.columns)])
    return as_csv(table)


def maximum(sheet: Sheet, title: str) -> str:
    """The points of an assignment that is there already."""
    return sheet.roster.possible.get(title, "") if sheet.roster else ""
