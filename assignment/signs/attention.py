"""What shows one mistake of an attention head, whatever else is in it."""

import math

import torch
from otter.test_files import test_case

OK_FORMAT = False
name = "attention"
points = None
LONG = 45


def numbers(*shape, seed=60):
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def head_with(lab, query, key, value, mode="eval"):
    """A head with these matrices, each (head_dim, emb_dim)."""
    head = lab.attention.BareBonesAttentionHead(query.shape[1], query.shape[0])
    lab.load_parameters(head, {"get_query.weight": query, "get_key.weight": key, "get_value.weight": value})
    getattr(head, mode)()
    return head


def random_head(lab, emb_dim=6, head_dim=4, mode="eval"):
    """A head with random matrices, and these matrices."""
    matrices = [numbers(head_dim, emb_dim, seed=seed) / 2 for seed in (61, 62, 63)]
    return head_with(lab, *matrices, mode), *matrices


def scored_head(lab):
    """A head of head_dim 1: the score of tokens (a, b) and (c, d) is a times d, and all values are 0."""
    return head_with(lab, torch.tensor([[1.0, 0.0]]), torch.tensor([[0.0, 1.0]]), torch.zeros(1, 2))


def last_row(lab, query, keys):
    """The weights that the last token gives, with this query, to tokens with these keys and to itself (key 0)."""
    x = torch.tensor([*([0.0, key] for key in keys), [query, 0.0]])
    return scored_head(lab).attention_weights(x)[-1]


def mixing_head(lab, length=5, mode="eval", even=False):
    """A head whose values of a text are rows of the unit matrix, so that its output is what it mixes values with.

    Returns the head, the text and the scores of its queries with its keys, not scaled; all are 0 where `even`.
    """
    zeros = torch.zeros(length, length)
    query, key = (torch.cat([numbers(length, 6, seed=seed) * (0 if even else 0.5), zeros], -1) for seed in (64, 65))
    value = torch.cat([torch.zeros(length, 6), torch.eye(length)], -1)
    x = torch.cat([numbers(length, 6, seed=66), torch.eye(length)], -1)
    return head_with(lab, query, key, value, mode), x, (x @ query.T) @ (x @ key.T).T


def weights_and_mix(lab, mode="eval"):
    """The attention weights of a text, and what the values are mixed with, both (5, 5); the weights are all right to
    look at: of a text of more than one token, they sum to 1 in each row and are causal."""
    head, x, _ = mixing_head(lab, mode=mode)
    weights, mix = head.attention_weights(x), head(x)
    assert is_causal(weights) and close(weights.sum(-1), torch.ones(5)) and mix.shape == (5, 5)
    return weights, mix


def close(found, wanted):
    """Whether two tensors hold the same numbers up to rounding."""
    found, wanted = found.double(), wanted.double()
    scale = max(1.0, wanted.abs().max().item())
    return found.shape == wanted.shape and bool(((found - wanted).abs() <= 1e-4 * scale).all())


def factor(weights, scores):
    """The c for which these weights (n,) are a softmax of c times the scores, up to a factor; fails where none is."""
    found, wanted = weights.double().log(), scores.double()
    found, wanted = found - found.mean(), wanted - wanted.mean()
    c = ((found @ wanted) / (wanted @ wanted)).item()
    assert found.abs().max() > 1e-3 and close(found, c * wanted)
    return c


def is_causal(weights):
    """Whether weights (L, L) fall on a token itself or the tokens before it, and on no later ones."""
    return bool((weights.triu(1).abs() < 1e-6).all() and (weights.tril() > -1e-6).all() and weights.sum() > 0.5)


def sees_later(weights):
    """Whether each token but the last gives weight to all later ones."""
    return bool((weights + torch.ones_like(weights).tril() > 1e-6).all())


def seen(lab, length=LONG):
    """Which tokens each one gives weight to, in a text of tokens that are all alike: (L, L)"""
    head = head_with(lab, *(torch.full((4, 6), 0.25) for _ in range(3)))
    weights = head.attention_weights(torch.full((length, 6), 0.5))
    assert weights.shape == (length, length)
    return weights > 1e-6


def past(length=LONG):
    """Which tokens each one may see, by the docstring."""
    return torch.ones(length, length, dtype=torch.bool).tril()


def fails(call):
    """Whether a call raises what torch or Python raise for shapes and values that do not fit."""
    try:
        call()
    except Exception as error:  # in the grader, a proxy for the exception knows the names of its type
        names = set(getattr(error, "type_names", [base.__name__ for base in type(error).__mro__]))
        kinds = {"RuntimeError", "IndexError", "ValueError", "TypeError", "AssertionError"}
        return bool(names & kinds) and "NotImplementedError" not in names
    return False


def divisors(lab):
    """What scores are divided by, for three heads and texts: by (emb_dim, head_dim, length)."""
    found = {}
    for emb_dim, head_dim, length in ((6, 5, 4), (10, 9, 3), (6, 17, 4)):
        side = numbers(head_dim, emb_dim, seed=67) / 3  # for queries and keys alike: their places aside
        x = numbers(length, emb_dim, seed=68)
        keys = x @ side.T
        head = head_with(lab, side, side, side)
        once, smaller = (factor(head.attention_weights(n * x)[-1], n * n * (keys @ keys[-1])) for n in (1, 0.5))
        assert abs(once / smaller - 1) < 1e-2  # else the scores are no products
        found[emb_dim, head_dim, length] = 1 / once
    return found


def divided_by(lab, divisor):
    """Assert that scores are divided by `divisor(emb_dim, head_dim, length)`."""
    found = divisors(lab)
    assert all(abs(value / divisor(*sizes) - 1) < 1e-3 for sizes, value in found.items())


@test_case(
    name="the layers have a bias, which the starter code leaves out",
    points=0,
    failure_message="Print `[name for name, _ in head.named_parameters()]`. Which of them does the starter code not "
    "have?",
)
def bias(lab):
    names = set(lab.parameters(random_head(lab)[0]))
    assert names & {f"get_{part}.bias" for part in ("query", "key", "value")}


# Random numbers, and what differs between training and evaluation


@test_case(name="weights_dropped", points=0)
def dropped(lab):
    head, x, _ = mixing_head(lab, length=14, mode="train", even=True)
    weights, again = (head.attention_weights(x)[past(14)] for _ in range(2))
    outputs, others = (head(x)[past(14)] for _ in range(2))
    for first, second in ((weights, again), (outputs, others)):
        gone, kept = first == 0, second != 0
        if 0.02 < gone.double().mean() < 0.9 and (gone & kept).any() and (~gone & ~kept).any():
            break
    else:
        raise AssertionError("nothing is dropped")
    # dropped weights fall out for the whole value of a token: here each value has its number twice
    head, x, _ = mixing_head(lab, length=7, mode="train", even=True)
    value = torch.cat([torch.zeros(7, 6), torch.cat([torch.eye(7)[:3], torch.eye(7)[:3], torch.zeros(1, 7)])], -1)
    lab.load_parameters(head, {"get_value.weight": value})
    for output in [head(x) for _ in range(4)]:
        assert close(output[:, :3], output[:, 3:6])


@test_case(
    name="numbers of the values or of the output are set to zero at random",
    points=0,
    failure_message="Call `head(x)` twice with the same x, after `head.train()`, and then `head.attention_weights(x)` "
    "twice. Which of them differ? Which step of the docstring draws anything at random?",
)
def output_dropped(lab):
    head, x, _ = mixing_head(lab, length=14, mode="train", even=True)
    assert close(head.attention_weights(x), head.attention_weights(x))
    first, second = (head(x)[past(14)] == 0 for _ in range(2))
    assert 0.02 < first.double().mean() < 0.9 and (first != second).any()


