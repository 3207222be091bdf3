"""Grades a whole submission: public cases, hidden cases, and error carried forward."""

import contextlib
import marshal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder.config import ASSIGNMENT, NOTEBOOK, STUDENT_RELEASE, LabConfig, Question
from autograder.diagnosis.catalogue import load_catalogue
from autograder.diagnosis.diagnose import Diagnostician, Observation, Observations, observe
from autograder.diagnosis.values import load_values
from autograder.grade import Exhibit, Grade, Progress, QuestionResult
from autograder.judge.casefile import load_cases, public_cases, run_case, trains
from autograder.judge.corpus import Corpus, load_corpus
from autograder.judge.exhibits import losses, matrices
from autograder.judge.remote_lab import ModuleBroken, RemoteLab, Session, StudentError
from autograder.notebook import Cell, NotebookError, Plan, plan, read_cells
from autograder.sandbox.sharing import share_memory
from autograder.sandbox.warm import Sandbox
from autograder.submission import Submission, staged


@dataclass
class Judge:
    """Grades submissions with one sandbox; `source` is where the question "training" takes its text.

    With a `memo`, a question is graded once for all submissions that have the same code for it and for what
    it builds on: for samples of ours, which differ in a single place. The longest case runs `beside` the others, which
    is sooner done; in a batch, where each judge has a core, it does not.
    """

    config: LabConfig
    sandbox: Sandbox
    source: str = "embedded"
    memo: dict[Any, QuestionResult] | None = None
    beside: bool = True

    def grade(self, submission: Submission, progress: Progress = lambda question, known: None) -> Grade:
        """Grade a submission, and tell `progress` about it."""
        started = time.monotonic()
        self.prepare()
        with staged(submission, self.config, self.sandbox.stages) as stage:
            plans, notes = self.plans(submission)
            run = Run(self, submission, stage, plans, started + self.config.limits.submission_seconds)
            questions, exhibits = run.all_questions(progress)
        return Grade(
            questions,
            exhibits=exhibits,
            execution_time=time.monotonic() - started,
            isolation=("process", *self.sandbox.layers),
            notes=submission.notes + notes,
        )

    def plans(self, submission: Submission) -> tuple[dict[str, Plan], tuple[str, ...]]:
        """What to run of the notebook for each question that needs it, and notes on why nothing."""
        if submission.notebook is None:
            return {}, (f"there is no {NOTEBOOK} in the submission",)
        try:
            submitted = read_cells(submission.notebook)
        except NotebookError as error:
            return {}, (str(error),)
        ids = [question.id for question in self.config.questions if question.notebook]
        return {question: plan(question, self.handed_out, submitted) for question in ids}, ()

    def prepare(self) -> None:
        """Load the tests and the corpus; the sandbox warms up meanwhile."""
        for question in self.config.questions:
            load_cases(question.id)
        self.corpus  # noqa: B018

    def prepare_to_share(self) -> None:
        """Load all that grades need, so that judges which are forked from this process share it."""
        if "diagnostician" not in vars(self):
            self.prepare()
            load_catalogue()
            self.diagnostician  # noqa: B018
            share_memory()

    @cached_property
    def handed_out(self) -> tuple[Cell, ...]:
        return read_cells((STUDENT_RELEASE / NOTEBOOK).read_bytes())

    @cached_property
    def diagnostician(self) -> Diagnostician:
        return Diagnostician(load_values())

    @cached_property
    def corpus(self) -> Corpus:
        return load_corpus(self.config.training, self.source)


