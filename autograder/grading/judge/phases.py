"""The phases of a grade: what students see comes first, then hidden cases, then retries with reference code.

Each phase returns what it found, and the next one needs it: no hidden case can run before the workers of the first
phase have ended.
"""

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from autograder.grading.cases.case import Case, failed, load_cases, public_cases, run_case
from autograder.grading.cases.notes import Notes
from autograder.grading.cases.observe import Observation, Observations, observe
from autograder.grading.cases.student_errors import ModuleBroken, StudentError
from autograder.grading.diagnosis.diagnose import Diagnostician
from autograder.grading.diagnosis.pattern import pattern_of
from autograder.grading.diagnosis.properties import Try, broken_property
from autograder.grading.diagnosis.signs import visible_sign
from autograder.grading.diagnosis.splice import without_definitions
from autograder.grading.grade import (
    CaseResult,
    Diagnosis,
    Earlier,
    Exhibit,
    FirstRun,
    Kind,
    Matrix,
    Progress,
    QuestionResult,
)
from autograder.grading.judge.exhibits import curves, matrices
from autograder.grading.judge.guard import unless_it_raises
from autograder.grading.judge.session import Session
from autograder.grading.judge.standins import StandIns, byte_code, reference_stage, substitute
from autograder.grading.judge.trace import Tracer
from autograder.grading.judge.views import RemoteLab
from autograder.grading.sandbox.forkserver.client import Sandbox
from autograder.grading.submission.notebook import Plan
from autograder.grading.submission.read import Submission
from autograder.lab import Lab, Question
from autograder.lab.hooks import Picture
from autograder.lib.errors import GraderError

Hung = dict[str, StudentError]
TRIAL_SECONDS = 5
"""For trials of one question, which give no points."""
TRIAL_WORKERS = 3
"""How many processes trials of one question may cost, where the student's code ends or hangs them."""
Seen = Mapping[str, Observations]
"""By question, what its cases saw."""


class TrialsEnded(Exception):
    """Trials have taken too long, or cost too many processes."""


class Equipment(Protocol):
    """What a run takes from its judge (see `Judge`)."""

    lab: Lab
    sandbox: Sandbox
    memo: dict[Any, Any] | None
    overlap: bool
    tracer: Tracer | None

    @property
    def fixtures(self) -> Mapping[str, Any]: ...

    @property
    def reference(self) -> Any: ...

    @property
    def diagnostician(self) -> Diagnostician: ...


@dataclass(frozen=True)
class Shown:
    """Everything that students read word for word or see drawn.

    `properties` has by question what does not hold, where a public case failed. `broken` has the modules that cannot be
    imported, with errors from a worker that has seen nothing hidden. `hung` is what will not be waited for again, and
    `seconds` is the time that all this took, of the time that the submission has. Of what an `earlier` run has graded,
    only stale questions are seen here.
    """

    seen: Seen
    properties: dict[str, tuple[Diagnosis, ...]]
    exhibits: tuple[Exhibit, ...]
    broken: dict[str, ModuleBroken]
    hung: Hung
    seconds: float
    earlier: Earlier | None = None


@dataclass(frozen=True)
class Hidden:
    """What public and hidden cases saw of the submission as it is; `properties` and `broken` are those of `Shown`."""

    seen: Seen
    properties: dict[str, tuple[Diagnosis, ...]]
    broken: dict[str, ModuleBroken]


@dataclass(frozen=True)
class Bench:
    """A submission in a worker: the session that asks, and the view that tests get."""

    session: Session
    lab: RemoteLab
    another: Callable[[], "Bench"]
    apart: dict[str, "Bench"] = field(default_factory=dict)

    def for_question(self, plan: Plan | None, question: Question) -> "Bench":
        """A bench of its own for a question whose notebook has other code than in its cells with a TODO.

        Such code may change settings of torch's, which other questions would then get.
        """
        if plan is None or not plan.is_mixed:
            return self
        if question.id not in self.apart:
            bench = self.apart[question.id] = self.another()
            bench.apart[question.id] = bench  # whoever asks it again gets the same
        return self.apart[question.id]


