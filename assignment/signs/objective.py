"""What shows one mistake in the pairs or in the loss, whatever else is in the code."""

import math

import torch
from otter.test_files import test_case

from checks.expect import expect_raises

OK_FORMAT = False
name = "objective"
points = None
TEXT = torch.tensor([40, 41, 0, 43, 41, 45, 46])


def numbers(*shape, seed=0):
    """Random numbers that are always the same."""
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def same(found, wanted, tolerance=1e-4):
    """Whether two tensors have the same shape and the same numbers up to rounding."""
    if not isinstance(found, torch.Tensor) or found.shape != wanted.shape:
        return False
    scale = max(1.0, wanted.abs().max().item())
    return bool(((found.detach().double() - wanted.double()).abs() <= tolerance * scale).all())


def near(found, wanted, tolerance=1e-4):
    """The same number up to rounding."""
    return math.isclose(found, wanted, rel_tol=tolerance, abs_tol=tolerance)


# --- inputs and targets


def pair(lab, ids=TEXT):
    """Inputs and targets as a pair of tensors."""
    found = lab.objective.next_token_pairs(ids)
    assert isinstance(found, tuple | list) and len(found) == 2
    assert all(isinstance(part, torch.Tensor) for part in found)
    return found


def lists(lab, ids=TEXT):
    """Inputs and targets of a text as lists."""
    return [part.tolist() for part in pair(lab, ids)]


def is_cut_right(lab, *shape):
    """Whether ids of a shape are cut as they should be."""
    ids = torch.arange(math.prod(shape)).reshape(shape)
    try:
        inputs, targets = pair(lab, ids)
    except Exception:  # an exception is not the right result, whatever it is
        return False
    return torch.equal(inputs, ids[..., :-1]) and torch.equal(targets, ids[..., 1:])


@test_case(
    name="`next_token_pairs` returns nothing",
    points=0,
    failure_message="Print `next_token_pairs(torch.tensor([1, 2, 3]))`. Which line of a Python function says what "
    "comes back?",
)
def no_pair(lab):
    assert lab.objective.next_token_pairs(TEXT) is None


@test_case(
    name="`next_token_pairs` changes the ids that it gets",
    points=0,
    failure_message="Print `ids` before and after `next_token_pairs(ids)`. A function leaves the data of its caller as "
    "they are: which of your operations works in place?",
)
def ids_changed(lab):
    (after,) = lab.arguments_after(lab.objective.next_token_pairs, TEXT)
    assert not torch.equal(after, TEXT)


@test_case(
    name="only one part of a pair comes back",
    points=0,
    failure_message="Print `next_token_pairs(torch.tensor([1, 2, 3]))`. How many tensors should come back?",
)
def one_part(lab):
    found = lab.objective.next_token_pairs(TEXT)
    assert isinstance(found, torch.Tensor) and found.tolist() in (TEXT[1:].tolist(), TEXT[:-1].tolist())


@test_case(name="pairs_zipped", points=0)
def zipped(lab):
    found = lab.objective.next_token_pairs(TEXT)
    rows = found.tolist() if isinstance(found, torch.Tensor) else [[int(each) for each in row] for row in found]
    assert rows == torch.stack([TEXT[:-1], TEXT[1:]], dim=1).tolist()


@test_case(
    name="inputs and targets are lists, and not tensors",
    points=0,
    failure_message="Print the types of both parts of `next_token_pairs(torch.tensor([1, 2, 3]))`, and compare them "
    "with the docstring.",
)
def python_lists(lab):
    found = lab.objective.next_token_pairs(TEXT)
    assert len(found) == 2 and all(isinstance(part, list) and len(part) > 2 for part in found)


@test_case(name="inputs_and_targets_swapped", points=0)
def swapped(lab):
    assert lists(lab) == [TEXT[1:].tolist(), TEXT[:-1].tolist()]


@test_case(
    name="inputs and targets are both all of the text",
    points=0,
    failure_message="Print both parts of `next_token_pairs(torch.tensor([1, 2, 3]))` below each other. What is there "
    "to learn, if the answer is what one is looking at? How long should each part be?",
)
def not_cut(lab):
    assert lists(lab) == [TEXT.tolist(), TEXT.tolist()]


@test_case(name="targets_not_shifted", points=0)
def not_shifted(lab):
    inputs, targets = lists(lab)
    assert inputs == targets and len(inputs) > 2


@test_case(name="targets_rolled", points=0)
def rolled(lab):
    assert lists(lab) == [TEXT.tolist(), [*TEXT[1:].tolist(), int(TEXT[0])]]


@test_case(
    name="the last token is an input, and its own target",
    points=0,
    failure_message="Print both parts of `next_token_pairs(torch.tensor([1, 2, 3]))`. The docstring says how long both "
    "parts are: which token has no successor?",
)
def own_target(lab):
    assert lists(lab) == [TEXT.tolist(), [*TEXT[1:].tolist(), int(TEXT[-1])]]


@test_case(
    name="the last token is an input, whose target is made up",
    points=0,
    failure_message="Print both parts of `next_token_pairs(torch.tensor([1, 2, 3]))`. Which target is not in the text? "
    "The docstring says how long both parts are.",
)
def made_up(lab):
    inputs, targets = lists(lab)
    assert inputs == TEXT.tolist() and targets[:-1] == TEXT[1:].tolist() and len(targets) == len(inputs)
    assert targets[-1] not in (int(TEXT[0]), int(TEXT[-1]))


