"""Tests the tests: which mutants of the reference does no case notice, and is that explained?"""

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from rich.console import Console
from tqdm import tqdm

from autograder.authoring.release.parts import equivalent_mutants
from autograder.authoring.release.released import released
from autograder.authoring.verification.mutants import Mutant, all_mutants
from autograder.authoring.verification.replaying import JOBS, at_most, prepare
from autograder.checks.checking import Lab as View
from autograder.grading.cases.case import Case, load_cases
from autograder.grading.cases.observe import observe
from autograder.grading.cases.reference import reference_view
from autograder.grading.diagnosis.changed_lab import changed_lab, solution_plans
from autograder.lab import Lab

MUTANT_SECONDS = 10
"""A mutant that takes longer counts as noticed: a submission would run into the limit of a call."""


def verify_mutants(lab: Lab, console: Console) -> list[str]:
    """Run all mutants and print the totals; returns a sentence for each survivor that nobody has explained."""
    mutants = all_mutants(lab)
    with released(lab) as with_release:
        alive = {mutant.name for mutant in survivors(with_release, mutants)}
    explained = equivalent_mutants(lab)
    unexplained = sorted(alive - explained.keys())
    console.print(
        f"{len(mutants)} mutants: {len(mutants) - len(alive)} killed, {len(alive) - len(unexplained)} equivalent, "
        f"{len(unexplained)} unexplained"
    )
    name = lab.equivalent_mutants.name
    return [
        *(f"no test case notices {mutant}" for mutant in unexplained),
        *(f"{name} explains what does not survive: {mutant}" for mutant in sorted(explained.keys() - alive)),
    ]


def survivors(lab: Lab, mutants: Sequence[Mutant]) -> list[Mutant]:
    """The mutants that pass every case of their own question, except for cases that take long."""
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(JOBS, context, initializer=prepare) as pool:
        outcomes = pool.map(partial(survives, lab), mutants, chunksize=8)
        alive = list(tqdm(outcomes, total=len(mutants), desc="mutants"))
    return [mutant for mutant, survived in zip(mutants, alive, strict=True) if survived]


def survives(lab: Lab, mutant: Mutant) -> bool:
    """Whether no case of its question fails; one that does not end in time does."""
    cases = [case for case in load_cases(lab.test_file(mutant.question)) if not case.is_long]
    try:
        with at_most(MUTANT_SECONDS), changed_lab(lab, {mutant.module: mutant.source}, {}, solution_plans(lab)) as view:
            return all(_passes(case, view, lab) for case in cases)
    except TimeoutError:  # where the alarm came between two cases
        return False


def _passes(case: Case, view: View, lab: Lab) -> bool:
    view.seed()
    return observe(case, view, reference_view(lab)).result.passed
