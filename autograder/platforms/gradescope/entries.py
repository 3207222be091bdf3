"""What Gradescope shows of a grade: an entry for each question's public and hidden cases, and a text above them all."""

from dataclasses import replace

from autograder.grading.grade import Grade, Matrix, QuestionResult
from autograder.grading.results.schema import (
    CARRIED_FORWARD,
    MARKDOWN,
    LeaderboardEntry,
    Results,
    ShownTest,
    results_of,
    shown_test,
)
from autograder.lab import Lab
from autograder.lab.settings import Gradescope
from autograder.platforms.gradescope.markdown import escaped, marked, question_markdown
from autograder.platforms.gradescope.metadata import Earlier, Metadata
from autograder.platforms.gradescope.turns import runs_left

NOT_YET = "not graded yet"
VISIBLE = "visible"
LATER = {
    "after_due_date": "after the due date",
    "after_published": "when your instructor publishes the grades",
    "hidden": "only if your instructor decides so",
}
"""When students see an entry, by its visibility."""


def container_results(lab: Lab, grade: Grade, metadata: Metadata, said: str = "") -> Results:
    """The results with what students see at once apart from what they see later, and with what is not graded yet.

    `said` is the first sentence above all entries.
    """
    results, shown = results_of(grade), lab.settings.gradescope
    tests = [entry for question in grade.questions for entry in _entries(question, shown, grade)]
    graded = {question.id for question in grade.questions}
    waiting = [question for question in lab.settings.questions if question.id not in graded]
    for question in waiting:
        visibility = shown.visibility(question.id, hidden=False)
        tests.append(ShownTest(question.title, question.id, 0, question.points, NOT_YET, visibility))
    about_all = [] if waiting else [_since(metadata.last, tests), _about_the_total(tests), runs_left(metadata, shown)]
    return replace(
        results,
        output="\n\n".join(filter(None, (marked(said), *about_all, *map(marked, grade.notes)))),
        output_format=MARKDOWN,
        tests=tuple(tests),
        max_score=lab.settings.max_score,
        submission=metadata.note,
        stdout_visibility="hidden",
        leaderboard=_leaderboard(lab, grade),
    )


def _since(last: Earlier | None, tests: list[ShownTest]) -> str:
    """What has become better or worse since the last submission, as far as students see it."""
    if last is None:
        return ""
    before = {test.name: test for test in last.results.tests if test.visibility == VISIBLE}
    moved = []
    for test in tests:
        known = before.get(test.name)
        if test.visibility == VISIBLE and known and known.score is not None and known.score != test.score:
            moved.append(f"{escaped(test.name)} {known.score:g} → {test.score:g} of {test.max_score:g}")
    return f"**Since your last submission**: {', '.join(moved) or 'no points that you see have changed'}."


def _about_the_total(tests: list[ShownTest]) -> str:
    """Why Gradescope shows no total, and what the total is of what students see; empty where they see everything."""
    later = dict.fromkeys(LATER[test.visibility] for test in tests if test.visibility != VISIBLE)
    if not later:
        return ""
    seen = [test for test in tests if test.visibility == VISIBLE]
    score, most = sum(test.score or 0 for test in seen), sum(test.max_score or 0 for test in seen)
    return (
        f"**{score:g} of {most:g} points** so far, by the tests that you see. The other tests have been run as well. "
        f"You see their results, and the total, {' or '.join(later)}."
    )


def _leaderboard(lab: Lab, grade: Grade) -> tuple[LeaderboardEntry, ...]:
    """The figure of the lab's leaderboard, where the student's own code passed the test that measured it."""
    board = lab.hooks.leaderboard
    if board is None or not lab.settings.gradescope.leaderboard:
        return ()
    for question in grade.questions:
        for case in question.cases:
            if case.passed and not question.replaced and board.figure in case.figures:
                return (LeaderboardEntry(board.title, case.figures[board.figure], board.order),)
    return ()


def _entries(question: QuestionResult, shown: Gradescope, grade: Grade) -> list[ShownTest]:
    """One entry for the public cases of a question, and one for the hidden ones; the first that failed is explained.

    What the code returns for public inputs is in the first entry.
    """
    pictures = tuple(each for each in grade.exhibits if isinstance(each, Matrix) and each.question == question.id)
    entries: list[ShownTest] = []
    explained = False
    for hidden in (False, True):
        cases = tuple(case for case in question.cases if case.hidden == hidden)
        part = replace(question, cases=cases, replaced=() if hidden else question.replaced)
        part = replace(part, diagnoses=() if part.passed or explained else question.diagnoses)
        explained = explained or bool(part.diagnoses)
        if cases:
            text = question_markdown(part, () if entries else pictures)
            entries.append(_entry(question, part, text, hidden, shown.visibility(question.id, hidden)))
    return entries


def _entry(question: QuestionResult, part: QuestionResult, text: str, hidden: bool, visibility: str) -> ShownTest:
    """The entry for a part of a question."""
    return replace(
        shown_test(part, visibility),
        name=f"{question.title} (hidden tests)" if hidden else question.title,
        max_score=sum(case.points for case in part.cases),
        output=text,
        output_format=MARKDOWN,
        tags=(CARRIED_FORWARD,) if question.replaced else (),
    )
