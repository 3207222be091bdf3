"""What Gradescope shows of a grade: an entry for each question's public and hidden cases, and a text above them all.

What students see at once says nothing of what they see later.
"""

from dataclasses import replace

from autograder.grading.grade import Grade, Matrix, QuestionResult
from autograder.grading.results.schema import (
    CARRIED_FORWARD,
    MARKDOWN,
    LeaderboardEntry,
    QuestionScore,
    Results,
    ShownTest,
    results_of,
    shown_test,
)
from autograder.lab import Lab
from autograder.platforms.gradescope.markdown import escaped, marked, question_markdown
from autograder.platforms.gradescope.metadata import Earlier, Metadata
from autograder.platforms.gradescope.turns import runs_left

NOT_YET = "not graded yet"
NOT_RUN = "**This submission was not graded.**"
STOPPED = "the autograder was stopped before it had graded everything"
VISIBLE, AFTER_DUE_DATE = "visible", "after_due_date"
LATER = {
    AFTER_DUE_DATE: "after the due date",
    "after_published": "when your instructor publishes the grades",
    "hidden": "if your instructor shows them",
}
"""When students see an entry, by its visibility."""


def container_results(lab: Lab, grade: Grade, metadata: Metadata, said: str = "") -> Results:
    """The results of a grade, in which some questions may not have been graded yet.

    `said` is the first sentence above all entries.
    """
    results, shown = results_of(grade), lab.settings.gradescope
    tests = [entry for question in grade.questions for entry in _entries(lab, question, grade)]
    graded = {question.id for question in grade.questions}
    waiting = [question for question in lab.settings.questions if question.id not in graded]
    for question in waiting:
        visibility = shown.visibility(question.id, hidden=False)
        tests.append(ShownTest(question.title, question.id, 0, question.points, NOT_YET, visibility))
    about_all = [_since(metadata.last, tests), about_the_total(tests, metadata), runs_left(metadata, shown)]
    return replace(
        results,
        output="\n\n".join(filter(None, (marked(said), *([] if waiting else about_all), *map(marked, grade.notes)))),
        output_format=MARKDOWN,
        tests=tuple(tests),
        max_score=lab.settings.max_score,
        failure=results.failure or (STOPPED if waiting else ""),
        submission=metadata.note,
        stdout_visibility="hidden",
        leaderboard=_leaderboard(lab, grade),
    )


def results_before(lab: Lab, metadata: Metadata, reason: str) -> Results:
    """The results of the last submission that was graded, for one that is not; no points where there is none."""
    said = f"{NOT_RUN} {marked(reason)}"
    note = replace(metadata.note, not_run=reason)
    if metadata.last is None:
        nothing = container_results(lab, Grade(()), replace(metadata, note=note))
        tests = tuple(replace(test, output="not graded", status="failed") for test in nothing.tests)
        scores = {question.id: QuestionScore(0, question.points) for question in lab.settings.questions}
        return replace(nothing, output=said, tests=tests, questions=scores, failure="")
    last = metadata.last.results
    before = f"What follows is from your submission of {metadata.last.time:%d %B, %H:%M}."
    text = "\n\n".join(filter(None, (said, before, about_the_total(list(last.tests), metadata))))
    if last.submission:  # the points are those of a submission that may have been on time
        note = replace(note, late=last.submission.late, late_seconds=last.submission.late_seconds)
    return replace(last, output=text, output_format=MARKDOWN, submission=note)


def about_the_total(tests: list[ShownTest], metadata: Metadata) -> str:
    """Why Gradescope shows no total, and what the total is of what students see; empty where they see everything."""
    at_once = (VISIBLE, AFTER_DUE_DATE) if metadata.note.late else (VISIBLE,)
    later = dict.fromkeys(LATER.get(test.visibility, "") for test in tests if test.visibility not in at_once)
    seen = [test for test in tests if test.visibility in at_once]
    score, most = sum(test.score or 0 for test in seen), sum(test.max_score or 0 for test in seen)
    if not any(later):
        return ""
    when = " and ".join(filter(None, later))
    if not most:
        return f"You see the results {when}."
    return (
        f"**{score:g} of {most:g} points** so far, by the tests that you see. The other tests have been run as well. "
        f"You see their results, and the total, {when}."
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


def _leaderboard(lab: Lab, grade: Grade) -> tuple[LeaderboardEntry, ...]:
    """The figure of the lab's leaderboard, where the student's own code passed the test that measured it.

    All students see a leaderboard at once, so it needs a lab whose tests they all see at once.
    """
    board, shown = lab.hooks.leaderboard, lab.settings.gradescope
    if board is None or not shown.leaderboard or not shown.shows_all(lab.settings.questions):
        return ()
    for question in grade.questions:
        for case in question.cases:
            if case.passed and not question.replaced and board.figure in case.figures:
                return (LeaderboardEntry(board.title, case.figures[board.figure], board.order),)
    return ()


def _entries(lab: Lab, question: QuestionResult, grade: Grade) -> list[ShownTest]:
    """One entry for the public cases of a question, and one for the hidden ones; the first that failed is explained.

    What the code returns for public inputs is in the first entry. That it was run with our code for earlier questions
    is in the last one, and where students know that these questions are wrong also in the first.
    """
    shown = lab.settings.gradescope
    pictures = tuple(each for each in grade.exhibits if isinstance(each, Matrix) and each.question == question.id)
    entries: list[ShownTest] = []
    explained = False
    for hidden in (False, True):
        cases = tuple(case for case in question.cases if case.hidden == hidden)
        visibility = shown.visibility(question.id, hidden)
        part = replace(question, cases=cases)
        part = replace(part, diagnoses=() if part.passed or explained else question.diagnoses)
        explained = explained or bool(part.diagnoses)
        if question.replaced and visibility == VISIBLE and not _is_known(lab, question, grade):
            part = replace(part, replaced=())
        if cases:
            compared = not part.passed or visibility == shown.visibility(question.id, hidden=True)
            text = question_markdown(part, () if entries else pictures, compared)
            entries.append(_entry(part, text, hidden, visibility))
    return entries


def _is_known(lab: Lab, question: QuestionResult, grade: Grade) -> bool:
    """Whether tests that students see at once show that earlier parts are wrong for which ours were taken."""
    shown = lab.settings.gradescope
    return all(
        any(not case.passed and shown.visibility(earlier.id, case.hidden) == VISIBLE for case in earlier.cases)
        for earlier in grade.questions
        if set(question.replaced) & {name.rpartition(".")[2] for name in lab.settings.question(earlier.id).provides}
    )


def _entry(part: QuestionResult, text: str, hidden: bool, visibility: str) -> ShownTest:
    """The entry for a part of a question."""
    return replace(
        shown_test(part, visibility),
        name=f"{part.title} (hidden tests)" if hidden else part.title,
        max_score=sum(case.points for case in part.cases),
        output=text,
        output_format=MARKDOWN,
        tags=(CARRIED_FORWARD,) if part.replaced else (),
    )
