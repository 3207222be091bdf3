"""Pairs that are alike: planted copies are found, what everybody has is no evidence, and odd code does no harm."""

from pathlib import PurePosixPath

import pytest
from support.lab import LAB, reference, starter
from support.lazy import lazy

from autograder.cli.main import main
from autograder.grading.submission.read import Submission

classes = lazy("autograder.authoring.simulation.made_up_class")
similarity = lazy("autograder.course.report.similarity")
simulated = lazy("support.simulated_results")

MASK = PurePosixPath("causal_mask.py")


@pytest.mark.slow
def test_copies_in_disguise_are_found_and_nobody_else():
    students = classes.simulate(LAB, 20, seed=9, n_copies=4)
    folders = {student.name: student.folder for student in students}
    planted = {frozenset((s.folder, folders[s.copied_from])) for s in students if s.copied_from}
    found = similarity.compare({student.folder: student.submission for student in students}, LAB)
    assert {frozenset((pair.first, pair.second)) for pair in found.pairs} == planted
    assert found.n_pairs == len(planted) and found.n_compared + found.n_short == 20
    assert found.next_share < similarity.THRESHOLD <= found.pairs[-1].share <= found.pairs[0].share <= 1
    best = found.pairs[0]
    for code in (best.first_code, best.second_code):
        text = "".join(part.text for part in code)
        alike = sum(len(part.text) for part in code if part.alike)
        assert "# attention.py" in text and 0.3 < alike / len(text) < 1


def test_only_what_a_student_wrote_counts():
    assert similarity.own_code(starter(), LAB).strip() == ""
    own = similarity.own_code(reference(), LAB)
    assert "torch.triu" in own and "# lab3.ipynb: " in own
    assert "nn.LayerNorm(emb_dim)" not in own and "Row i belongs to" not in own  # given code, a docstring


def test_what_most_of_a_class_has_is_no_evidence():
    same = reference()
    found = similarity.compare({f"s{number}": same for number in range(6)}, LAB)
    assert found.pairs == () and found.n_short == 6 and found.next_share is None


ODD = [b"", b"def f(:\n", b"\xff\x00\xfe", b"(" * 5000, b"x = 1\n" * 50_000, b"def f():\r return 1\r\r",
       b"def f():\n return " + b"-" * 20_000 + b"1"]  # fmt: skip


@pytest.mark.parametrize("code", ODD)
def test_code_that_is_no_python_is_compared_all_the_same(code):
    odd = Submission({MASK: code}, b"no notebook")
    found = similarity.compare({"odd": odd, "same": odd, "right": reference()}, LAB)
    assert found.n_compared + found.n_short == 3 and len(similarity.own_code(odd, LAB)) <= similarity.MAX_CODE + 1


def test_without_the_tool_there_is_a_report_and_a_sentence(tmp_path, capsys, monkeypatch):
    simulated.write_results(tmp_path, classes.simulate(LAB, 1))
    monkeypatch.setattr("autograder.lib.extras.is_installed", lambda module: module != "copydetect")
    assert main(["report", str(tmp_path), "--similarity", str(tmp_path)]) == 0
    assert "pip install 'copydetect" in capsys.readouterr().err
    assert 'id="similarity"' not in (tmp_path / "report.html").read_text()


def test_no_submissions_is_one_sentence(tmp_path, capsys):
    simulated.write_results(tmp_path, classes.simulate(LAB, 1))
    assert main(["report", str(tmp_path), "--similarity", str(tmp_path / "nowhere")]) == 2
    assert capsys.readouterr().err.count("\n") == 1