@dataclass
class Run:
    """One submission under one judge, until `deadline` (of `now`, in seconds).

    What is in `hung` is not waited for again. `notes` say what of the submission cannot be used. `earlier` has results
    that are still valid.
    """

    judge: Equipment
    submission: Submission
    stage: Path
    plans: dict[str, Plan]
    deadline: float
    hung: Hung = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    earlier: Earlier | None = None
    given_back: float = 0.0

    @property
    def questions(self) -> tuple[Question, ...]:
        return self.judge.lab.settings.questions

    @property
    def pictures(self) -> list[Picture]:
        """The pictures to draw: those of the questions that are graded."""
        ids = {question.id for question in self.questions}
        return [picture for picture in self.judge.lab.hooks.pictures if picture.question in ids]

    @property
    def is_late(self) -> bool:
        """Whether the time of the submission is used up."""
        return self.now() > self.deadline

    def now(self) -> float:
        """The monotonic clock, in seconds, without those in which the machine was busy with others."""
        return time.monotonic() - self.given_back

    def give_back(self, seconds: float) -> None:
        self.given_back += seconds

    def all_questions(
        self, progress: Progress, shown: Shown | None
    ) -> tuple[tuple[QuestionResult, ...], tuple[Exhibit, ...]]:
        """Each question as it is, and then with our code for wrong earlier parts; and what there is to draw.

        `shown` is what an earlier run has observed of what is shown.
        """
        known = {question.id: self.remembered(question) for question in self.questions}
        todo = [question for question in self.questions if not known[question.id]]
        shown = shown or self.observe_what_is_shown(todo, progress)
        hidden = self.observe_hidden(todo, shown)
        results: dict[str, QuestionResult] = {}
        with contextlib.ExitStack() as views:
            retry = Retry(self, hidden, views)
            for question in self.questions:
                progress(question.id, tuple(results.values()))
                result = known[question.id]
                if result is None:
                    result = self.graded(question, hidden, retry, results)
                elif self.has_moved(question, results):
                    result = self.graded(question, self.seen_again(question, result.first, shown), retry, results)
                results[question.id] = result
        questions = tuple(results.values())
        chart, fixtures = self.judge.lab.hooks.chart, self.judge.fixtures
        return questions, shown.exhibits + unless_it_raises(lambda: curves(chart, questions, fixtures), ())

    def has_moved(self, question: Question, results: Mapping[str, QuestionResult]) -> bool:
        """Whether what a question builds on passes now and failed in the earlier run, or the other way round."""
        before = self.earlier.grade if self.earlier else None
        return before is not None and any(
            results[name].passed != before.question(name).passed for name in question.builds_on
        )

    def seen_again(self, question: Question, first: FirstRun, shown: Shown) -> Hidden:
        """What the cases of a question see whose first run is known.

        Workers have seen hidden inputs by now, of this submission or of others. So what students may see stays as it
        was, and long cases, whose calls are not compared, are not run.
        """
        known = {result.name: result for result in first.cases}
        long = {
            case.name: Observation(known[case.name]) for _, case in self.long_cases([question]) if case.name in known
        }
        properties = {question.id: first.properties}
        found = self.observe_hidden([question], replace(shown, seen={question.id: long}, properties=properties))
        seen = {
            name: replace(observation, result=known.get(name, observation.result))
            for name, observation in found.seen[question.id].items()
        }
        return replace(found, seen={question.id: seen})

    def observe_what_is_shown(self, todo: list[Question], progress: Progress) -> Shown:
        """Run public cases, pictures and imports.

        Its workers end here, before hidden cases begin: workers may find a way to talk, but nothing that is said here
        can be about hidden inputs.
        """
        began = self.now()
        seen: dict[str, Observations] = {question.id: {} for question in todo}
        properties = {}
        modules = self.judge.lab.settings.student_modules
        with self.bench(self.hung) as public:
            for question in todo:
                progress(question.id, ())
                for case in public_cases(self.judge.lab.test_file(question.id)):
                    seen[question.id][case.name] = self.case(question, case, public)
                if not all(observation.result.passed for observation in seen[question.id].values()):
                    properties[question.id] = self.broken_property(question, public, hidden=False)
            exhibits = unless_it_raises(lambda: self.matrices(public), ())
            if self.earlier:  # few modules have been asked for, and most can be imported
                unless_it_raises(lambda: public.lab.import_errors(modules), {})
            unproven = public.lab.not_imported(modules)
        broken: dict[str, ModuleBroken] = {}
        if unproven:
            with self.bench(self.hung) as clean:
                broken = unless_it_raises(lambda: clean.lab.import_errors(modules), {})
        return Shown(seen, properties, exhibits, broken, self.hung, self.now() - began, self.earlier)

    def observe_hidden(self, todo: list[Question], shown: Shown) -> Hidden:
        """Run the hidden cases, which say no more than whether they pass; of long ones, curves are drawn."""
        seen: dict[str, Observations] = {}
        with ThreadPoolExecutor(max_workers=1) as pool, self.bench(self.hung, shown.broken) as bench:
            running = self.start_long_cases(pool, todo, shown)
            for question in todo:
                before = shown.seen[question.id]
                cases = [case for case in self.cases(question) if case.name not in before and not case.is_long]
                seen[question.id] = before | {case.name: self.case(question, case, bench) for case in cases}
            for question, case in self.long_cases(todo):
                if case.name not in seen[question.id]:
                    early = running.get(case.name)
                    seen[question.id][case.name] = (
                        early.result() if early else self.with_own_worker(question, case, self.hung, shown.broken)
                    )
        return Hidden(seen, shown.properties, shown.broken)

    def graded(
        self, question: Question, hidden: Hidden, retry: "Retry", earlier: Mapping[str, QuestionResult]
    ) -> QuestionResult:
        """A question as it is, with our code for what is wrong before it, and what was misunderstood in it."""
        failed = tuple(name for name in question.builds_on if not earlier[name].passed)
        first = {case.name: hidden.seen[question.id][case.name] for case in self.cases(question)}
        second = None if self.is_late else unless_it_raises(lambda: retry.observed(question, first, failed), None)
        seen = second or first
        helped = any(seen[name].result.passed > first[name].result.passed for name in first)
        cases = tuple(observation.result for observation in seen.values())
        replaced = self.judge.lab.settings.provided_by(failed) if helped else ()
        visible = tuple(first[case.name].result for case in self.cases(question) if case.is_long or not case.hidden)
        before = FirstRun(visible, hidden.properties.get(question.id, ()))
        result = QuestionResult(question.id, question.title, question.points, cases, replaced, first=before)
        is_broken = any(module in hidden.broken for module in question.modules)
        if not result.passed and not is_broken:
            if second or not failed:
                found = unless_it_raises(lambda: self.diagnoses(question, seen, hidden, retry, failed), ())
                result = replace(result, diagnoses=found)
            result = replace(result, pattern=unless_it_raises(lambda: pattern_of(seen), ""))
        if self.judge.memo is not None:
            self.judge.memo[self.code_behind(question)] = result
        return result

    def diagnoses(
        self, question: Question, seen: Observations, hidden: Hidden, retry: "Retry", failed: tuple[str, ...]
    ) -> tuple[Diagnosis, ...]:
        """What was misunderstood, or else in which step, or else what does not hold; nothing where nothing is written.

        Signs are tried only where no hypothesis names a mistake. They say nothing of values, so they need no worker
        that has seen nothing hidden, as properties do.
        """
        if all(observation.has_no_code for observation in seen.values() if not observation.result.passed):
            return ()
        lab, found = self.judge.lab, self.judge.diagnostician.diagnose(question, seen)
        if any(diagnosis.kind == Kind.MISTAKE for diagnosis in found):
            return found
        bench = retry.bench(failed)
        if sign := self.trials(question, bench, lambda attempt: visible_sign(lab, question, attempt)):
            return sign
        shown = () if failed else hidden.properties.get(question.id, ())
        return found or shown or self.broken_property(question, bench, hidden=True)

    def broken_property(self, question: Question, bench: Bench, hidden: bool) -> tuple[Diagnosis, ...]:
        """The first property that does not hold (see `diagnosis.properties`)."""
        return self.trials(question, bench, lambda attempt: broken_property(self.judge.lab, question, attempt, hidden))

    def trials(
        self, question: Question, bench: Bench, search: Callable[[Try], tuple[Diagnosis, ...]]
    ) -> tuple[Diagnosis, ...]:
        """What a search finds that tries one case after the other.

        Nothing where that takes longer than `TRIAL_SECONDS`, or ends `TRIAL_WORKERS`: the time is the submission's, and
        cases need it. For the same reason, cases have no less patience after a trial that hung.
        """
        until, ended = self.now() + TRIAL_SECONDS, 0

        def attempt(case: Case) -> CaseResult:
            nonlocal ended
            if self.now() > until or ended == TRIAL_WORKERS:
                raise TrialsEnded
            result = self.case(question, case, bench).result
            ended += not bench.session.worker.alive
            return result

        def found() -> tuple[Diagnosis, ...]:
            with contextlib.suppress(TrialsEnded):
                return search(attempt)
            return ()

        if self.is_late:
            return ()
        bench = bench.for_question(self.plans.get(question.id), question)
        hung_cases = bench.session.hung
        bench.session.hung = dict(hung_cases)
        try:
            return unless_it_raises(found, ())
        finally:
            bench.session.hung = hung_cases

    def remembered(self, question: Question) -> QuestionResult | None:
        """The result of an earlier run, or of a submission with the same code where the judge has a memo."""
        if self.earlier and (kept := self.earlier.kept(question.id)):
            return kept
        known: QuestionResult | None = self.judge.memo.get(self.code_behind(question)) if self.judge.memo else None
        return known

    def cases(self, question: Question) -> tuple[Case, ...]:
        return load_cases(self.judge.lab.test_file(question.id))

    def long_cases(self, questions: list[Question]) -> list[tuple[Question, Case]]:
        """The cases that use a fixture of the lab, each with its question."""
        return [(question, case) for question in questions for case in self.cases(question) if case.is_long]

    def start_long_cases(
        self, pool: ThreadPoolExecutor, todo: list[Question], shown: Shown
    ) -> dict[str, Future[Observation]]:
        """Begin with the long cases that are hidden, where the judge may: together they take as long as the rest.

        They have a `hung` of their own, so that what they wait for does not depend on how far the others are.
        """
        if not self.judge.overlap:
            return {}
        hung, started = dict(self.hung), {}
        with contextlib.suppress(RuntimeError):  # the system starts no more threads: they run with the others
            for question, case in self.long_cases(todo):
                if case.name not in shown.seen[question.id]:
                    started[case.name] = pool.submit(self.with_own_worker, question, case, hung, shown.broken)
        return started

    def code_behind(self, question: Question, failed: tuple[str, ...] = ()) -> Any:
        """All code of the submission that the result of a question can depend on, with ours for `failed` questions."""
        settings = self.judge.lab.settings
        irrelevant = set(settings.student_modules) - settings.modules_behind(question)
        names = provided_names(self.judge.lab, failed)
        files = frozenset(
            (path, without_definitions(data, names.get(path.stem, ())))
            for path, data in self.submission.files.items()
            if path.stem not in irrelevant
        )
        return question.id, failed, files, repr(self.plans.get(question.id))

    @contextlib.contextmanager
    def bench(
        self,
        hung: Hung,
        broken: Mapping[str, ModuleBroken] | None = None,
        stand_ins: StandIns | None = None,
    ) -> Iterator[Bench]:
        """The submission in a fresh worker; the worker is killed on exit.

        What is in `hung` is not waited for again; benches may share it. `broken` is for hidden cases (see `RemoteLab`).
        """
        settings = self.judge.lab.settings
        probes = tuple(self.judge.reference.probe_names)
        is_shown = broken is None and stand_ins is None

        def bench() -> Bench:
            session = Session(
                self.judge.sandbox, self.stage, settings.package, settings.limits,
                seconds_left=lambda: self.deadline - self.now(), give_back=self.give_back,
                stand_ins=stand_ins, hung=hung, tracer=self.judge.tracer,
            )  # fmt: skip
            sessions.callback(session.end)
            return Bench(session, RemoteLab(session, probes, self.plans, broken, not is_shown), bench)

        with contextlib.ExitStack() as sessions:
            yield bench()

    def matrices(self, public: Bench) -> tuple[Exhibit, ...]:
        """What is drawn of the submission's own values; they are as in an earlier run, which drew them."""
        if self.earlier:
            return tuple(exhibit for exhibit in self.earlier.grade.exhibits if isinstance(exhibit, Matrix))
        return matrices(self.pictures, public.session, public.lab, self.judge.reference)

    def with_own_worker(
        self, question: Question, case: Case, hung: Hung, broken: Mapping[str, ModuleBroken]
    ) -> Observation:
        """A case in a worker of its own: its curves are drawn, so they are those of a worker without hidden inputs."""
        with self.bench(hung, broken) as bench:
            return self.case(question, case, bench)

    def case(self, question: Question, case: Case, bench: Bench) -> Observation:
        """One case, which fails where anything but the grader itself does."""
        try:
            return self.observed(question, case, bench)
        except GraderError:
            raise
        except Exception as error:
            return Observation(failed(case, error))

    def observed(self, question: Question, case: Case, bench: Bench) -> Observation:
        """What a case sees; the calls of a long one are not noted. Raises `StudentError` where it cannot begin."""
        bench = bench.for_question(self.plans.get(question.id), question)
        bench.session.begin_case(question.id, case.name)
        with contextlib.suppress(StudentError):  # what follows in the case says so
            bench.lab.seed()
        if not case.is_long:
            return observe(case, bench.lab, self.judge.reference)
        notes = Notes()
        views = {"lab": bench.lab, "reference": self.judge.reference, "notes": notes, **self.judge.fixtures}
        return Observation(notes.added_to(run_case(case, views)))


