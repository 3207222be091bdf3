"""The zip for stock otter, built and run by otter itself."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograder.cli import main
from autograder.config import QUESTIONS, SOLUTIONS, STUDENT_RELEASE, load_config
from autograder.platforms.otter_zip import build
from autograder.release.archive import pack_zip

CONFIG = load_config()


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    path = tmp_path_factory.mktemp("otter") / "otter.zip"
    build(CONFIG, path)
    return path


def otter_run(archive, tree, folder):
    """The results of stock `otter run` for a zip of this tree."""
    pack_zip(tree, folder / "submission.zip")
    otter = Path(sys.executable).parent / "otter"
    command = [otter, "run", "--no-logo", "-a", archive, "-o", folder, folder / "submission.zip"]
    done = subprocess.run(command, cwd=folder, env=os.environ | {"MPLBACKEND": "Agg"}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads((folder / "results.json").read_text())


@pytest.mark.slow
def test_the_zip_has_the_same_bytes_each_time_and_all_test_cases(archive, tmp_path):
    build(CONFIG, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == archive.read_bytes()
    with zipfile.ZipFile(archive) as packed:
        for question in CONFIG.questions:
            text = packed.read(f"tests/{question.id}.py").decode()
            assert (QUESTIONS / f"{question.id}.py").read_text().rstrip("\n") in text
        assert not any("lab3/attention.py" in name for name in packed.namelist())


@pytest.mark.slow
def test_the_command_says_what_is_lost(tmp_path, capsys):
    assert main(["otter", "build", "--out", str(tmp_path / "otter.zip")]) == 0
    printed = capsys.readouterr()
    assert "isolation" in printed.err and "otter run -a" in printed.out


@pytest.mark.slow
@pytest.mark.parametrize(("tree", "score"), [(SOLUTIONS, 90), (STUDENT_RELEASE, 0)], ids=["reference", "skeleton"])
def test_stock_otter_gives_the_points(archive, tmp_path, tree, score):
    results = otter_run(archive, tree, tmp_path)
    tests = [test for test in results["tests"] if test.get("max_score")]
    assert sum(test["score"] for test in tests) == pytest.approx(score)
    assert sum(test["max_score"] for test in tests) == pytest.approx(90)
