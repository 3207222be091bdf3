"""Computes the signatures of all hypotheses, so that no judge has to, and those that students may have."""

import contextlib
import json
import multiprocessing
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain
from typing import Any

from tqdm import tqdm

from autograder.authoring.release.steps import hypotheses_of_steps
from autograder.authoring.verification.replaying import JOBS, at_most, prepare
from autograder.grading.cases.case import load_cases
from autograder.grading.cases.reference import reference_view
from autograder.grading.diagnosis.causes import (
    Cause,
    Hypothesis,
    Layer,
    changed_sources,
    of_catalogue,
    of_families,
    pairs_of,
)
from autograder.grading.diagnosis.changed_lab import Plans
from autograder.grading.diagnosis.diagnose import compared_cases, observed
from autograder.grading.diagnosis.signatures import Sight, make_table, sights_of
from autograder.grading.diagnosis.stored import stamp
from autograder.grading.grade import Diagnosis
from autograder.lab import Lab, Question
from autograder.lib.files import write_atomically

DIGITS = 12
"""Of each float in what students get: more than a comparison looks at."""
SECONDS = 10
"""A hypothesis whose code takes longer is left out: a submission would run into the limit of a call."""


@dataclass(frozen=True)
class Trial:
    """What has to be run: the reference with these causes, or with these sources of modules."""

    layer: Layer
    diagnoses: tuple[Diagnosis, ...]
    causes: tuple[Cause, ...] = ()
    modules: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Outcome:
    """What came of a trial: `failed` has what public cases that fail saw, as students' own checks compare it."""

    sights: dict[str, Sight]
    failed: dict[str, list[Any]]


def signature_texts(lab: Lab, plans: Plans) -> dict[str, str]:
    """By question, the text of the file with its signatures, for a notebook with these plans.

    Where a current file belongs to the same sources, its text is kept: the last digit differs between machines.
    """
    questions = lab.settings.questions
    kept = {each.id: _kept(lab, each, stamp(lab, each, plans)) for each in questions}
    stale = [each for each in questions if not kept[each.id]]
    computed = compute(lab, stale, plans) if stale else {}
    return {each.id: kept[each.id] or computed[each.id] for each in questions}


def _kept(lab: Lab, question: Question, wanted: str) -> str:
    """The text of a file with this stamp, of the last release or of one that was refused; "" where there is none."""
    for path in (lab.signature_file(question.id), lab.computed_signatures / f"{question.id}.json"):
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            text = path.read_text(encoding="utf-8")
            if json.loads(text)["stamp"] == wanted:
                return text
    return ""


def compute(lab: Lab, questions: Sequence[Question], plans: Plans) -> dict[str, str]:
    """Run the cases of these questions on the reference with each hypothesis in it."""
    for question in questions:
        load_cases(lab.test_file(question.id))
        if question.notebook:
            plans(question.id)  # before the fork: a process of the pool only looks it up
    reference_view(lab)
    context = multiprocessing.get_context("fork")
    texts = {}
    with ProcessPoolExecutor(JOBS, context, initializer=_prepare, initargs=(plans,)) as pool:
        for question in tqdm(questions, desc="signatures", leave=False):
            texts[question.id] = Signatures(lab, question, pool).text(plans)
            lab.computed_signatures.mkdir(parents=True, exist_ok=True)
            write_atomically(lab.computed_signatures / f"{question.id}.json", texts[question.id])
    return texts


