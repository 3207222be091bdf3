"""The catalogue of mistakes: complete entries, that name a test case of their question."""

import pytest

from autograder.config import load_config
from autograder.diagnosis.catalogue import CatalogueError, load_catalogue, read_mistake
from autograder.judge.casefile import load_cases

CONFIG = load_config()
COMPLETE = '"""the mask is empty\n\nPrint it, and see part 4.\n"""\n\nCAUGHT_BY = "a case"\n\n\ndef f():\n    pass\n'


def test_the_catalogue_has_mistakes_for_every_question():
    assert len(load_catalogue()) >= 86
    assert {mistake.question for mistake in load_catalogue()} == {question.id for question in CONFIG.questions}


@pytest.mark.parametrize("mistake", load_catalogue(), ids=lambda mistake: mistake.id)
def test_an_entry_names_a_case_of_its_question_and_points_to_code_and_notebook(mistake):
    assert mistake.caught_by in {case.name for case in load_cases(mistake.question)}
    assert mistake.title[0].islower() or mistake.title[0] == "`"
    assert not mistake.title.endswith(".")
    assert "part " in mistake.hint.lower() and mistake.hint.endswith((".", "?"))


@pytest.mark.parametrize(
    ("part", "sentence"),
    [("\n\nPrint it, and see part 4.\n", "needs a hint"), ('CAUGHT_BY = "a case"', "needs CAUGHT_BY")],
)
def test_an_entry_that_lacks_a_part_is_refused(tmp_path, part, sentence):
    path = tmp_path / "entry.py"
    path.write_text(COMPLETE)
    assert read_mistake(path, CONFIG.question("causal_mask")).caught_by == "a case"
    path.write_text(COMPLETE.replace(part, ""))
    with pytest.raises(CatalogueError, match=sentence):
        read_mistake(path, CONFIG.question("causal_mask"))
