"""A table for spreadsheets; the total is blank where a part of it is."""

from autograder.course.gradebooks.columns import Sheet, shown
from autograder.course.gradebooks.rows import total_of
from autograder.lib.tables import as_csv, harmless


def write(sheet: Sheet) -> str:
    """By question, with totals, or the totals alone."""
    titles = [] if sheet.is_total else [column.title.partition(" ")[2] for column in sheet.columns]
    table = [["student", "name", *titles, "total"]]
    for row in sheet.rows:
        points = [] if sheet.is_total else [shown(column.points(row)) for column in sheet.columns]
        table.append([harmless(row.student), harmless(row.name), *points, shown(total_of(row))])
    return as_csv(table)