@dataclass
class Signatures:
    """Computes the signatures of one question in a pool of processes."""

    lab: Lab
    question: Question
    pool: ProcessPoolExecutor

    @cached_property
    def cases(self) -> list[str]:
        """The names of the cases that are compared."""
        return [case.name for case in compared_cases(self.lab, self.question)]

    @cached_property
    def singles(self) -> list[tuple[Hypothesis, Outcome]]:
        """Each cause alone, the reference first."""
        hypotheses = [*of_catalogue(self.lab, self.question), *of_families(self.lab, self.question)]
        trials = [Trial(each.layer, each.diagnoses, each.causes) for each in hypotheses]
        return [(each, outcome) for each, outcome in zip(hypotheses, self.run(trials), strict=True) if outcome]

    def steps(self) -> Iterator[tuple[Layer, Sequence[Diagnosis], Sequence[Sight]]]:
        """Each small change of a statement that has a hint."""
        found = hypotheses_of_steps(self.lab, self.question)
        trials = [Trial(Layer.STEP, (said,), modules={module: source}) for said, module, source in found]
        for trial, outcome in zip(trials, self.run(trials), strict=True):
            if outcome:
                yield Layer.STEP, trial.diagnoses, self.in_order(outcome.sights)

    def pairs(self) -> Iterator[tuple[Layer, Sequence[Diagnosis], Sequence[Sight]]]:
        """Two causes at a time. A case that only one of them changes sees what it sees of this one alone."""
        (_, reference), *_ = self.singles
        alone = {id(each): outcome.sights for each, outcome in self.singles}
        changed = {
            each: {name for name in self.cases if not sights[name].agrees_with(reference.sights[name])}
            for each, sights in alone.items()
        }
        known, trials, left = [], [], []
        for pair in pairs_of([each for each, _ in self.singles]):
            first, second = map(id, pair)
            both = changed[first] & changed[second]
            sights = {
                name: alone[first if name in changed[first] else second][name]
                for name in self.cases
                if name not in both
            }
            causes = tuple(cause for each in pair for cause in each.causes)
            diagnoses = tuple(diagnosis for each in pair for diagnosis in each.diagnoses)
            known.append((diagnoses, sights))
            trials.append(Trial(Layer.PAIR, diagnoses, causes))
            left.append([name for name in self.cases if name in both])
        for (diagnoses, sights), outcome in zip(known, self.run(trials, left), strict=True):
            if outcome:
                yield Layer.PAIR, diagnoses, self.in_order(sights | outcome.sights)

    def run(self, trials: Sequence[Trial], cases: Sequence[Sequence[str]] | None = None) -> Iterator[Outcome | None]:
        """What comes of each trial, with all cases or those of each; None for one that takes too long."""
        each_with = [self.cases] * len(trials) if cases is None else cases
        return self.pool.map(partial(run, self.lab, self.question), trials, each_with, chunksize=8)

    def in_order(self, sights: Mapping[str, Sight]) -> tuple[Sight, ...]:
        """What the cases saw, in their order."""
        return tuple(sights[name] for name in self.cases)

    def text(self, plans: Plans) -> str:
        """The text of the file of the question."""
        singles = [(each.layer, each.diagnoses, self.in_order(outcome.sights)) for each, outcome in self.singles]
        known = {sights for _, _, sights in singles}
        pairs = (each for each in self.pairs() if each[2] not in known)  # others look like one cause alone
        table = make_table(self.cases, chain(singles, pairs, self.steps()))
        entries = [
            {"question": self.question.id, "title": said.title, "hint": said.hint, "failed": outcome.failed}
            for layer in (Layer.CATALOGUE, Layer.FAMILY)
            for each, outcome in self.singles
            for said in each.diagnoses
            if each.layer == layer
        ]
        about = {"stamp": stamp(self.lab, self.question, plans)}
        return _to_text({**about, **table.to_json(), "public": list(_different(entries))})


def public_text(raw: Sequence[dict[str, Any]]) -> str:
    """The text of `tests/mistakes.json` for students: each mistake that fails a public case, and what these see."""
    return _to_text({"mistakes": [entry for question in raw for entry in question["public"]]})


PLANS: list[Plans] = []
"""In a process of the pool: the cells of the notebook that are run for each question."""


def _prepare(plans: Plans) -> None:
    prepare()
    PLANS[:] = [plans]


def run(lab: Lab, question: Question, trial: Trial, names: Sequence[str]) -> Outcome | None:
    """What these cases of a question see in one trial; None where that takes too long."""
    if not names:
        return Outcome({}, {})
    cases = [case for case in compared_cases(lab, question) if case.name in names]
    modules, cells = changed_sources(lab, trial.causes)
    try:
        with at_most(SECONDS):
            seen = observed(lab, modules | trial.modules, cells, cases, PLANS[0])
    except TimeoutError:
        return None
    known = [case.name for case in cases if not case.hidden and not seen[case.name].result.passed]
    failed = {name: _rounded(list(seen[name].events or ())) for name in known}
    return Outcome(dict(zip(names, sights_of(seen, names), strict=True)), failed if trial.layer < Layer.PAIR else {})


def _different(entries: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Those that fail something; of one title, and of several with the same values, the first."""
    known: set[str] = set()
    for entry in entries:
        marks = {entry["title"], json.dumps(entry["failed"])}
        if entry["failed"] and not marks & known:
            known |= marks
            yield entry


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return {key: _rounded(item) for key, item in value.items()} if isinstance(value, dict) else value


def _to_text(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
