"""The lab's own command line: `python -m lab3`."""

import subprocess
import sys

import pytest
from support.lab import LAB


def lab3(*arguments):
    command = [sys.executable, "-m", "lab3", *map(str, arguments)]
    return subprocess.run(command, cwd=LAB.root, capture_output=True, text=True)


@pytest.mark.slow
def test_every_command_has_help():
    for command in ("train", "compare", "generate", "attention", "check"):
        done = lab3(command, "--help")
        assert done.returncode == 0 and "usage" in done.stdout


@pytest.mark.slow
def test_train_saves_what_generate_and_attention_use(tmp_path):
    weights = tmp_path / "model.pt"
    assert lab3("train", "--steps", 5, "--save", weights).returncode == 0
    texts = [lab3("generate", "--weights", weights, "--tokens", 10, "--prompt", "Hi").stdout for _ in range(2)]
    assert texts[0] == texts[1] and texts[0].startswith("Hi")
    assert lab3("attention", "abc", "--weights", weights, "--out", tmp_path / "a.png").returncode == 0
    assert (tmp_path / "a.png").stat().st_size > 1000
    for arguments in (["generate", "--weights", tmp_path / "none"], ["generate", "--source", tmp_path / "none"]):
        done = lab3(*arguments)
        assert done.returncode == 2 and done.stderr.strip().count("\n") == 0


@pytest.mark.slow
def test_compare_prints_losses_texts_and_floor(tmp_path):
    done = lab3("compare", "--steps", 10, "--tokens", 20, "--out", tmp_path / "losses.png")
    assert done.returncode == 0, done.stderr
    assert "bigram floor" in done.stdout and "transformer: Once upon a time" in done.stdout
    assert (tmp_path / "losses.png").stat().st_size > 1000
