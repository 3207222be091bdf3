"""Mutants: small changes to solutions only, each of which a test case notices, or that are explained."""

from dataclasses import replace

import pytest
from rich.console import Console
from support.lab import LAB
from support.lazy import lazy

mutation = lazy("autograder.authoring.verification.mutants")
survivors = lazy("autograder.authoring.verification.survivors")

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


def test_solutions_are_changed_in_many_small_ways_and_nothing_else_is():
    found = mutation.mutants(MASTER, "m")
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
    sample = mutation.all_mutants(LAB)[::EVERY]
    reference = [replace(each, source=LAB.module(each.module).read_text(encoding="utf-8")) for each in sample[::20]]
    alive = survivors.survivors(LAB, [*reference, *sample])
    assert alive[: len(reference)] == reference
    assert {mutant.name for mutant in alive[len(reference) :]} <= survivors.equivalent_mutants(LAB).keys()


def test_a_survivor_without_explanation_and_an_explanation_without_survivor_are_problems(monkeypatch, tmp_path):
    (tmp_path / "equivalent_mutants.toml").write_text('"m.f: `x` -> `y`" = "of old"\n')
    alive = mutation.mutants(MASTER, "m")[0]
    monkeypatch.setattr("autograder.authoring.verification.survivors.all_mutants", lambda lab: [alive])
    monkeypatch.setattr("autograder.authoring.verification.survivors.survivors", lambda lab, mutants: [alive])
    assert survivors.verify_mutants(replace(LAB, root=tmp_path), Console(quiet=True)) == [
        f"no test case notices {alive.name}",
        "equivalent_mutants.toml explains what does not survive: m.f: `x` -> `y`",
    ]


@pytest.mark.slow
def test_a_mutant_in_a_loop_without_end_is_noticed(monkeypatch):
    monkeypatch.setattr("autograder.authoring.verification.survivors.MUTANT_SECONDS", 1)
    endless = mutation.Mutant(
        "tokenization", "tokenization", "encode_doc", "", "", "def encode_doc(doc):\n    while True:\n        pass\n"
    )
    assert survivors.survivors(LAB, [endless]) == []