class Run:
    """One submission under one judge, until `deadline` (of the monotonic clock, in seconds)."""

    def __init__(self, judge: Judge, submission: Submission, stage: Path, plans: dict[str, Plan], deadline: float):
        self.judge, self.config, self.deadline = judge, judge.config, deadline
        self.submission, self.stage, self.plans = submission, stage, plans
        self.hung: dict[str, StudentError] = {}
        self.broken: dict[str, ModuleBroken] = {}
        self.views = contextlib.ExitStack()
        self.helped: dict[tuple[str, ...], RemoteLab] = {}
        """By the failed questions that our code stands in for."""

    def all_questions(self, progress: Progress) -> tuple[tuple[QuestionResult, ...], tuple[Exhibit, ...]]:
        """Each question as it is, and then with our code for broken earlier parts; and what there is to draw."""
        known = {question.id: self.remembered(question) for question in self.config.questions}
        todo = [question for question in self.config.questions if not known[question.id]]
        seen: dict[str, Observations] = {question.id: {} for question in todo}
        pictures = self.observe_what_is_shown(todo, seen, lambda question: progress(question, ()))
        self.observe_hidden(todo, seen)
        results: dict[str, QuestionResult] = {}
        with self.views:
            for question in self.config.questions:
                progress(question.id, tuple(results.values()))
                results[question.id] = known[question.id] or self.graded(question, seen[question.id], results)
        questions = tuple(results.values())
        return questions, pictures + losses(questions, self.judge.corpus.floor)

    def observe_what_is_shown(
        self, todo: list[Question], seen: dict[str, Observations], progress: Callable[[str], None]
    ) -> tuple[Exhibit, ...]:
        """Run all that students read word for word or see drawn: public cases, exhibits, imports, training losses.

        This comes before the hidden cases, and its workers end before these begin: workers may find a way to talk, but
        what is said here can not be of hidden inputs.
        """
        with ThreadPoolExecutor(max_workers=1) as pool:
            beside = self.start_longest_case(pool, todo)
            with self.lab(self.hung) as public:
                for question in todo:
                    progress(question.id)
                    seen[question.id] |= {case.name: self.case(case, public) for case in public_cases(question.id)}
                exhibits = matrices(public)
                unproven = public.not_imported(self.config.student_modules)
            wait(beside.values())
        if unproven:
            with self.lab(self.hung) as clean:
                self.broken = clean.import_errors(self.config.student_modules)
        for question, case in training_cases(todo):
            running = beside.get(case.name)
            seen[question.id][case.name] = running.result() if running else self.with_own_worker(case, self.hung)
        return exhibits

    def observe_hidden(self, todo: list[Question], seen: dict[str, Observations]) -> None:
        """Run the hidden cases, which tell no more than whether they pass."""
        with self.lab(self.hung, self.broken) as hidden:
            for question in todo:
                cases = [case for case in load_cases(question.id) if case.name not in seen[question.id]]
                seen[question.id] |= {case.name: self.case(case, hidden) for case in cases}

    def graded(self, question: Question, seen: Observations, earlier: dict[str, QuestionResult]) -> QuestionResult:
        """A question as it is, with our code for what is broken before it, and what was misunderstood in it."""
        failed = tuple(name for name in question.builds_on if not earlier[name].passed)
        first = {case.name: seen[case.name] for case in load_cases(question.id)}
        second = self.carried_forward(question, first, failed)
        seen = second or first
        helped = any(seen[name].result.passed > first[name].result.passed for name in first)
        cases = tuple(observation.result for observation in seen.values())
        replaced = self.config.provided_by(failed) if helped else ()
        result = QuestionResult(question.id, question.title, question.points, cases, replaced)
        if not result.passed and (second or not failed):
            result = replace(result, diagnoses=self.judge.diagnostician.diagnose(question, seen))
        if self.judge.memo is not None:
            self.judge.memo[self.code_behind(question)] = result
        return result

    def remembered(self, question: Question) -> QuestionResult | None:
        """The result of an earlier submission with the same code, where the judge has a memo."""
        return self.judge.memo.get(self.code_behind(question)) if self.judge.memo else None

    def start_longest_case(self, pool: ThreadPoolExecutor, questions: list[Question]) -> dict[str, Future[Observation]]:
        """Begin with the last case that trains on the corpus, where the judge may: it takes as long as the rest."""
        cases = [case for _, case in training_cases(questions)] if self.judge.beside else []
        return {case.name: pool.submit(self.with_own_worker, case, {}) for case in cases[-1:]}

    def code_behind(self, question: Question) -> Any:
        """All code of the submission that the result of a question can depend on."""
        irrelevant = set(self.config.student_modules) - self.config.modules_behind(question)
        files = frozenset(item for item in self.submission.files.items() if str(item[0])[:-3] not in irrelevant)
        return question.id, files, repr(self.plans.get(question.id))

    @contextlib.contextmanager
    def lab(
        self,
        hung: dict[str, StudentError],
        broken: dict[str, ModuleBroken] | None = None,
        substitutes: dict[str, Any] | None = None,
    ) -> Iterator[RemoteLab]:
        """The view of the submission in a worker of its own, that is ended in the end.

        What is in `hung` is not waited for again; views may share it. `broken` is for hidden cases (see `RemoteLab`).
        """
        session = Session(
            self.judge.sandbox, self.stage, self.config.package, self.config.limits,
            seconds_left=lambda: self.deadline - time.monotonic(), substitutes=substitutes or {}, hung=hung,
        )  # fmt: skip
        try:
            yield RemoteLab(session, self.plans, broken)
        finally:
            session.end()

    def with_own_worker(self, case: Any, hung: dict[str, StudentError]) -> Observation:
        """A case on a worker of its own: its losses, which are drawn, come from where nothing hidden has been."""
        with self.lab(hung) as lab:
            return self.case(case, lab)

    def case(self, case: Any, lab: RemoteLab) -> Observation:
        """One case; what it measures on the corpus is kept as figures of its result."""
        lab._session.begin_case()
        with contextlib.suppress(StudentError):  # what follows in the case says so
            lab.seed()
        if not trains(case):
            return observe(case, lab)
        corpus = replace(self.judge.corpus, figures={}, curves={})
        result = run_case(case, {"lab": lab, "corpus": corpus})
        return Observation(replace(result, figures=corpus.figures, curves=corpus.curves))

    def carried_forward(self, question: Question, first: Observations, failed: tuple[str, ...]) -> Observations | None:
        """What the cases see where our code stands in for broken earlier parts; None where it does not.

        Only what failed is run again, and messages of that run are not shown. A question without code of
        its own gets this only where at least half of what it builds on is right: otherwise our code would
        earn the points.
        """
        too_little_own = not (question.modules or question.notebook) and 2 * len(failed) > len(question.builds_on)
        if not failed or too_little_own or all(seen.result.passed for seen in first.values()):
            return None
        substitutes = self.substitutes(question, failed)
        if substitutes is None:
            return None
        if failed not in self.helped:
            self.helped[failed] = self.views.enter_context(self.lab({}, substitutes=substitutes))
        lab = self.helped[failed]
        return {case.name: self.again(case, first[case.name], lab) for case in load_cases(question.id)}

    def again(self, case: Any, first: Observation, lab: RemoteLab) -> Observation:
        """A failed case once more; if it fails again, its message stays that of the first run.

        The curves are those of the first run in any case: what ran beside our code is not drawn.
        """
        if first.result.passed:
            return replace(first, events=None)
        second = self.case(case, lab)
        if second.result.passed:
            return replace(second, result=replace(second.result, curves=first.result.curves))
        return replace(second, result=first.result)

    def substitutes(self, question: Question, failed: tuple[str, ...]) -> dict[str, Any] | None:
        """Our code for the failed parts, by module; None where it would replace the question's own."""
        chosen: dict[str, Any] = {}
        for name in failed:
            for provided in self.config.question(name).provides:
                module, _, attribute = provided.partition(".")
                if module not in chosen:
                    whole = module in self.broken and self.own_fault(module)
                    chosen[module] = {"code": reference_code(module), "names": [], "whole": whole}
                chosen[module]["names"].append(attribute)
        if any(chosen[module]["whole"] for module in question.modules if module in chosen):
            return None
        return chosen

    def own_fault(self, module: str) -> bool:
        """Whether a module is broken by itself, not by another one that it imports."""
        return not any(
            f"{self.config.package}/{other}.py" in self.broken[module].message
            for other in self.broken
            if other != module
        )


def training_cases(questions: list[Question]) -> list[tuple[Question, Any]]:
    """The cases that train on the corpus, each with its question."""
    return [(question, case) for question in questions for case in load_cases(question.id) if trains(case)]


def reference_code(module: str) -> bytes:
    """The reference's byte code of a module, without docstrings and source text."""
    path = ASSIGNMENT / "lab3" / f"{module}.py"
    return marshal.dumps(compile(path.read_bytes(), "<ours>", "exec", optimize=2))
