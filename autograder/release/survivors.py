"""Tests the tests: which mutants of the reference does no case notice, and is that explained?"""

import multiprocessing
import signal
import tomllib
import warnings
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import torch
from rich.console import Console
from tqdm import tqdm

from autograder.config import LabConfig
from autograder.diagnosis.diagnose import observe
from autograder.diagnosis.view import changed_lab
from autograder.judge.casefile import load_cases, trains
from autograder.release.mutants import Mutant, all_mutants
from autograder.sandbox import lazy_dynamo

EQUIVALENT = Path(__file__).parent / "equivalent_mutants.toml"
JOBS = 2
MUTANT_SECONDS = 10
"""A mutant that takes longer counts as noticed: a submission would run into the limit of a call."""


def verify_mutants(config: LabConfig, console: Console) -> list[str]:
    """Run all mutants and print the totals; returns a sentence for each survivor that nobody explained."""
    mutants = all_mutants(config)
    alive = {mutant.name for mutant in survivors(mutants)}
    explained = equivalent_mutants()
    unexplained = sorted(alive - explained.keys())
    console.print(
        f"{len(mutants)} mutants: {len(mutants) - len(alive)} killed, {len(alive) - len(unexplained)} equivalent, "
        f"{len(unexplained)} unexplained"
    )
    return [
        *(f"no test case notices {name}" for name in unexplained),
        *(f"{EQUIVALENT.name} explains what does not survive: {name}" for name in sorted(explained.keys() - alive)),
    ]


def equivalent_mutants() -> dict[str, str]:
    """Why it is right that no case notices a mutant, by the mutant's name."""
    return tomllib.loads(EQUIVALENT.read_text(encoding="utf-8"))


def survivors(mutants: Sequence[Mutant]) -> list[Mutant]:
    """The mutants that pass every case of their own question, but for those that train on the corpus."""
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(JOBS, context, initializer=_prepare) as pool:
        alive = list(tqdm(pool.map(survives, mutants, chunksize=8), total=len(mutants), desc="mutants"))
    return [mutant for mutant, survived in zip(mutants, alive, strict=True) if survived]


def survives(mutant: Mutant) -> bool:
    """Whether no case of its question fails; one that does not end in time does."""
    cases = [case for case in load_cases(mutant.question) if not trains(case)]
    signal.alarm(MUTANT_SECONDS)
    try:
        with changed_lab({mutant.module: mutant.source}, {}) as lab:
            return all(_passes(case, lab) for case in cases)
    except TimeoutError:  # where the alarm came between two cases
        return False
    finally:
        signal.alarm(0)


def _passes(case: Any, lab: Any) -> bool:
    lab.seed()
    return observe(case, lab).result.passed


def _prepare() -> None:
    lazy_dynamo.install()
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGALRM, _end_case)


def _end_case(*signal_and_frame: object) -> None:
    raise TimeoutError(f"{MUTANT_SECONDS} seconds are over")
