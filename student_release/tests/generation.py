"""Temperature, and drawing text."""

import torch
from otter.test_files import test_case
from checks.expect import expect_close, expect_equal

OK_FORMAT = False
name = "generation"
points = None
LEADS = 30.0

"""Logit of the one likely next token. All others together have 255 exp(-30) = 2e-11 of the probability, and exp(30) is
far from the largest float."""


def alphabet():
    """Logits that lead from each token to the next one, almost surely."""
    return LEADS * torch.eye(256).roll(1, dims=1)


def seeded(seed):
    return torch.Generator().manual_seed(seed)


@test_case(name="probabilities come from the last position, and sum to 1", points=1)
def last_position(lab):
    logits = torch.tensor([[5.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
    probabilities = lab.generation.next_token_probabilities(logits, 1.0)
    expect_close(probabilities, torch.full((3,), 1 / 3), "the probabilities for equal last logits")


@test_case(name="the text is the prompt and n_new_tokens characters", points=1)
def prompt_first(lab):
    model = lab.table_model(alphabet())
    expect_equal(lab.generation.generate(model, "ab", 3, generator=seeded(0)), "abcde", "a, b, and three more")
    expect_equal(lab.generation.generate(model, "ab", 0, generator=seeded(0)), "ab", "nothing after a, b")
