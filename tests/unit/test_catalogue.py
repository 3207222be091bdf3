"""The catalogue of mistakes: complete entries that name a test case of their question."""

import re

import pytest
from support.lab import IDS, LAB, SETTINGS

from autograder.grading.diagnosis.catalogue import load_catalogue, read_mistake, read_variant
from autograder.lib.errors import CatalogueError

COMPLETE = '"""the mask is empty\n\nPrint it, and see part 4.\n"""\n\nCAUGHT_BY = "a case"\n\n\ndef f():\n    pass\n'
POINTS = re.compile(r"\bpart \d|the notebook|docstring|TODO|extension", re.IGNORECASE)
"""What a hint points to; `test_references.py` looks whether it is there."""
FILES = sorted(LAB.mistakes.glob("*/*.py"))


def test_the_catalogue_has_mistakes_for_every_question():
    assert len(load_catalogue(LAB)) == len(FILES) >= 86
    assert {mistake.question for mistake in load_catalogue(LAB)} == set(IDS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_an_entry_names_a_case_of_its_question_and_points_to_code_and_notebook(path):
    from autograder.grading.cases.case import load_cases

    mistake = read_mistake(path, SETTINGS.question(path.parent.name))
    assert mistake.caught_by in {case.name for case in load_cases(LAB.test_file(mistake.question))}
    assert mistake.title[0].islower() or mistake.title[0] == "`"
    assert not mistake.title.endswith(".")
    assert POINTS.search(mistake.hint) and mistake.hint.endswith((".", "?"))


@pytest.mark.parametrize(
    ("part", "sentence"),
    [("\n\nPrint it, and see part 4.\n", "needs a hint"), ('CAUGHT_BY = "a case"', "needs CAUGHT_BY")],
)
def test_an_entry_that_lacks_a_part_is_refused(tmp_path, part, sentence):
    path = tmp_path / "entry.py"
    path.write_text(COMPLETE)
    assert read_mistake(path, SETTINGS.question("causal_mask")).caught_by == "a case"
    path.write_text(COMPLETE.replace(part, ""))
    with pytest.raises(CatalogueError, match=sentence):
        read_mistake(path, SETTINGS.question("causal_mask"))


@pytest.mark.parametrize("text", ["def f(:\n", "def f():\n    pass\n", '"""  """\n', "\x00"])
def test_a_variant_that_is_no_python_or_says_nothing_is_refused_by_its_name(tmp_path, text):
    path = tmp_path / "entry.py"
    path.write_text(text)
    with pytest.raises(CatalogueError, match=r"entry\.py"):
        read_variant(path)
