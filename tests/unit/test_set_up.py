"""Setting up: which Pythons are taken, and what is said where something is missing."""

import re
import shutil
import subprocess
import tomllib

import pytest
from support.lab import ROOT
from support.on_debian import BEGIN, END, HEAD, NO_NETWORK, NO_VENV, Step, replace_lines, result

FAKE = """\
#!/bin/sh
case "$*" in
    *version_info*) exit {old} ;;
    *ensurepip*) exit {without_venv} ;;
    *venv*) mkdir -p .venv/bin && echo "exit {without_network}" > .venv/bin/python && chmod +x .venv/bin/python ;;
esac
"""
"""A Python of which only what `make` asks it is there."""


@pytest.fixture
def make(tmp_path):
    """Sets up in an empty checkout, on a Python that lacks what is named; returns the exit code and the output."""

    def run(**lacks):
        defects = dict.fromkeys(("old", "without_venv", "without_network"), 0) | lacks
        (tmp_path / "python").write_text(FAKE.format(**defects))
        (tmp_path / "python").chmod(0o755)
        for name in ("Makefile", "pyproject.toml"):
            shutil.copy(ROOT / name, tmp_path)
        command = ["make", "PYTHON=./python", ".venv/ready"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    return run


def test_all_places_name_the_same_pythons():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    low, high = re.fullmatch(r">=3\.(\d+),<3\.(\d+)", project["requires-python"]).groups()
    in_numbers, in_words = f"(3, {low}) <= sys.version_info[:2] < (3, {high})", f"Python 3.{low} to 3.{int(high) - 1}"
    gradescope = "autograder/platforms/gradescope"
    for file, text in {
        "Makefile": in_numbers,
        f"{gradescope}/files/setup.sh": in_numbers,
        f"{gradescope}/build.py": project["requires-python"],
        "README.md": in_words,
        "docs/pythons.md": in_words,
        "docs/gradescope.md": in_words,
        "assignment/handout/README.md": in_words,
        "autograder/authoring/starter/template/handout/README.md": in_words,
    }.items():
        assert text in (ROOT / file).read_text(encoding="utf-8"), file


def test_a_python_of_another_version_is_refused_in_one_sentence():
    recipe = next(line for line in (ROOT / "Makefile").read_text().splitlines() if "version_info" in line)
    code = re.search(r"'(import sys.*)'", recipe)[1].replace("sys.version_info[:2]", "VERSION")
    for version, taken in {(3, 10): False, (3, 11): True, (3, 14): True, (3, 15): False}.items():
        if taken:
            exec(code, {"VERSION": version})
        else:
            with pytest.raises(SystemExit, match=r"this project needs Python 3\.\d+ to 3\.\d+: make PYTHON="):
                exec(code, {"VERSION": version})


def test_what_is_missing_is_one_sentence(make):
    for lacking, step in {"without_venv": NO_VENV, "without_network": NO_NETWORK}.items():
        code, output = make(**{lacking: 1})
        assert code and sum(step.refusal in line for line in output.splitlines()) == 1
        assert result(step, code, output).startswith("says: ")


def test_nothing_is_said_where_nothing_is_missing(make):
    code, output = make()
    assert code == 0 and "?" not in output


@pytest.mark.parametrize(
    ("code", "output", "expected"),
    [
        (0, "All checks passed!\n3 passed, 1 skipped in 2.05s\n", "3 passed, 1 skipped"),
        (2, "1 failed, 3 passed in 2.05s (0:00:02)\nmake: Error 1\n", "**1 failed, 3 passed**"),
        (0, "a line\n", "works"),
        (2, "a line\nmake: Error 1\n\n", "**make: Error 1**"),
        (2, "", "**no output**"),
    ],
)
def test_the_table_says_what_a_command_came_to(code, output, expected):
    assert result(Step("name", "command"), code, output) == expected


def test_a_command_that_should_be_refused_and_is_not_is_marked():
    assert result(NO_VENV, 0, "works\n") == "**does not say what is missing: works**"


def test_newer_lines_take_the_place_of_older_ones(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\n{END}\nafter\n")
    old, other, new = (
        "| trixie | root | `a` | 5 | x |",
        "| forky | root | `a` | 5 | x |",
        "| trixie | root | `a` | 9 | y |",
    )
    replace_lines(page, [old, other])
    replace_lines(page, [new])
    assert page.read_text() == "\n".join(["before", BEGIN, "", *HEAD, new, other, "", END, "after", ""])
