"""What the public tests say to typical mistakes: the first case that fails is the one about it.

Each entry of `tests/support/typical_mistakes.toml` replaces pieces of the reference, in the first module of its
question, or in `module` or `cell`.
"""

import tomllib
from functools import cache
from pathlib import Path

import pytest
import support
from support.lab import IDS, LAB, SETTINGS, TOTAL
from support.lazy import lazy

cases = lazy("autograder.grading.cases.case")
changed = lazy("autograder.grading.diagnosis.changed_lab")
observe = lazy("autograder.grading.cases.observe")
reference_of = lazy("autograder.grading.cases.reference")

LIST = Path(support.__file__).with_name("typical_mistakes.toml")
MOST_GREEN = 5
MOST_PUBLIC_POINTS = 35


@cache
def typical():
    """The entries; `first` is the first public case that fails, "" where all pass and hidden cases find it."""
    return tomllib.loads(LIST.read_text(encoding="utf-8"))["mistakes"]


@cache
def plans():
    return changed.solution_plans(LAB)


def sources(mistake):
    """The modules and the cells of a mistake, with its changes."""
    cell = mistake.get("cell", "")
    module = mistake.get("module") or next(iter(SETTINGS.question(mistake["question"]).modules), "")
    if cell:
        (text,) = (each.source for each in plans()(mistake["question"]).cells if each.name == cell)
    else:
        text = LAB.module(module).read_text(encoding="utf-8")
    for was, now in mistake["edits"]:
        assert was in text, f"{mistake['name']}: {was!r} is not in the reference"
        text = text.replace(was, now, 1)
    return ({}, {cell: text}) if cell else ({module: text}, {})


def failed(mistake):
    """The public cases that fail, in their order."""
    with changed.changed_lab(LAB, *sources(mistake), plans()) as lab:
        for case in cases.public_cases(LAB.test_file(mistake["question"])):
            lab.seed()
            if not observe.observe(case, lab, reference_of.reference_view(LAB)).result.passed:
                yield case.name


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:The use of `x.T`")
@pytest.mark.parametrize("question", [question for question in IDS if question != "training"])
def test_a_typical_mistake_is_noticed_first_by_the_public_case_that_is_about_it(question):
    own = [mistake for mistake in typical() if mistake["question"] == question]
    assert {each["name"]: next(failed(each), "") for each in own} == {each["name"]: each["first"] for each in own}


def test_few_typical_mistakes_stay_green_and_the_first_case_is_public():
    assert len(typical()) >= 80
    assert sum(not mistake["first"] for mistake in typical()) <= MOST_GREEN
    public = {question: {case.name for case in cases.public_cases(LAB.test_file(question))} for question in IDS}
    assert [each["name"] for each in typical() if each["first"] and each["first"] not in public[each["question"]]] == []


def test_hidden_tests_decide_most_of_the_grade():
    public = [case.points for question in IDS for case in cases.public_cases(LAB.test_file(question))]
    assert sum(public) <= MOST_PUBLIC_POINTS < TOTAL / 2
