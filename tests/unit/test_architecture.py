"""The picture of both models says what the traces find, and can be read by everybody."""

import math
import re
from functools import cache
from xml.etree import ElementTree

import pytest
from support.lab import LAB, ROOT
from support.lazy import lazy

from autograder.checks.parameters import draw_parameters

architecture = lazy("lab3.architecture")
explore_trace = lazy("lab3.explore_trace")
generation = lazy("lab3.generation")
notebooks = lazy("autograder.authoring.release.notebook")
tokenization = lazy("lab3.tokenization")
torch = lazy("torch")

NAMESPACE = "{http://www.w3.org/2000/svg}"
PARTS = (None, "start", 1, 2, 3, 4, 5, 6, "writing")
TRACED_IN = {"trace_ids": 1, "probabilities": "writing"}
"""The part of the notebook in which a shape is found, for those that are not in the traces of parts 3 and 6."""


@cache
def traced():
    """The shapes of both traces of the notebook, and of what the explorer notes besides, by name."""
    variables = {
        "math": math, "torch": torch, "draw_parameters": draw_parameters,
        "encode_doc": tokenization.encode_doc, "decode": tokenization.decode,
    }  # fmt: skip
    for cell in notebooks.solution_notebook(notebooks.read_master(LAB.master_notebook)).cells:
        is_trace = {"trace_mlp", "trace_transformer"} & set(cell.metadata.get("tags", ())) and cell.id != "imports"
        if is_trace or cell.id == "mlp_before_relu":
            exec(cell.source, variables)
    ids = variables["trace_ids"]
    more = explore_trace.trace_of_transformer(variables["trace_model"], variables["trace_text"], ids).stations
    shapes = {name: tuple(value.shape) for name, value in more.items()}
    shapes |= {name: tuple(value.shape) for name, value in variables.items() if isinstance(value, torch.Tensor)}
    probabilities = generation.next_token_probabilities(variables["logits"], 1.0)
    return shapes | {"characters": (len(variables["trace_text"]),), "probabilities": tuple(probabilities.shape)}


def test_every_shape_of_the_picture_is_that_of_the_trace():
    shapes = traced()
    assert {station.name: station.shape for station in architecture.STATIONS} == {
        station.name: shapes.get(station.name) for station in architecture.STATIONS
    }


def test_every_variable_that_the_trace_questions_ask_for_is_in_the_picture():
    names = {station.name for station in architecture.STATIONS} | {"predicted_shapes"}
    todos = [cell.source for cell in notebooks.student_notebook(notebooks.read_master(LAB.master_notebook)).cells]
    for source in todos:
        if "# TODO(" in source:
            asked = re.findall(
                r"`(\w+)`(?:,| and|, and)? ?(?=.* to )", source.split("raise")[0].split(" to ")[0] + " to "
            )
            assert set(asked) <= names, source


def test_every_step_leads_from_one_station_to_another():
    names = {station.name for station in architecture.STATIONS}
    assert len(names) == len(architecture.STATIONS)
    assert all({step.source, step.target} <= names for step in architecture.STEPS)
    arrived = {step.target for step in architecture.STEPS}
    assert names - arrived == {"characters", "position_embeddings", "mask"}


@pytest.mark.parametrize("part", PARTS)
def test_the_picture_is_accessible_and_marks_the_part(part):
    tree = ElementTree.fromstring(architecture.draw_architecture(part))
    title, description = tree.find(f"{NAMESPACE}title"), tree.find(f"{NAMESPACE}desc")
    assert tree.get("role") == "img"
    assert tree.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
    texts = ["".join(text.itertext()) for text in tree.iter(f"{NAMESPACE}text")]
    for station in architecture.STATIONS:
        shape = architecture.shape_seen(station, part)
        assert station.name in texts and shape in texts
        assert f"{station.name} {shape}" in description.text
    marked = sum("you are here" in text for text in texts)
    assert marked == sum(part in panel.parts for panel in architecture.PANELS)
    assert description.text.startswith("You are here") == bool(marked)


@pytest.mark.parametrize("part", PARTS)
def test_a_shape_is_not_shown_before_it_is_predicted(part):
    for station in architecture.STATIONS:
        traced_in = TRACED_IN.get(station.name, 3 if station.name.startswith("mlp") else 6)
        is_later = part is not None and PARTS.index(traced_in) >= PARTS.index(part)
        expected = "?" if is_later and station.name != "characters" else station.shape_text
        assert architecture.shape_seen(station, part) == expected


def test_nothing_else_in_the_picture_gives_a_shape_away():
    picture = architecture.draw_architecture("start")
    shown = set(re.findall(r"\(\d[\d, ]*\)", re.sub(r"<style>.*?</style>| d=\"[^\"]*\"", "", picture)))
    assert shown == {"(9,)"}
    assert not re.search(r"\d+ to \d+|box square", picture)


def test_the_whole_picture_is_shown_when_all_is_traced():
    sources = {cell.id: cell.source for cell in notebooks.read_master(LAB.master_notebook).cells}
    assert sources["whole_picture"].strip() == "where_am_i()"
    assert list(sources).index("whole_picture") > list(sources).index("here_writing")
    assert "?" not in "".join(ElementTree.fromstring(architecture.draw_architecture()).itertext())


def test_boxes_stay_in_their_panels_and_do_not_overlap():
    panels = {panel.name: panel for panel in architecture.PANELS}
    for number, station in enumerate(architecture.STATIONS):
        panel = panels[station.panel]
        assert panel.left < station.left < station.right < panel.right
        assert panel.first_row <= station.row <= panel.last_row
        for other in architecture.STATIONS[:number]:
            assert other.row != station.row or other.right < station.left or station.right < other.left


def test_a_part_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="there is no part 9"):
        architecture.draw_architecture(9)


@pytest.mark.parametrize(
    ("place", "part"), [("assignment/handout/architecture.svg", "start"), ("docs/pictures/architecture.svg", None)]
)
def test_the_files_are_what_the_table_gives(place, part):
    assert (ROOT / place).read_text(encoding="utf-8") == f"{architecture.draw_architecture(part)}\n"
