"""Next term: questions come, go and get other names in the lab's folder alone; a half-done change is refused."""

import json
import re
import shutil
import subprocess
import sys

import pytest
from support.lab import LAB, TOTAL, copy_of
from support.lazy import lazy

from autograder.cli.main import main
from autograder.lab import open_lab

consistency = lazy("autograder.authoring.release.consistency")
regions = lazy("autograder.authoring.release.regions")

pytestmark = pytest.mark.slow

REVERSE = '''"""Texts backwards."""


def backwards(text: str) -> str:
    """The characters of a text in reverse order."""
    # TODO(reverse): one line is enough.
    ### BEGIN SOLUTION
    return text[::-1]
    ### END SOLUTION
'''
REVERSE_TESTS = '''"""Tests of `reverse`."""

from checks.expect import expect_equal
from otter.test_files import test_case

OK_FORMAT = False
name = "reverse"
points = None


@test_case(name="a word backwards", points=1)
def word(lab):
    expect_equal(lab.reverse.backwards("star"), "rats", "backwards('star')")


@test_case(name="no text at all", points=1, hidden=True, failure_message="What is the reverse of an empty text?")
def empty(lab):
    expect_equal(lab.reverse.backwards(""), "", "backwards('')")
'''
RELEASE_AND_GRADE = """
import json, sys
from pathlib import Path
from autograder.authoring.release.build import build_trees
from autograder.authoring.verification.samples import reference, starter
from autograder.grading.judge.pool import JudgePool
from autograder.lab import open_lab

lab = build_trees(open_lab(Path(sys.argv[1])), Path(sys.argv[2]))
with JudgePool(lab, overlap=True) as pool:
    grades = [pool.grade(sample(lab).submission) for sample in (reference, starter)]
print(json.dumps([{question.id: question.score for question in grade.questions} for grade in grades]))
"""


LEFT_OUT = "families", "steps", "properties", "signs", "evaluation"
KEPT = {*re.findall(r'"(\w+/\w+)"', (LAB.root / "hooks.py").read_text(encoding="utf-8")), "causal_mask/booleans"}
"""Mistakes that the hooks name, or a test here."""


@pytest.fixture
def home(tmp_path):
    """A copy of the lab's folder, alone in another one, without most of what makes a release slow."""
    copy_of(LAB.root, tmp_path / "assignment", LEFT_OUT)
    for path in (tmp_path / "assignment" / "mistakes").glob("*/*.py"):
        if f"{path.parent.name}/{path.stem}" not in KEPT:
            path.unlink()
    return tmp_path / "assignment"


