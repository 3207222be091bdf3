"""Simulated classes: the same seed gives the same class, and each kind of student is in it."""

import json

import pytest
from support.lab import LAB, mistakes
from support.lazy import lazy

from autograder.cli.main import main

classes = lazy("autograder.authoring.simulation.made_up_class")


def test_the_same_seed_gives_the_same_class_and_another_seed_another():
    assert classes.simulate(LAB, 8, seed=1) == classes.simulate(LAB, 8, seed=1) != classes.simulate(LAB, 8, seed=2)


def test_there_is_one_of_each_kind_and_copies_differ_from_their_source():
    students = {student.name: student for student in classes.simulate(LAB, 10, n_copies=2)}
    assert {student.kind for student in students.values()} == set(classes.SHARES)
    copies = [student for student in students.values() if student.copied_from]
    assert len(copies) == 2
    assert all(copy.submission != students[copy.copied_from].submission for copy in copies)


def test_the_common_mistakes_are_in_the_catalogue():
    assert set(LAB.hooks.habits.common) <= set(mistakes())


@pytest.mark.parametrize("zips", [[], ["--zips"]])
def test_the_command_writes_the_class_and_who_did_what(tmp_path, zips):
    assert main(["simulate", "--out", str(tmp_path), "--students", "3", *zips]) == 0
    said = json.loads((tmp_path / "class.json").read_text())["students"]
    assert sorted(path.stem for path in (tmp_path / "submissions").iterdir()) == [entry["folder"] for entry in said]
    assert main(["simulate", "--out", str(tmp_path)]) == 2
