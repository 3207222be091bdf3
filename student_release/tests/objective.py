"""Inputs, targets, and the loss."""

import math
import torch
from otter.test_files import test_case
from checks.expect import describe, expect_close, expect_tensor

OK_FORMAT = False
name = "objective"
points = None


def pairs(lab, ids):
    pair = lab.objective.next_token_pairs(ids)
    assert hasattr(pair, "__len__") and len(pair) == 2, (
        f"next_token_pairs should return inputs and targets, but returned {describe(pair)}"
    )
    return pair


@test_case(name="each target is the token after its input", points=0.5)
def shifted(lab):
    inputs, targets = pairs(lab, torch.tensor([99, 97, 116]))
    expect_close(inputs, torch.tensor([99, 97]), "the inputs for [99, 97, 116]")
    expect_close(targets, torch.tensor([97, 116]), "the targets for [99, 97, 116]")


@test_case(name="a batch is cut along the text", points=0.5)
def batch(lab):
    inputs, targets = pairs(lab, torch.tensor([[5, 6, 7], [8, 9, 10]]))
    expect_close(inputs, torch.tensor([[5, 6], [8, 9]]), "the inputs for [[5, 6, 7], [8, 9, 10]]")
    expect_close(targets, torch.tensor([[6, 7], [9, 10]]), "the targets for [[5, 6, 7], [8, 9, 10]]")
    expect_tensor(targets, "the targets", dtype=torch.int64)


@test_case(name="equal logits cost log(V) nats", points=0.5)
def uniform_loss(lab):
    loss = lab.objective.language_model_loss(torch.zeros(3, 4), torch.tensor([0, 1, 2]))
    expect_close(loss, torch.tensor(math.log(4)), "the loss of equal logits for 4 tokens")


@test_case(name="every position of every document counts alike", points=0.5)
def every_position(lab):
    probabilities = torch.tensor([[[8, 4, 4], [4, 4, 8]], [[2, 12, 2], [4, 8, 4]]]) / 16  # 2 documents, 2 positions
    targets = torch.tensor([[1, 2], [0, 1]])  # with the probabilities 1/4, 1/2; 1/8, 1/2
    loss = lab.objective.language_model_loss(probabilities.log(), targets)
    expect_close(loss, torch.tensor(7 / 4 * math.log(2)), "the loss for probabilities of 1/4, 1/2, 1/8 and 1/2")


@test_case(name="training can use the loss: large logits, slices, a gradient", points=0.5)
def usable_in_training(lab):
    for large, target in ((-200.0, 0), (300.0, 1)):
        logits = torch.tensor([[[large, 0], [0, 0]], [[0, 0], [0, 0]]])  # 2 documents, 2 positions, 2 tokens
        targets = torch.tensor([[target, 0], [0, 1]])
        expected = torch.tensor((abs(large) + 3 * math.log(2)) / 4)
        loss = lab.objective.language_model_loss(logits, targets)
        expect_close(loss, expected, f"the loss (with a logit of {large:g} and the target {target})")
    expect_close(lab.loss_of_slices(logits, targets), expected, "the loss (where logits and targets are slices)")
    gradient = lab.loss_gradient(logits, targets)
    expect_tensor(gradient, "the gradient of the loss (after `.backward()`)", (2, 2, 2))
    assert gradient.any(), "the gradient of the loss should arrive at the logits, but is 0 everywhere"