@test_case(
    name="something is drawn at random, so that two calls with the same text differ",
    points=0,
    failure_message="Call `head(x)` and `head.attention_weights(x)` twice with the same x, after `head.train()`. "
    "Print what your lines give in both calls: which is the first to differ? No step of the docstring draws anything.",
)
def random(lab):
    head, *_ = random_head(lab, mode="train")
    x = numbers(6, 6)
    weights, output = head.attention_weights(x), head(x)
    assert weights.isfinite().all() and output.isfinite().all()
    rest = [(head.attention_weights(x), head(x)) for _ in range(2)]
    assert any(not close(weights, each) or not close(output, other) for each, other in rest)


def in_both_modes(lab):
    """Weights and mix in training, and in evaluation, of one head."""
    head, x, _ = mixing_head(lab, mode="train")
    training = head.attention_weights(x), head(x)
    head.eval()
    return training, (head.attention_weights(x), head(x))


@test_case(name="mask_in_training_only", points=0)
def masked_in_training(lab):
    training, evaluation = in_both_modes(lab)
    assert any(is_causal(there) and sees_later(here) for there, here in zip(training, evaluation, strict=True))


@test_case(
    name="the mask is only there in evaluation",
    points=0,
    failure_message="Print `head.train().attention_weights(x)` and look right of the diagonal, and then the same "
    "after `head.eval()`. In which of the two does a model learn, and what could it copy there?",
)
def masked_in_evaluation(lab):
    training, evaluation = in_both_modes(lab)
    assert any(sees_later(there) and is_causal(here) for there, here in zip(training, evaluation, strict=True))


@test_case(
    name="the head does one thing in training and another one in evaluation",
    points=0,
    failure_message="Call `attention_weights` and the head itself with the same x, after `head.train()` and after "
    "`head.eval()`. Which part of your code asks for `self.training`, and what does the docstring say of it?",
)
def two_modes(lab):
    training, evaluation = in_both_modes(lab)
    for there, here in zip(training, evaluation, strict=True):
        if there.isfinite().all() and here.isfinite().all() and not close(there, here):
            return
    raise AssertionError("no difference")


# What is kept from earlier calls


@test_case(
    name="what was computed for one head is used again for another one",
    points=0,
    failure_message="Make two heads, whose weights are drawn at random, and call both with the same x. Do they give "
    "the same? What does your code keep outside of `self`?",
)
def kept_for_all_heads(lab):
    x = numbers(4, 6, seed=91)
    head, query, key, value = random_head(lab)
    first = head.attention_weights(x)
    second = head_with(lab, query + 1, -2 * key, value).attention_weights(x)
    assert close(first.sum(-1), torch.ones(4)) and close(first, second)
    comes_from(lab, lambda x, q, k, v: k @ q[-1])  # queries and keys are used


@test_case(
    name="the weights of an earlier text are used again for another one",
    points=0,
    failure_message="Call one head with two different texts of the same length, and print the weights of both. What "
    "does your code keep in `self` or outside, and when is it still right?",
)
def kept_weights(lab):
    texts = numbers(4, 6), numbers(4, 6, seed=70)
    fresh = [random_head(lab)[0].attention_weights(x) for x in texts]
    assert not close(*fresh)
    head, *_ = random_head(lab)
    assert close(head.attention_weights(texts[0]), head.attention_weights(texts[1]))


@test_case(
    name="something is computed with the parameters of the first call, and kept when they change",
    points=0,
    failure_message="Call a head, set `head.get_query.weight.data` to zeros, and call it again with the same x. Do "
    "the weights change? What does your code keep in `self`, and when is it still right?",
)
def kept_parameters(lab):
    x = numbers(4, 6)
    head, query, key, value = random_head(lab)
    head.attention_weights(x), head(x)
    changed = {"get_query.weight": -query, "get_key.weight": key + 0.5, "get_value.weight": 2 * value}
    lab.load_parameters(head, changed)
    fresh = head_with(lab, *changed.values())
    wanted, found = (fresh.attention_weights(x), fresh(x)), (head.attention_weights(x), head(x))
    assert any(not close(*pair) for pair in zip(found, wanted, strict=True))
    assert close(random_head(lab)[0](x), random_head(lab)[0](x))


@test_case(
    name="something of an earlier call is kept, which does not fit a text of another length",
    points=0,
    failure_message="Call one head with a text of 3 tokens, then with one of 6, then of 3 again, and print the "
    "weights. Look for what your code keeps in `self`: which of it depends on the length of the text?",
)
def kept_length(lab):
    for first, second in ((3, 6), (6, 3)):
        fresh, again = (random_head(lab)[0].attention_weights(numbers(second, 6)) for _ in range(2))
        assert fresh.isfinite().all() and close(fresh, again)
        head, *_ = random_head(lab)
        head.attention_weights(numbers(first, 6))
        if fails(lambda head=head, n=second: head.attention_weights(numbers(n, 6))):
            return
        if not close(head.attention_weights(numbers(second, 6)), fresh):
            return
    raise AssertionError("nothing is kept")


@test_case(
    name="x is changed in place, so that whoever passed it in has other numbers afterwards",
    points=0,
    failure_message="Print x before and after `head.attention_weights(x)`, and then before and after `head(x)`. Which "
    "line of yours writes into it? Operators such as `*=`, assignments to parts of x, and methods that end with an "
    "underscore do.",
)
def changes_x(lab):
    x = numbers(4, 6)
    assert not close(lab.inputs_after(random_head(lab)[0], x), x)


# Shapes of x


@test_case(
    name="the number of tokens is taken from the size of the embedding or of the head",
    points=0,
    failure_message="Call the head with 5 tokens, where neither emb_dim nor head_dim is 5. Print the shape behind "
    "each line: which size of which tensor is your mask made for?",
)
def length_of_embedding(lab):
    head, *_ = random_head(lab)
    works = [not fails(lambda n=n: head.attention_weights(numbers(n, 6))) for n in (3, 4, 5, 6, 7)]
    assert works in ([False, False, False, True, False], [False, True, False, False, False])


@test_case(name="batches_only", points=0)
def batches_only(lab):
    head, *_ = random_head(lab)
    assert head(numbers(2, 5, 6)).shape == (2, 5, 4)
    assert fails(lambda: head(numbers(5, 6)))


@test_case(name="no_batches", points=0)
def no_batches(lab):
    head, *_ = random_head(lab)
    assert head(numbers(5, 6)).shape == (5, 4)
    assert fails(lambda: head(numbers(2, 5, 6))) and fails(lambda: head(numbers(3, 5, 6)))


@test_case(
    name="the head takes at most one batch dimension, where there may be several",
    points=0,
    failure_message="Call the head with `torch.randn(3, 2, 5, 8)`. Which lines of yours count dimensions from the "
    "front?",
)
def one_batch_dimension(lab):
    head, *_ = random_head(lab)
    assert head(numbers(2, 5, 6)).shape == (2, 5, 4)
    assert fails(lambda: head(numbers(2, 3, 5, 6)))


@test_case(
    name="several things are returned, where there should be one tensor",
    points=0,
    failure_message="Print `type(head(x))` and `type(head.attention_weights(x))`. What does the docstring say that "
    "each of them returns?",
)
def several_things(lab):
    head, *_ = random_head(lab)
    assert isinstance(head(numbers(5, 6)), tuple | list) or isinstance(
        head.attention_weights(numbers(5, 6)), tuple | list
    )


@test_case(
    name="a longer text is refused, though the docstring allows up to 64 tokens",
    points=0,
    failure_message="Call your head with texts of 10, 40 and 64 tokens. The models of the lab see 32 tokens, but what "
    "does the docstring of a head say? Which number of yours is made for a certain length?",
)
def too_long(lab):
    assert random_head(lab)[0](numbers(8, 6)).shape == random_head(lab)[0](numbers(9, 6))[:8].shape
    assert any(fails(lambda n=n: random_head(lab)[0](numbers(n, 6))) for n in (17, 33, 64))


