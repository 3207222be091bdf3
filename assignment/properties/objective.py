"""What holds for every right pair of inputs and targets, and for every right loss."""

import math

import torch
from otter.test_files import test_case

from checks.expect import describe, expect_close, expect_equal, expect_tensor

OK_FORMAT = False
name = "objective"
points = None


def pair_of(lab, ids):
    """The submission's inputs and targets, which have to be two tensors."""
    pair = lab.objective.next_token_pairs(ids)
    call = f"`next_token_pairs(torch.tensor({ids.tolist()}))`"
    assert isinstance(pair, list | tuple) and len(pair) == 2, f"{call} should be two tensors, but is {describe(pair)}"
    for part, what in zip(pair, ("inputs", "targets"), strict=True):
        expect_tensor(part, f"`{what}` of {call}")
    return pair


def numbers(*shape, seed=0):
    """Logits that are always the same."""
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def loss_of(lab, logits, targets, what):
    """The submission's loss as a number; it has to be a tensor with a single number."""
    loss = lab.objective.language_model_loss(logits, targets)
    expect_tensor(loss, what)
    assert loss.numel() == 1, f"{what} should be one number, but is a {describe(loss)}"
    return loss.item()


def expect_number(found, expected, what):
    """The same number up to rounding."""
    assert math.isclose(found, expected, rel_tol=1e-4, abs_tol=1e-5), (
        f"{what} should be {expected:z.4g}, but is {found:z.4g}"
    )


@test_case(
    name="two tensors come back, inputs and targets",
    points=0,
    failure_message="Print `next_token_pairs(torch.tensor([5, 6, 7, 8]))` and its type. The docstring says how many "
    "things come back.",
)
def two_tensors(lab):
    pair_of(lab, torch.tensor([5, 6, 7, 8]))


@test_case(
    name="inputs and targets are shorter by one token than the text, and have all other dimensions",
    points=0,
    failure_message="Print the shapes of both parts for ids of shape (4,), (2, 4), (1, 4) and (2, 1, 4). The "
    "docstring says (..., L-1).",
)
def pair_shapes(lab):
    for shape in ((4,), (2,), (2, 4), (1, 4), (2, 1, 4), (3, 2, 2)):
        inputs, targets = pair_of(lab, torch.arange(math.prod(shape)).reshape(shape))
        for part, what in ((inputs, "inputs"), (targets, "targets")):
            expect_tensor(part, f"`{what}` for ids of shape {shape}", (*shape[:-1], shape[-1] - 1))


@test_case(
    name="each target is the token that follows its input",
    points=0,
    failure_message="Print both parts of `next_token_pairs(torch.tensor([5, 6, 7, 8]))` below each other. Which token "
    "is never an input, and which one is never a target?",
)
def follows(lab):
    ids = torch.tensor([5, 6, 7, 8])
    inputs, targets = pair_of(lab, ids)
    expect_equal(inputs.tolist(), [5, 6, 7], "`inputs`, as a list, for the ids [5, 6, 7, 8]")
    expect_equal(targets.tolist(), [6, 7, 8], "`targets`, as a list, for the ids [5, 6, 7, 8]")


@test_case(
    name="each document of a batch is cut as it would be alone",
    points=0,
    failure_message="Print both parts for `torch.tensor([[5, 6, 7], [1, 2, 3]])`, and for each of these two documents "
    "alone. Does any target come from another document?",
)
def documents(lab):
    for ids in (torch.tensor([[5, 6, 7], [1, 2, 3]]), torch.arange(12).reshape(2, 2, 3)):
        inputs, targets = pair_of(lab, ids)
        for part, expected, what in ((inputs, ids[..., :-1], "inputs"), (targets, ids[..., 1:], "targets")):
            expect_equal(part.tolist(), expected.tolist(), f"`{what}`, as a list, for the ids {ids.tolist()}")


@test_case(
    name="ids stay whole numbers of 64 bits",
    points=0,
    failure_message="Print the dtypes of both parts of `next_token_pairs(torch.tensor([5, 6, 7]))`.",
)
def whole_numbers(lab):
    inputs, targets = pair_of(lab, torch.tensor([5, 6, 7]))
    expect_tensor(inputs, "`inputs` for the ids [5, 6, 7]", dtype=torch.int64)
    expect_tensor(targets, "`targets` for the ids [5, 6, 7]", dtype=torch.int64)


