"""What a student reads of a failed public case: what was expected, and what came instead."""

import re
from functools import cache

import pytest
from support.lab import IDS, LAB, SETTINGS, mistakes
from support.lazy import lazy

from autograder.grading.diagnosis.splice import replace_definitions

torch = lazy("torch")
cases = lazy("autograder.grading.cases.case")
changed = lazy("autograder.grading.diagnosis.changed_lab")
causes = lazy("autograder.grading.diagnosis.causes")
expect = lazy("autograder.checks.expect")
mutation = lazy("autograder.authoring.verification.mutants")
observe = lazy("autograder.grading.cases.observe")
reference_of = lazy("autograder.grading.cases.reference")

EXPECTED = re.compile(
    r"\S.* should .+, but .*\S|\S.*: (at index \[[\d, ]+\] )?expected (\S+|a number), found \S+ \(\d+ of \d+ differ\)"
)
RAISED = re.compile(r"the value that came back could not be used \(\w+: \S", re.DOTALL)


@cache
def plans():
    """The cells that questions need, in the solution's notebook."""
    return changed.solution_plans(LAB)


def public_messages(question, modules, cells):
    """The messages of the public cases of a question that fail with these sources."""
    with changed.changed_lab(LAB, modules, cells, plans()) as lab:
        for case in cases.public_cases(LAB.test_file(question)):
            lab.seed()
            result = observe.observe(case, lab, reference_of.reference_view(LAB)).result
            if not result.passed:
                yield result.message


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:The use of `x.T`")
@pytest.mark.parametrize("question", IDS)
def test_a_mistake_gets_a_message_with_what_was_expected_and_what_came_instead(question):
    own = [mistake for mistake in mistakes().values() if mistake.question == question and mistake.replayed]
    changes = [causes.changed_sources(LAB, [causes.cause_of(mistake)]) for mistake in own]
    messages = [text for modules, cells in changes for text in public_messages(question, modules, cells)]
    assert messages
    assert [message for message in messages if not EXPECTED.fullmatch(message) and not RAISED.match(message)] == []
    assert any(EXPECTED.fullmatch(message) for message in messages)


@pytest.mark.parametrize("module", SETTINGS.student_modules)
def test_a_forgotten_return_is_named_by_every_case_that_calls_the_function(module):
    source = LAB.module(module).read_text(encoding="utf-8")
    forgotten = [m for m in mutation.mutants(source, module) if m.was.startswith("return ") and m.now == "pass"]
    assert forgotten
    for mutant in forgotten:
        messages = list(public_messages(mutant.question, {mutant.module: mutant.source}, {}))
        assert messages, mutant.name
        assert any(re.search(r"should .+, but (is|returned) None$", message) for message in messages), mutant.name
        assert not any("not subscriptable" in message or "unpack" in message for message in messages), mutant.name


def test_an_entry_that_differs_is_named_however_many_there_are():
    expected = {f"model.{number}.weight": (number, 4) for number in range(20)}
    for other, sentence in (
        (expected | {"model.19.weight": (9, 4)}, "should have (19, 4) for 'model.19.weight', but there is (9, 4)"),
        ({**expected, "bias": (4,)}, "should have nothing for 'bias', but there is (4,)"),
        (dict(list(expected.items())[:-1]), "should have (19, 4) for 'model.19.weight', but there is nothing"),
    ):
        with pytest.raises(AssertionError, match=re.escape(f"the parameters {sentence}")):
            expect.expect_equal(other, expected, "the parameters")
    expect.expect_equal(dict(expected), expected, "the parameters")


def test_a_kind_of_tensor_has_its_article():
    for dtype, kind in ((torch.int64, "an int64 tensor"), (torch.float32, "a float32 tensor")):
        with pytest.raises(AssertionError, match=f"but is {kind} of shape"):
            expect.expect_tensor(torch.zeros(2, dtype=dtype), "x", (3,))


def test_a_zero_has_no_sign_and_no_message_speaks_of_a_limit_of_none():
    with pytest.raises(AssertionError, match=re.escape("expected 1, found 0 (1 of 1 differ)")):
        expect.expect_close(torch.tensor([-0.0]), torch.ones(1), "x")
    assert expect.describe(torch.tensor([-0.0])).endswith("with values 0")
    source = LAB.module("generation").read_text(encoding="utf-8")
    backwards = replace_definitions(source, "def generate(model, prompt, *others, **named):\n    return prompt[::-1]")
    messages = list(public_messages("generation", {"generation": backwards}, {}))
    assert any("without a max_len" in message for message in messages)
    assert not any("max_len of None" in message for message in messages)
