"""The notebook: what is handed out, what runs from top to bottom, and what the grader takes from it."""

import builtins
import json
import re
import shutil

import nbformat
import pytest
import torch
from lab3.explore import explore_attention
from lab3.notebook import plain_python

from autograder.config import ASSIGNMENT, MASTER_NOTEBOOK, NOTEBOOK, SOLUTIONS, STUDENT_RELEASE, load_config
from autograder.diagnosis.definitions import replace_cells
from autograder.judge.judge import Judge
from autograder.notebook import Cell, NotebookError, plan, read_cells
from autograder.release.notebook import executed, read_master, solution_notebook, student_notebook
from autograder.release.regions import ReleaseError
from autograder.release.samples import reference
from autograder.sandbox.warm import WarmSandbox
from autograder.submission import Submission

CONFIG = load_config()


@pytest.fixture(scope="module")
def master():
    return read_master(ASSIGNMENT / MASTER_NOTEBOOK)


@pytest.fixture(scope="module")
def judge():
    with WarmSandbox() as sandbox:
        yield Judge(CONFIG, sandbox, memo={})


def test_a_cell_without_a_name_of_its_own_is_refused(tmp_path):
    (tmp_path / "nb.py").write_text('# %% name="a"\nx = 1\n\n# %% name="a"\ny = 2\n')
    with pytest.raises(ReleaseError, match=r"cell 2 \('y = 2'\) needs a name of its own"):
        read_master(tmp_path / "nb.py")


def test_the_student_gets_todos_that_explain_themselves_and_nothing_of_ours(master):
    notebook = student_notebook(master)
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
    assert all(f'grader.check("{question.id}")' in text for question in CONFIG.questions)
    manual = [cell for cell in master.cells if "manual" in cell.metadata.get("tags", [])]
    assert len(manual) == 5
    assert {cell.metadata["name"] for cell in master.cells if cell.id.startswith("extension_")} >= {
        "extension_heads", "extension_embeddings", "extension_positions", "extension_sampling", "extension_corpus",
    }  # fmt: skip


