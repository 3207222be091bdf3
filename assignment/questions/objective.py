"""Inputs, targets, and the loss."""

import math

import torch
from otter.test_files import test_case

from checks.expect import describe, expect_close, expect_tensor

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


@test_case(
    name="batches of documents are cut along the text",
    points=1,
    hidden=True,
    failure_message="The text runs along the last dimension; leading dimensions are documents, and stay as they are.",
)
def batches(lab):
    ids = torch.arange(24).reshape(2, 3, 4)
    inputs, targets = lab.objective.next_token_pairs(ids)
    expect_close(inputs, ids[:, :, :-1], "the inputs of a batch")
    expect_close(targets, ids[:, :, 1:], "the targets of a batch")
    for part in lab.objective.next_token_pairs(torch.tensor([[7]])):
        expect_tensor(part, "a part of a text of one token", (1, 0))


@test_case(
    name="the loss is the mean over all positions, in nats",
    points=3,
    hidden=True,
    failure_message="The loss is one number: the mean of -log(softmax(logits)[target]), natural logarithm, over "
    "every position of every document.",
)
def mean_loss(lab):
    generator = torch.Generator().manual_seed(1)
    for shape in ((2, 5), (5,), (3, 2, 4)):
        logits = 3 * torch.randn(*shape, 7, generator=generator)
        targets = torch.randint(7, shape, generator=generator)
        surprise = -logits.log_softmax(-1).gather(-1, targets.unsqueeze(-1))
        loss = lab.objective.language_model_loss(logits, targets)
        expect_close(loss, surprise.mean(), f"the loss for targets of shape {shape}")
    extreme = lab.objective.language_model_loss(torch.tensor([[1e4, 0.0]]), torch.tensor([1]))
    expect_close(extreme, torch.tensor(1e4), "the loss of very large logits")
