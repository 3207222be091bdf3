"""The notebook: what students get of it, and what the grader takes from theirs."""

import builtins
import json

import pytest
from support.lab import IDS, LAB
from support.lazy import lazy

from autograder.grading.submission.notebook import Cell, plan, read_cells
from autograder.lib.errors import NotebookError, ReleaseError

explore = lazy("lab3.explore")
nbformat = lazy("nbformat")
notebooks = lazy("autograder.authoring.release.notebook")
plain = lazy("autograder.checks.notebook")
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
    Cell("training", "raise SystemExit('never run')"),
)


def run(planned):
    variables = {}
    for cell in planned.cells:
        exec(cell.source, variables)
    return variables


def submitted(*cells):
    return tuple(Cell(name, source) for name, source in cells)


def test_given_cells_are_those_of_the_starter_code_and_training_is_left_out():
    cells = submitted(("set_up", "base = 999"), ("step", "result = base * 3"), ("training", "1 / 0"))
    assert run(plan("q", GIVEN, cells))["result"] == 6


def test_what_a_cell_uses_is_found_in_cells_that_the_student_added():
    extra = "import torch as T\nother = 1 / 0\ndef helper(n):\n    return factor * n\nfactor = 5\n"
    cells = submitted(
        ("", extra), ("set_up", "import random"), ("step", "result = helper(int(T.ones(1))) + random.randint(0, 0)")
    )
    assert run(plan("q", GIVEN, cells))["result"] == 5


def test_a_cell_that_was_split_counts_with_all_its_parts_and_magics_do_nothing():
    cells = submitted(("step", plain.plain_python("%%time\nfirst = 1\n!rm -rf /")), ("step", "result = first + base"))
    assert run(plan("q", GIVEN, cells))["result"] == 3


def test_a_deleted_cell_is_named():
    assert plan("q", GIVEN, submitted(("set_up", ""))).missing == ("step",)
    assert plan("q", GIVEN, ()).homes == {"result": "step"}


@pytest.mark.parametrize(
    "source",
    ["+".join(["x"] * 20_000), "(" * 5000, "-" * 100_000 + "1", "\x00", "x = [" + "[" * 150 + "]" * 151, "a;" * 20_000],
    ids=["sum", "parentheses", "minus", "null", "lists", "statements"],
)
def test_code_that_is_hard_to_parse_does_not_stop_the_judge(source):
    cells = submitted(("", source), ("step", source), ("step", "result = base"))
    assert plan("q", GIVEN, cells).cells[0].name == "set_up"


def test_a_mountain_of_code_is_refused():
    cell = {"cell_type": "code", "source": "x = 1\n" * 100_000, "metadata": {}}
    with pytest.raises(NotebookError, match="more than 500,000 characters"):
        read_cells(json.dumps({"cells": [cell]}).encode())


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"cells": [1]}', b'{"cells": null}', b"\xff", b"[" * 100_000])
def test_what_is_no_notebook_is_one_sentence(data):
    with pytest.raises(NotebookError, match="cannot be read"):
        read_cells(data)


def test_the_picture_to_play_with_follows_its_controls():
    weights = torch.softmax(torch.randn(2, 3, 3, generator=torch.Generator().manual_seed(0)), dim=-1)
    box = explore.explore_attention(weights, "a b")
    (head, query), picture = box.children[0].children, box.children[1]
    seen = {bytes(picture.value)}
    for control, value in ((head, 1), (query, 0)):
        control.value = value
        seen.add(bytes(picture.value))
    assert len(seen) == 3 and all(data.startswith(b"\x89PNG") for data in seen)


def test_without_widgets_there_is_a_sentence_instead(monkeypatch, capsys):
    real = builtins.__import__

    def without_widgets(name, *args, **kwargs):
        if name == "ipywidgets":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without_widgets)
    assert explore.explore_attention(torch.eye(3)[None], "a b") is None
    assert "pip install ipywidgets" in capsys.readouterr().out


def test_cells_keep_their_names_as_ids():
    cells = json.loads(LAB.given_notebook.read_text())["cells"]
    assert all(cell["id"] == cell["metadata"]["name"] for cell in cells)
