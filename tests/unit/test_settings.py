"""What is wrong with a lab's folder is one sentence that names the place."""

import shutil
import subprocess
import sys
from dataclasses import replace

import pytest

from autograder.cli.main import main
from autograder.lab import open_lab
from autograder.lab.reading import read_settings
from autograder.lib.errors import BAD_INPUT, LabError

RIGHT = """
title = "A lab"
package = "kernels"
[limits]
call_seconds = 5
[[questions]]
id = "rbf"
title = "Similar points"
points = 5
modules = ["rbf"]
"""


def written(tmp_path, text):
    path = tmp_path / "lab.toml"
    path.write_text(text)
    return path


def test_what_is_left_out_has_a_default(tmp_path):
    settings = read_settings(written(tmp_path, RIGHT))
    assert settings.max_score == 5 and settings.student_modules == ("rbf",)
    assert settings.limits.call_seconds == 5 and settings.limits.files > 0 and settings.written is None


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        (
            "call_seconds = 5",
            "cal_seconds = 5",
            5,
            "[limits] `cal_seconds` is no setting: did you mean `call_seconds`?",
        ),
        (
            "call_seconds = 5",
            "limit = 5",
            5,
            "[limits] `limit` is no setting: there are import_seconds, ",
        ),
        ("call_seconds = 5", 'call_seconds = "five"', 5, "[limits] `call_seconds` should be a number, not 'five'"),
        ("call_seconds = 5", "call_seconds = true", 5, "[limits] `call_seconds` should be a number, not True"),
        ("call_seconds = 5", "call_seconds = 0", 5, "[limits] `call_seconds` should be above 0, not 0"),
        ("call_seconds = 5", "files = 2.5", 5, "[limits] `files` should be a whole number, not 2.5"),
        (
            "call_seconds = 5",
            "slow_calls = { train = 'x' }",
            5,
            "[limits.slow_calls] `train` should be a number, not 'x'",
        ),
        ("points = 5", "", 6, "[[questions]] rbf: `points` is missing"),
        ("points = 5", 'points = "5"', 9, "[[questions]] rbf: `points` should be a number, not '5'"),
        ("points = 5", "points = 0", 9, "[[questions]] rbf: `points` should be above 0, not 0"),
        ("points = 5", "points = nan", 9, "[[questions]] rbf: `points` should be a number, not nan"),
        ("points = 5", "points = 5\nnotebook = 1", 10, "rbf: `notebook` should be true or false, not 1"),
        ('id = "rbf"\n', "", 6, "[[questions]] number 1: `id` is missing"),
        ('modules = ["rbf"]', 'modules = "rbf"', 10, "rbf: `modules` should be a list of texts, not 'rbf'"),
        ('modules = ["rbf"]', "modules = [3]", 10, "rbf: `modules` should be a list of texts, not [3]"),
        ('modules = ["rbf"]', 'builds_on = [\n  "gram",\n]', 10, "rbf: `builds_on`: there is no question gram"),
        ('modules = ["rbf"]', 'provides = ["rbf.rbf"]', 10, "`provides`: rbf.rbf is in none of its `modules`"),
        ('modules = ["rbf"]', 'modules = ["notebook"]', 10, "a module cannot be called `notebook`"),
        ('package = "kernels"', "", 1, "`package` is missing"),
        ('package = "kernels"', 'package = "my-lab"', 3, "'my-lab' is not a name: use letters, digits and _"),
        ('package = "kernels"', 'package = "checks"', 3, "a package cannot be called `checks`"),
        ("[limits]", "[limit]", 4, "`limit` is no setting: did you mean `limits`?"),
        ("[limits]", "left_out = []\n[limits]", 4, "`left_out` is no setting: there are title, "),
        ("[limits]", "[gradescope]\npublic_cases = 'all'\n[limits]", 5, "`public_cases` should be one of visible, "),
        ("[limits]", "[gradescope.questions]\nx = 'hidden'\n[limits]", 4, "names 'x', but there is no such question"),
        ("[[questions]]", "[questions]", 6, "`questions` should be a list of tables, each below a line [[questions]]"),
        ('title = "A lab"', "title = A lab", 2, "this is not TOML: Invalid value"),
    ],
)
def test_each_mistake_is_one_sentence_with_file_line_and_key(tmp_path, old, new, line, sentence):
    path = written(tmp_path, RIGHT.replace(old, new, 1))
    with pytest.raises(LabError) as caught:
        read_settings(path)
    assert str(caught.value).startswith(f"{path}, line {line}: ") and sentence in str(caught.value)
    assert "\n" not in str(caught.value) and caught.value.exit_code == BAD_INPUT


def test_all_mistakes_are_named_at_once(tmp_path):
    text = RIGHT.replace("points = 5", "").replace("call_seconds = 5", "call_seconds = true")
    with pytest.raises(LabError) as caught:
        read_settings(written(tmp_path, text))
    assert [line.split(": ")[0].split()[-1] for line in str(caught.value).splitlines()] == ["6", "5"]


