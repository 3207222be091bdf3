"""The notebook as it runs: the solution from top to bottom, the starter code up to its first TODO, and damaged ones."""

import re
from dataclasses import replace

import pytest
from support.lab import IDS, LAB, copy_of
from support.lab import reference as right
from support.lazy import lazy

from autograder.grading.diagnosis.splice import replace_cells
from autograder.lib.errors import ReleaseError

judging = lazy("autograder.grading.judge.judge")
nbformat = lazy("nbformat")
notebooks = lazy("autograder.authoring.release.notebook")


def handed_in(folder, package):
    """The starter code with a package in it."""
    copy_of(package, copy_of(LAB.student_release, folder) / "lab3")
    return folder


@pytest.mark.slow
def test_the_solution_runs_from_top_to_bottom_with_words_for_every_picture(tmp_path):
    folder = handed_in(tmp_path / "hw", LAB.solutions / "lab3")
    master = notebooks.read_master(LAB.master_notebook)
    notebook = notebooks.executed(notebooks.solution_notebook(master), folder)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    shown = [output.data for output in outputs if "data" in output]
    pictures = [data["text/html"] for data in shown if {"image/png", "image/svg+xml"} & set(data)]
    assert len(pictures) >= 20
    assert all(re.search(r'<img alt="[^"]{40,}" src="data:image/(png|svg\+xml);base64', html) for html in pictures)
    assert not any("<svg" in data.get("text/html", "") for data in shown), "JupyterLab strips it where it trusts nobody"
    assert str(tmp_path) not in nbformat.writes(notebook)
    verdicts = [
        output.data["text/plain"] for output in outputs if "results:" in output.get("data", {}).get("text/plain", "")
    ]
    assert len(verdicts) == len(IDS)
    assert all("All test cases passed" in verdict for verdict in verdicts)


@pytest.mark.slow
def test_the_untouched_notebook_stops_at_its_first_todo_and_says_where_to_look(tmp_path):
    folder = handed_in(tmp_path / "hw", LAB.student_release / "lab3")
    notebook = nbformat.read(folder / LAB.settings.notebook, as_version=4)
    with pytest.raises(
        ReleaseError, match="tokenization: encode_doc has no code yet: see its TODO in lab3/tokenization"
    ):
        notebooks.executed(notebook, folder)
    assert any(cell.get("execution_count") for cell in notebook.cells)


@pytest.fixture(scope="module")
def judge(sandbox):
    return judging.Judge(LAB, sandbox, memo={})


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changes", "lost", "sentence"),
    [
        ({"mlp_output": ""}, {"trace_mlp": 2}, "there is no cell “TODO(trace_mlp): set `mlp_output`"),
        ({"mlp_next": "mlp_next_id = mlp_logits.argmax(-1)"}, {"trace_mlp": 1.5}, ""),
        (
            {"mlp_hidden": "mlp_hidden = 1 / 0"},
            {"trace_mlp": 3},
            "cell “Station 2: the hidden layer”, line 1: ZeroDivisionError",
        ),
        ({"transformer_logits": "import os; os._exit(0)"}, {"trace_transformer": 2}, "process with your code"),
        (None, {"trace_mlp": 3, "trace_transformer": 5}, "no notebook"),
    ],
    ids=["deleted", "renamed", "raises", "exits", "no notebook"],
)
def test_a_damaged_notebook_costs_what_depends_on_it_and_says_so(judge, changes, lost, sentence):
    notebook = None if changes is None else replace_cells(right().notebook, changes)
    grade = judge.grade(replace(right(), notebook=notebook))
    found = {question.id: question.max_score - question.score for question in grade.questions if not question.passed}
    assert found == lost
    assert sentence in "\n".join(case.message for question in grade.questions for case in question.cases)
