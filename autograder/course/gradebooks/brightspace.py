"""Brightspace (D2L): who a student is, a column for each grade item, and the end of each line.

Source: https://community.d2l.com/brightspace/kb/articles/3538-importing-grades
`OrgDefinedId`, `Username` or both say who a student is; exports write "#" before them, which an import takes.
"""

from autograder.course.gradebooks.columns import Sheet, shown
from autograder.lib.tables import as_csv, harmless

COLUMNS = ("OrgDefinedId", "Username")
POINTS, END = " Points Grade", "End-of-Line Indicator"


def write(sheet: Sheet) -> str:
    """By grade item."""
    columns = [name for name in COLUMNS if all(row.roster.get(name) for row in sheet.rows)]
    titles = [column.title if POINTS in column.title else f"{column.title}{POINTS}" for column in sheet.columns]
    table = [[*(columns or COLUMNS[1:]), *map(harmless, titles), END]]
    for row in sheet.rows:
        who = [row.roster[name] for name in columns] or [row.student]
        table.append([*map(harmless, who), *(shown(column.points(row)) for column in sheet.columns), "#"])
    return as_csv(table)
