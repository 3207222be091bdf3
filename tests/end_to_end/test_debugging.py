"""What helps to find out why: a part of the lab, each request to a student's code, and where an error came from."""

import re

import pytest
from support.lab import LAB, autograder, copy_of

from autograder.cli.main import main
from autograder.lib.errors import SubmissionError

PRINTS = "import torch\nprint('imported')\ndef make_causal_mask(n, device=None):\n    print('asked', n)\n    return n\n"


@pytest.mark.slow
def test_each_request_to_a_question_s_code_is_shown_with_what_the_code_printed(tmp_path):
    folder = copy_of(LAB.solutions, tmp_path / "handed_in")
    (folder / "lab3" / "causal_mask.py").write_text(PRINTS)
    done = autograder("grade", folder, "--question", "attention", "--question", "mlp", "--trace")
    assert done.returncode == 0, done.stderr
    shown = done.stderr.splitlines()
    calls = [line for line in shown if re.search(r"make_causal_mask\(\d.*\d\.\d{3} s  -> \d+$", line)]
    assert calls and all(line.startswith("[causal_mask / ") for line in calls)
    assert shown[shown.index(calls[0]) + 1].startswith("    | asked ")
    assert any("importing causal_mask" in line and line.endswith("-> None") for line in shown)
    assert any(re.match(r"\[mlp / .*\]  FeedForwardLM\(.*-> model #\d+$", line) for line in shown)
    questions = set(re.findall(r"^\[(\w+)", done.stderr, re.MULTILINE))
    assert questions == {"causal_mask", "attention", "mlp", "imports"}
    assert "tokenization" not in done.stdout and "attention" in done.stdout and "of 90" not in done.stdout


def test_a_part_of_the_lab_is_no_grade(tmp_path, capsys):
    for arguments, sentence in (
        (["--question", "essay"], "--question essay: there is no such question; there are tokenization, "),
        (["--question", "mlp", "--results", str(tmp_path / "r.json")], "leave --results and --feedback out"),
        (["--question", "mlp", "--feedback", str(tmp_path / "f.html")], "leave --results and --feedback out"),
    ):
        assert main(["grade", str(LAB.solutions), *arguments]) == 2
        said = capsys.readouterr().err
        assert sentence in said and said.count("\n") == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("place", ["before", "behind"])
def test_common_options_may_stand_before_and_behind_the_command(tmp_path, capsys, place):
    common, command = ["--traceback"], ["grade", str(tmp_path / "none")]
    with pytest.raises(SubmissionError, match="there is no submission at"):
        main([*common, *command] if place == "before" else [*command, *common])
    common = ["--lab", str(tmp_path)]
    assert main([*common, *command] if place == "before" else [*command, *common]) == 2
    assert capsys.readouterr().err == f"autograder: there is no lab at {tmp_path}: it has no lab.toml\n"


@pytest.mark.slow
def test_a_traceback_shows_where_an_error_came_from_and_what_happened_before(tmp_path):
    plain = autograder("grade", tmp_path / "none")
    assert plain.returncode == 2 and plain.stderr.count("\n") == 1
    shown = autograder("grade", tmp_path / "none", "--traceback")
    assert shown.returncode != 0 and "Traceback" in shown.stderr and "SubmissionError" in shown.stderr


@pytest.mark.slow
def test_with_traceback_the_judge_reports_what_it_does(tmp_path):
    done = autograder("grade", LAB.solutions, "--question", "causal_mask", "--traceback")
    assert done.returncode == 0
    assert re.search(r"autograder\.sandbox \d+: fork server \d+ started", done.stderr)
    assert re.search(r"autograder\.judge \d+: causal_mask / .*: make_causal_mask took 0\.\d+ s", done.stderr)


def test_a_slip_of_ours_is_exit_code_3_and_a_traceback_on_demand(monkeypatch, capsys):
    def broken(lab, options):
        raise ZeroDivisionError("a slip")

    monkeypatch.setattr("autograder.cli.commands.grade.chosen_part", broken)
    assert main(["grade", str(LAB.solutions)]) == 3
    assert capsys.readouterr().err == "autograder: failed: ZeroDivisionError: a slip\n"
    with pytest.raises(ZeroDivisionError):
        main(["grade", str(LAB.solutions), "--traceback"])