@test_case(
    name="the first token is a target, whose input is made up",
    points=0,
    failure_message="Print both parts of `next_token_pairs(torch.tensor([1, 2, 3]))`. Which input is not in the text? "
    "The docstring says how long both parts are.",
)
def made_up_before(lab):
    inputs, targets = lists(lab)
    assert targets == TEXT.tolist() and inputs[1:] == TEXT[:-1].tolist() and len(targets) == len(inputs)


@test_case(
    name="the last token is an input, although nothing comes after it",
    points=0,
    failure_message="Print both parts of `next_token_pairs(torch.tensor([1, 2, 3]))` and their shapes. Which token "
    "would have to be the target of the last one?",
)
def inputs_whole(lab):
    assert lists(lab) == [TEXT.tolist(), TEXT[1:].tolist()]


@test_case(
    name="the targets are all of the text, with the first token, which is nobody's successor",
    points=0,
    failure_message="Print both parts of `next_token_pairs(torch.tensor([1, 2, 3]))` below each other, and draw an "
    "arrow from each input to its target.",
)
def targets_whole(lab):
    assert lists(lab) == [TEXT[:-1].tolist(), TEXT.tolist()]


@test_case(
    name="only the last token is a target, as if a text were a single exercise",
    points=0,
    failure_message="Print both parts of `next_token_pairs(torch.tensor([1, 2, 3]))` and their shapes. How many inputs "
    "have a token after them? Part 2 of the notebook has the pairs of `cat`.",
)
def last_alone(lab):
    inputs, targets = pair(lab)
    assert inputs.flatten().tolist() in (TEXT[:-1].tolist(), TEXT[-2:-1].tolist())
    assert targets.flatten().tolist() == TEXT[-1:].tolist()


@test_case(name="targets_two_ahead", points=0)
def two_ahead(lab):
    assert lists(lab) == [TEXT[:-2].tolist(), TEXT[2:].tolist()]


@test_case(
    name="the text is cut into pairs that do not overlap, so that half of the exercises are missing",
    points=0,
    failure_message="Print both parts of `next_token_pairs(torch.tensor([1, 2, 3, 4, 5]))`. The 2 is the target of the "
    "1: where is it as an input? The docstring says how long both parts are.",
)
def every_other(lab):
    inputs, targets = lists(lab)
    assert inputs in (TEXT[:-1:2].tolist(), TEXT[::2].tolist()) and targets == TEXT[1::2].tolist()


@test_case(
    name="the first or the last pair of a text is missing",
    points=0,
    failure_message="Print both parts of `next_token_pairs(torch.tensor([1, 2, 3, 4]))`, and draw an arrow from each "
    "input to its target. Which neighbours in the text have none?",
)
def one_pair_less(lab):
    inputs, targets = lists(lab)
    wanted = (TEXT[:-1].tolist(), TEXT[1:].tolist())
    assert any((inputs, targets) == tuple(part[a:b] for part in wanted) for a, b in ((1, None), (0, -1), (1, -1)))


@test_case(
    name="repeated tokens are counted once, or ids are sorted",
    points=0,
    failure_message="Print both parts of `next_token_pairs(torch.tensor([5, 7, 5, 5, 2]))`. Each place of a text is an "
    "exercise of its own: which of your steps looks at values, and not at places?",
)
def by_value(lab):
    inputs, _ = lists(lab)
    assert set(inputs) <= set(TEXT.tolist()) and inputs not in (TEXT[:-1].tolist(), TEXT[1:].tolist())
    assert sorted(inputs) in (sorted(TEXT[:-1].tolist()), sorted(set(TEXT[:-1].tolist())))


@test_case(
    name="pairs with the id 0 are left out",
    points=0,
    failure_message="Print both parts of `next_token_pairs(torch.tensor([5, 0, 7, 8]))`. The id 0 is a token like any "
    "other. Which of your steps looks at values, and not at places?",
)
def without_zeros(lab):
    inputs, targets = lists(lab)
    assert len(inputs) == len(targets) < 6 and is_cut_right(lab, 7)
    assert 0 not in inputs or 0 not in targets


@test_case(
    name="a long text is cut off after a number of tokens",
    points=0,
    failure_message="Print the shapes of both parts for a text of 1000 ids. The docstring says (..., L-1), for any L. "
    "Which number in your code limits it?",
)
def cut_off(lab):
    ids = torch.arange(1000)
    inputs, targets = lists(lab, ids)
    n = len(inputs)
    assert is_cut_right(lab, 7) and 7 <= n < 999 and n == len(targets)
    assert inputs in (ids[:n].tolist(), ids[999 - n : 999].tolist())
    assert targets in (ids[1 : n + 1].tolist(), ids[1000 - n :].tolist())


@test_case(
    name="a text of a single token is refused, where both parts should be empty",
    points=0,
    failure_message="Try `next_token_pairs(torch.tensor([5]))`, and a batch of such texts. The docstring says "
    "(..., L-1): how long are both parts for L = 1?",
)
def one_token(lab):
    assert is_cut_right(lab, 2) and is_cut_right(lab, 7) and is_cut_right(lab, 2, 7)
    try:
        lab.objective.next_token_pairs(torch.tensor([[5]]))
    except Exception:  # whatever it is: texts of two tokens were no problem
        return
    raise AssertionError("a text of one token is taken")


@test_case(name="batch_expected", points=0)
def batch_expected(lab):
    assert is_cut_right(lab, 2, 4) and not is_cut_right(lab, 7)


