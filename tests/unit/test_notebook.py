"""The notebook: what students get of it, and what the grader takes from theirs."""

import json
from dataclasses import replace

import pytest
from support.lab import IDS, LAB
from support.lazy import lazy

from autograder.checks.cells import Cell
from autograder.checks.order import plan
from autograder.grading.submission.notebook import read_cells
from autograder.lib.errors import NotebookError, ReleaseError

nbformat = lazy("nbformat")
notebooks = lazy("autograder.authoring.release.notebook")
plain = lazy("autograder.checks.magics")
running = lazy("autograder.checks.running")
torch = lazy("torch")


@pytest.fixture(scope="module")
def master():
    return notebooks.read_master(LAB.master_notebook)


def test_a_cell_without_a_name_of_its_own_is_refused(tmp_path):
    (tmp_path / "nb.py").write_text('# %% name="a"\nx = 1\n\n# %% name="a"\ny = 2\n')
    with pytest.raises(ReleaseError, match=r"cell 2 \('y = 2'\) needs a name of its own"):
        notebooks.read_master(tmp_path / "nb.py")


def test_the_student_gets_todos_that_explain_themselves_and_nothing_of_ours(master):
    notebook = notebooks.student_notebook(master)
    text = nbformat.writes(notebook)
    assert "Model answer" not in text and "### BEGIN" not in text
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in notebook.cells)
    todos = [cell for cell in notebook.cells if "# TODO(" in cell.source]
    assert len(todos) == 12
    for cell in todos:
        question = next(tag for tag in cell.metadata.tags if tag.startswith("trace"))
        with pytest.raises(NotImplementedError, match=f"{question}: this cell has no code yet: see its TODO in cell"):
            exec(cell.source, {})


def test_all_parts_checks_and_questions_for_a_person_are_there(master):
    text = "\n".join(cell.source for cell in master.cells)
    assert all(f"## Part {number}." in text for number in range(1, 7))
    assert all(f'grader.check("{question}")' in text for question in IDS)
    manual = [cell for cell in master.cells if "manual" in cell.metadata.get("tags", [])]
    assert len(manual) == 5
    assert {cell.metadata["name"] for cell in master.cells if cell.id.startswith("extension_")} >= {
        "extension_heads", "extension_embeddings", "extension_positions", "extension_sampling", "extension_corpus",
    }  # fmt: skip


