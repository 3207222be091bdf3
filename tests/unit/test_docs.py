"""Pages of the documentation say what commands print and what tables elsewhere have."""

import argparse
import re
from functools import cache

import pytest
from support.attacks import ATTACKS
from support.lab import LAB, ROOT, mistakes
from support.lazy import lazy

from autograder.platforms.otter.build import LOST

cases = lazy("autograder.grading.cases.case")
causes = lazy("autograder.grading.diagnosis.causes")
changed = lazy("autograder.grading.diagnosis.changed_lab")
main = lazy("autograder.cli.main")
observe = lazy("autograder.grading.cases.observe")
reference_of = lazy("autograder.grading.cases.reference")
samples = lazy("autograder.authoring.verification.samples")

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
COUNTED = re.compile(r"\d+ of \d+")


def page(name):
    """The text of a page below the root of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def rows(text):
    """The cells of the rows of a page's tables, by the first cell."""
    lines = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    return {cells[0]: cells[1:] for cells in lines}


def test_rates_are_those_of_the_evaluation_everywhere():
    results = page("docs/evaluation.md").partition("## Results")[2].partition("<!--")[0]
    measured = {name: cells[-1] for name, cells in rows(results).items()}
    figures = page("docs/figures.md").partition("<!-- rates")[2].partition("<!-- end")[0]
    shown = {name: cells[0] for name, cells in rows(figures).items() if COUNTED.match(cells[0])}
    assert shown and shown == {name: measured[name] for name in shown}
    counts = {found for rate in measured.values() for found in COUNTED.findall(rate)}
    asked = rows(page("README.md").partition("## How often is it wrong?")[2])
    in_readme = [found for cells in asked.values() for found in COUNTED.findall(cells[0])]
    assert len(in_readme) == 5 and set(in_readme) <= counts
    refused, missed = (int(text.rpartition(" ")[2]) for text in in_readme[:2])
    assert f"wrote {refused + missed} right and wrong answers" in page("README.md")


def test_attacks_are_counted_as_the_catalogue_and_the_table_have_them():
    assert f"none of {len(ATTACKS)}," in page("README.md")
    text = page("docs/attacks.md")
    table = {name: cells for name, cells in rows(text).items() if name in ATTACKS}
    ours, otters = ([cells[column] for cells in table.values()].count("holds") for column in (1, 2))
    assert f"Here {ours} of {len(table)} hold, in stock otter {otters}." in text
    assert f"has {len(ATTACKS) - len(table)} more attacks" in text or len(ATTACKS) == len(table)


def test_the_number_of_samples_is_that_of_the_lab():
    right = len(samples.right_samples(LAB))
    assert f"{len(mistakes())} mistakes and {right} right solutions" in page("docs/figures.md")


def test_the_sample_of_gradescope_is_what_a_student_reads():
    text = page("docs/gradescope.md")
    quoted = text.partition("That of the mask begins:")[2].strip().partition("\n\n")[0].splitlines()
    said, hint, *lines = [line for each in quoted if (line := each.removeprefix(">").strip())]
    mistake = mistakes()["causal_mask/transposed"]
    assert said == f"**→ It looks as if {mistake.title}.**"
    assert " ".join(mistake.hint.split()).startswith(hint.removesuffix(" ..."))
    assert lines == transposed_mask()[: len(lines)] and len(lines) == 3


def transposed_mask():
    """What the public cases say of a transposed causal mask."""
    sources = causes.changed_sources(LAB, [causes.cause_of(mistakes()["causal_mask/transposed"])])
    said = []
    with changed.changed_lab(LAB, *sources, changed.solution_plans(LAB)) as lab:
        for case in cases.public_cases(LAB.test_file("causal_mask")):
            lab.seed()
            result = observe.observe(case, lab, reference_of.reference_view(LAB)).result
            points = f"{result.points if result.passed else 0:g} of {result.points:g}"
            said.append(f"{'✓' if result.passed else '✗'} {result.name} ({points})")
            said += [] if result.passed else [result.message]
    return said


def test_what_builders_print_is_on_their_pages():
    assert "\n".join(f"    {line}" for line in f"autograder: {LOST}".splitlines()) in page("docs/otter.md")


@cache
def options():
    """The option strings of each command of the tool, by its words."""
    found = {}

    def walk(parser, words):
        found[words] = {option for action in parser._actions for option in action.option_strings}
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                for name, child in action.choices.items():
                    walk(child, (*words, name))

    walk(main.parser(), ())
    return found


def commands(text):
    """The calls of `autograder` in a page: in blocks of code and between backticks."""
    blocks = re.findall(r"^(?:    |\t)+(?:\$ )?(?:\.venv/bin/)?autograder (.*)$", text, flags=re.MULTILINE)
    return blocks + re.findall(r"`(?:\.venv/bin/)?autograder ([^`]+)`", text)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_commands_and_options_that_pages_name_exist(path):
    for call in commands(path.read_text(encoding="utf-8")):
        words = call.partition("#")[0].split()
        if words[0].startswith("-") or words[0].isupper():
            continue
        command = next((tuple(words[:n]) for n in (2, 1) if tuple(words[:n]) in options()), None)
        assert command, f"autograder {call}"
        named = {word.partition("=")[0].strip(",.;)[]") for word in words if word.startswith("--")}
        assert named <= options()[command] | options()[()], f"autograder {call}"
