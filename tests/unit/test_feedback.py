"""What students read and see: the page and the text, and what both must not have."""

import math

import pytest
from support.lab import SETTINGS
from support.lazy import lazy
from support.pages import HOSTILE, Elements

from autograder.course.feedback.pictures import draw, grids, number
from autograder.grading.cases.notes import Notes
from autograder.grading.grade import CaseResult, Curves, Diagnosis, Grade, Kind, Matrix, QuestionResult
from autograder.grading.results.sentences import question_text

feedback = lazy("autograder.course.feedback.page")


def test_all_that_comes_from_outside_is_text():
    case = CaseResult("a case", 1, False, False, HOSTILE)
    diagnosis = Diagnosis("mlp/odd", HOSTILE, HOSTILE)
    question = QuestionResult("mlp", "The MLP", 1, (case,), (HOSTILE,), (diagnosis,))
    elements = Elements(feedback.feedback_page(Grade((question,), notes=(HOSTILE,)), SETTINGS, HOSTILE))
    assert not {"script", "img", "b"} & set(elements.names)
    assert elements.text.count("<script>alert(1)</script>") >= 6


def test_a_property_is_said_as_one_and_its_hint_has_code():
    hint = "On `x`, row 0 sums to 2. Print `weights.sum(dim=-1)`. Which numbers should it hold?"
    each = Diagnosis("mlp/property:sums", "each row of `weights` sums to 1", hint, Kind.PROPERTY)
    question = QuestionResult("mlp", "The MLP", 1, (CaseResult("a case", 1, False, False),), diagnoses=(each,))
    page = feedback.feedback_page(Grade((question,)), SETTINGS)
    assert '<p class="guess">This does not hold yet: each row of <code>weights</code> sums to 1.</p>' in page
    assert '<a href="#mlp">The MLP</a>: this does not hold yet: each row of <code>weights</code> sums to 1.' in page
    unfolds = "<details><summary>What to try</summary><p>On <code>x</code>, row 0 sums to 2. "
    assert unfolds + "Print <code>weights.sum(dim=-1)</code>." in page


def test_backticks_become_code():
    question = QuestionResult("mlp", "The MLP", 1, (CaseResult("a case", 1, False, False, "see `x<y`"),))
    assert "see <code>x&lt;y</code>" in feedback.feedback_page(Grade((question,)), SETTINGS)


@pytest.mark.parametrize("losses", [
    None, [], [3.0], [(1, 2)], [(True, 2.0)], [(1, math.nan)], [(1, math.inf)], [(0, 2.0)], [(10**9, 2.0)],
    [[1, 2.0]], [(1, 2.0, 3.0)], [("1", 2.0)], [(1, 2.0)] * 101, {1: 2.0},
])  # fmt: skip
def test_a_curve_that_is_none_is_not_kept(losses):
    notes = Notes()
    notes.keep_curve("mlp", losses)
    assert notes.curves == {}
    notes.keep_curve("mlp", [(10, 2.5), (20, 2.25)])
    assert notes.curves == {"mlp": ((10, 2.5), (20, 2.25))}


def matrix(yours, expected, scale=(0.0, 1.0)):
    labels = tuple(map(str, range(len(yours))))
    return Matrix("attention", "`weights`", "", ("0",), labels, scale, (tuple(yours),), (tuple(expected),))


def test_numbers_that_are_not_as_expected_are_marked():
    yours, expected = grids(matrix([0.25, 0.5, math.nan, -math.inf], [0.25, 0.75, 0.0, -1e9]))
    assert [(cell.text, cell.differs) for cell in yours.rows[0][1]] == [
        ("0.25", False), ("0.50", True), ("nan", True), ("−∞", True)
    ]  # fmt: skip
    assert not any(cell.differs for cell in expected.rows[0][1])
    assert [number(value) for value in (0, 1.0, -1e9, 1e300)] == ["0", "1", "−1e9", "1e300"]


def test_numbers_have_contrast_with_their_ground():
    values = [i / 100 for i in range(101)]
    for cell in grids(matrix(values, values))[0].rows[0][1]:
        ground, ink = (luminance(colour) for colour in (cell.ground, cell.ink))
        assert (max(ground, ink) + 0.05) / (min(ground, ink) + 0.05) >= 4.5


def luminance(colour):
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_curves_stay_in_their_picture():
    curves = {"MLP": ((10, 1e30), (20, -5.0))}
    drawn = draw(Curves("training", curves, "Losses", "Lower is better.", "steps", "nats", 5.0, "the floor", 2.2))
    points = [tuple(map(float, point.split(","))) for point in drawn.lines[0].points.split()]
    assert points[0][1] == drawn.values[-1].place and points[1][1] == drawn.values[0].place
    assert drawn.values[-1].place < drawn.level < drawn.values[0].place
    assert drawn.lines[0].said == "1e30 nats after 10 steps, −5 after 20"


def test_a_message_is_said_once_and_the_code_of_ours_is_named():
    cases = tuple(CaseResult(name, 1, False, False, "broken") for name in "abc")
    text = question_text(
        QuestionResult("attention", "One head", 3, cases, ("MLP", "FeedForwardLM", "make_causal_mask"))
    )
    assert text.count("broken") == 1 and text.count("✗") == 3
    assert text.endswith("our `MLP`, `FeedForwardLM` and `make_causal_mask`, because yours are not right yet.")
