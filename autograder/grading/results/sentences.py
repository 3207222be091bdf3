"""The sentences that a student reads about a grade, in every form in which a grade is shown."""

from autograder.grading.grade import CaseResult, QuestionResult

MARKS = {True: "✓", False: "✗"}


def question_text(question: QuestionResult) -> str:
    """What a student reads about a question: each case, and what failed in it."""
    lines = [f"→ {diagnosis.sentence}\n    {diagnosis.hint}" for diagnosis in question.diagnoses]
    lines += [_case_text(case, message) for case, message in said_once(question)]
    if question.replaced:
        lines.append(carried_forward(question))
    return "\n".join(lines)


def carried_forward(question: QuestionResult) -> str:
    """The sentence that names the parts of the reference solution with which a question was re-run, or nothing."""
    if not question.replaced:
        return ""
    *most, last = (f"`{name}`" for name in question.replaced)
    names = f"{', '.join(most)} and {last}" if most else last
    return f"Graded with our {names}, because yours {'are' if most else 'is'} not right yet."


def said_once(question: QuestionResult) -> list[tuple[CaseResult, str]]:
    """The cases, each with its message, which is empty where an earlier case has the same one."""
    said: set[str] = set()
    pairs = []
    for case in question.cases:
        pairs.append((case, "" if case.message in said else case.message))
        said.add(case.message)
    return pairs


def _case_text(case: CaseResult, message: str) -> str:
    """A line with the result of a case, and its message below."""
    kind = "hidden test" if case.hidden else "test"
    earned = case.points if case.passed else 0
    line = f"{MARKS[case.passed]} {case.name} ({kind}, {earned:g} of {case.points:g})"
    below = [f"    {text}" for text in message.split("\n")] if message else []
    return "\n".join([line, *below])
