"""Inputs, targets, and the loss."""

import math

import torch
from otter.test_files import test_case

from checks.expect import describe, expect_close, expect_tensor

OK_FORMAT = False
name = "objective"
points = None


def exercise(shape, seed, n_vocab=7):
    """Logits for targets of this shape, and the targets."""
    generator = torch.Generator().manual_seed(seed)
    logits = 1.5 * torch.randn(*shape, n_vocab, generator=generator)
    targets = torch.randint(n_vocab, shape, generator=generator)
    return logits, targets


def right_loss(logits, targets):
    return -logits.log_softmax(-1).gather(-1, targets.unsqueeze(-1)).mean()


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


@test_case(
    name="batches of documents are cut along the text",
    points=1,
    hidden=True,
    failure_message="The text runs along the last dimension; leading dimensions are documents, and stay as they are. "
    "A text may have a single token, or a thousand. Ids stay int64.",
)
def batches(lab):
    generator = torch.Generator().manual_seed(4)
    for shape in ((6,), (2, 3), (2, 3, 4), (5, 33), (1, 4), (2, 1, 3), (2,), (2, 300), (1100,)):
        ids = torch.randint(256, shape, generator=generator)
        inputs, targets = lab.objective.next_token_pairs(ids)
        expect_close(inputs, ids[..., :-1], f"the inputs of ids of shape {shape}")
        expect_close(targets, ids[..., 1:], f"the targets of ids of shape {shape}")
        for part in (inputs, targets):
            expect_tensor(part, f"a part of ids of shape {shape}", dtype=torch.int64)
    (after,) = lab.arguments_after(lab.objective.next_token_pairs, ids)
    expect_close(after, ids, "the ids after the call")
    for part in lab.objective.next_token_pairs(torch.tensor([[7]])):
        expect_tensor(part, "a part of a text of one token", (1, 0))


@test_case(
    name="the loss is the mean over all positions, in nats",
    points=1,
    hidden=True,
    failure_message="The loss is one number: the mean of -log(softmax(logits)[target]), natural logarithm, over "
    "every position of every document.",
)
def mean_loss(lab):
    shapes = ((2, 5), (5,), (3, 2, 4), (1,), (8, 33), (1, 4), (2, 1, 1))
    exercises = [exercise(shape, seed) for seed, shape in enumerate(shapes)]
    exercises += [exercise((3, 200), 7, n_vocab=4), (exercise((256,), 8, n_vocab=256)[0], torch.arange(256))]
    losses = [lab.objective.language_model_loss(*each) for each in exercises]
    for (logits, targets), loss in zip(exercises, losses, strict=True):
        expect_close(loss, right_loss(logits, targets), f"the loss for targets of shape {tuple(targets.shape)}")


@test_case(
    name="training can use the loss",
    points=0.5,
    hidden=True,
    failure_message="Can `.backward()` be called on your loss, and does the gradient arrive at the logits? Logits and "
    "targets may be slices of larger tensors, and stay as they are. The loss has the dtype and device of the logits.",
)
def usable(lab):
    logits, targets = exercise((3, 4), 6)
    loss, of_slices = lab.objective.language_model_loss(logits, targets), lab.loss_of_slices(logits, targets)
    after = lab.arguments_after(lab.objective.language_model_loss, logits, targets)
    expect_close(after[0], logits, "the logits after the call")
    expect_close(after[1], targets, "the targets after the call")
    gradient = lab.loss_gradient(logits, targets)
    leaf = logits.clone().requires_grad_()
    right_loss(leaf, targets).backward()
    expect_close(gradient, leaf.grad, "the gradient of the loss")
    expect_close(of_slices, right_loss(logits, targets), "the loss of slices")
    expect_tensor(loss, "the loss", (), torch.float32)
    logits, targets = exercise((5,), 7)
    of_doubles = lab.objective.language_model_loss(logits.double(), targets)
    expect_tensor(of_doubles, "the loss of logits in float64", (), torch.float64)
    expect_close(of_doubles, right_loss(logits.double(), targets), "the loss of logits in float64")
    elsewhere = lab.on_meta(lab.objective.language_model_loss, logits, targets)
    assert elsewhere.is_meta, "the loss should be on the device of the logits"


@test_case(
    name="large logits cost what they should",
    points=1,
    hidden=True,
    failure_message="If no test above fails, with a logit of 10000, your loss overflows or is cut off: is there an "
    "`exp` or a `log` of its own that could do without?",
)
def extreme(lab):
    exercises = [
        (torch.tensor(logits), torch.tensor(targets))
        for logits in ([[90.0, 0.0, 9.0], [0.0, -50.0, 3.0]], [[1e4, 0.0, 0.0], [0.0, -1e4, 3.0]])
        for targets in ([0, 2], [1, 2], [0, 1])
    ]
    exercises += [(torch.tensor([[1e30, 0.0]]), torch.tensor([target])) for target in (0, 1)]
    losses = [lab.objective.language_model_loss(*each) for each in exercises]
    for each, loss in zip(exercises, losses, strict=True):
        expect_close(loss, right_loss(*each), "the loss of very large logits")
