"""Proves the tests: grades every sample, and says which one gets what it must not."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table
from tqdm import tqdm

from autograder.config import LabConfig
from autograder.diagnosis.catalogue import load_catalogue
from autograder.grade import Grade
from autograder.judge.process import JudgeProcess
from autograder.release.samples import Sample, all_samples
from autograder.sandbox.warm import WarmSandbox

JOBS = 2
MATRIX_WIDTH = 160
"""Characters; a narrower terminal wraps the lines, and loses nothing."""


def verify(config: LabConfig, source: str, console: Console, matrix: bool = False) -> list[str]:
    """Grade all samples and print totals, with `matrix` a line for each; returns a sentence for each problem."""
    samples = all_samples(config)
    graded = list(tqdm(grade_samples(samples, config, source), total=len(samples), desc="samples"))
    if matrix:
        print_matrix(graded, config, console)
    proofs = [proof(sample, grade) for sample, grade in graded if sample.question]
    n_right = len(samples) - len(proofs) - 2
    console.print(
        f"{len(proofs)} mistakes: {sum(p.killed for p in proofs)} lose points on their own question, "
        f"{sum(p.own_only for p in proofs)} on no other, {sum(p.by_its_case for p in proofs)} by the case that "
        f"is there for them, {sum(p.diagnosed for p in proofs)} diagnosed as themselves"
    )
    problems = [sentence for sample, grade in graded for sentence in check_sample(sample, grade)]
    console.print(f"{n_right} right solutions, the reference and the skeleton: {len(problems) or 'no'} problems in all")
    return problems


@dataclass(frozen=True)
class Proof:
    """What the grade of a mistake proves.

    It is killed by its own question (`killed`) and by no other (`own_only`); the case that names it fails
    (`by_its_case`); it is diagnosed as itself and nothing else (`diagnosed`).
    """

    killed: bool
    own_only: bool
    by_its_case: bool
    diagnosed: bool


def proof(sample: Sample, grade: Grade) -> Proof:
    """Look at the grade of a mistake."""
    (mistake,) = (mistake for mistake in load_catalogue() if mistake.id == sample.name)
    lost = [question.id for question in grade.questions if not question.passed]
    own = grade.question(mistake.question)
    return Proof(
        killed=mistake.question in lost,
        own_only=lost == [mistake.question],
        by_its_case=any(case.name == mistake.caught_by and not case.passed for case in own.cases),
        diagnosed=grade.diagnosed == ([mistake.id] if mistake.replayed else []),
    )


def grade_samples(
    samples: list[Sample], config: LabConfig, source: str, without: Sequence[str] = ()
) -> Iterator[tuple[Sample, Grade]]:
    """Grade samples, a few at a time, each by a judge that it has to itself; in the order given.

    `without` names layers of confinement to do without.
    """
    with ExitStack() as stack, ThreadPoolExecutor(JOBS) as pool:
        sandboxes = [stack.enter_context(WarmSandbox(without)) for _ in range(JOBS)]
        idle = [JudgeProcess(sandbox, config, source, memo=True) for sandbox in sandboxes]

        def grade(sample: Sample) -> tuple[Sample, Grade]:
            judge = idle.pop()
            try:
                return sample, judge.grade(sample.submission)
            finally:
                idle.append(judge)

        yield from pool.map(grade, samples)


def check_sample(sample: Sample, grade: Grade) -> list[str]:
    """What is wrong with the grade of this sample, in sentences."""
    lost = [question.id for question in grade.questions if not question.passed]
    named = ", ".join(grade.diagnosed)
    if sample.question:
        found = proof(sample, grade)
        claims = {
            f"{sample.name} ({sample.title}) loses nothing on its own question": found.killed,
            f"{sample.name} costs points on {', '.join(lost)}": found.own_only or not found.killed,
            f"{sample.name} passes the case that is there for it": found.by_its_case or not found.killed,
            f"{sample.name} is diagnosed as {named or 'nothing'}": found.diagnosed,
        }
    else:
        scored = [question.id for question in grade.questions if question.score]
        claims = {
            f"the skeleton gets points on {', '.join(scored)}": not scored or sample.name != "skeleton",
            f"{sample.name} ({sample.title}) loses points on {', '.join(lost)}": not lost or sample.name == "skeleton",
            f"{sample.name} has no mistake, and is diagnosed as {named}": not named,
        }
    return [sentence for sentence, holds in claims.items() if not holds]


def print_matrix(graded: list[tuple[Sample, Grade]], config: LabConfig, console: Console) -> None:
    """Samples down, questions across: the points that each gets, dots where it gets all; and the diagnosis."""
    table = Table()
    table.add_column("sample", no_wrap=True)
    for question in config.questions:
        table.add_column(question.id[:6], justify="right", no_wrap=True)
    table.add_column("total", justify="right")
    table.add_column("diagnosed as")
    for sample, grade in graded:
        cells = ["·" if q.passed else f"{q.score:g}/{q.max_score:g}" for q in grade.questions]
        shown = ", ".join("itself" if name == sample.name else name for name in grade.diagnosed)
        table.add_row(sample.name, *cells, f"{grade.score:g}", shown)
    Console(width=max(console.width, MATRIX_WIDTH), highlight=False).print(table)
