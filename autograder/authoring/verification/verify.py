"""Tests the tests: grades every sample, and says which one does not get what it should."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from tqdm import tqdm

from autograder.authoring.release.released import released
from autograder.authoring.verification.samples import STARTER, Sample, all_samples, samples_of
from autograder.grading.diagnosis.catalogue import load_catalogue
from autograder.grading.grade import Grade
from autograder.grading.judge.pool import JudgePool
from autograder.lab import Lab
from autograder.lib.tables import count

JOBS = 2
MATRIX_WIDTH = 160
"""Characters; a narrower terminal wraps the lines, and loses nothing."""


@dataclass(frozen=True)
class SampleCheck:
    """What the grade of a mistake shows.

    It loses points on its own question (`killed`) and on no other (`own_only`); the case that names it fails
    (`by_its_case`); it is diagnosed as itself and nothing else (`diagnosed`).
    """

    killed: bool
    own_only: bool
    by_its_case: bool
    diagnosed: bool


def verify(lab: Lab, source: str, console: Console, matrix: bool = False, questions: Sequence[str] = ()) -> list[str]:
    """Grade all samples and print totals, with `matrix` a line for each; returns a sentence for each problem.

    If `questions` are given, only their samples are graded. A lab that was never released gets a temporary release.
    """
    with released(lab) as lab:
        samples = samples_of(lab, questions) if questions else all_samples(lab)
        graded = list(tqdm(grade_samples(samples, lab, source), total=len(samples), desc="samples"))
    if matrix:
        print_matrix(graded, lab, console)
    checks = [check_of(sample, grade, lab) for sample, grade in graded if sample.question]
    console.print(
        f"{count(len(checks), 'mistake')}: {sum(check.killed for check in checks)} lose points on their own question, "
        f"{sum(check.own_only for check in checks)} on no other, {sum(check.by_its_case for check in checks)} by the "
        f"case that is there for them, {sum(check.diagnosed for check in checks)} diagnosed as themselves"
    )
    problems = [sentence for sample, grade in graded for sentence in check_sample(sample, grade, lab)]
    n_right = len(samples) - len(checks) - 2
    found = count(len(problems), "problem") if problems else "no problems"
    console.print(f"{count(n_right, 'right solution')}, the reference and the {STARTER}: {found} in all")
    return problems


def grade_samples(
    samples: Sequence[Sample], lab: Lab, source: str, without: Sequence[str] = ()
) -> Iterator[tuple[Sample, Grade]]:
    """Grade samples, a few at a time, each by a judge that has no other at that time; in the order given.

    `without` names layers of confinement to do without.
    """
    with JudgePool(lab, source, JOBS, memo=True, without=without) as pool:
        grades = [pool.submit(sample.submission) for sample in samples]
        for sample, grade in zip(samples, grades, strict=True):
            yield sample, grade.result()


def check_of(sample: Sample, grade: Grade, lab: Lab) -> SampleCheck:
    """Look at the grade of a mistake."""
    (mistake,) = (mistake for mistake in load_catalogue(lab) if mistake.id == sample.name)
    lost = [question.id for question in grade.questions if not question.passed]
    own = grade.question(mistake.question)
    named = [found.id for question in grade.questions for found in question.diagnoses if found.names_a_mistake]
    return SampleCheck(
        killed=mistake.question in lost,
        own_only=lost == [mistake.question],
        by_its_case=any(case.name == mistake.caught_by and not case.passed for case in own.cases),
        diagnosed=named == [mistake.id] or (not named and (mistake.random or not mistake.replayed)),
    )


def check_sample(sample: Sample, grade: Grade, lab: Lab) -> list[str]:
    """What is wrong with the grade of this sample, in sentences."""
    if sample.question:
        return list(_problems_of_mistake(sample, grade, lab))
    return list(_problems_of_starter(grade) if sample.name == STARTER else _problems_of_right(sample, grade))


def _problems_of_mistake(sample: Sample, grade: Grade, lab: Lab) -> Iterator[str]:
    check = check_of(sample, grade, lab)
    if not check.killed:
        yield f"{sample.name} ({sample.title}) loses nothing on its own question"
    if check.killed and not check.own_only:
        yield f"{sample.name} costs points on {_lost(grade)}"
    if check.killed and not check.by_its_case:
        yield f"{sample.name} passes the case that is there for it"
    if not check.diagnosed:
        yield f"{sample.name} is diagnosed as {', '.join(grade.diagnosed) or 'nothing'}"


def _problems_of_starter(grade: Grade) -> Iterator[str]:
    if scored := [question.id for question in grade.questions if question.score]:
        yield f"the {STARTER} gets points on {', '.join(scored)}"
    if grade.diagnosed:
        yield f"{STARTER} has no mistake, but is diagnosed as {', '.join(grade.diagnosed)}"


def _problems_of_right(sample: Sample, grade: Grade) -> Iterator[str]:
    if lost := _lost(grade):
        yield f"{sample.name} ({sample.title}) loses points on {lost}"
    if grade.diagnosed:
        yield f"{sample.name} has no mistake, but is diagnosed as {', '.join(grade.diagnosed)}"


def _lost(grade: Grade) -> str:
    return ", ".join(question.id for question in grade.questions if not question.passed)


def print_matrix(graded: Sequence[tuple[Sample, Grade]], lab: Lab, console: Console) -> None:
    """Samples down, questions across: the points of each, dots for full marks; and the diagnosis."""
    table = Table()
    table.add_column("sample", no_wrap=True)
    for question in lab.settings.questions:
        table.add_column(question.id[:6], justify="right", no_wrap=True)
    table.add_column("total", justify="right")
    table.add_column("diagnosed as")
    for sample, grade in graded:
        cells = ["·" if q.passed else f"{q.score:g}/{q.max_score:g}" for q in grade.questions]
        shown = ", ".join("itself" if name == sample.name else name for name in grade.diagnosed)
        table.add_row(sample.name, *cells, f"{grade.score:g}", shown)
    Console(width=max(console.width, MATRIX_WIDTH), highlight=False).print(table)