@test_case(
    name="a batch of documents is refused",
    points=0,
    failure_message="Call `next_token_pairs` with ids of shape (2, 4) and of shape (2, 3, 4), and read the last line "
    "of the message. The docstring says (..., L): which of your lines counts on a number of dimensions?",
)
def batch_refused(lab):
    assert is_cut_right(lab, 7)
    for shape in ((2, 4), (2, 3, 4)):
        try:
            lab.objective.next_token_pairs(torch.arange(math.prod(shape)).reshape(shape))
        except Exception:  # whatever it is: a single text was no problem
            return
    raise AssertionError("batches are taken")


@test_case(name="shifted_by_the_batch", points=0)
def by_the_batch(lab):
    ids = torch.arange(12).reshape(3, 4)
    inputs, targets = pair(lab, ids)
    assert torch.equal(inputs, ids[:-1]) or torch.equal(targets, ids[1:])


@test_case(
    name="with two batch dimensions, another dimension than the last one is cut",
    points=0,
    failure_message="Print the shapes of both parts for ids of shape (2, 3, 4). Which dimension is the text, counted "
    "from the end? Which one does your code cut?",
)
def another_dimension(lab):
    ids = torch.arange(24).reshape(2, 3, 4)
    inputs, targets = pair(lab, ids)
    assert (torch.equal(inputs, ids[:, :-1]) and torch.equal(targets, ids[:, 1:])) or (
        torch.equal(inputs, ids[:-1]) and torch.equal(targets, ids[1:])
    )


@test_case(
    name="the documents of a batch run together into one text",
    points=0,
    failure_message="Take `ids = torch.arange(6).reshape(2, 3)` and print both parts of `next_token_pairs(ids)` with "
    "their shapes. Does the last token of a document have a successor?",
)
def run_together(lab):
    ids = torch.arange(12).reshape(3, 4)
    inputs, targets = pair(lab, ids)
    assert inputs.flatten().tolist() == list(range(11)) and targets.flatten().tolist() == list(range(1, 12))


@test_case(
    name="the pairs of all documents come in one row",
    points=0,
    failure_message="Take `ids = torch.arange(6).reshape(2, 3)` and print the shapes of both parts of "
    "`next_token_pairs(ids)`. Only the last dimension should become shorter.",
)
def flat(lab):
    ids = torch.arange(12).reshape(3, 4)
    inputs, targets = pair(lab, ids)
    assert inputs.dim() == 1 and torch.equal(inputs, ids[:, :-1].flatten())
    assert torch.equal(targets, ids[:, 1:].flatten())


@test_case(
    name="only the first document of a batch is used",
    points=0,
    failure_message="Take `ids = torch.arange(6).reshape(2, 3)` and print both parts of `next_token_pairs(ids)` with "
    "their shapes. Where is the second document?",
)
def first_document(lab):
    inputs, targets = pair(lab, torch.arange(12).reshape(3, 4))
    assert inputs.flatten().tolist() == [0, 1, 2] and targets.flatten().tolist() == [1, 2, 3]


@test_case(
    name="dimensions of size 1 are lost",
    points=0,
    failure_message="Print the shapes of both parts of `next_token_pairs(torch.tensor([[1, 2, 3]]))`. Only the last "
    "dimension should become shorter: what does `squeeze` do with the others?",
)
def squeezed(lab):
    shapes = [tuple(part.shape) for shape in ((1, 4), (2, 2)) for part in pair(lab, torch.ones(shape).long())]
    assert is_cut_right(lab, 2, 4) and any(len(shape) < 2 for shape in shapes)


@test_case(
    name="both parts get a batch dimension that the text does not have",
    points=0,
    failure_message="Print the shapes of both parts of `next_token_pairs(torch.tensor([1, 2, 3]))`. How many "
    "dimensions went in?",
)
def batch_added(lab):
    inputs, targets = pair(lab)
    assert inputs.tolist() == [TEXT[:-1].tolist()] and targets.tolist() == [TEXT[1:].tolist()]


@test_case(
    name="the ids get another dtype",
    points=0,
    failure_message="Print the dtypes of both parts of `next_token_pairs(torch.tensor([1, 2, 3]))`, and compare them "
    "with the docstring.",
)
def another_dtype(lab):
    inputs, targets = pair(lab)
    assert torch.int64 not in (inputs.dtype, targets.dtype) or inputs.dtype != targets.dtype


# --- the loss


def loss_of(lab, logits, targets):
    """The loss of positions as a number: as a batch of one, or without a batch where that is refused."""
    calls = (logits[None], targets[None]), (logits, targets)
    try:
        found = lab.objective.language_model_loss(*calls[0])
    except Exception:  # what is asked here is not which shapes the loss takes
        found = lab.objective.language_model_loss(*calls[1])
    assert not isinstance(found, torch.Tensor) or found.numel() == 1
    return float(found)


def exercise(length=5, n_vocab=7, seed=1):
    """Logits of a few positions, targets of which none is 0, and the losses of the single positions."""
    logits = 1.5 * numbers(length, n_vocab, seed=seed)
    targets = 1 + torch.arange(length) * 3 % (n_vocab - 1)
    return logits, targets, -logits.log_softmax(-1)[range(length), targets]


def chosen(values, targets):
    """The value of each position's target."""
    return values[range(len(targets)), targets]


def gives(lab, number, tolerance=1e-4):
    """Whether the loss of two exercises is what `number(logits, targets)` says, and another number than the right one.

    `number` gets the logits of one document, and its targets.
    """
    for length, n_vocab, seed in ((5, 7, 1), (4, 9, 2)):
        logits, targets, losses = exercise(length, n_vocab, seed)
        found, wanted = loss_of(lab, logits, targets), float(number(logits, targets))
        if not near(found, wanted, tolerance) or near(found, losses.mean().item(), 1e-3):
            return False
    return True