def test_a_notebook_away_from_its_modules_says_so(master, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (install,) = (cell for cell in master.cells if cell.id == "install")
    with pytest.raises(FileNotFoundError, match="lab3/ is not next to this notebook"):
        exec(plain.plain_python(install.source), {})


GIVEN = (
    Cell("set_up", "import math\nbase = 2", ("q",)),
    Cell("step", "# TODO(q): set `result`.\nraise NotImplementedError", ("q",)),
    Cell("check", 'grader.check("q")'),
    Cell("training", "raise SystemExit('never run')\nfound = 1"),
    Cell("big", "data = load()", ("slow",)),
)
SET_UP, STEP, CHECK, TRAINING, BIG = GIVEN


def own(source, name=""):
    return Cell(name, plain.plain_python(source))


def run(planned, steps=None):
    """The variables after a plan, and what its outcome says of a missing one."""
    variables, outcome = running.namespace(), running.Outcome(planned)
    outcome.run(
        planned.cells if steps is None else steps,
        lambda step, source: running.run_statement(source, step.label, variables, 0.5),
    )
    return variables, outcome.reason


def result(*cells):
    return run(plan("q", GIVEN, cells))[0].get("result")


def reason(*cells):
    return run(plan("q", GIVEN, cells))[1]("result")


def test_cells_are_run_in_the_notebook_s_order_up_to_the_check():
    assert result(SET_UP, own("result = base * 3", "step"), CHECK, own("result = base = 0")) == 6
    assert result(SET_UP, own("result = 1 / 0", "step"), own("result = base * 3"), CHECK) == 6
    assert result(SET_UP, STEP, own("result = base * 3"), CHECK) == 6
    assert result(SET_UP, CHECK, own("result = base * 3")) == 6  # assigned below alone


def test_of_cells_as_in_the_starter_code_only_what_is_needed_is_run():
    step = own("result = found", "step")
    assert result(SET_UP, TRAINING, own("result = base", "step"), CHECK) == 2
    assert [cell.label for cell in plan("q", GIVEN, (TRAINING, step)).cells] == [TRAINING.label, step.label]
    assert "data = load()" not in "".join(cell.source for cell in plan("q", GIVEN, (BIG, own("x = data"))).cells)


def test_what_needs_training_or_a_notebook_is_left_out_and_nothing_else():
    cells = (BIG, own("%matplotlib inline\nx = data\nprint(x)\nfiles = !ls\nimport none_such\nbase = len('ab')"))
    assert result(*cells, own("result = base", "step"), CHECK) == 2
    assert "needs `data`: cell “data = load()” takes long and is not run here" in reason(
        *cells, own("result = x"), CHECK
    )
    assert "No module named 'none_such'" in reason(own("from none_such import result"), CHECK)
    assert (
        result(own("import otter\ngrader = otter.Notebook()"), SET_UP, own("grader.check('q')\nresult = 1"), CHECK) == 1
    )


def test_a_statement_that_takes_long_is_left_out():
    cells = (own("result = 1\nwhile True:\n    pass\nresult += 1"), CHECK)
    assert result(*cells) == 2
    assert "what takes more than 0.5 seconds" in reason(own("while True:\n    result = 1 / 1\n    del result"), CHECK)


def test_a_cell_that_was_split_counts_with_all_its_parts_and_magics_do_nothing():
    assert result(SET_UP, own("%%time\nfirst = 1\n!rm -rf /", "step"), own("result = first + base"), CHECK) == 3


def test_given_cells_that_were_changed_or_deleted_are_restored_for_hidden_cases_alone():
    changed = (own("base = 7\nmore = 1", "set_up"), own("result = base", "step"), CHECK)
    planned = plan("q", GIVEN, changed)
    assert run(planned)[0]["result"] == 7
    assert run(planned, planned.restored)[0]["result"] == 2
    deleted = plan("q", GIVEN, changed[1:])
    assert "name 'base' is not defined" in run(deleted)[1]("result")
    assert run(deleted, deleted.restored)[0]["result"] == 2
    more = plan("q", GIVEN, (own(f"{SET_UP.source}\nbase = 9", "set_up"), *changed[1:]))
    assert more.restored == more.cells


def test_the_first_cause_is_named_and_nothing_is_said_to_be_gone_that_is_there():
    chain = (SET_UP, own("# First\na = nobody"), own("# Then\nb = a"), own("result = b", "step"), CHECK)
    assert reason(*chain) == "cell “First”, line 2: NameError: name 'nobody' is not defined"
    assert "cell “TODO(q): set `result`.” is text (Markdown)" in reason(SET_UP, replace(STEP, kind="markdown"), CHECK)
    assert "there is no cell “TODO(q): set `result`.”" in reason(SET_UP, CHECK)
    assert (
        reason(SET_UP, own("results = 1", "step"), CHECK)
        == "is it spelt as in its TODO, in cell “TODO(q): set `result`.”?"
    )
    assert plan("q", GIVEN, (SET_UP,)).missing == ("step",)
    assert plan("q", GIVEN, ()).homes == {"result": STEP}


def test_the_last_check_counts_and_without_one_the_place_where_it_was():
    cells = (SET_UP, own("result = base", "step"), TRAINING, own("result = 0"))
    assert result(*cells) == 2
    assert result(SET_UP, own("result = base"), CHECK, own("result = 5\ngrader.check('q')")) == 5


def test_only_code_outside_of_todo_cells_needs_a_worker_of_its_own():
    assert not plan("q", GIVEN, (SET_UP, own("result = base", "step"), CHECK)).is_mixed
    assert plan("q", GIVEN, (SET_UP, own("import torch"), own("result = base", "step"), CHECK)).is_mixed


@pytest.mark.parametrize(
    "source",
    ["+".join(["x"] * 20_000), "(" * 5000, "-" * 100_000 + "1", "\x00", "x = [" + "[" * 150 + "]" * 151, "a;" * 20_000],
    ids=["sum", "parentheses", "minus", "null", "lists", "statements"],
)
def test_code_that_is_hard_to_parse_does_not_stop_the_judge(source):
    planned = plan("q", GIVEN, (SET_UP, own(source), own(source, "step"), own("result = base")))
    assert planned.cells[0].name == "set_up" and planned.cells[-1].source == "result = base"


def test_a_mountain_of_code_is_refused():
    cell = {"cell_type": "code", "source": "x = 1\n" * 100_000, "metadata": {}}
    with pytest.raises(NotebookError, match="more than 500,000 characters"):
        read_cells(json.dumps({"cells": [cell]}).encode())


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"cells": [1]}', b'{"cells": null}', b"\xff", b"[" * 100_000])
def test_what_is_no_notebook_is_one_sentence(data):
    with pytest.raises(NotebookError, match="cannot be read"):
        read_cells(data)


def test_cells_keep_their_names_as_ids():
    cells = json.loads(LAB.given_notebook.read_text())["cells"]
    assert all(cell["id"] == cell["metadata"]["name"] for cell in cells)
