"""`grader.check` in a notebook: the same verdicts and words as on the command line, on the files as they are now."""

import html
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .reloading import use_what_is_on_disk

if TYPE_CHECKING:
    from .public_tests import Report

GOOD, BAD = "#00684a", "#b3261e"
"""Colours of text that can be read on a light and on a dark page's white boxes."""


def explain_checks(grader: Any) -> None:
    """Let `grader.check`, of an `otter.Notebook`, also say what mistake it looks like and how much is tested here."""
    original = grader.check

    def check(question: str, global_env: dict[str, Any] | None = None) -> Any:
        """Run the public tests of a question on the files as they are now."""
        if getattr(type(grader), "_grading_mode", False):  # otter itself grades this notebook
            return original(question, global_env)
        use_what_is_on_disk()
        from .public_tests import report

        return Verdict(report(question))

    grader.check = check


@dataclass(frozen=True, repr=False)
class Verdict:
    """What a check in a notebook shows."""

    report: "Report"

    def __repr__(self) -> str:
        """The text where no page is shown."""
        name = self.report.question
        if self.report.passed:
            return f"{name} results: All test cases passed!\n{self.report.tested_here}".rstrip()
        return "\n".join([f"{name} results:", *self.report.lines(more=False)])

    def _repr_html_(self) -> str:
        """The same for the page; what to try is behind a click, so that one can still find it oneself."""
        return f"<div>{''.join(self._parts())}</div>"

    def _parts(self) -> Iterator[str]:
        report = self.report
        name = f"<strong><code>{html.escape(report.question)}</code></strong>"
        if report.passed:
            yield _paragraph(f"{name} <span style='color: {GOOD}'>✓ passed.</span> {html.escape(report.tested_here)}")
            return
        if report.problems:
            yield _paragraph(f"{name} <span style='color: {BAD}'>✗ did not run.</span>")
            yield from (_paragraph(f"<code>{html.escape(problem)}</code>") for problem in report.problems)
            return
        yield _paragraph(name)
        for case in report.cases:
            sign, colour = ("✓", GOOD) if case.passed else ("✗", BAD)
            said = f"<br><code>{html.escape(case.message)}</code>" if case.message else ""
            yield _paragraph(f"<span style='color: {colour}'>{sign}</span> {html.escape(case.name)}{said}")
        for mistake in report.mistakes:
            yield _paragraph(f"→ It looks as if {html.escape(mistake.title)}.")
            yield f"<details><summary>What to try</summary>{_paragraph(html.escape(mistake.hint))}</details>"
        if report.advice:
            yield _paragraph(f"→ {html.escape(report.advice)}")


def _paragraph(inner: str) -> str:
    return f"<p style='margin: 0.3em 0'>{inner}</p>"