@test_case(
    name="`language_model_loss` returns nothing",
    points=0,
    failure_message="Print `language_model_loss(torch.zeros(1, 4), torch.tensor([0]))`. Which line of a Python "
    "function says what comes back?",
)
def no_loss(lab):
    logits, targets, _ = exercise()
    assert lab.objective.language_model_loss(logits[None], targets[None]) is None


@test_case(name="loss_as_a_number", points=0)
def a_number(lab):
    logits, targets, _ = exercise()
    assert isinstance(lab.objective.language_model_loss(logits[None], targets[None]), float)


@test_case(
    name="the loss changes the logits or the targets that it gets",
    points=0,
    failure_message="Print `logits` before and after `language_model_loss(logits, targets)`. A function leaves the "
    "data of its caller as they are: which of your operations works in place? Look for names that end in an "
    "underscore, for `.data`, for `-=` and its like, and for assignments to a part of a tensor.",
)
def arguments_changed(lab):
    logits, targets, _ = exercise()
    after = lab.arguments_after(lab.objective.language_model_loss, logits[None], targets[None])
    assert not (torch.equal(after[0], logits[None]) and torch.equal(after[1], targets[None]))


@test_case(
    name="the losses of single positions come back, and not their mean",
    points=0,
    failure_message="Print the shape of your loss. How many numbers does the docstring promise? Which argument of "
    "yours says how losses are put together?",
)
def not_averaged(lab):
    logits, targets, _ = exercise()
    found = lab.objective.language_model_loss(logits[None], targets[None])
    assert isinstance(found, torch.Tensor) and found.numel() == len(targets)


@test_case(
    name="each document has a loss of its own, and these are not averaged",
    points=0,
    failure_message="Print the shape of your loss for a batch of two documents. How many numbers does the docstring "
    "promise?",
)
def each_document(lab):
    found = lab.objective.language_model_loss(numbers(2, 5, 7), torch.ones(2, 5, dtype=torch.int64))
    assert isinstance(found, torch.Tensor) and found.numel() == 2


@test_case(
    name="the loss comes with something else",
    points=0,
    failure_message="Print `type(language_model_loss(logits, targets))`. How many things does the docstring promise?",
)
def a_pair(lab):
    logits, targets, _ = exercise()
    found = lab.objective.language_model_loss(logits[None], targets[None])
    assert isinstance(found, tuple | list | dict)


@test_case(
    name="the loss does not look at the targets",
    points=0,
    failure_message="Change the targets of some positions, and see whether the loss moves. Which of the two arguments "
    "does your code use for the probabilities, and which one to choose among them?",
)
def targets_ignored(lab):
    logits, targets, _ = exercise()
    found = [loss_of(lab, logits, other % 7) for other in (targets, targets + 1, targets + 3, 2 * targets)]
    assert all(near(each, found[0], 1e-6) for each in found) and math.isfinite(found[0])
    assert not near(loss_of(lab, 3 * logits, targets), found[0], 1e-3)


@test_case(
    name="the loss is drawn at random: the same call gives another number",
    points=0,
    failure_message="Call your loss twice with the same logits and targets. Which of your steps draws random numbers?",
)
def random(lab):
    logits, targets, _ = exercise(40, 7)
    found = [loss_of(lab, logits, targets) for _ in range(4)]
    assert not any(near(found[i], found[j], 1e-6) for i in range(4) for j in range(i))


@test_case(name="loss_in_bits", points=0)
def bits(lab):
    assert gives(lab, lambda logits, targets: -chosen(logits.log_softmax(-1), targets).mean() / math.log(2))


@test_case(
    name="the logarithm is the one to base 10, so that the loss is not in nats",
    points=0,
    failure_message="Print your loss of `torch.zeros(1, 4)` for the target 0, and `math.log(4)`. The docstring names "
    "the unit: which logarithm belongs to it?",
)
def base_ten(lab):
    assert gives(lab, lambda logits, targets: -chosen(logits.log_softmax(-1), targets).mean() / math.log(10))


@test_case(
    name="the loss is the perplexity, which is `exp` of it",
    points=0,
    failure_message="Print `language_model_loss(torch.zeros(1, 4), torch.tensor([0]))`, and compare it with 4 and with "
    "`math.log(4)`. What is the last step of your code?",
)
def perplexity(lab):
    assert gives(lab, lambda logits, targets: (-chosen(logits.log_softmax(-1), targets).mean()).exp())


@test_case(name="sign_forgotten", points=0)
def negative(lab):
    logits, targets, losses = exercise()
    found = loss_of(lab, logits, targets)
    assert any(near(found, -each.item()) for each in (losses.mean(), losses.sum(), losses.mean() / math.log(2)))


@test_case(name="loss_summed", points=0)
def summed(lab):
    logits, targets, losses = exercise()
    both = lab.objective.language_model_loss(torch.stack([logits, logits]), torch.stack([targets, targets]))
    assert near(loss_of(lab, logits, targets), losses.sum().item()) and near(float(both), 2 * losses.sum().item())


@test_case(name="summed_over_the_text", points=0)
def summed_over_the_text(lab):
    logits, targets, losses = exercise()
    both = lab.objective.language_model_loss(torch.stack([logits, logits]), torch.stack([targets, targets]))
    assert near(float(both), losses.sum().item()) and near(loss_of(lab, logits, targets), losses.sum().item())