def handed_out(tmp_path, package):
    folder = shutil.copytree(STUDENT_RELEASE, tmp_path / "hw", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(package, folder / "lab3", dirs_exist_ok=True)
    return folder


@pytest.mark.slow
def test_the_solution_runs_from_top_to_bottom_with_words_for_every_picture(master, tmp_path):
    folder = handed_out(tmp_path, SOLUTIONS / "lab3")
    notebook = executed(solution_notebook(master), folder)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    pictures = [output for output in outputs if "image/png" in output.get("data", {})]
    assert len(pictures) >= 12
    assert all(re.search(r'<img alt="[^"]{40,}" src="data:image/png', output.data["text/html"]) for output in pictures)
    assert str(tmp_path) not in nbformat.writes(notebook)
    verdicts = [
        output.data["text/plain"] for output in outputs if "results:" in output.get("data", {}).get("text/plain", "")
    ]
    assert len(verdicts) == len(CONFIG.questions)
    assert all("All test cases passed" in verdict for verdict in verdicts)


@pytest.mark.slow
def test_the_untouched_notebook_stops_at_its_first_todo_and_says_where_to_look(tmp_path):
    folder = handed_out(tmp_path, STUDENT_RELEASE / "lab3")
    notebook = nbformat.read(folder / NOTEBOOK, as_version=4)
    with pytest.raises(
        ReleaseError, match="tokenization: encode_doc has no code yet: see its TODO in lab3/tokenization"
    ):
        executed(notebook, folder)
    assert any(cell.get("execution_count") for cell in notebook.cells)


def test_a_notebook_away_from_its_modules_says_so(master, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (install,) = (cell for cell in master.cells if cell.id == "install")
    with pytest.raises(FileNotFoundError, match="lab3/ is not beside this notebook"):
        exec(plain_python(install.source), {})


HANDED_OUT = (
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


def test_given_cells_are_taken_as_handed_out_and_training_is_left_out():
    cells = submitted(("set_up", "base = 999"), ("step", "result = base * 3"), ("training", "1 / 0"))
    assert run(plan("q", HANDED_OUT, cells))["result"] == 6


def test_what_a_cell_uses_is_found_in_cells_that_the_student_added():
    extra = "import torch as T\nother = 1 / 0\ndef helper(n):\n    return factor * n\nfactor = 5\n"
    cells = submitted(
        ("", extra), ("set_up", "import random"), ("step", "result = helper(int(T.ones(1))) + random.randint(0, 0)")
    )
    assert run(plan("q", HANDED_OUT, cells))["result"] == 5


def test_a_cell_that_was_split_counts_with_all_its_parts_and_magics_do_nothing():
    cells = submitted(("step", plain_python("%%time\nfirst = 1\n!rm -rf /")), ("step", "result = first + base"))
    assert run(plan("q", HANDED_OUT, cells))["result"] == 3


def test_a_deleted_cell_is_named():
    assert plan("q", HANDED_OUT, submitted(("set_up", ""))).missing == ("step",)
    assert plan("q", HANDED_OUT, ()).homes == {"result": "step"}


@pytest.mark.parametrize(
    "source",
    ["+".join(["x"] * 20_000), "(" * 5000, "-" * 100_000 + "1", "\x00", "x = [" + "[" * 150 + "]" * 151, "a;" * 50_000],
    ids=["sum", "parentheses", "minus", "null", "lists", "statements"],
)
def test_code_that_is_hard_to_parse_does_not_stop_the_judge(source):
    cells = submitted(("", source), ("step", source), ("step", "result = base"))
    assert plan("q", HANDED_OUT, cells).cells[0].name == "set_up"


def test_a_mountain_of_code_is_refused():
    cell = {"cell_type": "code", "source": "x = 1\n" * 100_000, "metadata": {}}
    with pytest.raises(NotebookError, match="more than 500,000 characters"):
        read_cells(json.dumps({"cells": [cell]}).encode())


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b'{"cells": [1]}', b'{"cells": null}', b"\xff", b"[" * 100_000])
def test_what_is_no_notebook_is_one_sentence(data):
    with pytest.raises(NotebookError, match="can not be read"):
        read_cells(data)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changes", "lost", "sentence"),
    [
        ({"mlp_output": ""}, {"trace_mlp": 2}, "cell mlp_output is gone"),
        ({"mlp_next": "mlp_next_id = mlp_logits.argmax(-1)"}, {"trace_mlp": 1}, ""),
        ({"mlp_hidden": "mlp_hidden = 1 / 0"}, {"trace_mlp": 3}, "cell mlp_hidden, line 1: ZeroDivisionError"),
        ({"transformer_logits": "import os; os._exit(0)"}, {"trace_transformer": 2}, "process with your code"),
        (None, {"trace_mlp": 3, "trace_transformer": 5}, "no notebook"),
    ],
    ids=["deleted", "renamed", "raises", "exits", "no notebook"],
)
def test_a_damaged_notebook_costs_what_depends_on_it_and_says_so(judge, changes, lost, sentence):
    submission = reference(CONFIG).submission
    notebook = None if changes is None else replace_cells(submission.notebook, changes)
    grade = judge.grade(Submission(submission.files, notebook))
    found = {question.id: question.max_score - question.score for question in grade.questions if not question.passed}
    assert found == lost
    assert sentence in "\n".join(case.message for question in grade.questions for case in question.cases)


def test_the_picture_to_play_with_follows_its_controls():
    weights = torch.softmax(torch.randn(2, 3, 3, generator=torch.Generator().manual_seed(0)), dim=-1)
    box = explore_attention(weights, "a b")
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
    assert explore_attention(torch.eye(3)[None], "a b") is None
    assert "pip install ipywidgets" in capsys.readouterr().out


def test_cells_keep_their_names_as_ids():
    cells = json.loads((STUDENT_RELEASE / NOTEBOOK).read_text())["cells"]
    assert all(cell["id"] == cell["metadata"]["name"] for cell in cells)