def edit(path, *changes):
    """Replace texts in a file; each of them has to be there."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        changed = re.sub(old, new, text, flags=re.MULTILINE | re.DOTALL)
        assert changed != text, f"{path.name} has no {old}"
        text = changed
    path.write_text(text, encoding="utf-8")


def notebook(home):
    (path,) = home.glob("notebook/*.py")
    return path


def without_question(home):
    """Drop the question `generation` from lab.toml."""
    edit(home / "lab.toml", (r'\[\[questions\]\]\nid = "generation".*?\n\n', ""))


def without_its_files(home):
    """Delete tests and samples of `generation`; its module stays, complete."""
    for folder in ("mistakes", "right", "hostile"):
        shutil.rmtree(home / folder / "generation")
    (home / "questions" / "generation.py").unlink()
    edit(home / "equivalent_mutants.toml", (r'^"generation\.[^\n]*\n', ""))
    module = home / "lab3" / "generation.py"
    module.write_text(regions.solution_version(module.read_text(encoding="utf-8"), module.name), encoding="utf-8")


def without_its_picture(home):
    """Leave `generation` out of what the hooks draw and count."""
    edit(
        home / "hooks.py",
        (r'    Picture\(\n        "generation".*?\n    \),\n', ""),
        (r'"generation/\w+",[ ]?', ""),
    )


def without_its_cell(home):
    """Leave the check of `generation` out of the notebook."""
    edit(notebook(home), (r'# %% name="check_generation".*?\n\n', ""))


def without_generation(home):
    """Drop the question altogether."""
    for change in (without_question, without_its_files, without_its_picture, without_its_cell):
        change(home)


def other_points(home):
    """Give a question a point more, by one of its cases."""
    edit(home / "lab.toml", (r'(id = "tokenization"\n[^\n]*\npoints = )8', r"\g<1>9"))
    edit(home / "questions" / "tokenization.py", (r"\A(.*?)points=1\b", r"\1points=2"))


def one_more_question(home):
    """Add a question with a module of one function."""
    (home / "lab3" / "reverse.py").write_text(REVERSE)
    (home / "questions" / "reverse.py").write_text(REVERSE_TESTS)
    question = '\n[[questions]]\nid = "reverse"\ntitle = "Backwards"\npoints = 2\nmodules = ["reverse"]\n'
    (home / "lab.toml").write_text((home / "lab.toml").read_text(encoding="utf-8") + question, encoding="utf-8")


def renamed_in_settings(home):
    """Call the question `mlp` `feed_forward` in lab.toml, in its tests, its TODOs and the notebook."""
    edit(home / "lab.toml", (r'id = "mlp"', 'id = "feed_forward"'), (r'(builds_on = [^\n]*)"mlp"', r'\1"feed_forward"'))
    (home / "questions" / "mlp.py").rename(home / "questions" / "feed_forward.py")
    edit(home / "questions" / "feed_forward.py", (r'^name = "mlp"', 'name = "feed_forward"'))
    edit(home / "lab3" / "mlp.py", (r"TODO\(mlp\)", "TODO(feed_forward)"))
    edit(notebook(home), (r'grader\.check\("mlp"\)', 'grader.check("feed_forward")'))


def renamed_elsewhere(home):
    """Rename the folder of its mistakes, and what the hooks say of them."""
    (home / "mistakes" / "mlp").rename(home / "mistakes" / "feed_forward")
    edit(home / "hooks.py", (r'"mlp/', '"feed_forward/'))


def renamed_question(home):
    """Rename a question altogether; its module keeps its name."""
    renamed_in_settings(home)
    renamed_elsewhere(home)


def renamed_package(home):
    """Rename the package, and with it the notebook."""
    notebook(home).rename(home / "notebook" / "attention_lab.py")
    (home / "lab3").rename(home / "attention_lab")
    for path in home.rglob("*"):
        if path.is_file() and path.suffix in (".py", ".md", ".toml", ".yml"):
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(r"\blab3\b", "attention_lab", text), encoding="utf-8")


EDITS = (without_generation, other_points, one_more_question, renamed_question, renamed_package)


@pytest.mark.parametrize("change", EDITS, ids=lambda change: change.__name__)
def test_a_complete_change_fits_together(home, change):
    change(home)
    assert consistency.inconsistencies(open_lab(home)) == []


@pytest.mark.parametrize(
    ("changes", "total"),
    [
        ((without_generation, other_points, one_more_question), TOTAL - 6 + 1 + 2),
        ((renamed_question, renamed_package), TOTAL),
    ],
    ids=["other questions", "other names"],
)
def test_a_changed_lab_is_released_and_graded(home, tmp_path, changes, total):
    for change in changes:
        change(home)
    command = [sys.executable, "-c", RELEASE_AND_GRADE, home, tmp_path / "released"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    right, starter = json.loads(done.stdout)
    settings = open_lab(home).settings
    assert right == {question.id: question.points for question in settings.questions}
    assert sum(right.values()) == settings.max_score == total
    assert set(starter.values()) == {0} and starter.keys() == right.keys()
    readme = (tmp_path / "released" / "student_release" / "README.md").read_text(encoding="utf-8")
    assert all(f"| `{question.id}`: " in readme for question in settings.questions)


def points_in_settings_alone(home):
    edit(home / "lab.toml", (r'(id = "tokenization"\n[^\n]*\npoints = )8', r"\g<1>9"))
    return "[[questions]] tokenization: `points` is 9, but the"


def points_in_tests_alone(home):
    edit(home / "questions" / "tokenization.py", (r"\A(.*?)points=1\b", r"\1points=2"))
    return "[[questions]] tokenization: `points` is 8, but the"


def question_dropped_from_settings_alone(home):
    without_question(home)
    return "questions/generation.py belongs to no question of lab.toml"


def question_dropped_with_its_todo_left(home):
    without_question(home)
    return "lab3/generation.py:16: lab.toml has no question 'generation'"


def question_dropped_with_its_check_left(home):
    for change in (without_question, without_its_files, without_its_picture):
        change(home)
    return "cell check_generation checks 'generation', but there is no such question"


def question_dropped_with_its_picture_left(home):
    for change in (without_question, without_its_files, without_its_cell):
        change(home)
    return "hooks.py has a picture for 'generation', but there is no such question"


def question_renamed_with_orphaned_mistakes(home):
    renamed_in_settings(home)
    return "mistakes/mlp belongs to no question of lab.toml"


def question_without_tests(home):
    one_more_question(home)
    (home / "questions" / "reverse.py").unlink()
    return "question reverse has no test file questions/reverse.py"


def question_without_module(home):
    one_more_question(home)
    (home / "lab3" / "reverse.py").unlink()
    return "[[questions]] reverse: `modules` names reverse, but there is no lab3/reverse.py"


def question_without_todo(home):
    one_more_question(home)
    (home / "lab3" / "reverse.py").write_text("def backwards(text):\n    return text[::-1]\n")
    return "no file has a TODO(reverse)"


def wrong_name_in_tests(home):
    one_more_question(home)
    edit(home / "questions" / "reverse.py", (r'name = "reverse"', 'name = "backwards"'))
    return "questions/reverse.py should say name = 'reverse', but says 'backwards'"


def unknown_fixture_in_tests(home):
    one_more_question(home)
    edit(home / "questions" / "reverse.py", (r"def empty\(lab\)", "def empty(lab, dictionary)"))
    return "case 'no text at all' of reverse asks for dictionary, which hooks.py does not give"


def public_test_that_needs_the_reference(home):
    one_more_question(home)
    edit(home / "questions" / "reverse.py", (r"def word\(lab\)", "def word(lab, reference)"))
    return "the public case 'a word backwards' of reverse asks for reference, which students do not have"


def unknown_tag(home):
    edit(notebook(home), (r'tags=\["check"\]', 'tags=["chek"]'))
    return "has the tag 'chek', but there is no such question"


def mistake_caught_by_no_case(home):
    edit(home / "mistakes" / "causal_mask" / "booleans.py", (r"CAUGHT_BY = [^\n]*", 'CAUGHT_BY = "luck"'))
    return "mistakes/causal_mask/booleans.py: CAUGHT_BY 'luck' is no case of causal_mask"


def answers_without_a_rubric(home):
    edit(home / "notebook" / "rubric.toml", (r'cell = "reflection_1"', 'cell = "reflection_0"'))
    return "the rubric is for reflection_0, reflection_2"


def unknown_builds_on(home):
    edit(home / "lab.toml", (r'builds_on = \["causal_mask"\]', 'builds_on = ["mask"]'))
    return "[[questions]] attention: `builds_on`: there is no question mask"


def provides_nothing_that_is_there(home):
    edit(home / "lab.toml", (r'provides = \["causal_mask\.make_causal_mask"\]', 'provides = ["causal_mask.mask"]'))
    return "causal_mask provides causal_mask.mask, but lab3/causal_mask.py defines no mask"


def hooks_that_cannot_be_run(home):
    (home / "hooks.py").write_text("1 / 0\n")
    return "hooks.py cannot be run (ZeroDivisionError: division by zero)"


HALF_DONE = (
    points_in_settings_alone, points_in_tests_alone, question_dropped_from_settings_alone,
    question_dropped_with_its_todo_left, question_dropped_with_its_check_left, question_dropped_with_its_picture_left,
    question_renamed_with_orphaned_mistakes, question_without_tests, question_without_module, question_without_todo,
    wrong_name_in_tests, unknown_fixture_in_tests, public_test_that_needs_the_reference,
    unknown_tag, mistake_caught_by_no_case, answers_without_a_rubric, unknown_builds_on, provides_nothing_that_is_there,
    hooks_that_cannot_be_run,
)  # fmt: skip


@pytest.mark.parametrize("change", HALF_DONE, ids=lambda change: change.__name__)
def test_a_half_done_change_is_refused_with_a_sentence_that_names_it(home, change, capsys):
    sentence = change(home)
    before = {path for path in home.parent.rglob("*") if "__pycache__" not in path.parts}
    assert main(["release", "--lab", str(home)]) == 2
    said = capsys.readouterr().err
    assert sentence in said and said.count("\n") == 1
    assert {path for path in home.parent.rglob("*") if "__pycache__" not in path.parts} == before