@test_case(
    name="the losses of documents are added up, and only positions are averaged",
    points=0,
    failure_message="Compare the loss of one document of logits 0 with that of a batch of two such documents. Over "
    "what does the docstring take the mean?",
)
def documents_summed(lab):
    logits, targets, losses = exercise()
    both = lab.objective.language_model_loss(torch.stack([logits, logits]), torch.stack([targets, targets]))
    assert near(float(both), 2 * losses.mean().item()) and near(loss_of(lab, logits, targets), losses.mean().item())


@test_case(
    name="the mean is taken over all tokens of the vocabulary, where one of each position is the target",
    points=0,
    failure_message="Print `language_model_loss(torch.zeros(1, 4), torch.tensor([0]))` and compare it with "
    "`math.log(4)`. How many numbers do you take the mean of, and how many of them are losses?",
)
def by_vocabulary(lab):
    assert gives(lab, lambda logits, targets: -chosen(logits.log_softmax(-1), targets).mean() / logits.shape[-1])


@test_case(
    name="the sum of the losses is divided by another number than that of the positions",
    points=0,
    failure_message="Compare the loss of one position with that of the same position twice, three times and ten times. "
    "It should not move: by which number do you divide?",
)
def another_divisor(lab):
    logits, targets, losses = exercise(1)
    found = [loss_of(lab, logits.expand(n, 7), targets.expand(n)) / losses.item() for n in (2, 3, 10)]
    assert all(near(found[i] / found[0], wanted, 1e-3) for i, wanted in ((1, 1 / 2), (2, 1 / 9))) or all(
        near(found[i] / found[0], wanted, 1e-3) for i, wanted in ((1, 2.0), (2, 9.0))
    )


@test_case(
    name="the largest loss, or the middle one, is taken, and not the mean",
    points=0,
    failure_message="Print the losses of three positions, one of them very large, and your loss. What does the "
    "docstring say about putting them together?",
)
def largest(lab):
    def number(way):
        return lambda logits, targets: way(-chosen(logits.log_softmax(-1), targets))

    assert any(gives(lab, number(way)) for way in (torch.max, torch.min, torch.median))


@test_case(
    name="the logarithm is taken of the mean probability, where the mean of logarithms is asked for",
    points=0,
    failure_message="Take two positions with the probabilities 0.5 and 0.1 for their targets, compute the docstring's "
    "formula on paper, and compare. In which order do mean and logarithm stand there?",
)
def logarithm_last(lab):
    assert gives(lab, lambda logits, targets: -chosen(logits.softmax(-1), targets).mean().log())


@test_case(name="logarithm_forgotten", points=0)
def no_logarithm(lab):
    assert gives(lab, lambda logits, targets: -chosen(logits.softmax(-1), targets).mean())


@test_case(
    name="the loss is 1 minus the probability, and not minus its logarithm",
    points=0,
    failure_message="Print `language_model_loss(torch.zeros(1, 4), torch.tensor([0]))` and compare it with "
    "`math.log(4)`. How large can your loss become, for a model that is sure and wrong?",
)
def complement(lab):
    assert gives(lab, lambda logits, targets: 1 - chosen(logits.softmax(-1), targets).mean())


@test_case(name="no_softmax", points=0)
def no_softmax(lab):
    assert gives(lab, lambda logits, targets: -chosen(logits, targets).mean())


@test_case(name="softmax_twice", points=0)
def softmax_twice(lab):
    assert gives(lab, lambda logits, targets: -chosen(logits.softmax(-1).log_softmax(-1), targets).mean())


@test_case(
    name="the softmax runs over another dimension than that of the tokens",
    points=0,
    failure_message="Add 10 to all logits of one position: does the loss move? Then print the shapes of your logits "
    "for one document and for a batch of two. Which number has the dimension of the vocabulary, counted from the end?",
)
def over_positions(lab):
    logits, targets, losses = exercise()
    if near(loss_of(lab, logits, targets), 0.0) and losses.mean() > 0.1:  # over a batch of one
        found = float(lab.objective.language_model_loss(logits, targets))
        assert near(found, -chosen(logits.log_softmax(0), targets).mean().item())
        return
    assert gives(lab, lambda logits, targets: -chosen(logits.log_softmax(0), targets).mean())


@test_case(
    name="the error is squared: the distance of the probabilities from 0 and 1, and not a logarithm",
    points=0,
    failure_message="Print `language_model_loss(torch.tensor([[0.0, 100.0]]), torch.tensor([0]))`, for a model that is "
    "sure and wrong. How large should its loss be? The docstring has the formula.",
)
def squared_error(lab):
    def squares(logits, targets):
        return (logits.softmax(-1) - torch.nn.functional.one_hot(targets, logits.shape[-1])).square()

    ways = (
        lambda *each: squares(*each).mean(),
        lambda *each: squares(*each).sum(-1).mean(),
        lambda *each: squares(*each).sum(),
        lambda *each: chosen(squares(*each), each[1]).mean(),
    )
    assert any(gives(lab, way) for way in ways)


@test_case(
    name="each token is a yes-or-no question of its own, and tokens do not compete",
    points=0,
    failure_message="Add 10 to all logits, and see whether the loss moves. It should not. What does the docstring's "
    "formula take, a sigmoid or a softmax?",
)
def yes_or_no(lab):
    def costs(logits, targets):
        wanted = torch.nn.functional.one_hot(targets, logits.shape[-1]).float()
        return torch.nn.functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none")

    ways = (
        lambda *each: costs(*each).mean(),
        lambda *each: costs(*each).sum(-1).mean(),
        lambda *each: costs(*each).sum(),
        lambda logits, targets: -chosen(torch.nn.functional.logsigmoid(logits), targets).mean(),
    )
    assert any(gives(lab, way) for way in ways)