@test_case(name="softmax_over_dim_1", points=0)
def softmax_over_dim_1(lab):
    head, *_ = random_head(lab)
    rows = head.attention_weights(numbers(5, 6)).sum(-1)
    batch = head.attention_weights(numbers(3, 5, 6))
    assert close(rows, torch.ones(5)) and close(batch.sum(1), torch.ones(3, 5))
    assert not close(batch.sum(-1), torch.ones(3, 5))


@test_case(
    name="in a batch, the softmax runs over the documents, and not over the keys",
    points=0,
    failure_message="Print the sums of the rows of your weights, for one document and for a batch of two. What should "
    "they be? Which axis holds the keys, counted from the end?",
)
def softmax_over_dim_0(lab):
    batch = random_head(lab)[0].attention_weights(numbers(3, 5, 6))
    assert close(batch.sum(0), torch.ones(5, 5)) and not close(batch.sum(-1), torch.ones(3, 5))


@test_case(
    name="the documents of a batch influence each other",
    points=0,
    failure_message="Give the head a batch of two documents, and then change the first one: does the output for the "
    "second change? Which lines of yours join the documents, or count dimensions from the front?",
)
def documents_together(lab):
    head, *_ = random_head(lab)
    batch = numbers(2, 5, 6)
    changed = torch.cat([batch[:1] + numbers(1, 5, 6, seed=71), batch[1:]])
    before, after = head(batch), head(changed)
    assert before.shape == after.shape == (2, 5, 4) and not close(before[1], after[1])
    assert close(head(batch), before)


@test_case(
    name="a batch of one text loses its batch dimension",
    points=0,
    failure_message="Print the shapes of `head.attention_weights(x)` and of `head(x)` for `x = torch.randn(1, 5, 8)`. "
    "Which of your lines changes the number of dimensions?",
)
def batch_squeezed(lab):
    head, *_ = random_head(lab)
    assert head(numbers(2, 5, 6)).shape == (2, 5, 4)
    x = numbers(1, 5, 6)
    assert head.attention_weights(x).shape == (5, 5) or head(x).shape == (5, 4)


# From scores to weights


@test_case(
    name="`attention_weights` returns scores, and not weights: no softmax has been taken there",
    points=0,
    failure_message="Sum each row of `head.attention_weights(x)`, and look for negative numbers. What does the "
    "docstring say that this method returns?",
)
def raw_scores(lab):
    head, x, scores = mixing_head(lab)
    found = head.attention_weights(x)
    assert not close(found.sum(-1), torch.ones(5))
    visible, wanted = found[past(5)].double(), scores[past(5)].double()
    scale = ((visible @ wanted) / (wanted @ wanted)).item()
    assert scale > 1e-3 and close(visible, scale * wanted)


@test_case(
    name="the weights are logarithms: `log_softmax` is not `softmax`",
    points=0,
    failure_message="Print your weights: can a weight be negative? What do the weights of a row sum to?",
)
def log_weights(lab):
    weights = random_head(lab)[0].attention_weights(numbers(5, 6))
    assert (weights <= 0).all() and close(weights.double().exp().sum(-1), torch.ones(5))


@test_case(name="softmax_over_queries", points=0)
def softmax_over_queries(lab):
    weights = random_head(lab)[0].attention_weights(numbers(5, 6))
    assert (weights >= 0).all() and close(weights.sum(-2), torch.ones(5))
    assert not close(weights.sum(-1), torch.ones(5))


@test_case(
    name="one softmax runs over the whole matrix, where each row should have its own",
    points=0,
    failure_message="Sum each row of your weights: what should each sum be?",
)
def softmax_over_everything(lab):
    weights = random_head(lab)[0].attention_weights(numbers(5, 6))
    assert (weights >= 0).all() and close(weights.sum(), torch.tensor(1.0)) and (weights.tril() > 0).any()


def even_weights(lab, length=5):
    """The weights of a head whose queries and keys are all 0."""
    head = head_with(lab, torch.zeros(4, 6), torch.zeros(4, 6), torch.zeros(4, 6))
    return head.attention_weights(numbers(length, 6))


@test_case(
    name="the softmax has one more in its sum, so that the weights of a row sum to less than 1",
    points=0,
    failure_message="Sum each row of your weights: what should each sum be? What is in the sum that you divide by, "
    "besides one exponential for each key?",
)
def softmax_plus_one(lab):
    weights = even_weights(lab)
    assert close(weights, torch.ones(5, 5).tril() / torch.arange(2, 7)[:, None])


@test_case(name="sigmoid_for_softmax", points=0)
def sigmoid(lab):
    weights = even_weights(lab).masked_fill(~past(5), 0.5)
    assert close(weights, torch.full((5, 5), 0.5))
    alone = [scored_head(lab).attention_weights(torch.tensor([[1.0, key]]))[0, 0].item() for key in (2.0, -1.0)]
    assert close(torch.tensor(alone), torch.tensor([2.0, -1.0]).sigmoid())


@test_case(
    name="the mask is added to weights that are finished, after the softmax",
    points=0,
    failure_message="Print `head.attention_weights(x)` for 3 tokens. What do its rows sum to? In which order do mask "
    "and softmax stand in the docstring's formula?",
)
def mask_added_late(lab):
    weights = random_head(lab)[0].attention_weights(numbers(5, 6))
    assert (weights[~past(5)] < -1e3).all() and close(weights[-1].sum(), torch.tensor(1.0))
    assert (weights[past(5)] >= 0).all() and (weights[past(5)] <= 1).all()


@test_case(name="mask_after_softmax", points=0)
def mask_after_softmax(lab):
    assert close(even_weights(lab), torch.ones(5, 5).tril() / 5)
    head, x, scores = mixing_head(lab)
    weights = head.attention_weights(x)
    scale = factor(weights[-1], scores[-1])
    assert close(weights, (scores * scale).softmax(-1).tril())


@test_case(name="scores_zeroed", points=0)
def scores_zeroed(lab):
    head, x, scores = mixing_head(lab)
    weights = head.attention_weights(x)
    scale = factor(weights[-1], scores[-1])
    assert close(weights, (scores.tril() * scale).softmax(-1))


@test_case(
    name="the weights of a row are not divided by their sum, so that they do not sum to 1",
    points=0,
    failure_message="Sum each row of your weights: what should each sum be? What does a softmax do after the "
    "exponentials?",
)
def not_divided(lab):
    head, x, scores = mixing_head(lab)
    weights = head.attention_weights(x)
    assert is_causal(weights) and (weights[past(5)] > 0).all()
    assert close(weights, (scores * factor(weights[-1], scores[-1])).exp().tril())


@test_case(name="softmax_twice", points=0)
def softmax_twice(lab):
    best, worst = (last_row(lab, 1.0, (key, 0.0, 0.0)) for key in (300.0, -300.0))
    assert close(best, torch.tensor([1.0, 0.0, 0.0, 0.0]).softmax(-1))
    assert close(worst, torch.tensor([0.0, 1 / 3, 1 / 3, 1 / 3]).softmax(-1))


@test_case(
    name="each token looks only at the one with the largest score",
    points=0,
    failure_message="Print your weights for 3 tokens: are there any between 0 and 1? What does a softmax do that a "
    "maximum does not?",
)
def hardmax(lab):
    weights = random_head(lab)[0].attention_weights(numbers(6, 6) / 4)
    assert ((weights == 0) | (weights == 1)).all() and (weights.sum(-1) == 1).all() and not close(weights, torch.eye(6))


@test_case(
    name="only the keys with the largest scores get a weight",
    points=0,
    failure_message="Print the weights of a text of 20 tokens. How many entries of the last row are 0, and which? The "
    "docstring's formula gives every token up to the one that looks a weight.",
)
def largest_alone(lab):
    head = random_head(lab)[0]
    x = numbers(20, 6) / 4
    _, query, key, _ = random_head(lab)
    scores = (x @ query.T) @ (x @ key.T).T
    weights = head.attention_weights(x)
    kept = int((weights[-1] > 0).sum())
    assert 0 < kept < 20 and is_causal(weights)
    for row in (-1, -2, -4):
        found = weights[row, : 20 + row + 1]
        assert set(scores[row, : 20 + row + 1].topk(kept).indices.tolist()) == set(found.nonzero().flatten().tolist())