@dataclass
class Retry:
    """Runs failed cases again with reference code for wrong earlier parts: a mistake costs its own question only.

    The reference is in a process of its own: where the student's code is, stand-ins ask it. Benches are kept by the
    failed questions that our code replaces.
    """

    run: Run
    hidden: Hidden
    views: contextlib.ExitStack
    benches: dict[tuple[str, ...], Bench] = field(default_factory=dict)
    replacing: dict[tuple[str, ...], StandIns] = field(default_factory=dict)

    def observed(self, question: Question, first: Observations, failed: tuple[str, ...]) -> Observations | None:
        """What the cases see with our code for failed earlier questions; None where there is no second run.

        Only what failed is run again, and messages of that run are not shown. A question without code of
        its own gets a second run only where at least half of what it builds on is right: otherwise our code would
        earn the points.
        """
        too_little_own = not (question.modules or question.notebook) and 2 * len(failed) > len(question.builds_on)
        if not failed or too_little_own or all(seen.result.passed for seen in first.values()):
            return None
        stand_ins = self.stand_ins(question, failed)
        if stand_ins is None:
            return None
        self.replacing[failed] = stand_ins
        return {case.name: self.again(question, case, first[case.name], failed) for case in self.run.cases(question)}

    def bench(self, failed: tuple[str, ...]) -> Bench:
        """The submission with our code for these failed questions, or as it is where there are none."""
        if failed not in self.benches:
            hung, broken = ({}, None) if failed else (self.run.hung, self.hidden.broken)
            stand_ins = self.replacing.get(failed)
            self.benches[failed] = self.views.enter_context(self.run.bench(hung, broken, stand_ins))
        return self.benches[failed]

    def again(self, question: Question, case: Case, first: Observation, failed: tuple[str, ...]) -> Observation:
        """A failed case once more; if it fails again, its message stays that of the first run.

        The curves are those of the first run in any case: what ran with our code is not drawn.
        """
        if first.result.passed:
            return replace(first, events=None)
        second = self.helped(question, case, failed)
        if second.result.passed:
            return replace(second, result=replace(second.result, curves=first.result.curves))
        return replace(second, result=first.result)

    def helped(self, question: Question, case: Case, failed: tuple[str, ...]) -> Observation:
        """A case with our code for these questions, once for all submissions that have the same code besides."""
        memo = self.run.judge.memo
        if memo is None:
            return self.run.case(question, case, self.bench(failed))
        code = (case.name, self.run.code_behind(question, failed))
        if code not in memo:
            memo[code] = self.run.case(question, case, self.bench(failed))
        known: Observation = memo[code]
        return known

    def stand_ins(self, question: Question, failed: tuple[str, ...]) -> StandIns | None:
        """What replaces the failed parts; None where it would replace the question's own."""
        lab = self.run.judge.lab
        names = provided_names(lab, failed)
        whole = {module for module in names if module in self.hidden.broken and self.own_fault(module)}
        if whole.intersection(question.modules):
            return None
        substitutes = tuple(substitute(lab, module, chosen, module in whole) for module, chosen in names.items())
        return StandIns(self.stage, lab.settings.package, byte_code(lab.package), substitutes)

    @cached_property
    def stage(self) -> Path:
        """The folder of the processes with the reference."""
        return self.views.enter_context(reference_stage(self.run.judge.lab, self.run.judge.sandbox.stages))

    def own_fault(self, module: str) -> bool:
        """Whether a module is broken by itself, not by another one that it imports."""
        broken, package = self.hidden.broken, self.run.judge.lab.settings.package
        return not any(f"{package}/{other}.py" in broken[module].message for other in broken if other != module)


def provided_names(lab: Lab, questions: tuple[str, ...]) -> dict[str, list[str]]:
    """What these questions provide, by module."""
    names: dict[str, list[str]] = {}
    for question in questions:
        for provided in lab.settings.question(question).provides:
            module, _, attribute = provided.partition(".")
            names.setdefault(module, []).append(attribute)
    return names
