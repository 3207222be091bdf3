"""Simulated classes: the same seed gives the same class, and each kind of student is in it."""

import json

import pytest

from autograder.cli import main
from autograder.config import load_config
from autograder.diagnosis.catalogue import load_catalogue
from autograder.simulation.classroom import COMMON, SHARES, simulate

CONFIG = load_config()


def test_the_same_seed_gives_the_same_class_and_another_seed_another():
    assert simulate(CONFIG, 8, seed=1) == simulate(CONFIG, 8, seed=1) != simulate(CONFIG, 8, seed=2)


def test_there_is_one_of_each_kind_and_copies_differ_from_their_source():
    students = {student.name: student for student in simulate(CONFIG, 10, n_copies=2)}
    assert {student.kind for student in students.values()} == set(SHARES)
    copies = [student for student in students.values() if student.copied_from]
    assert len(copies) == 2
    assert all(copy.submission != students[copy.copied_from].submission for copy in copies)


def test_the_common_mistakes_are_in_the_catalogue():
    assert set(COMMON) <= {mistake.id for mistake in load_catalogue()}


@pytest.mark.parametrize("zips", [[], ["--zips"]])
def test_the_command_writes_the_class_and_who_did_what(tmp_path, zips):
    assert main(["simulate", "--out", str(tmp_path), "--students", "3", *zips]) == 0
    told = json.loads((tmp_path / "class.json").read_text())["students"]
    assert sorted(path.stem for path in (tmp_path / "submissions").iterdir()) == [entry["folder"] for entry in told]
    assert main(["simulate", "--out", str(tmp_path)]) == 2
