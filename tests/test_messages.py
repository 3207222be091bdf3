"""What a student reads of a failed public case: what was promised, and what came instead."""

import re

import pytest
import torch
from lab3.expect import expect_equal, expect_tensor

from autograder.config import load_config
from autograder.diagnosis.catalogue import load_catalogue
from autograder.diagnosis.diagnose import changes, observe
from autograder.diagnosis.view import changed_lab
from autograder.judge.casefile import load_cases
from autograder.release.mutants import all_mutants

CONFIG = load_config()
MISTAKES = [mistake for mistake in load_catalogue() if mistake.replayed]
NOTHING_RETURNED = [
    mutant for mutant in all_mutants(CONFIG) if mutant.was.startswith("return ") and mutant.now == "pass"
]
PROMISED = re.compile(
    r"\S.* should .+, but .*\S|\S.*: (at index \[[\d, ]+\] )?expected \S+, found \S+ \(\d+ of \d+ differ\)"
)
RAISED = re.compile(r"the value that came back could not be used \(\w+: \S", re.DOTALL)


def public_messages(question, modules, cells):
    """The messages of the public cases of a question that fail with these sources."""
    with changed_lab(modules, cells) as lab:
        for case in load_cases(question):
            if not case.hidden:
                lab.seed()
                result = observe(case, lab).result
                if not result.passed:
                    yield result.message


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore:The use of `x.T`")
@pytest.mark.parametrize("question", [question.id for question in CONFIG.questions])
def test_a_mistake_is_told_what_was_expected_and_what_came_instead(question):
    mistakes = [mistake for mistake in MISTAKES if mistake.question == question]
    messages = [message for mistake in mistakes for message in public_messages(question, *changes((mistake,)))]
    assert messages
    assert [message for message in messages if not PROMISED.fullmatch(message) and not RAISED.match(message)] == []
    assert any(PROMISED.fullmatch(message) for message in messages)


@pytest.mark.parametrize("mutant", NOTHING_RETURNED, ids=lambda mutant: f"{mutant.module}.{mutant.function}")
def test_a_forgotten_return_is_told_by_every_case_that_calls_the_function(mutant):
    messages = list(public_messages(mutant.question, {mutant.module: mutant.source}, {}))
    assert messages
    assert any(re.search(r"should .+, but (is|returned) None$", message) for message in messages)
    assert not any("not subscriptable" in message or "unpack" in message for message in messages)


def test_an_entry_that_differs_is_named_however_many_there_are():
    expected = {f"model.{number}.weight": (number, 4) for number in range(20)}
    for changed, sentence in (
        (expected | {"model.19.weight": (9, 4)}, "should have (19, 4) for 'model.19.weight', but there is (9, 4)"),
        ({**expected, "bias": (4,)}, "should have nothing for 'bias', but there is (4,)"),
        (dict(list(expected.items())[:-1]), "should have (19, 4) for 'model.19.weight', but there is nothing"),
    ):
        with pytest.raises(AssertionError, match=re.escape(f"the parameters {sentence}")):
            expect_equal(changed, expected, "the parameters")
    expect_equal(dict(expected), expected, "the parameters")


def test_a_kind_of_tensor_has_its_article():
    for dtype, kind in ((torch.int64, "an int64 tensor"), (torch.float32, "a float32 tensor")):
        with pytest.raises(AssertionError, match=f"but is {kind} of shape"):
            expect_tensor(torch.zeros(2, dtype=dtype), "x", (3,))
