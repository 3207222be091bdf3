"""Grades a whole submission: what is shown, hidden cases, and error carried forward."""

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from autograder.grading.cases.points import refuse_other_points
from autograder.grading.cases.reference import reference_view
from autograder.grading.diagnosis.changed_lab import solution_plans
from autograder.grading.diagnosis.diagnose import Diagnostician
from autograder.grading.grade import Earlier, Grade, Progress, QuestionResult
from autograder.grading.judge.phases import Hung, Run, Shown
from autograder.grading.judge.stage import files_to_stage, staged
from autograder.grading.judge.trace import Tracer
from autograder.grading.sandbox.forkserver.client import Sandbox
from autograder.grading.sandbox.forkserver.memory import share_memory
from autograder.grading.submission.handout import notes_on_handout
from autograder.grading.submission.notebook import Cell, Plan, plan_all, read_cells
from autograder.grading.submission.read import Submission
from autograder.lab import Lab
from autograder.lab.folder import HOOKS
from autograder.lib.errors import LabError, NotebookError
from autograder.lib.versions import versions


def say_nothing(question: str, known: tuple[QuestionResult, ...]) -> None:
    """Progress that nobody wants to hear about."""


@dataclass
class Judge:
    """Grades submissions to a lab with one sandbox; fixtures take their data from `source`.

    With a `memo`, a question is graded once for all submissions that have the same code for it and for what
    it builds on, or the same code next to what is replaced by ours: this is for samples of ours, which differ in a
    single place. With `overlap`, the longest case runs in
    parallel with the others; in a batch, where each judge has one core, it does not. A `tracer` gets each request.
    """

    lab: Lab
    sandbox: Sandbox
    source: str = "embedded"
    memo: dict[Any, Any] | None = None
    overlap: bool = True
    tracer: Tracer | None = None

    def show(self, submission: Submission, earlier: Earlier | None = None) -> Shown:
        """Observe what students may see of a submission; `grade` then needs no worker before the hidden cases.

        Of what an `earlier` run has graded, only stale questions are observed.
        """
        self.prepare()
        with self.run(submission, 0, {}, earlier) as run:
            todo = [question for question in run.questions if not (earlier and earlier.kept(question.id))]
            return run.observe_what_is_shown(todo, say_nothing)

    def grade(self, submission: Submission, progress: Progress = say_nothing, shown: Shown | None = None) -> Grade:
        """Grade a submission, and report progress; `shown` is what `show` has returned for it."""
        started = time.monotonic()
        used = shown.seconds if shown else 0
        self.prepare()
        with self.run(submission, used, shown.hung if shown else {}, shown.earlier if shown else None) as run:
            questions, exhibits = run.all_questions(progress, shown)
        return Grade(
            questions,
            exhibits=exhibits,
            execution_time=used + time.monotonic() - started,
            isolation=("process", *self.sandbox.layers),
            versions=versions(),
            notes=run.notes,
        )

    @contextlib.contextmanager
    def run(self, submission: Submission, used: float, hung: Hung, earlier: Earlier | None = None) -> Iterator[Run]:
        """A run of a submission that has used this many seconds already, and may have been graded in an earlier run."""
        deadline = time.monotonic() - used + self.lab.settings.limits.submission_seconds
        plans, unplanned = self.plans(submission)
        about_files = notes_on_handout(submission, self.lab) + files_to_stage(submission, self.lab)[1]
        notes = submission.notes + about_files + unplanned
        with staged(submission, self.lab, self.sandbox.stages) as stage:
            yield Run(self, submission, stage, plans, deadline, dict(hung), notes, earlier)

    def plans(self, submission: Submission) -> tuple[dict[str, Plan], tuple[str, ...]]:
        """What to run of the notebook for each question that needs it, and notes on why nothing."""
        ids = [question.id for question in self.lab.settings.questions if question.notebook]
        if not self.lab.has_notebook:
            return {}, ()
        if submission.notebook is None:
            absent = f"there is no {self.lab.settings.notebook} in the submission"
            return {}, () if submission.why_empty else (absent,)
        try:
            return plan_all(ids, self.given_cells, submission.notebook), ()
        except NotebookError as error:
            return {}, (str(error),)

    def prepare(self) -> None:
        """Load the tests and the fixtures, while the sandbox warms up; raises `LabError` where they cannot be used."""
        refuse_other_points(self.lab)
        self.fixtures  # noqa: B018

    def prepare_to_share(self) -> None:
        """Load everything that grades need, so that judges which are forked from this process share it."""
        if "diagnostician" not in vars(self):
            self.prepare()
            self.diagnostician.load()
            share_memory()

    @cached_property
    def given_cells(self) -> tuple[Cell, ...]:
        """The notebook of the starter code."""
        return read_cells(self.lab.given_notebook.read_bytes())

    @cached_property
    def diagnostician(self) -> Diagnostician:
        return Diagnostician(self.lab, solution_plans(self.lab))

    @cached_property
    def fixtures(self) -> dict[str, Any]:
        """What the lab's hooks provide for cases, by name; raises `LabError` where one of them fails."""
        made = {}
        for name, make in self.lab.hooks.fixtures.items():
            try:
                made[name] = make(self.reference, self.lab.settings.fixtures, self.source)
            except Exception as error:
                reason = f"{type(error).__name__}: {error}"
                raise LabError(f"the fixture {name} of {self.lab.root / HOOKS} cannot be made ({reason})") from error
        return made

    @cached_property
    def reference(self) -> Any:
        """The view of the reference solution."""
        return reference_view(self.lab)