@test_case(
    name="the loss is a tensor with a single number, for one document and for a batch",
    points=0,
    failure_message="Print the loss of logits of shape (3, 5), (2, 3, 5) and (2, 2, 3, 5), with its shape. The "
    "docstring says that a scalar comes back.",
)
def scalar(lab):
    for shape in ((3,), (2, 3), (1, 3), (2, 2, 3), (1,)):
        loss = lab.objective.language_model_loss(numbers(*shape, 5), torch.ones(shape, dtype=torch.int64))
        expect_tensor(loss, f"the loss of logits of shape {(*shape, 5)}", ())


@test_case(
    name="where all logits are equal, the loss is the logarithm of the size of the vocabulary, in nats",
    points=0,
    failure_message="Print the loss of `torch.zeros(1, 5)` and of `torch.zeros(2, 3, 5)`, whatever the targets are, "
    "and `math.log(5)`. Which formula is in the docstring?",
)
def uniform(lab):
    for shape, target in (((1,), 3), ((1,), 0), ((2,), 1), ((2, 3), 4), ((2, 2, 3), 2)):
        for n_vocab in (5, 9):
            logits, targets = torch.zeros(*shape, n_vocab), torch.full(shape, target)
            what = f"the loss of logits 0 of shape {(*shape, n_vocab)} for targets {target}"
            expect_number(loss_of(lab, logits, targets, what), math.log(n_vocab), what)


@test_case(
    name="the more likely the target is, the smaller the loss, and it is never below 0",
    points=0,
    failure_message="Print the loss of `torch.tensor([[z, 0.0]])` for the target 0 and z = -4, 0, 4 and 40. Which "
    "step of the docstring's formula turns logits into probabilities, and which one probabilities into a loss?",
)
def sure(lab):
    for logit in (-4.0, 2.0, 4.0, 40.0):
        what = f"the loss of the logits [[{logit:g}, 0]] for the target [0]"
        found = loss_of(lab, torch.tensor([[logit, 0.0]]), torch.tensor([0]), what)
        expect_number(found, math.log1p(math.exp(-logit)), what)


@test_case(
    name="a number added to all logits changes nothing",
    points=0,
    failure_message="Print the loss of some logits, and that of `logits + 3`. What does a softmax do with a number "
    "that is added to all of them?",
)
def shifted(lab):
    logits, targets = numbers(3, 5), torch.tensor([4, 0, 2])
    before = loss_of(lab, logits, targets, "the loss of logits of shape (3, 5)")
    after = loss_of(lab, logits + 3, targets, "the loss of the same logits plus 3")
    expect_number(after, before, "the loss of logits of shape (3, 5) after 3 is added to all of them")


@test_case(
    name="each position counts once, with its own target: the loss is the mean of their losses",
    points=0,
    failure_message="Print the loss of three positions, and the losses of each of them alone. What is their mean? "
    "Change one target at a time, and see whether the loss moves.",
)
def positions(lab):
    logits, targets = numbers(3, 5, seed=1), torch.tensor([4, 0, 2])
    alone = [loss_of(lab, logits[i : i + 1], targets[i : i + 1], f"the loss of position {i} alone") for i in range(3)]
    found = loss_of(lab, logits, targets, "the loss of three positions")
    listed = ", ".join(f"{loss:z.4g}" for loss in alone)
    expect_number(found, sum(alone) / 3, f"the loss of three positions that cost {listed} alone")


@test_case(
    name="the loss of a batch is the mean over the positions of all its documents",
    points=0,
    failure_message="Print the loss of a batch of two documents, and that of each document alone. What is their mean?",
)
def batch(lab):
    for shape in ((2, 3), (3, 1), (2, 2, 2)):
        logits = numbers(*shape, 5, seed=2)
        targets = torch.arange(math.prod(shape)).reshape(shape) % 5
        alone = [loss_of(lab, *each, "the loss of a part of a batch") for each in zip(logits, targets, strict=True)]
        what = f"the loss of logits of shape {(*shape, 5)}"
        listed = ", ".join(f"{loss:z.4g}" for loss in alone)
        found = loss_of(lab, logits, targets, what)
        expect_number(found, sum(alone) / len(alone), f"{what}, whose {len(alone)} parts cost {listed} alone,")


@test_case(
    name="the loss is finite and exact for large logits",
    points=0,
    failure_message="Print the loss of the logits [[500, 0]] for the targets 0 and 1, and look for `exp`, `log`, "
    "`clamp` and added constants in your code. Which function of torch takes the logarithm of a softmax in one step?",
)
def large(lab):
    for logits, target, expected in (
        ([[500.0, 0.0]], 0, 0.0),
        ([[500.0, 0.0]], 1, 500.0),
        ([[0.0, -300.0, 0.0]], 1, 300.0 + math.log(2)),
        ([[2000.0, 2000.0]], 1, math.log(2)),
        ([[-2000.0, -2000.0]], 0, math.log(2)),
    ):
        what = f"the loss of the logits {logits} for the target [{target}]"
        expect_number(loss_of(lab, torch.tensor(logits), torch.tensor([target]), what), expected, what)
    logits = torch.tensor([[900.0, 900.0], [0.0, 0.0]])
    what = f"the loss of the logits {logits.tolist()} for the targets [0, 1]"
    expect_number(loss_of(lab, logits, torch.tensor([0, 1]), what), math.log(2), what)