@test_case(
    name="the loss is a margin between the target and the other tokens, and not a cross-entropy",
    points=0,
    failure_message="Print `language_model_loss(torch.zeros(1, 4), torch.tensor([0]))` and compare it with "
    "`math.log(4)`. Which function does the docstring's formula use?",
)
def margin(lab):
    assert gives(lab, lambda logits, targets: torch.nn.functional.multi_margin_loss(logits, targets))


def smoothing(lab):
    """The part of the loss that does not belong to the target, where the loss of each token has a share in it."""
    shares = []
    for length, n_vocab, seed in ((5, 7, 1), (4, 9, 2)):
        logits, targets, losses = exercise(length, n_vocab, seed)
        other = -logits.log_softmax(-1).mean() - losses.mean()
        shares.append((loss_of(lab, logits, targets) - losses.mean().item()) / other.item())
    assert near(*shares, 1e-3)
    return shares[0]


@test_case(name="targets_smoothed", points=0)
def smoothed(lab):
    assert 1e-3 < smoothing(lab) < 0.999


@test_case(
    name="the logits are divided or multiplied by a number before the softmax",
    points=0,
    failure_message="Compare your loss with the docstring's formula for a single position, on paper. Temperatures come "
    "later, and scores are divided in part 4. What happens to the logits in yours before the softmax?",
)
def temperature(lab):
    factors = [0.1, 0.5, 2.0, 10.0, 1 / 8, 1 / 16, 32**-0.5, 1 / 32, 0.7, 0.8, 1.5]
    found = [lambda logits, targets: -chosen((logits / logits.shape[-1] ** 0.5).log_softmax(-1), targets).mean()]
    found += [
        lambda logits, targets, factor=factor: -chosen((factor * logits).log_softmax(-1), targets).mean()
        for factor in factors
    ]
    assert any(gives(lab, number) for number in found)


@test_case(
    name="something is added to the cross-entropy",
    points=0,
    failure_message="Print your loss of the logits [[100, 0]] and of [[1000, 900]] for the target 0, which should be "
    "0. Which term of yours is not in the docstring's formula?",
)
def more_than_cross_entropy(lab):
    def extra(logits):
        return loss_of(lab, torch.tensor([logits, logits]), torch.tensor([0, 0]))

    found = extra([100.0, 0.0]), extra([200.0, 0.0]), extra([1000.0, 900.0])
    logits, targets, losses = exercise()
    assert all(math.isfinite(each) and each >= 0 for each in found) and max(found) > 1e-2
    assert loss_of(lab, logits, targets) > losses.mean().item()
    assert found[2] > found[0] + 1e-3 and found[1] > found[0] + 1e-3


@test_case(
    name="rare targets count more than frequent ones, or tokens have weights",
    points=0,
    failure_message="Take three positions, of which two have the same target. Print their losses one by one, their "
    "mean, and your loss. Each position counts once, whatever its target is.",
)
def weights_by_target(lab):
    logits, _, _ = exercise(6)
    once = torch.tensor([1, 2, 3, 4, 5, 6])
    twice = torch.tensor([1, 1, 1, 1, 2, 3])
    for targets, equal in ((once, True), (twice, False)):
        losses = -chosen(logits.log_softmax(-1), targets)
        assert near(loss_of(lab, logits, targets), losses.mean().item(), 1e-3) == equal
    losses = -chosen(logits.log_softmax(-1), twice)
    found, counts = loss_of(lab, logits, twice), torch.tensor([4.0, 4, 4, 4, 1, 1])
    shares = (1 / counts, counts, counts.rsqrt(), 1 / (1 + counts))
    assert any(
        near(found, wanted.item())
        for share in shares
        for wanted in ((losses * share).sum() / share.sum(), (losses * share).mean())
    )


def counts(lab, length=5):
    """By how much the loss moves where the logits of one position change, for each position, and the right numbers."""
    logits, targets, losses = exercise(length)
    before, moved, wanted = loss_of(lab, logits, targets), [], []
    for i in range(length):
        other = logits.clone()
        other[i] = other[i].flip(0)
        moved.append(abs(loss_of(lab, other, targets) - before) > 1e-6)
        wanted.append(abs(-other[i].log_softmax(-1)[targets[i]] - losses[i]) > 1e-5)
    assert all(wanted), "this change should be seen everywhere"
    return moved


@test_case(
    name="the loss looks at a single position, and not at all of them",
    points=0,
    failure_message="Change one row of some logits at a time, and see whether `language_model_loss(logits, targets)` "
    "moves. How many exercises does a text of five tokens hold?",
)
def one_position(lab):
    logits, targets, losses = exercise()
    moved = counts(lab)
    assert sum(moved) == 1 and near(loss_of(lab, logits, targets), losses[moved.index(True)].item())


@test_case(
    name="the loss leaves out some of the positions",
    points=0,
    failure_message="Change one row of some logits at a time, and see whether `language_model_loss(logits, targets)` "
    "moves. Inputs and targets are cut already: which positions are exercises?",
)
def positions_left_out(lab):
    logits, targets, losses = exercise()
    moved = counts(lab)
    seen = torch.tensor(moved)
    assert 1 <= sum(moved) < 5
    found = loss_of(lab, logits, targets)
    assert near(found, losses[seen].mean().item()) or near(found, losses[seen].sum().item() / 5)


