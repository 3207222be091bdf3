"""Notebooks in the shapes that other programs write: what is run of them is what is run of Jupyter's own.

Each shape is that of a public report or of a program's documentation, which the line above it names. The notebook in it
is the starter code with all answers.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from support.lab import LAB
from support.lazy import lazy
from support.notebooks import answered

from autograder.checks.cells import UnreadableNotebook, raw_cells, read_cells
from autograder.checks.order import plan

jupytext = lazy("jupytext")
nbformat = lazy("nbformat")

QUESTIONS = ("trace_mlp", "trace_transformer")
GIVEN = read_cells(LAB.given_notebook.read_bytes())
Notebook = dict[str, Any]
PICTURE = "iVBORw0KGgoAAAANSUhEUg" * 5_000
"""What might be a picture."""


def code(notebook: Notebook) -> list[dict[str, Any]]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def in_every_cell(**metadata: Any) -> Callable[[Notebook], None]:
    """Metadata that a program adds to each cell."""

    def edit(notebook: Notebook) -> None:
        for cell in notebook["cells"]:
            cell["metadata"] |= metadata

    return edit


def of_the_notebook(**metadata: Any) -> Callable[[Notebook], None]:
    """Metadata that a program gives the notebook, and its own only."""
    return lambda notebook: notebook.update(metadata=metadata)


def with_outputs(*outputs: dict[str, Any]) -> Callable[[Notebook], None]:
    def edit(notebook: Notebook) -> None:
        for cell in code(notebook):
            cell["outputs"] = list(outputs)

    return edit


def added(cell: dict[str, Any], place: int = 0) -> Callable[[Notebook], None]:
    return lambda notebook: notebook["cells"].insert(place, {"metadata": {}} | cell)


def by_colab(notebook: Notebook) -> None:
    for number, cell in enumerate(notebook["cells"]):
        cell["metadata"] = {"id": f"aB{number:010}", "colab": {"base_uri": "https://localhost:8080/"}}
        cell.pop("id")
    notebook |= {"nbformat_minor": 0, "metadata": {"colab": {"provenance": []}, "kernelspec": {"name": "python3"}}}


def by_deepnote(notebook: Notebook) -> None:
    for number, cell in enumerate(notebook["cells"]):
        cell["metadata"] = {"cell_id": f"{number:032x}", "deepnote_cell_type": cell["cell_type"], "source_hash": "1a"}
        if cell["cell_type"] == "code":
            cell["execution_count"] = 1.0
        cell.pop("id")
    link = "<a href='https://deepnote.com?utm_source=created-in-deepnote-cell' target='_blank'>Created in deepnote</a>"
    notebook["cells"].append({"cell_type": "markdown", "source": link, "metadata": {"created_in_deepnote_cell": True}})


def of_format_3(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        cell.pop("id")
        if cell["cell_type"] == "code":
            cell |= {"input": cell.pop("source"), "prompt_number": 1, "language": "python", "collapsed": False}
    cells = notebook.pop("cells")
    heading = {"cell_type": "heading", "level": 1, "source": ["Lab"], "metadata": {}}
    sheets = [{"cells": [heading, *cells], "metadata": {}}]
    notebook |= {"nbformat": 3, "nbformat_minor": 0, "worksheets": sheets}


def converted(minor: int) -> Callable[[Notebook], Notebook]:
    """The notebook as `nbformat` writes it for an older format."""

    def edit(notebook: Notebook) -> Notebook:
        for cell in notebook["cells"]:
            cell.pop("id")
            if minor == 0 and cell["cell_type"] == "code":
                cell["metadata"]["collapsed"] = True
        return notebook | {"nbformat": 4, "nbformat_minor": minor, "metadata": {"orig_nbformat": 3}}

    return edit


def by_jupytext(notebook: Notebook) -> Notebook:
    text = jupytext.writes(nbformat.reads(json.dumps(notebook), as_version=4), fmt="py:percent")
    return dict(json.loads(nbformat.writes(jupytext.reads(text, fmt="py:percent"))))


def in_lines_of_windows(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"]).replace("\n", "\r\n")


def with_one_id(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        cell["id"] = "mlp_hidden"
        cell["metadata"].pop("name", None)


def with_broken_cells(notebook: Notebook) -> None:
    damaged: list[Any] = [None, 3, "text", {}, {"cell_type": "code"}, {"cell_type": "code", "source": None}]
    notebook["cells"][2:2] = damaged


def by_nbgrader(notebook: Notebook) -> None:
    for cell in notebook["cells"]:
        names = {"grade_id": cell["id"], "locked": True, "solution": False, "checksum": "00"}
        cell["metadata"]["nbgrader"] = names | {"schema_version": 3, "grade": False}


def copied_with_its_metadata(notebook: Notebook) -> None:
    place = next(number for number, cell in enumerate(notebook["cells"]) if cell["id"] == "mlp_proof")
    notebook["cells"].insert(place, dict(notebook["cells"][place]))


WIDGETS = {"application/vnd.jupyter.widget-state+json": {"1a2b": {"model_name": "HBoxModel", "state": {}}}}
TRACEBACK = {
    "output_type": "error", "ename": "NotImplementedError", "evalue": "raise NotImplementedError",
    "traceback": ["\x1b[0;31m---> 3\x1b[0m raise NotImplementedError(\"trace_mlp: this cell has no code yet\")"],
}  # fmt: skip
SHAPES: dict[str, Callable[[Notebook], Any]] = {
    # googlecolab/colabtools#4559, #5256 and jupyter/nbconvert#1731: ids in the metadata, widgets without a `state`
    "Colab": by_colab,
    "Colab, widgets without state": of_the_notebook(widgets=WIDGETS, colab={"toc_visible": True}),
    # microsoft/vscode-jupyter#5933 and jupytext#764: ids are lost, or there in a format without them
    "VS Code": in_every_cell(vscode={"languageId": "python"}),
    "VS Code, ids in format 4.4": lambda notebook: notebook.update(nbformat_minor=4),
    # deepnote/deepnote#167
    "Deepnote": by_deepnote,
    # microsoft/vscode#129732, jupyter/nbgrader#46
    "nbformat 3": of_format_3,
    "nbformat 4.0": converted(0),
    "nbformat 4.2": converted(2),
    "nbformat 4.4": converted(4),
    # nteract/papermill#163
    "papermill": added({"cell_type": "code", "source": "# Parameters\nn_steps = 3\n", "outputs": [],
                        "metadata": {"tags": ["injected-parameters"], "papermill": {"duration": 0.1}}}, 2),
    # the documentation of Jupytext
    "a round trip through jupytext": by_jupytext,
    # the documentation of RISE
    "RISE": in_every_cell(slideshow={"slide_type": "slide"}),
    # jupyter/nbformat#161, jupyter/notebook#1964: outputs with fields that they should not have
    "outputs against the schema": with_outputs({"output_type": "stream", "metadata": {}, "name": "stdout", "text": 3}),
    "tracebacks": with_outputs(TRACEBACK),
    # jupyter/nbgrader#950, executablebooks/meta#735: pictures in a text
    "attachments": lambda notebook: notebook["cells"][0].update(attachments={"a.png": {"image/png": PICTURE}}),
    "many pictures": with_outputs({"output_type": "display_data", "data": {"image/png": PICTURE}}),
    # ucbds-infra/otter-grader#706, #722
    "no kernelspec and no metadata": lambda notebook: notebook.pop("metadata"),
    "a kernel of R": of_the_notebook(kernelspec={"name": "ir", "language": "R"}, language_info={"name": "R"}),
    # jupyter/nbgrader#1083, #1933, sagemathinc/cocalc#6687
    "one id for all cells": with_one_id,
    "a given cell copied with its metadata": copied_with_its_metadata,
    # the documentation of Quarto: a raw cell with a header
    "Quarto": added({"cell_type": "raw", "source": "---\ntitle: Lab 3\n---"}),
    # ipython/ipython#7869: metadata is a list, petrobras/3W#71: there is none
    "metadata is a list": lambda notebook: [cell.update(metadata=[]) for cell in notebook["cells"]],
    "cells have no metadata": lambda notebook: [cell.pop("metadata") for cell in notebook["cells"]],
    "tags are a text": lambda notebook: [cell["metadata"].update(tags="trace_mlp") for cell in notebook["cells"]],
    # neuromatch/climate-course-content#163
    "texts have outputs": lambda notebook: [cell.update(outputs=[], execution_count=1) for cell in notebook["cells"]],
    # from memory: the fields of Kaggle, CoCalc and Databricks
    "Kaggle": in_every_cell(_uuid="8f2839f25d", _cell_guid="b1076dfc", trusted=True),
    "CoCalc": in_every_cell(cocalc={"outputs": {}}, collapsed=False, scrolled=True),
    "Databricks": in_every_cell(**{"application/vnd.databricks.v1+cell": {"nuid": "1", "title": ""}}),
    # fastai/course-v3#325: an error without its traceback
    "an error without a traceback": with_outputs({"output_type": "error", "ename": "KeyboardInterrupt", "evalue": ""}),
    # jupyter/nbgrader#1086: its own metadata in each cell
    "nbgrader": by_nbgrader,
    # found here, without a report
    "line ends of Windows": in_lines_of_windows,
    "cells that are none": with_broken_cells,
    "numbers that are none": with_outputs({"output_type": "execute_result", "data": {"x": float("nan")}}),
}  # fmt: skip


def planned(data: bytes) -> dict[str, list[str]]:
    cells = read_cells(data)
    return {question: [step.source for step in plan(question, GIVEN, cells).cells] for question in QUESTIONS}


@pytest.fixture(scope="module")
def expected() -> dict[str, list[str]]:
    return planned(answered().bytes())


def without_what_was_added(steps: dict[str, list[str]]) -> dict[str, list[str]]:
    return {question: [step for step in found if "n_steps" not in step] for question, found in steps.items()}


@pytest.mark.parametrize("shape", SHAPES)
def test_what_is_run_does_not_depend_on_who_wrote_the_file(shape, expected):
    notebook = json.loads(answered().bytes())
    changed = SHAPES[shape](notebook)
    written = changed if isinstance(changed, dict) and "nbformat" in changed else notebook
    assert without_what_was_added(planned(json.dumps(written).encode())) == expected


@dataclass(frozen=True)
class Broken:
    """A file that no program reads, and what is said of it."""

    make: Callable[[bytes], bytes]
    sentence: str


def in_conflict(data: bytes) -> bytes:
    lines = data.split(b"\n")
    return b"\n".join([*lines[:9], b"<<<<<<< HEAD", lines[9], b"=======", lines[9], b">>>>>>> 4e2b407", *lines[10:]])


BROKEN = {
    # jupyter/help#67, jupyter/notebook#4889
    "a merge conflict": Broken(in_conflict, "a merge conflict begins in line 10"),
    # jni/scipy-japan-2019#2, interpretml/DiCE#425, wesm/pydata-book#27
    "a comma too many": Broken(lambda data: data.rstrip()[:-1] + b",\n}", "it is no JSON from line "),
    # vivek3141/dl-visualization#2, laminlabs/nbproject#274
    "an empty file": Broken(lambda data: b"", "the file is empty"),
    "half a file": Broken(lambda data: data[: len(data) // 2], "it is no JSON from line "),
    "a page to log in": Broken(lambda data: b"<!DOCTYPE html><html>Sign in</html>", "it is a web page"),
    "a page's link": Broken(lambda data: b'{"url": "https://x.org", "doc_id": "1"}', "it has no list of cells"),
    "Windows-1252": Broken(lambda data: data.replace(b"# (9, 32)", b"# \xe4"), "its text is neither UTF-8 nor UTF-16"),
    "cells of nothing": Broken(lambda data: b'{"cells": [1, 2]}', "it has no list of cells"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_cannot_be_read_is_said_to_be_what_it_is(name):
    data = BROKEN[name].make(answered().bytes())
    for read in (read_cells, raw_cells):
        with pytest.raises(UnreadableNotebook, match="save it again in Jupyter") as caught:
            read(data)
        assert f"the notebook cannot be read ({BROKEN[name].sentence}" in str(caught.value)