@test_case(
    name="logits and targets are the same after the call as before it",
    points=0,
    failure_message="Print `logits` before and after `language_model_loss(logits, targets)`. Which of your operations "
    "works in place? Look for names that end in an underscore, for `.data`, and for `-=` and its like.",
)
def arguments(lab):
    logits, targets = numbers(2, 3, 4, seed=3), torch.tensor([[3, 0, 1], [2, 2, 0]])
    after = lab.arguments_after(lab.objective.language_model_loss, logits, targets)
    expect_close(after[0], logits, "`logits` after the call")
    expect_close(after[1], targets, "`targets` after the call")


@test_case(
    name="a gradient gets from the loss to the logits",
    points=0,
    failure_message="Call `.backward()` on the loss of some logits with `requires_grad`, and print their gradient. "
    "Which line of yours makes a number, or a new tensor, of the loss?",
)
def some_gradient(lab):
    logits, targets = numbers(2, 3, 4, seed=3), torch.tensor([[3, 0, 1], [2, 2, 0]])
    found = lab.loss_gradient(logits, targets)
    assert found is not None, "the logits should get a gradient from the loss, but get none"


@test_case(
    name="the gradient raises the target's logit and lowers all others, at every position",
    points=0,
    failure_message="Call `.backward()` on the loss of some logits with `requires_grad`, and print their gradient. "
    "Its rows should add up to 0. Which step of yours is hidden from torch? Look for `detach`, `.data` and `no_grad`.",
)
def gradient(lab):
    logits, targets = numbers(2, 3, 4, seed=3), torch.tensor([[3, 0, 1], [2, 2, 0]])
    found = lab.loss_gradient(logits, targets)
    expected = (logits.softmax(-1) - torch.nn.functional.one_hot(targets, 4)) / 6
    expect_close(found, expected, "the gradient of the loss with respect to logits of shape (2, 3, 4)")


@test_case(
    name="logits and targets may be slices of larger tensors",
    points=0,
    failure_message="Call your loss with `logits[:, :-1]` and `targets[:, :-1]`, and read the last line of the "
    "message. Which of your calls wants numbers in one piece?",
)
def slices(lab):
    logits, targets = numbers(2, 3, 4, seed=4), torch.tensor([[3, 0, 1], [2, 2, 0]])
    whole = lab.objective.language_model_loss(logits, targets)
    sliced = lab.loss_of_slices(logits, targets)
    expect_tensor(sliced, "the loss of slices", ())
    expect_number(sliced.item(), whole.item(), "the loss of slices along the text")


@test_case(
    name="the loss has the dtype of the logits",
    points=0,
    failure_message="Print the dtype of your loss for logits of `torch.float64`.",
)
def dtype(lab):
    for kind in (torch.float32, torch.float64):
        loss = lab.objective.language_model_loss(numbers(3, 5).to(kind), torch.tensor([1, 2, 3]))
        expect_tensor(loss, f"the loss of logits of {str(kind).removeprefix('torch.')}", (), kind)


@test_case(
    name="long texts are cut and counted as short ones are",
    points=0,
    failure_message="Print the shapes of both parts for `torch.arange(1000)`, and the loss of logits 0 for 1000 "
    "positions. Which number in your code limits the length of a text?",
)
def long_texts(lab):
    inputs, targets = pair_of(lab, torch.arange(1000))
    for part, what in ((inputs, "inputs"), (targets, "targets")):
        expect_tensor(part, f"`{what}` for 1000 ids", (999,))


@test_case(
    name="both parts of a text of a single token are empty",
    points=0,
    failure_message="Try `next_token_pairs(torch.tensor([5]))`. The docstring says (..., L-1): how long are both parts "
    "for L = 1?",
)
def single_token(lab):
    for shape in ((1,), (2, 1)):
        inputs, targets = pair_of(lab, torch.ones(shape, dtype=torch.int64))
        for part, what in ((inputs, "inputs"), (targets, "targets")):
            expect_tensor(part, f"`{what}` for ids of shape {shape}", (*shape[:-1], 0))