@test_case(name="shifted_again", points=0)
def shifted_again(lab):
    assert gives(lab, lambda logits, targets: -chosen(logits[:-1].log_softmax(-1), targets[1:]).mean())


@test_case(
    name="each position is compared with the targets of all positions",
    points=0,
    failure_message="Print the shape of what you take the mean of, for 3 positions. How many numbers should it have? "
    "Each position has one target, its own.",
)
def every_target(lab):
    assert gives(lab, lambda logits, targets: -logits.log_softmax(-1)[:, targets].mean())


@test_case(
    name="the logits are reshaped into the wrong order, so that positions and tokens get mixed",
    points=0,
    failure_message="Compare `t.reshape(3, 2)` with `t.T` for `t = torch.arange(6).reshape(2, 3)`: the same shape, "
    "other numbers. Which of them keeps the scores of one position together?",
)
def reshaped(lab):
    def number(logits, targets):
        mixed = logits.reshape(logits.shape[1], logits.shape[0]).T
        return -chosen(mixed.log_softmax(-1), targets).mean()

    assert gives(lab, number)


def losses_with(lab, targets):
    """The loss of a document with some targets, and the losses of its positions."""
    logits, _, _ = exercise()
    targets = torch.tensor(targets)
    return loss_of(lab, logits, targets), -chosen(logits.log_softmax(-1), targets)


@test_case(name="zero_ignored_in_the_mean", points=0)
def zero_ignored(lab):
    found, losses = losses_with(lab, [3, 0, 2, 0, 5])
    other, right = losses_with(lab, [3, 1, 2, 6, 5])
    assert near(found, losses[[0, 2, 4]].mean().item()) and near(other, right.mean().item())


@test_case(name="first_token_ignored", points=0)
def zero_for_nothing(lab):
    found, losses = losses_with(lab, [3, 0, 2, 0, 5])
    other, right = losses_with(lab, [3, 1, 2, 6, 5])
    assert near(found, losses[[0, 2, 4]].sum().item() / 5) and near(other, right.mean().item())


@test_case(
    name="positions whose target is a token other than 0 do not count, as if it were padding",
    points=0,
    failure_message="Print the loss of `torch.zeros(1, 256)` for each target from 0 to 255: where is it not "
    "`math.log(256)`? Which token does your code leave out?",
)
def another_ignored(lab):
    logits = numbers(2, 256, seed=9)
    right = -logits.log_softmax(-1)
    assert near(loss_of(lab, logits, torch.tensor([7, 100])), (right[0, 7] + right[1, 100]).item() / 2)
    for token in (1, 10, 32, 46, 255):
        found = loss_of(lab, logits, torch.tensor([7, token]))
        if near(found, right[0, 7].item()) or near(found, right[0, 7].item() / 2):
            return
    raise AssertionError("these tokens count")


def batch_of(logits, targets):
    """Two documents of the same length, of which the second one has other logits."""
    return torch.stack([logits, logits.flip(0)]), torch.stack([targets, targets])


@test_case(
    name="only one document of a batch counts",
    points=0,
    failure_message="Take a batch of two documents, change the logits of one and then of the other, and see whether "
    "the loss moves.",
)
def one_document(lab):
    logits, targets, losses = exercise()
    both = batch_of(logits, targets)
    found = float(lab.objective.language_model_loss(*both))
    second = -chosen(both[0][1].log_softmax(-1), targets).mean().item()
    assert near(found, losses.mean().item()) != near(found, second) and near(
        loss_of(lab, logits, targets), losses.mean().item()
    )


# --- large logits, and what training needs


def large(lab, *logits, targets):
    """The loss of large logits as a number."""
    return loss_of(lab, torch.tensor(logits), torch.tensor(targets))


def small_is_right(lab):
    """Whether the loss of small logits is right."""
    logits, targets, losses = exercise()
    return near(loss_of(lab, logits, targets), losses.mean().item(), 1e-3)


@test_case(
    name="the largest of all logits is subtracted, and not the largest of each position",
    points=0,
    failure_message="Print the loss of two positions, where the logits of one are smaller by 1000 than those of the "
    "other. What becomes of its exponentials? Which positions share a softmax?",
)
def one_maximum(lab):
    assert small_is_right(lab) and near(large(lab, [900.0, 900.0], targets=[1]), math.log(2))
    assert not math.isfinite(large(lab, [900.0, 900.0], [0.0, 0.0], targets=[1, 1]))


@test_case(name="exponentials_overflow", points=0)
def overflow(lab):
    assert not math.isfinite(large(lab, [900.0, 900.0], targets=[1])) and small_is_right(lab)


@test_case(name="logarithm_of_softmax", points=0)
def log_of_softmax(lab):
    assert near(large(lab, [900.0, 900.0], targets=[1]), math.log(2)) and small_is_right(lab)
    assert large(lab, [900.0, 0.0], targets=[1]) == math.inf


@test_case(
    name="no loss is large: it is limited, although a model may be sure and wrong",
    points=0,
    failure_message="Print `language_model_loss(torch.tensor([[1000.0, 0.0]]), torch.tensor([1]))`. How large should "
    "this loss be? Look for `clamp`, and for small numbers that are added before a logarithm. `log_softmax` needs no "
    "such help.",
)
def limited(lab):
    found = [large(lab, [logit, 0.0], targets=[1]) for logit in (1.0, 900.0, 2000.0)]
    assert near(found[0], math.log1p(math.e), 1e-3)
    assert all(math.isfinite(each) for each in found) and near(found[1], found[2]) and found[2] < 850


