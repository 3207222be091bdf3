"""The draft of an entry of the catalogue: a file with code, for a person to complete."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from autograder.authoring.entries.own_code import OwnCode, own_code
from autograder.grading.cases.case import Case, load_cases
from autograder.grading.diagnosis.catalogue import UNFINISHED
from autograder.grading.submission.read import Submission
from autograder.lab import Lab, Question
from autograder.lib.errors import InputError

WARNING = "# Written from a submission: read it before you run anything."
DOCSTRING = """
{todo} finish the sentence "It looks as if ...", in lower case and without a full stop

{todo} write the hint: something small to print or draw, and the part of the lab to read again.
{todo} delete this list of the cases that fail.
{failed}
"""


@dataclass(frozen=True)
class Draft:
    """An entry without title and hint; `author` is the name of the submission that its code comes from."""

    question: Question
    author: str
    own: OwnCode
    failed: tuple[Case, ...]

    @property
    def text(self) -> str:
        """The file."""
        names = "\n".join(f"- {case.name}" for case in self.failed)
        docstring = _escaped(DOCSTRING.strip().format(todo=UNFINISHED, failed=names))
        return f'{WARNING}\n"""{docstring}\n"""\n\n{self._constants()}\n\n\n{self.own.code}\n'

    def _constants(self) -> str:
        constants = {"CAUGHT_BY": catching(self.failed).name}
        if self.own.cell:
            constants["CELL"] = self.own.cell
        elif self.own.module != self.question.modules[0]:
            constants["MODULE"] = self.own.module
        return "\n".join(f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in constants.items())


def shortest_draft(
    lab: Lab, question: Question, failed: Collection[str], submissions: Iterable[tuple[str, Submission]]
) -> Draft:
    """The draft with the least code, of submissions that fail the same cases; each comes with its name.

    Raises `InputError` where there is none, with the reason for the first submission.
    """
    cases = failed_cases(lab, question, failed)
    drafts, problems = [], []
    for author, submission in submissions:
        try:
            drafts.append(Draft(question, author, own_code(submission, lab, question), cases))
        except InputError as error:
            problems.append(f"{author}: {error}")
    if not drafts:
        raise InputError(f"no entry can be written from the submission {problems[0]}")
    return min(drafts, key=lambda draft: len(draft.own.code))


def failed_cases(lab: Lab, question: Question, failed: Collection[str]) -> tuple[Case, ...]:
    """The cases of these names; raises `InputError` where the lab has none of them any more."""
    cases = tuple(case for case in load_cases(lab.test_file(question.id)) if case.name in failed)
    if not cases:
        raise InputError(f"the tests of {question.id} have changed since the class was graded: grade it again")
    return cases


def catching(failed: Collection[Case]) -> Case:
    """The case that is there for a mistake: one that is compared with the catalogue, hidden, with many points."""
    return max(failed, key=lambda case: (not case.is_long, case.hidden, case.points))


def entry_file(lab: Lab, question: Question, name: str) -> Path:
    """Where an entry goes; raises `InputError` for a name that is none, or is taken."""
    if not name.isidentifier():
        raise InputError(f"--name {name}: use letters, digits and _")
    path = lab.mistakes / question.id / f"{name}.py"
    if path.exists():
        raise InputError(f"{path} exists already: choose another --name, or delete it")
    return path


def _escaped(text: str) -> str:
    """A text as it stands in a docstring."""
    return text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
