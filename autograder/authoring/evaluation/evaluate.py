"""Grades all answers with the real judge, and writes down how often grades and diagnoses are wrong."""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from tqdm import tqdm

from autograder.authoring.evaluation.answers import MADE_UP, PARTS, Answer, read_answers
from autograder.authoring.evaluation.judgements import Judgements, read_judgements
from autograder.authoring.evaluation.made_up import made_up_answers
from autograder.authoring.evaluation.outcomes import Outcome, counts_of, outcome_from, outcome_of, unjudged
from autograder.authoring.evaluation.sheet import sheet
from autograder.authoring.evaluation.tables import all_tables, fill_in, rates_of
from autograder.authoring.evaluation.timing import diagnosis_times
from autograder.authoring.release.released import released
from autograder.authoring.verification.samples import reference
from autograder.authoring.verification.verify import JOBS
from autograder.grading.diagnosis.changed_lab import solution_plans
from autograder.grading.diagnosis.stored import load_raw, stamp
from autograder.grading.grade import Grade
from autograder.grading.judge.pool import JudgePool
from autograder.lab import Lab
from autograder.lib.errors import JudgeFailed, LabError
from autograder.lib.files import write_atomically, write_json
from autograder.lib.tables import count

NOT_EVALUATED = "The last run had no such answers."


@dataclass(frozen=True)
class Evaluation:
    """The outcomes of each group of answers, all answers of the lab, what was judged, and how long it took.

    `made_up` are number and seed of the made-up answers.
    """

    groups: dict[str, list[Outcome]]
    answers: list[Answer]
    judgements: Judgements
    seconds: float
    made_up: tuple[int, int]
    stale: tuple[str, ...] = ()

    @property
    def outcomes(self) -> list[Outcome]:
        """All outcomes."""
        return [outcome for outcomes in self.groups.values() for outcome in outcomes]

    def print_to(self, console: Console) -> None:
        """Print the rates of each group, and what is left to judge."""
        for name, outcomes in self.groups.items():
            console.print(f"\n{name}: {count(len(outcomes), 'answer')}")
            for rate, value in rates_of(counts_of(outcomes)).items():
                console.print(f"  {rate}: {value}", soft_wrap=True)
        waiting = unjudged(self.outcomes)
        console.print(
            f"\n{len(self.outcomes)} answers graded in {self.seconds:.0f} s; {len(waiting)} have a diagnosis that "
            "nobody has judged (see --unjudged)",
            soft_wrap=True,
        )
        if names := self.judgements.unknown(self.answers):
            console.print(f"judged, but there is no such answer: {', '.join(names)}", soft_wrap=True)
        if self.stale:
            console.print(
                f"the signatures of {', '.join(self.stale)} are stale, so only the catalogue was compared: run "
                "`autograder release` first",
                soft_wrap=True,
            )

    def write_json_to(self, path: Path) -> None:
        """Write all outcomes as JSON, for `read_evaluation`."""
        groups = {name: [outcome.to_json() for outcome in outcomes] for name, outcomes in self.groups.items()}
        write_json(path, {"seconds": self.seconds, "made_up": self.made_up, "groups": groups})

    def write_sheet_to(self, path: Path) -> None:
        """Write the sheet for a reader who judges what nobody has judged yet."""
        write_atomically(path, sheet(unjudged(self.outcomes)))

    def write_tables_to(self, path: Path) -> None:
        """Put the tables into a page, those of all groups; raises `LabError` where it has no places for them."""
        try:
            page = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise LabError(f"{path} cannot be read: {error}") from None
        duration = f"{count(len(self.outcomes), 'answer')} in {self.seconds / 60:.1f} minutes."
        missing = {f"{name} {kind}": NOT_EVALUATED for name in (*PARTS, MADE_UP) for kind in ("counts", "layers")}
        tables = missing | all_tables(self.groups, self.answers, self.judgements)
        write_atomically(path, fill_in(page, tables | {"duration": duration}, path.name))