@test_case(name="loss_without_gradient", points=0)
def no_gradient(lab):
    logits, targets, _ = exercise()
    assert lab.loss_gradient(logits[None], targets[None]) is None


@test_case(
    name="the gradient reaches the target's logit alone, and the others are never lowered",
    points=0,
    failure_message="Call `.backward()` on the loss of some logits with `requires_grad`, and print their gradient. Its "
    "rows should add up to 0. Which part of the softmax is hidden from torch? Look for `detach`, `.data` and "
    "`no_grad`.",
)
def normaliser_detached(lab):
    logits, targets, _ = exercise()
    found = lab.loss_gradient(logits[None], targets[None])[0]
    others = torch.ones_like(found, dtype=torch.bool)
    others[range(5), targets] = False
    assert not found[others].any() and (found[~others] < 0).all()


@test_case(
    name="a part of the softmax is hidden from the gradient",
    points=0,
    failure_message="Call `.backward()` on the loss of some logits with `requires_grad`, and print their gradient. Its "
    "rows should add up to 0. Look for `detach`, `.data` and `no_grad`.",
)
def gradient_wrong(lab):
    logits, targets, _ = exercise()
    found = lab.loss_gradient(logits[None], targets[None])[0]
    wanted = (logits.softmax(-1) - torch.nn.functional.one_hot(targets, 7)) / 5
    assert small_is_right(lab) and found.any() and not same(found, wanted, 1e-3)


@test_case(name="slices_refused", points=0)
def slices(lab):
    logits, targets = numbers(2, 3, 4, seed=4), torch.tensor([[3, 1, 1], [2, 2, 1]])
    lab.objective.language_model_loss(logits, targets)
    text = expect_raises("RuntimeError", lambda: lab.loss_of_slices(logits, targets), "a slice")
    assert "view" in text or "contiguous" in text


@test_case(
    name="one document without a batch is refused",
    points=0,
    failure_message="Call your loss with logits of shape (3, 4), for one document without a batch, and read the last "
    "line of the message. Which line of yours counts dimensions?",
)
def document_refused(lab):
    logits, targets, _ = exercise()
    lab.objective.language_model_loss(logits[None], targets[None])
    try:
        lab.objective.language_model_loss(logits, targets)
    except Exception:  # whatever it is: a batch of one such document was no problem
        return
    raise AssertionError("one document is taken")


@test_case(
    name="a batch of documents is refused by the loss",
    points=0,
    failure_message="Call your loss with logits of shape (2, 3, 4) and of shape (2, 2, 3, 4), and read the message. "
    "What does `F.cross_entropy` take, and what do you give it?",
)
def batch_of_documents_refused(lab):
    logits, targets, _ = exercise(4)
    lab.objective.language_model_loss(logits, targets)
    for shape in ((2, 2), (2, 1, 2)):
        try:
            lab.objective.language_model_loss(logits.reshape(*shape, 7), targets.reshape(shape))
        except Exception:  # whatever it is: one such document was no problem
            return
    raise AssertionError("batches are taken")


@test_case(
    name="the vocabulary is taken to have a fixed size, whatever the logits say",
    points=0,
    failure_message="Call your loss with logits of shape (3, 4) and of shape (3, 256). Where does your code name a "
    "number that the shape of the logits knows?",
)
def fixed_vocabulary(lab):
    targets = torch.tensor([[1, 2, 3, 1]])
    assert near(float(lab.objective.language_model_loss(torch.zeros(1, 4, 256), targets)), math.log(256))
    try:
        lab.objective.language_model_loss(torch.zeros(1, 4, 5), targets)
    except Exception:  # whatever it is: logits of 256 tokens were no problem
        return
    raise AssertionError("logits of 5 tokens are taken")


@test_case(
    name="the loss has a dimension of its own",
    points=0,
    failure_message="Print the shape of your loss. The docstring promises a scalar: which shape has a single number?",
)
def one_dimension(lab):
    logits, targets, _ = exercise()
    found = lab.objective.language_model_loss(logits[None], targets[None])
    assert found.numel() == 1 and found.dim() > 0


@test_case(
    name="the dtype of the loss is fixed, whatever the logits have",
    points=0,
    failure_message="Print the dtypes of some logits and of their loss, for `torch.float32` and `torch.float64`. The "
    "docstring says that they are the same. Which of your lines names a dtype, or a kind of tensor?",
)
def fixed_dtype(lab):
    logits, targets, _ = exercise()
    dtypes = [lab.objective.language_model_loss(each[None], targets[None]).dtype for each in (logits, logits.double())]
    assert dtypes[0] == dtypes[1] and dtypes[0].is_floating_point


@test_case(
    name="the losses of batches with several dimensions before the text are wrong, and those of one document right",
    points=0,
    failure_message="Compare the loss of a batch of two documents with the mean of their own losses, and then that of "
    "logits of shape (2, 2, 3, 4). Which of your lines counts on a number of dimensions?",
)
def batches_wrong(lab):
    logits, targets, losses = exercise(6)
    assert near(float(lab.objective.language_model_loss(logits, targets)), losses.mean().item())
    for shape in ((2, 3), (3, 2), (1, 6), (2, 1, 3)):
        found = float(lab.objective.language_model_loss(logits.reshape(*shape, 7), targets.reshape(shape)))
        if not near(found, losses.mean().item(), 1e-3):
            return
    raise AssertionError("batches have the right loss")
