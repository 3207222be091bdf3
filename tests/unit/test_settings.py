"""What is wrong with a lab's folder is one sentence that names the place."""

import pytest

from autograder.lab import open_lab
from autograder.lab.settings import read_settings
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
    ("old", "new", "sentence"),
    [
        ("call_seconds = 5", "cal_seconds = 5", "[limits] has no setting cal_seconds; there are import_seconds, "),
        ("call_seconds = 5", 'call_seconds = "five"', "[limits]: call_seconds should be a number, not 'five'"),
        ("call_seconds = 5", "call_seconds = true", "[limits]: call_seconds should be a number, not True"),
        ("points = 5", "", "[[questions]] rbf needs points"),
        ("points = 5", "points = 0", "rbf has 0 points: give it some"),
        ('modules = ["rbf"]', 'modules = "rbf"', "[[questions]] rbf: modules should be a list of texts, not 'rbf'"),
        ('modules = ["rbf"]', 'builds_on = ["gram"]', "rbf builds on unknown gram"),
        ('modules = ["rbf"]', 'provides = ["rbf.rbf"]', "rbf provides rbf.rbf, which is in none of its modules"),
        ('package = "kernels"', "", "`package` is missing"),
        ('package = "kernels"', 'package = "my-lab"', "'my-lab' is not a name: use letters, digits and _"),
        ('package = "kernels"', 'package = "checks"', "a package cannot be called `checks`"),
        ("[limits]", "[limit]", "there is no setting limit"),
        ("[limits]", "left_out = []\n[limits]", "there is no setting left_out"),
        ('title = "A lab"', "title = A lab", "cannot be read: "),
    ],
)
def test_each_mistake_is_one_sentence_that_names_the_file(tmp_path, old, new, sentence):
    path = written(tmp_path, RIGHT.replace(old, new, 1))
    with pytest.raises(LabError) as caught:
        read_settings(path)
    assert str(caught.value).startswith(f"{path}") and sentence in str(caught.value)
    assert "\n" not in str(caught.value) and caught.value.exit_code == BAD_INPUT


def test_a_lab_is_found_in_its_folder_and_in_the_folder_around_it(tmp_path):
    folder = tmp_path / "my course" / "assignment"
    folder.mkdir(parents=True)
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