@test_case(name="exponentials_overflow", points=0)
def overflow(lab):
    alone = scored_head(lab).attention_weights(torch.tensor([[1.0, 3.0]]))
    large = scored_head(lab).attention_weights(torch.tensor([[1.0, 300.0]]))
    assert close(alone, torch.ones(1, 1)) and not large.isfinite().all()
    comes_from(lab, lambda x, q, k, v: k @ q[-1])


def with_better_future(lab, gap):
    """The weights of a token that may see itself alone, where the next one has a score that is higher by `gap`."""
    x = torch.tensor([[1.0, -gap / 2], [0.0, gap / 2]])
    return scored_head(lab).attention_weights(x)[0]


@test_case(
    name="a row turns into zeros or NaN where scores that it must not see are much larger than its own",
    points=0,
    failure_message="Multiply x by 100 and print your weights: which rows are zero or NaN? What do your lines divide "
    "such a row by? In which order does the docstring's formula have mask and softmax, and over which numbers does a "
    "softmax look for the largest?",
)
def renormalised(lab):
    assert close(with_better_future(lab, 3.0), torch.tensor([1.0, 0.0]))
    row = with_better_future(lab, 300.0)
    assert (row == 0).all() or row.isnan().any()
    assert close(scored_head(lab).attention_weights(torch.tensor([[1.0, 300.0]])), torch.ones(1, 1))


@test_case(
    name="the number that hides a score is too small to hide it",
    points=0,
    failure_message="Multiply x by 100 and print your weights: do later tokens get some? How large can a score "
    "become, and how large is the number that you add?",
)
def weak_mask(lab):
    assert with_better_future(lab, 0.0)[1] < 0.01
    assert any(with_better_future(lab, gap)[1] > 0.5 for gap in (30.0, 3000.0, 120_000.0))
    comes_from(lab, lambda x, q, k, v: k @ q[-1])


# Which tokens are seen


@test_case(name="no_mask", points=0)
def no_mask(lab):
    head, x, scores = mixing_head(lab)
    weights = head.attention_weights(x)
    scale = factor(weights[-1], scores[-1])
    assert close(weights, (scores * scale).softmax(-1))


@test_case(
    name="the mask hides the past, and lets the future be seen",
    points=0,
    failure_message="Print your weights for 3 tokens: on which side of the diagonal are they 0? Row i belongs to the "
    "token that looks.",
)
def past_hidden(lab):
    assert torch.equal(seen(lab), past().T)


@test_case(name="earlier_tokens_masked", points=0)
def future_alone(lab):
    assert torch.equal(seen(lab)[:-1], ~past()[:-1])


@test_case(
    name="a token cannot see itself",
    points=0,
    failure_message="Print your weights for 3 tokens. Where does the second row have its weight? Query i may look at "
    "keys 0 to i: is i one of them?",
)
def itself_hidden(lab):
    found = seen(lab)
    assert torch.equal(found[1:], past().tril(-1)[1:])


@test_case(
    name="a token also sees the one after it",
    points=0,
    failure_message="Print your weights for 3 tokens. How many entries of the first row are not 0?",
)
def one_ahead(lab):
    assert torch.equal(seen(lab), torch.ones(LONG, LONG).tril(1).bool())


@test_case(
    name="a token also sees several of the tokens after it",
    points=0,
    failure_message="Print your weights for 9 tokens. How many entries of the first row are not 0?",
)
def several_ahead(lab):
    found = seen(lab)
    ahead = int(found[0].sum()) - 1
    assert 1 < ahead < LONG - 1 and torch.equal(found, torch.ones(LONG, LONG).tril(ahead).bool())


@test_case(
    name="a token sees itself, and nothing else",
    points=0,
    failure_message="Print your weights for 3 tokens. How many entries of the last row are not 0, and how many tokens "
    "may the last one look at?",
)
def itself_alone(lab):
    assert torch.equal(seen(lab), torch.eye(LONG).bool())


@test_case(
    name="a token sees only a few of the tokens before it",
    points=0,
    failure_message="Print the last row of the weights of a text of 40 tokens, and count the entries that are not 0. "
    "Which tokens may the last one look at, by the docstring?",
)
def window(lab):
    for length in (12, 64):
        found = seen(lab, length)
        width = int(found[-1].sum())
        if 1 < width < length and torch.equal(found, past(length) & ~past(length).tril(-width)):
            return
    raise AssertionError("no window")


