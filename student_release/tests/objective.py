"""Inputs, targets, and the loss."""

import math
import torch
from otter.test_files import test_case
from checks.expect import describe, expect_close

OK_FORMAT = False
name = "objective"
points = None


@test_case(name="each target is the token after its input", points=1)
def shifted(lab):
    pair = lab.objective.next_token_pairs(torch.tensor([99, 97, 116]))
    assert hasattr(pair, "__len__") and len(pair) == 2, (
        f"next_token_pairs should return inputs and targets, but returned {describe(pair)}"
    )
    inputs, targets = pair
    expect_close(inputs, torch.tensor([99, 97]), "the inputs for [99, 97, 116]")
    expect_close(targets, torch.tensor([97, 116]), "the targets for [99, 97, 116]")


@test_case(name="equal logits cost log(V) nats", points=1)
def uniform_loss(lab):
    loss = lab.objective.language_model_loss(torch.zeros(3, 4), torch.tensor([0, 1, 2]))
    expect_close(loss, torch.tensor(math.log(4)), "the loss of equal logits for 4 tokens")