def evaluate(lab: Lab, source: str, parts: Sequence[str], n_made_up: int, seed: int = 0) -> Evaluation:
    """Grade the answers of these parts, and this number of made-up ones of each kind.

    A lab that was never released gets a temporary release. Raises `LabError` where an answer or the judgements are
    malformed, or where there is nothing to grade.
    """
    started = time.monotonic()
    judgements = read_judgements(lab)
    of_parts = {part: read_answers(lab, part) for part in PARTS}
    with released(lab) as lab:
        wanted = {part: of_parts[part] for part in parts} | {MADE_UP: made_up_answers(lab, n_made_up, seed)}
        groups = {name: answers for name, answers in wanted.items() if answers}
        if not groups:
            raise LabError(f"there are no answers in {lab.evaluation}: put some into {' or '.join(parts)}/QUESTION/")
        outcomes = outcomes_of(lab, source, [answer for answers in groups.values() for answer in answers], judgements)
        stale = tuple(stale_questions(lab))
    by_group = iter(outcomes)
    return Evaluation(
        {name: [next(by_group) for _ in answers] for name, answers in groups.items()},
        [answer for answers in of_parts.values() for answer in answers],
        judgements,
        time.monotonic() - started,
        (n_made_up, seed),
        stale,
    )


def read_evaluation(lab: Lab, path: Path) -> Evaluation:
    """An earlier evaluation, as it is judged now; raises `LabError` where the file or an answer cannot be used."""
    judgements = read_judgements(lab)
    of_parts = {part: read_answers(lab, part) for part in PARTS}
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        n_made_up, seed = raw["made_up"]
        with released(lab) as with_release:
            known = of_parts | {MADE_UP: made_up_answers(with_release, n_made_up, seed)}
        named = {name: {answer.name: answer for answer in answers} for name, answers in known.items()}
        groups = {
            name: [outcome_from(entry, named[name][entry["answer"]], judgements) for entry in entries]
            for name, entries in raw["groups"].items()
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LabError(f"{path} is no evaluation of this lab as it is now: {type(error).__name__}: {error}") from None
    answers = [answer for part in of_parts.values() for answer in part]
    return Evaluation(groups, answers, judgements, raw["seconds"], (n_made_up, seed))


def outcomes_of(lab: Lab, source: str, answers: Sequence[Answer], judgements: Judgements) -> list[Outcome]:
    """Grade these answers, and time the diagnosis of those that fail their question."""
    grades = tqdm(grades_of(lab, source, answers), total=len(answers), desc="answers", mininterval=1)
    outcomes = [outcome_of(answer, grade, judgements) for answer, grade in zip(answers, grades, strict=True)]
    times = iter(diagnosis_times(lab, [outcome.answer for outcome in outcomes if outcome.caught]))
    return [replace(outcome, milliseconds=next(times)) if outcome.caught else outcome for outcome in outcomes]


def grades_of(lab: Lab, source: str, answers: Sequence[Answer]) -> Iterator[Grade]:
    """Grade these answers in their order, after the reference.

    Raises `LabError` where the reference loses points, and `JudgeFailed` where an answer cannot be graded.
    """
    solved = reference(lab).submission
    with JudgePool(lab, source, JOBS, memo=True) as pool:
        first = pool.submit(solved)
        grades = [pool.submit(answer.submission(solved)) for answer in answers]
        if lost := [question.id for question in first.result().questions if not question.passed]:
            raise LabError(f"the reference loses points on {', '.join(lost)}: run `autograder verify` first")
        for answer, grade in zip(answers, grades, strict=True):
            try:
                yield grade.result()
            except JudgeFailed as error:
                raise JudgeFailed(f"{answer.name} could not be graded: {error}") from error


def stale_questions(lab: Lab) -> Iterator[str]:
    """The questions whose signatures belong to other sources."""
    plans = solution_plans(lab)
    for question in lab.settings.questions:
        if load_raw(lab, question).get("stamp") != stamp(lab, question, plans):
            yield question.id
