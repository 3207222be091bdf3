"""Proves the tests: grades every sample, and says which one gets what it must not."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from rich.console import Console
from rich.table import Table
from tqdm import tqdm

from autograder.config import LabConfig
from autograder.grade import Grade
from autograder.judge.process import JudgeProcess
from autograder.release.samples import Sample, all_samples
from autograder.sandbox.warm import WarmSandbox

JOBS = 2
MATRIX_WIDTH = 160
"""Characters; a narrower terminal wraps the lines, and loses nothing."""


def verify(config: LabConfig, source: str, console: Console) -> list[str]:
    """Grade all samples and print the matrix; returns one sentence for each that got what it must not."""
    samples = all_samples(config)
    graded = list(tqdm(grade_samples(samples, config, source), total=len(samples), desc="samples"))
    print_matrix(graded, config, console)
    problems = [sentence for sample, grade in graded for sentence in check_sample(sample, grade)]
    n_wrong = sum(sample.question is not None for sample in samples)
    console.print(
        f"{n_wrong} wrong and {len(samples) - n_wrong - 2} right samples, the reference and the skeleton: "
        f"{len(problems) or 'no'} problems"
    )
    return problems


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
    if sample.name == "skeleton":
        scored = [question.id for question in grade.questions if question.score]
        return [f"the skeleton gets points on {', '.join(scored)}"] if scored else []
    if sample.question is None:
        return [f"{sample.name} ({sample.title}) loses points on {', '.join(lost)}"] if lost else []
    if sample.question not in lost:
        return [f"{sample.name} ({sample.title}) loses nothing on its own question"]
    return []


def print_matrix(graded: list[tuple[Sample, Grade]], config: LabConfig, console: Console) -> None:
    """Samples down, questions across: the points that each sample gets, dots where it gets all."""
    table = Table()
    table.add_column("sample", no_wrap=True)
    for question in config.questions:
        table.add_column(question.id[:6], justify="right", no_wrap=True)
    table.add_column("total", justify="right")
    for sample, grade in graded:
        cells = ["·" if q.passed else f"{q.score:g}/{q.max_score:g}" for q in grade.questions]
        table.add_row(sample.name, *cells, f"{grade.score:g}")
    Console(width=max(console.width, MATRIX_WIDTH), highlight=False).print(table)