@test_case(
    name="a token sees only the tokens of its own block",
    points=0,
    failure_message="Print the weights of a text of 40 tokens, and mark the first row that sees nothing of what is "
    "before its token. Which tokens may it look at, by the docstring?",
)
def blocks(lab):
    for length in (12, 64):
        found, at = seen(lab, length), torch.arange(length)
        size = int(found[:, 0].sum())
        if 1 < size < length and torch.equal(found, past(length) & (at // size == (at // size)[:, None])):
            return
    raise AssertionError("no blocks")


@test_case(
    name="the first tokens can be seen by all, also by those before them",
    points=0,
    failure_message="Print the first row of the weights of a text of 9 tokens. How many of its entries are not 0, and "
    "how many tokens may the first one look at?",
)
def open_beginning(lab):
    found = seen(lab)
    first = int(found[0].sum())
    assert 1 < first < LONG and torch.equal(found, past() | (torch.arange(LONG) < first))


@test_case(
    name="the first token sees everything",
    points=0,
    failure_message="Print your weights for 4 tokens and look at the first row. If you have a loop over the queries, "
    "print the first one that it reaches.",
)
def open_first_row(lab):
    found = seen(lab)
    assert found[0].all() and torch.equal(found[1:], past()[1:])


@test_case(
    name="the first token is hidden from those after it",
    points=0,
    failure_message="Print your weights for 4 tokens and look at the first column: every token may look at the first "
    "one. If you have a loop over the keys, print the first one that it reaches.",
)
def hidden_first_token(lab):
    assert torch.equal(seen(lab)[1:, :], past()[1:] & (torch.arange(LONG) > 0))


@test_case(
    name="the mask ends after some tokens: those further on see the future",
    points=0,
    failure_message="Print the weights of a text of 60 tokens. From which row on do they have something right of the "
    "diagonal? Which number of yours is made for a certain length?",
)
def mask_ends(lab):
    found = seen(lab, 64)
    end = int((~found).any(-1).sum())
    assert 1 < end < 63 and found[end:].all() and torch.equal(found[:end, :end], past(end))


@test_case(
    name="some of the tokens before it are hidden from a token",
    points=0,
    failure_message="Print the weights of a text of 40 tokens that are all alike. Which entries left of the diagonal "
    "are 0? By the docstring, every token may look at all tokens before it.",
)
def holes(lab):
    found = seen(lab)
    assert found.diagonal().all() and not (found & ~past()).any() and not found[past()].all()


# What a score is made of


def pairs(lab):
    """The weights of the last of 5 tokens, x, and its queries, keys and values."""
    head, query, key, value = random_head(lab)
    x = numbers(5, 6, seed=72)
    return head.attention_weights(x)[-1], x, x @ query.T, x @ key.T, x @ value.T


def comes_from(lab, scores):
    """Assert that weights are a softmax of `scores(x, q, k, v)` (5,), times a positive number."""
    row, *parts = pairs(lab)
    assert factor(row, scores(*parts)) > 0


@test_case(name="query_key_swapped", points=0)
def swapped(lab):
    comes_from(lab, lambda x, q, k, v: q @ k[-1])


@test_case(name="query_twice", points=0)
def query_twice(lab):
    comes_from(lab, lambda x, q, k, v: q @ q[-1])


@test_case(
    name="keys meet keys: the queries are never used",
    points=0,
    failure_message="Set `head.get_query.weight` to zeros and print your weights. Do they change? Part 4 says which "
    "two vectors make a score.",
)
def key_twice(lab):
    comes_from(lab, lambda x, q, k, v: k @ k[-1])


@test_case(name="key_and_value_exchanged", points=0)
def exchanged(lab):
    head, query, key, value = random_head(lab)
    x = numbers(5, 6, seed=72)
    assert factor(head.attention_weights(x)[-1], (x @ value.T) @ (x @ query.T)[-1]) > 0
    assert close(head(x), head.attention_weights(x) @ (x @ key.T))


def without_values(lab):
    """Weights (5, 5), output (5, 4), x and queries and keys of a text, where all values are 0."""
    head, query, key, value = random_head(lab)
    lab.load_parameters(head, {"get_value.weight": 0 * value})
    x = numbers(5, 6, seed=72)
    output = head(x)
    assert output.isfinite().all() and (output.abs() > 1e-3).any()
    return head.attention_weights(x), output, x, x @ query.T, x @ key.T


def mixed_from(weights, output, parts):
    """Whether an output is made of these vectors, with the weights, the transposed weights, or as they are."""
    return any(close(output, each @ parts) for each in (weights, weights.T, torch.eye(5)))


@test_case(
    name="queries meet values, where they should meet keys",
    points=0,
    failure_message="Set `head.get_value.weight` to zeros and print your attention weights: they should stay as they "
    "are. Which of q, k and v decides where a token looks, and which one what it gets there?",
)
def value_as_key(lab):
    comes_from(lab, lambda x, q, k, v: v @ q[-1])


@test_case(
    name="values ask, where queries should",
    points=0,
    failure_message="Set `head.get_value.weight` to zeros and print your attention weights: they should stay as they "
    "are. Which of q, k and v decides where a token looks, and which one what it gets there?",
)
def value_as_query(lab):
    comes_from(lab, lambda x, q, k, v: k @ v[-1])


@test_case(
    name="the inputs of the head are compared with each other, without queries and keys",
    points=0,
    failure_message="Which layers of the head does `attention_weights` call? Set their weights to other numbers: do "
    "your attention weights change? The TODO of part 4 begins with queries and keys.",
)
def inputs_compared(lab):
    comes_from(lab, lambda x, q, k, v: x @ x[-1])


@test_case(name="keys_reshaped", points=0)
def keys_reshaped(lab):
    comes_from(lab, lambda x, q, k, v: q[-1] @ k.reshape(4, 5))


@test_case(
    name="the scores have the wrong sign, so that tokens look at what fits least",
    points=0,
    failure_message="Take a head in which one key is the same as the query, and others are its opposite. Which one "
    "gets the largest weight in yours?",
)
def negative(lab):
    comes_from(lab, lambda x, q, k, v: -(k @ q[-1]))


@test_case(
    name="the scores are cosines: queries and keys are brought to length 1 first",
    points=0,
    failure_message="Make one query ten times as long. Should it attend more sharply, or as before? Compare with the "
    "formula in the docstring: what is a score made of?",
)
def cosines(lab):
    def cosine(x, q, k, v):
        return torch.nn.functional.cosine_similarity(q[-1:], k)

    comes_from(lab, cosine)
    head, *_ = random_head(lab)
    x = numbers(5, 6, seed=72)
    assert close(head.attention_weights(x), head.attention_weights(10 * x))


@test_case(
    name="the keys are brought to length 1 before they meet the queries",
    points=0,
    failure_message="Make one key ten times as long. Should it get more weight, or as much as before? Compare with "
    "the formula in the docstring: what is a score made of?",
)
def keys_of_one_length(lab):
    comes_from(lab, lambda x, q, k, v: torch.nn.functional.normalize(k, dim=-1) @ q[-1])


@test_case(
    name="the queries are brought to length 1 before they meet the keys",
    points=0,
    failure_message="Make one query ten times as long. Should it attend more sharply, or as before? Compare with the "
    "formula in the docstring: what is a score made of?",
)
def queries_of_one_length(lab):
    query, key, value = (numbers(4, 6, seed=seed) / 2 for seed in (61, 62, 63))
    query[:, 3:], key[:, :3] = 0, 0
    once, larger = numbers(5, 6, seed=76), numbers(5, 6, seed=76)
    larger[-1, :3] *= 5
    found = [head_with(lab, query, key, value).attention_weights(x)[-1] for x in (once, larger)]
    assert close(*found) and factor(found[0], (once @ key.T) @ (once @ query.T)[-1]) > 0


@test_case(
    name="the scores are distances between queries and keys, and not products",
    points=0,
    failure_message="Compare the formula in the docstring with yours: what is a score made of? What does it become "
    "when a key is twice as long?",
)
def distances(lab):
    row, _, q, k, _ = pairs(lab)
    distance = (k - q[-1]).norm(dim=-1)
    order = row.argsort(descending=True)
    assert torch.equal(order, distance.argsort()) and not torch.equal(order, (k @ q[-1]).argsort(descending=True))
    far, near = last_row(lab, 2.0, (6.0, -2.0, 2.0))[:2], last_row(lab, 2.0, (6.0, -2.0, 2.0))[2]
    assert close(far[0], far[1]) and (near > far).all()


@test_case(
    name="all tokens that may be seen get the same weight, whatever queries and keys are",
    points=0,
    failure_message="Print the scores of 3 random tokens before the softmax: do they differ within a row? Each query "
    "has to meet each key, and the mask must leave their scores as they are.",
)
def always_even(lab):
    row, *_ = pairs(lab)
    assert close(row, torch.full((5,), 0.2)) and close(last_row(lab, 3.0, (1.0, -1.0)), torch.full((3,), 1 / 3))


@test_case(
    name="a softmax is taken of the queries, where it should be taken of the scores",
    points=0,
    failure_message="Print your queries next to `head.get_query(x)`. By the docstring's formula, what happens to q "
    "and k before they meet, and what is the softmax taken of?",
)
def softmax_of_queries(lab):
    query, key, value = (numbers(4, 6, seed=seed) / 2 for seed in (61, 62, 63))
    query[:, 5], key[:, 5] = 1, 0
    x, found = numbers(5, 6), []
    x[:, 5] = 0
    for size, shift in ((1, 0), (1, 2), (5, 0)):  # of the last query alone
        last = torch.cat([size * x[-1:, :5], torch.full((1, 1), float(shift))], -1)
        found.append(head_with(lab, query, key, value).attention_weights(torch.cat([x[:-1], last]))[-1])
    assert close(found[0], found[1]) and not close(found[0], found[2]) and (found[0] > 1e-6).all()
    assert not close(*(head_with(lab, sign * query, key, value).attention_weights(x)[-1] for sign in (1, -1)))


@test_case(
    name="the scores are divided by the sum of their row, without an exponential",
    points=0,
    failure_message="Look for weights that are negative or larger than 1. What does a softmax do before it divides by "
    "the sum?",
)
def divided_by_sum(lab):
    row, _, q, k, _ = pairs(lab)
    scores = k @ q[-1]
    assert close(row, scores / scores.sum()) or close(row, scores / scores.abs().sum())


@test_case(
    name="every score that happens to be 0 is hidden, wherever it stands",
    points=0,
    failure_message="Give the head tokens that are all zeros: which scores do they have, and which of them may be "
    "seen? Which two numbers decide whether a key is hidden, if not the score?",
)
def zero_hidden(lab):
    row = last_row(lab, 1.0, (0.0, 1.0, 0.25, 0.5))
    assert (row[[0, 4]] == 0).all() and factor(row[1:4], torch.tensor([1.0, 0.25, 0.5])) > 0


@test_case(
    name="negative numbers of queries or keys are cut off, as by a ReLU",
    points=0,
    failure_message="Set `head.get_query.weight` and `head.get_key.weight` to unit matrices, and give the head tokens "
    "with negative numbers. Print your scores. What does the docstring do to q and k before they meet?",
)
def relu_of_parts(lab):
    side = torch.ones(1, 1)
    head = head_with(lab, side, side, side)
    positive, negative = (head.attention_weights(sign * torch.tensor([[3.0], [1.0], [2.0]]))[-1] for sign in (1, -1))
    assert factor(positive, torch.tensor([3.0, 1.0, 2.0])) > 0 and close(negative, torch.full((3,), 1 / 3))


@test_case(
    name="negative scores are cut off, as by a ReLU",
    points=0,
    failure_message="Print your scores for 3 tokens before the softmax, and look for negative ones. What may a score "
    "be, by the docstring's formula?",
)
def relu_of_scores(lab):
    row = last_row(lab, 1.0, (-1.0, -2.0, 1.0, 2.0))
    factor(row[2:4], torch.tensor([1.0, 2.0]))
    assert row[3] > row[2] > row[1] and close(row[[0, 1]], row[[4, 4]])


@test_case(
    name="large scores are held down, and do not grow beyond some size",
    points=0,
    failure_message="Multiply x by 10 and then by 100, and print the largest of your scores before the softmax. By "
    "the docstring's formula, what should become of it?",
)
def capped(lab):
    small = last_row(lab, 1.0, (1.0, 2.0)).double().log()
    slope = (small[1] - small[0]).item()
    assert slope > 0.1

    def held_down(size):
        large = last_row(lab, 1.0, (size, 2 * size)).double()
        assert close(large.sum(), torch.tensor(1.0)) and large[:2].sum() > 0.99
        return (large[:2] > 1e-12).all() and (large[1] / large[0]).log().item() < 0.5 * size * slope

    assert any(map(held_down, (200.0, 20_000.0)))


@test_case(name="sixteen_bits", points=0)
def sixteen_bits(lab):
    def step(first, second):
        row = last_row(lab, 32.0, (first, second)).double()
        return (row[1] / row[0]).log().item()

    weights = random_head(lab)[0].attention_weights(numbers(6, 6))
    if in_sixteen_bits(weights):
        return
    assert last_row(lab, 1.0, (0.0, -9.0))[1] > 1e-6
    assert abs(step(1.0, 1 + 2**-12)) < 1e-3
    assert abs(step(1.0, 1 + 1 / 32) - 1) < 0.05 and abs(step(0.25, 0.265625) - 0.5) < 0.05


def in_sixteen_bits(found):
    """Whether all of many different numbers would also fit into 16 bits, which seldom happens by chance."""
    different = len(set(found.flatten().tolist()))
    return different > 9 and any(
        found.dtype == dtype or torch.equal(found, found.to(dtype).to(found.dtype))
        for dtype in (torch.float16, torch.bfloat16)
    )


@test_case(
    name="numbers are rounded to floats of 16 bits on the way to the output",
    points=0,
    failure_message="Print `head(x).dtype`, and then the dtype after each line of `forward`. How many digits does a "
    "float of 16 bits have? The docstring says which dtype the output has.",
)
def output_in_sixteen_bits(lab):
    head, x, _ = mixing_head(lab)
    weights, mix = head.attention_weights(x), head(x)
    assert not in_sixteen_bits(weights) and in_sixteen_bits(mix)


@test_case(
    name="x is normed first, so that its size plays no part in the weights",
    points=0,
    failure_message="Call `attention_weights` with x and with 10 * x. Should the weights be the same? Part 5 says "
    "which module of the transformer norms.",
)
def normed(lab):
    x = numbers(5, 6, seed=73)
    once, larger, shifted = (weights_that_differ(lab, each) for each in (x, 10 * x, x + 3))
    assert close(once, larger) and close(once, shifted)


@test_case(
    name="the size of x plays no part in the weights: something is normed, or divided by its own size",
    points=0,
    failure_message="Call `attention_weights` with x and with 10 * x. Should the weights be the same, by the "
    "docstring's formula? Which step of yours removes the size?",
)
def same_length(lab):
    x = numbers(5, 6, seed=73)
    assert close(weights_that_differ(lab, x), weights_that_differ(lab, 10 * x))


def weights_that_differ(lab, x):
    """The weights of a text of 5 tokens in a head of its own; they are positive, and not all alike."""
    weights = random_head(lab)[0].attention_weights(x)
    assert close(weights.sum(-1), torch.ones(5)) and (weights >= 0).all()
    assert not close(weights[-1], torch.full((5,), 0.2)) and not ((weights < 1e-6) | (weights > 1 - 1e-6)).all()
    return weights


@test_case(
    name="a token counts for less the farther back it is, whatever its key is",
    points=0,
    failure_message="Give the head 6 tokens that are all alike and print the weights. What should a token do that "
    "cannot tell the others apart? Which line of yours uses positions, other than for the mask?",
)
def recency(lab):
    weights = alike(lab)
    for row in range(2, 6):
        steps = weights[row, : row + 1].double().log().diff()
        assert (steps > 1e-4).all()


@test_case(
    name="where a token stands plays a part in its weight, besides its key and the mask",
    points=0,
    failure_message="Give the head 6 tokens that are all alike and print the weights. What should a token do that "
    "cannot tell the others apart? Which lines of yours depend on positions, or on the order of numbers in memory?",
)
def position(lab):
    weights = alike(lab)
    assert (weights[past(6)] > 1e-6).all() and not close(weights[-1], torch.full((6,), 1 / 6))


def alike(lab):
    """The weights of 6 tokens that are all alike; they are causal, and sum to 1 in each row."""
    head, *_ = random_head(lab)
    weights = head.attention_weights(numbers(1, 6, seed=74).expand(6, 6).contiguous())
    assert is_causal(weights) and close(weights.sum(-1), torch.ones(6))
    return weights


# The size of the scores


@test_case(
    name="the weights are scaled after the softmax, and not the scores before it",
    points=0,
    failure_message="Sum each row of your weights: what should each sum be? In which order do scaling and softmax "
    "stand in the docstring's formula?",
)
def scaled_late(lab):
    for head_dim in (4, 9):
        weights = random_head(lab, head_dim=head_dim)[0].attention_weights(numbers(3, 6))
        assert close(weights[-1].sum() * math.sqrt(head_dim), torch.tensor(1.0))
    divided_by(lab, lambda emb_dim, head_dim, length: 1)


@test_case(name="not_scaled", points=0)
def not_scaled(lab):
    divided_by(lab, lambda emb_dim, head_dim, length: 1)


@test_case(name="scaled_without_root", points=0)
def scaled_without_root(lab):
    divided_by(lab, lambda emb_dim, head_dim, length: head_dim)


@test_case(name="scaled_by_emb_dim", points=0)
def scaled_by_emb_dim(lab):
    divided_by(lab, lambda emb_dim, head_dim, length: math.sqrt(emb_dim))


@test_case(name="scaled_by_length", points=0)
def scaled_by_length(lab):
    divided_by(lab, lambda emb_dim, head_dim, length: math.sqrt(length))


@test_case(name="multiplied_by_the_root", points=0)
def multiplied_by_the_root(lab):
    divided_by(lab, lambda emb_dim, head_dim, length: 1 / math.sqrt(head_dim))


@test_case(name="root_cut_off", points=0)
def root_cut_off(lab):
    divided_by(lab, lambda emb_dim, head_dim, length: math.isqrt(head_dim))


@test_case(
    name="the scores are divided by twice or half of head_dim, and not by its root",
    points=0,
    failure_message="Print what you divide by for head_dim 4 and for 64. Which numbers does the docstring's formula "
    "ask for? In Python, which of `**` and `/` is computed first?",
)
def half_or_twice(lab):
    ratios = [value / head_dim for (_, head_dim, _), value in divisors(lab).items()]
    assert any(all(abs(ratio / wanted - 1) < 1e-3 for ratio in ratios) for wanted in (2, 0.5))


@test_case(
    name="the scores are divided by the same number, whatever head_dim is",
    points=0,
    failure_message="Print what you divide by for head_dim 4 and for 64. Which numbers does the docstring's formula "
    "ask for? Where does your code get the size from?",
)
def constant_scale(lab):
    found = list(divisors(lab).values())
    assert found[0] > 0 and max(found) / min(found) < 1.001 and abs(found[0] - 1) > 1e-3


@test_case(
    name="the scores are multiplied or divided by a further number, besides the root of head_dim",
    points=0,
    failure_message="Print what you divide the scores by for head_dim 4 and for 64, or what your exponential is made "
    "of. Which numbers does the docstring's formula ask for?",
)
def further_scale(lab):
    ratios = [value / math.sqrt(head_dim) for (_, head_dim, _), value in divisors(lab).items()]
    assert min(ratios) > 0 and max(ratios) / min(ratios) < 1.001 and abs(ratios[0] - 1) > 1e-3


@test_case(
    name="the scores are divided by a number that is not the root of head_dim",
    points=0,
    failure_message="Print what you divide by for head_dim 4 and for 64, and for texts of 3 and of 6 tokens. Which "
    "numbers does the docstring's formula ask for?",
)
def other_scale(lab):
    ratios = [value / math.sqrt(head_dim) for (_, head_dim, _), value in divisors(lab).items()]
    assert min(ratios) > 0 and max(abs(ratio - 1) for ratio in ratios) > 1e-3


# From weights to the output


@test_case(
    name="x, or the value of the token itself, is added to the output",
    points=0,
    failure_message="Set `head.get_value.weight` to zeros: is the output zero? Then give the head a single token, and "
    "compare the output with its value. Part 5 says which module of the transformer adds what came in.",
)
def residual(lab):
    head, x = head_with(lab, *(numbers(4, 4, seed=seed) for seed in (61, 62)), torch.zeros(4, 4)), numbers(5, 4)
    if close(head(x), x):
        return
    weights, mix = weights_and_mix(lab)
    assert close(mix, weights + torch.eye(5))


@test_case(name="key_as_value", points=0)
def key_as_value(lab):
    weights, output, _, _, k = without_values(lab)
    assert mixed_from(weights, output, k)


@test_case(
    name="the queries are mixed, and not the values",
    points=0,
    failure_message="Set `head.get_value.weight` to zeros: is the output zero? Reread in part 4 of the notebook which "
    "of query, key and value flows.",
)
def query_as_value(lab):
    weights, output, _, q, _ = without_values(lab)
    assert mixed_from(weights, output, q)


@test_case(name="x_mixed", points=0)
def x_mixed(lab):
    head, *_ = random_head(lab)
    lab.load_parameters(head, {"get_value.weight": torch.zeros(4, 6)})
    x = numbers(5, 6, seed=72)
    weights, output = head.attention_weights(x), head(x)
    width = output.shape[-1]
    assert 0 < width <= 6 and any(close(output, each @ x[:, :width]) for each in (weights, weights.T))


@test_case(
    name="the output has something in it that does not come from the values",
    points=0,
    failure_message="Set `head.get_value.weight` to zeros: is the output zero? By the docstring, what is the output "
    "the sum of?",
)
def not_from_values(lab):
    assert without_values(lab)[1].shape == (5, 4)


@test_case(name="weights_transposed", points=0)
def weights_transposed(lab):
    weights, mix = weights_and_mix(lab)
    assert close(mix, weights.T) and not close(mix, weights)


@test_case(
    name="the values are mixed twice with the weights",
    points=0,
    failure_message="Compute the second row of the output by hand, for 3 tokens, from your weights and your values. "
    "How often does your code use the weights?",
)
def mixed_twice(lab):
    weights, mix = weights_and_mix(lab)
    assert close(mix, weights @ weights) and not close(mix, weights)


@test_case(
    name="`forward` takes a softmax of weights that are finished",
    points=0,
    failure_message="What does `attention_weights` return, and what do its rows sum to? Compare this with what you "
    "multiply the values by.",
)
def softmax_again(lab):
    weights, mix = weights_and_mix(lab)
    assert close(mix, weights.softmax(-1))


@test_case(
    name="the values are returned as they are, without attention",
    points=0,
    failure_message="Change the first token of x: does the output for the last one change? What are the attention "
    "weights for?",
)
def not_mixed(lab):
    weights, mix = weights_and_mix(lab)
    assert close(mix, torch.eye(5)) and not close(weights, torch.eye(5))


@test_case(
    name="each token gets the plain mean of the values that it may see, whatever queries and keys are",
    points=0,
    failure_message="Change `head.get_query.weight`: does your output change? What should the values be weighted with?",
)
def output_even(lab):
    weights, mix = weights_and_mix(lab)
    even = torch.ones(5, 5).tril() / torch.arange(1, 6)[:, None]
    assert close(mix, even) and not close(weights, even)


@test_case(
    name="the weighted values are averaged, where they should be summed",
    points=0,
    failure_message="Give the head 4 tokens that are all alike. Each row of weights sums to 1: what should the "
    "weighted sum of four equal values be, and what is yours?",
)
def averaged(lab):
    for length in (5, 3):
        head, x, _ = mixing_head(lab, length)
        weights = head.attention_weights(x)
        assert is_causal(weights) and close(head(x) * length, weights)


@test_case(
    name="the output is the weighted sum of the values times a further number",
    points=0,
    failure_message="Give the head a single token and compare the output with its value. The weights of a row sum to "
    "1: what is left to divide or to multiply by?",
)
def scaled_output(lab):
    weights, mix = weights_and_mix(lab)
    ratio = (mix[-1].sum() / weights[-1].sum()).item()
    assert abs(ratio) > 1e-3 and abs(ratio - 1) > 1e-3 and close(mix, ratio * weights)
    assert close(two_values(lab, -6.0, 2.0), 2 * two_values(lab, -3.0, 1.0))
    assert close(two_values(lab, 3.0, -1.0), -two_values(lab, -3.0, 1.0))


@test_case(name="fused_not_causal", points=0)
def output_not_causal(lab):
    _, mix = weights_and_mix(lab)
    assert (mix > 1e-6).all() and close(mix.sum(-1), torch.ones(5))


@test_case(name="fused_mask_inverted", points=0)
def output_of_the_future(lab):
    _, mix = weights_and_mix(lab)
    assert close(mix[:-1].tril(), torch.zeros(4, 5)) and sees_later(mix)


@test_case(name="fused_scaled_twice", points=0)
def output_scaled_twice(lab):
    weights, mix = weights_and_mix(lab)
    assert is_causal(mix) and abs(factor(mix[-1], weights[-1].log()) * math.sqrt(5) - 1) < 1e-3


@test_case(
    name="`forward` computes weights of its own, without scaling the scores",
    points=0,
    failure_message="Compute the second row of the output by hand, from `head.attention_weights(x)` and your values. "
    "Where do the weights of `forward` come from, and what do they leave out?",
)
def output_not_scaled(lab):
    weights, mix = weights_and_mix(lab)
    assert is_causal(mix) and abs(factor(mix[-1], weights[-1].log()) / math.sqrt(5) - 1) < 1e-3


@test_case(
    name="`forward` mixes the values with other weights than those of `attention_weights`",
    points=0,
    failure_message="Compute the second row of the output by hand, from `head.attention_weights(x)` and your values. "
    "Where do the weights of `forward` come from?",
)
def other_weights(lab):
    weights, mix = weights_and_mix(lab)
    assert (mix > -1e-6).all() and close(mix.sum(-1), torch.ones(5)) and not close(mix, weights)


@test_case(
    name="negative numbers of the values are cut off, as by a ReLU",
    points=0,
    failure_message="Give the head a single token, and print its value and the output. What should the output be, and "
    "what becomes of negative numbers?",
)
def relu_of_values(lab):
    assert close(two_values(lab, 3.0, -1.0), torch.tensor([3.0, 1.5]))
    assert close(two_values(lab, -3.0, 1.0), torch.tensor([0.0, 0.5]))


@test_case(
    name="negative numbers of the output are cut off, as by a ReLU",
    points=0,
    failure_message="Give the head a single token, and print its value and the output. What should the output be, and "
    "what becomes of negative numbers?",
)
def relu_of_output(lab):
    assert close(two_values(lab, 3.0, -1.0), torch.tensor([3.0, 1.0]))
    assert close(two_values(lab, -3.0, 1.0), torch.tensor([0.0, 0.0]))


@test_case(
    name="the output is not proportional to the values: a further function is applied, such as a norm or an activation",
    points=0,
    failure_message="Multiply `head.get_value.weight` by 2: does the output double? By the docstring, what is done "
    "with the values, besides weighting and adding them?",
)
def bent(lab):
    once, twice, none = (two_values(lab, size * 3.0, size * -1.0) for size in (1, 2, 0))
    assert close(none, torch.zeros(2)) and not close(twice, 2 * once)
    head, *_ = mixing_head(lab)
    x = numbers(5, 11)
    assert close(head.attention_weights(x), head.attention_weights(x)) and close(head(x), head(x))


def two_values(lab, first, second):
    """The output for two tokens with these values, whose weights are even: (2,)"""
    head = head_with(lab, torch.zeros(1, 1), torch.zeros(1, 1), torch.ones(1, 1))
    output = head(torch.tensor([[first], [second]]))
    assert output.shape == (2, 1)
    return output[:, 0]


# Gradients


def reached(lab):
    """Whether a gradient reaches query, key, value and x, where the output depends on each of them."""
    head, query, key, value = random_head(lab, mode="train")
    x, direction = numbers(5, 6), numbers(5, 4, seed=75)
    before = head(x)
    for changed in ((-query, key, value), (query, -key, value), (query, key, -value)):
        assert not close(head_with(lab, *changed)(x), before)
    found = lab.gradients(head, x, direction)
    names = ("get_query.weight", "get_key.weight", "get_value.weight", "inputs")
    return tuple(found[each] is not None for each in names)


@test_case(name="weights_detached", points=0)
def weights_detached(lab):
    assert reached(lab)[:3] == (False, False, True)


@test_case(
    name="the keys are cut off from the gradient, so that `get_key` never learns",
    points=0,
    failure_message="Call `head(x).sum().backward()` and print `head.get_key.weight.grad`. Which line keeps torch "
    "from remembering where the keys came from?",
)
def keys_detached(lab):
    assert reached(lab)[:3] == (True, False, True)


@test_case(
    name="the queries are cut off from the gradient, so that `get_query` never learns",
    points=0,
    failure_message="Call `head(x).sum().backward()` and print `head.get_query.weight.grad`. Which line keeps torch "
    "from remembering where the queries came from?",
)
def queries_detached(lab):
    assert reached(lab)[:3] == (False, True, True)


@test_case(
    name="the values are cut off from the gradient, so that `get_value` never learns",
    points=0,
    failure_message="Call `head(x).sum().backward()` and print `head.get_value.weight.grad`. Which line keeps torch "
    "from remembering where the values came from?",
)
def values_detached(lab):
    assert reached(lab)[:3] == (True, True, False)


@test_case(
    name="x is cut off from the gradient, so that the embeddings before the head never learn",
    points=0,
    failure_message="Call the head with `x.requires_grad_()`, then `head(x).sum().backward()`, and print `x.grad`. "
    "Which line keeps torch from remembering where queries, keys and values came from?",
)
def x_detached(lab):
    assert reached(lab) == (True, True, True, False)


@test_case(
    name="x is cut off from the gradient on its way to queries, keys or values",
    points=0,
    failure_message="Call the head with `x.requires_grad_()`. Which of your lines use `detach`, `data` or `no_grad`? "
    "The embeddings before the head learn from all that is made of x.",
)
def x_detached_on_one_way(lab):
    query, key, value = (numbers(4, 6, seed=seed) / 2 for seed in (61, 62, 63))
    query[:, 3:], key[:, 3:], value[:, :3] = 0, 0, 0
    found = lab.gradients(head_with(lab, query, key, value, "train"), numbers(5, 6), numbers(5, 4, seed=75))
    assert all((found[f"get_{part}.weight"] != 0).any() for part in ("query", "key", "value"))
    scores, values = found["inputs"][:, :3], found["inputs"][:, 3:]
    assert (scores == 0).all() != (values == 0).all()


@test_case(
    name="a part of the softmax is cut off from the gradient",
    points=0,
    failure_message="If you wrote the softmax yourself: which of its parts are `detach`ed, or computed without a "
    "gradient? A row sums to 1 whatever the scores are. So where one weight grows, by how much do the others shrink?",
)
def softmax_detached(lab):
    query, key, _ = (numbers(4, 6, seed=seed) / 2 for seed in (61, 62, 63))
    query[:, 5] = key[:, 5] = 0
    value = torch.zeros(4, 6)
    value[:, 5] = torch.tensor([1.0, 2.0, -1.0, 1.0])
    x = torch.cat([numbers(5, 5), torch.ones(5, 1)], -1)
    head = head_with(lab, query, key, value)
    weights = head.attention_weights(x)
    assert is_causal(weights) and close(weights.sum(-1), torch.ones(5)) and close(head(x), value[:, 5].expand(5, 4))
    found = lab.gradients(head, x, torch.ones(5, 4))
    assert any((found[f"get_{part}.weight"].abs() > 1e-3).any() for part in ("query", "key"))


# What surrounds the formula


@test_case(
    name="the weights are float64, where x is float32",
    points=0,
    failure_message="Print `head.attention_weights(x).dtype` and `x.dtype`, and then the dtype after each line. Which "
    "line changes it?",
)
def double(lab):
    assert random_head(lab)[0].attention_weights(numbers(4, 6)).dtype == torch.float64


@test_case(
    name="the head has parameters of its own, besides those of queries, keys and values",
    points=0,
    failure_message="Print `[name for name, _ in head.named_parameters()]`. Which of them does the starter code not "
    "have, and which step of the docstring would need them?",
)
def more_parameters(lab):
    assert set(lab.parameters(random_head(lab)[0])) - {f"get_{part}.weight" for part in ("query", "key", "value")}


@test_case(
    name="a step works on the CPU alone, wherever x is",
    points=0,
    failure_message="Which of your lines make a tensor without `device=`, or take numbers out of one? On a GPU, they "
    "would not fit what is computed from x.",
)
def cpu_alone(lab):
    assert random_head(lab)[0](numbers(7, 6)).shape == (7, 4)
    assert off_the_cpu(lab, random_head(lab)[0], 11)


def off_the_cpu(lab, head, length):
    """Whether a head fails on another device than the CPU, or gives its output on the CPU."""
    x = numbers(length, 6)
    return fails(lambda: lab.on_meta(head, x)) or not lab.on_meta(head, x).is_meta


@test_case(
    name="something is kept from an earlier call, and is on the wrong device when x comes from another one",
    points=0,
    failure_message="What does your code keep in `self` or outside, and when is it still right? Think of a model that "
    "gets a text on the CPU, and then one of the same length on a GPU.",
)
def kept_device(lab):
    head, *_ = random_head(lab)
    assert not off_the_cpu(lab, head, 15)
    head, *_ = random_head(lab)
    assert head(numbers(13, 6)).shape == (13, 4) and off_the_cpu(lab, head, 13)


@test_case(
    name="x has to lie in memory in one piece, so that a slice of a tensor is refused",
    points=0,
    failure_message="Call the head with `torch.randn(2, 9, 8)[:, :5]`. Which line uses `view`, where `reshape` is "
    "needed?",
)
def slice_refused(lab):
    x = numbers(2, 5, 6)
    assert random_head(lab)[0](x).shape == (2, 5, 4)
    assert fails(lambda: lab.of_slice(random_head(lab)[0], x))
