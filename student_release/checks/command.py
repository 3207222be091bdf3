"""What `python -m checks` does: runs public tests, and prints a table and what each of them says.

Imports PyTorch late, so that what cannot be done is said at once, and a reader sees what takes its time.
"""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .output import Progress, Style
from .settings import HOME, TESTS, file_of, question_ids, read_settings

if TYPE_CHECKING:
    from .public_tests import Report

GAP = "  "
"""Between two columns."""


def check(questions: Sequence[str] = (), more: bool = False) -> int:
    """Run the public tests of these questions, or of all, and print the results; returns 0 when all passed, else 1.

    Of a likely mistake, the name is printed, and what to try only with `more`: so one can still find it oneself.
    Raises `FileNotFoundError` where there are no tests.
    """
    if not question_ids():
        raise FileNotFoundError(f"there is no folder {TESTS.name}/ in {HOME}: run this in the folder of the lab")
    for question in questions:
        file_of(question)
    reports = run(list(dict.fromkeys(questions)) or question_ids())
    style = Style(sys.stdout)
    if len(reports) > 1:
        print("\n".join(table(reports, style)), end="\n\n")
    for each in reports:
        print(style.strong(each.question))
        print("\n".join(_coloured(line, style) for line in each.lines(more)))
    earned, total = sum(each.earned for each in reports), sum(each.public for each in reports)
    print(f"public tests: {earned:g} of {total:g} points. Hidden tests look at the rest.")
    written = read_settings().written
    if written and not questions:
        print(f"{written[0]}: a person reads your answers, {written[1]:g} points.")
    if ahead := next((each for each in reports if not each.passed), None):
        print(f"Next: {style.strong(ahead.question)}, {to_do(ahead)}.")
    return 0 if all(each.passed for each in reports) else 1


def run(questions: Sequence[str]) -> list["Report"]:
    """The reports of these questions, in their order; meanwhile, stderr has a line about what is being done."""
    progress = Progress()
    try:
        progress.say(f"checking {len(questions)} question{'s' * (len(questions) != 1)}: loading PyTorch …")
        from .public_tests import report

        reports = []
        for number, question in enumerate(questions, 1):
            progress.say(f"{question} ({number} of {len(questions)}) …")
            reports.append(report(question))
        return reports
    finally:
        progress.clear()


def table(reports: Sequence["Report"], style: Style) -> list[str]:
    """A row for each question: where it is written, its public points, how much hidden tests look at, what to do."""
    rows = [("", "question", "file", "public points", "hidden", "to do")]
    for each in reports:
        total = read_settings().points.get(each.question, 0.0)
        hidden = f"{total - each.public:g} of {total:g}" if total else ""
        row = (_files(each.question), f"{each.earned:g} of {each.public:g}", hidden, "" if each.passed else to_do(each))
        rows.append(("✓" if each.passed else "✗", each.question, *row))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return [style.strong(lines[0]), *(_coloured(line, style) for line in lines[1:])]


def to_do(report: "Report") -> str:
    """What comes next for a question whose tests do not all pass."""
    files = _files(report.question)
    if report.problems:
        return f"mend {report.problems[0].partition(': ')[0]}"
    if report.is_unwritten:
        return f"write {files}" if files else "write what it builds on"
    failed = sum(not case.passed for case in report.cases)
    return f"{failed} of {len(report.cases)} tests {'fails' if failed == 1 else 'fail'}: see what each says"


def _files(question: str) -> str:
    return ", ".join(read_settings().files.get(question, ()))


def _coloured(line: str, style: Style) -> str:
    """A line with its sign in colour."""
    colour = {"✓": style.good, "✗": style.bad, "→": style.strong}.get(line.lstrip()[:1])
    if colour is None:
        return line
    start = len(line) - len(line.lstrip())
    return line[:start] + colour(line[start]) + line[start + 1 :]
