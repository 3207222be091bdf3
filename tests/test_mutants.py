"""Mutants: small changes to solutions only, each of which a test case notices, or that are explained."""

from dataclasses import replace

import pytest
from rich.console import Console

from autograder.config import ASSIGNMENT, load_config
from autograder.release import survivors
from autograder.release.mutants import Mutant, all_mutants, mutants
from autograder.release.survivors import equivalent_mutants, verify_mutants

CONFIG = load_config()
EVERY = 6
"""The tests run each sixth mutant; `autograder verify --mutants` runs all of them."""
MASTER = '''
N = 3


def between(x, low, high=9):
    """Which numbers of x lie between two others?"""
    # TODO(objective): find them.
    ### BEGIN SOLUTION
    if low > high:
        raise ValueError(f"{low} is above {high}")
    return [number + 1 for number in sorted(x, reverse=True) if number < high]
    ### END SOLUTION
'''


def source_of(module):
    return (ASSIGNMENT / "lab3" / f"{module}.py").read_text(encoding="utf-8")


def test_solutions_are_changed_in_many_small_ways_and_nothing_else_is():
    found = mutants(MASTER, "m")
    names = {mutant.name for mutant in found}
    assert len(names) == len(found) == len({mutant.source for mutant in found})
    assert all(mutant.source.startswith("N = 3\n\ndef between(x, low, high=9):") for mutant in found)
    was = "return [number + 1 for number in sorted(x, reverse=True) if number < high]"
    for now in (
        "pass",
        "return [number - 1 for number in sorted(x, reverse=True) if number < high]",
        "return [number for number in sorted(x, reverse=True) if number < high]",
        "return [number + 2 for number in sorted(x, reverse=True) if number < high]",
        "return [number + 1 for number in sorted(x, reverse=False) if number < high]",
        "return [number + 1 for number in sorted(x) if number < high]",
        "return [number + 1 for number in x if number < high]",
        "return [number + 1 for number in sorted(low, reverse=True) if number < high]",
        "return [number + 1 for number in sorted(x, reverse=True) if number <= high]",
        "return [number + 1 for number in sorted(x, reverse=True) if not number < high]",
        "return [number + 1 for number in sorted(x, reverse=True)]",
    ):
        assert f"m.between: `{was}` -> `{now}`" in names
    assert "m.between: `if low > high:` -> `if low <= high:`" in names
    message = "raise ValueError(f'{low} is above {high}')"
    assert f"m.between: `{message}` -> `raise ValueError(f'{{low}} is above ')`" in names


@pytest.mark.slow
def test_no_mutant_survives_unexplained_and_the_reference_does():
    sample = all_mutants(CONFIG)[::EVERY]
    reference = [replace(mutant, source=source_of(mutant.module)) for mutant in sample[::20]]
    alive = survivors.survivors([*reference, *sample])
    assert alive[: len(reference)] == reference
    assert {mutant.name for mutant in alive[len(reference) :]} <= equivalent_mutants().keys()


def test_a_survivor_without_explanation_and_an_explanation_without_survivor_are_problems(monkeypatch, tmp_path):
    explained = tmp_path / "equivalent.toml"
    explained.write_text('"m.f: `x` -> `y`" = "of old"\n')
    alive = mutants(MASTER, "m")[0]
    monkeypatch.setattr(survivors, "EQUIVALENT", explained)
    monkeypatch.setattr(survivors, "survivors", lambda mutants: [alive])
    assert verify_mutants(CONFIG, Console(quiet=True)) == [
        f"no test case notices {alive.name}",
        "equivalent.toml explains what does not survive: m.f: `x` -> `y`",
    ]


def test_a_mutant_in_a_loop_without_end_is_noticed(monkeypatch):
    monkeypatch.setattr(survivors, "MUTANT_SECONDS", 1)
    endless = Mutant(
        "tokenization", "tokenization", "encode_doc", "", "", "def encode_doc(doc):\n    while True:\n        pass\n"
    )
    assert survivors.survivors([endless]) == []