@pytest.mark.parametrize(
    ("encoding", "sentence"),
    [("utf-8-sig", "line 1: the file is UTF-8 with a byte order mark"), ("utf-16", "line 1: the file is UTF-16"),
     ("latin-1", "line 2: the byte 0xe9 is not UTF-8: save the file as UTF-8")],
)  # fmt: skip
def test_another_encoding_is_named(tmp_path, encoding, sentence):
    path = written(tmp_path, "")
    path.write_bytes(RIGHT.replace("A lab", "Un café").encode(encoding))
    with pytest.raises(LabError, match=sentence):
        read_settings(path)


def small_lab(tmp_path):
    """A lab with all the files that are looked at when it is opened."""
    home = tmp_path / "assignment"
    for folder in ("kernels", "questions", "notebook"):
        (home / folder).mkdir(parents=True)
    written(home, RIGHT)
    (home / "kernels" / "rbf.py").write_text("def rbf(x):\n    return x\n")
    (home / "questions" / "rbf.py").write_text('name = "rbf"\n')
    (home / "notebook" / "kernels.py").write_text('# ---\n# jupyter: {}\n# ---\n\n# %% name="a"\n1\n')
    return home


@pytest.mark.parametrize(
    ("file", "data", "sentence"),
    [
        ("kernels/rbf.py", b"\xef\xbb\xbfx = 1\n", "rbf.py, line 1: the file is UTF-8 with a byte order mark"),
        ("kernels/rbf.py", b"x = 1\ndef f(:\n", "rbf.py, line 2: invalid syntax"),
        ("kernels/rbf.py", b"x = 1\n# caf\xe9\n", "rbf.py, line 2: the byte 0xe9 is not UTF-8"),
        (
            "kernels/rbf.py",
            None,
            "lab.toml, line 10: [[questions]] rbf: `modules` names rbf, but there is no ",
        ),
        ("questions/rbf.py", b"\xff\xfex\x00", "rbf.py, line 1: the file is UTF-16"),
        ("hooks.py", b"x = (\n", "hooks.py, line 1: '(' was never closed"),
        ("notebook/kernels.py", b"\xef\xbb\xbf# ---\n# ---\n# %%\n", "line 1: the file is UTF-8 with a byte order"),
        (
            "notebook/kernels.py",
            b"# %%\n1\n",
            "line 1: the notebook has no header: begin with a line `# ---`",
        ),
        ("notebook/kernels.py", b'{"cells": []}', "kernels.py, line 1: the notebook has no header"),
        (
            "notebook/kernels.py",
            b"# ---\n# ---\n1\n",
            "line 4: the notebook has no cell: each begins with",
        ),
    ],
)
def test_a_file_that_cannot_be_used_is_named_before_anything_is_done(tmp_path, capsys, file, data, sentence):
    home = small_lab(tmp_path)
    assert open_lab(home).settings.package == "kernels"
    (home / file).unlink(missing_ok=True) if data is None else (home / file).write_bytes(data)
    for command in (["release"], ["verify"], ["grade", str(tmp_path)]):
        assert main([*command, "--lab", str(home)]) == BAD_INPUT
        said = capsys.readouterr().err
        assert sentence in said and "Traceback" not in said and len(said.splitlines()) == 1


def test_points_that_are_not_those_of_the_cases_are_refused(lab, tmp_path):
    home = tmp_path / "assignment"
    shutil.copytree(lab.questions, home / "questions")
    text = lab.settings_file.read_text(encoding="utf-8")
    (home / "lab.toml").write_text(text.replace("points = 16", "points = 10"), encoding="utf-8")
    changed = replace(lab, root=home, settings=read_settings(home / "lab.toml"))
    from autograder.grading.cases.points import refuse_other_points

    sentence = r"attention: `points` is 10, but the \d+ cases in questions/attention.py have 16 points"
    for part in (changed, changed.only(["attention"])):
        with pytest.raises(LabError, match=rf"lab\.toml, line \d+: \[\[questions\]\] {sentence}$") as caught:
            refuse_other_points(part)
    line = int(str(caught.value).split("line ")[1].split(":")[0])
    assert "points = 16" in text.split("\n")[line - 1]
    refuse_other_points(lab)


def test_judges_do_not_import_the_schema_library():
    """Only what reads `lab.toml` does: it takes a tenth of a second."""
    code = "import sys, autograder.lab, autograder.grading.judge.judge; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_lab_is_found_in_its_folder_and_in_the_folder_around_it(tmp_path):
    folder = tmp_path / "my course" / "assignment"
    (folder / "kernels").mkdir(parents=True)
    (folder / "kernels" / "rbf.py").touch()
    written(folder, RIGHT)
    assert open_lab(folder) == open_lab(folder.parent)
    assert open_lab(folder).home == folder.parent
    with pytest.raises(LabError, match=r"there is no folder .*elsewhere"):
        open_lab(tmp_path / "elsewhere")
    with pytest.raises(LabError, match=r"it has no lab\.toml"):
        open_lab(tmp_path)


def test_a_part_of_a_lab_keeps_what_it_builds_on_and_all_modules_that_students_write(lab):
    part = lab.only(["attention"])
    assert [question.id for question in part.settings.questions] == ["causal_mask", "attention"]
    assert part.given_modules == lab.given_modules


def test_a_test_file_that_cannot_be_run_is_named(tmp_path):
    from autograder.grading.cases.case import load_cases

    path = tmp_path / "gram.py"
    path.write_text("def broken(:")
    with pytest.raises(LabError, match=r"gram\.py cannot be run \(SyntaxError: "):
        load_cases(path)
