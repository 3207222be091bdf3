"""What holds for every right attention head."""

import math

import torch
from otter.test_files import test_case

from checks.expect import dtype_name, expect_tensor

OK_FORMAT = False
name = "attention"
points = None
SAME = 1e-4
"""How far numbers may be apart, relative to the largest one (at least 1)."""


def random_text(*shape, seed=40):
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def head_with(lab, query, key, value):
    """A head with these matrices, each (head_dim, emb_dim)."""
    head = lab.attention.BareBonesAttentionHead(query.shape[1], query.shape[0])
    lab.load_parameters(head, {"get_query.weight": query, "get_key.weight": key, "get_value.weight": value})
    return head


def random_head(lab, emb_dim=6, head_dim=3):
    """A head with random matrices, and these matrices."""
    matrices = [random_text(head_dim, emb_dim, seed=seed) for seed in (41, 42, 43)]
    return head_with(lab, *matrices), *matrices


def row(numbers):
    """A few numbers in words."""
    return ", ".join(f"{number:z.3g}" for number in numbers.detach().flatten().tolist())


def same(found, wanted):
    """Whether two tensors hold the same numbers up to rounding."""
    found, wanted = found.detach().double(), wanted.detach().double()
    scale = max(1.0, wanted.abs().max().item()) if wanted.numel() else 1.0
    return found.shape == wanted.shape and bool(((found - wanted).abs() <= SAME * scale).all())


def first_other(found, wanted):
    """Where two tensors first differ, as a list of places, and both numbers there."""
    differ = ~((found - wanted).abs() <= SAME * max(1.0, wanted.abs().max().item()))
    at = tuple(differ.nonzero()[0].tolist())
    return f"at {list(at)} there should be {wanted[at].item():z.4g}, but there is {found[at].item():z.4g}"


@test_case(
    name="the weights of a text are a square matrix of float32, and the output has head_dim numbers for each token",
    points=0,
    failure_message="Print type, shape and dtype of `head.attention_weights(x)` and of `head(x)` for 5 tokens, "
    "and write the shape behind each line of your code.",
)
def shapes(lab):
    head, *_ = random_head(lab)
    x = random_text(5, 6)
    expect_tensor(head.attention_weights(x), "the weights of 5 tokens", (5, 5), torch.float32)
    expect_tensor(head(x), "the output for 5 tokens and head_dim 3", (5, 3), torch.float32)


@test_case(
    name="a head has three matrices, and no other parameters",
    points=0,
    failure_message="Print `[name for name, _ in head.named_parameters()]`. Which of them does the starter code not "
    "have?",
)
def parameters(lab):
    head, *_ = random_head(lab)
    more = sorted(set(lab.parameters(head)) - {f"get_{part}.weight" for part in ("query", "key", "value")})
    assert not more, f"a head should have the parameters of the starter code, but also has {', '.join(more)}"


@test_case(
    name="training, evaluation and a second call give the same",
    points=0,
    failure_message="Call `attention_weights` and the head itself twice with the same x, after `head.train()` and"
    " after `head.eval()`. Which part of your code draws at random, or asks for `self.training`?",
)
def repeatable(lab):
    head, *_ = random_head(lab)
    x = random_text(6, 6)
    head.train()
    weights, output = (found.nan_to_num() for found in (head.attention_weights(x), head(x)))  # nan is not chance
    for mode in ("train", "eval"):
        getattr(head, mode)()
        again = head.attention_weights(x).nan_to_num()
        assert same(again, weights), (
            f"after head.{mode}(), the weights should be as before, but {first_other(again, weights)}"
        )
        again = head(x).nan_to_num()
        assert same(again, output), (
            f"after head.{mode}(), the output should be as before, but {first_other(again, output)}"
        )


@test_case(
    name="each row of weights is a share of 1, without a negative number",
    points=0,
    failure_message="Print your weights for 3 tokens, and the sum of each row. Which step turns scores into "
    "weights, and along which dimension?",
)
def shares(lab):
    head, *_ = random_head(lab)
    weights = head.attention_weights(random_text(4, 6))
    alone = head.attention_weights(random_text(1, 6))
    assert same(alone, torch.ones(1, 1)), f"the weight of a single token should be 1, but is {row(alone)}"
    sums = weights.sum(dim=-1)
    assert same(sums, torch.ones(4)), f"the rows of the weights of 4 tokens should sum to 1, but sum to {row(sums)}"
    assert (weights >= 0).all(), f"no weight should be negative, but the smallest is {weights.min().item():z.3g}"


@test_case(
    name="a token sees itself and the tokens before it, and no later one",
    points=0,
    failure_message="Print your weights for 3 tokens. Which entries should be 0, and which should not? Row i "
    "belongs to the token that looks.",
)
def causal(lab):
    head, *_ = random_head(lab)
    weights = head.attention_weights(random_text(4, 6) / 10)
    for query in range(4):
        seen = [key for key in range(4) if weights[query, key] > 1e-9]
        assert seen == list(range(query + 1)), (
            f"token {query} of 4 should have weights on tokens {list(range(query + 1))}, but has them on {seen}"
        )


@test_case(
    name="tokens with the same key get the same weight",
    points=0,
    failure_message="Give the head 3 tokens that are all alike and print the weights. What should a token do that"
    " cannot tell the others apart?",
)
def even(lab):
    head, *_ = random_head(lab)
    wanted = torch.ones(4, 4).tril() / torch.arange(1, 5).unsqueeze(-1)
    for which, token in {"alike": random_text(1, 6), "zero": torch.zeros(1, 6)}.items():
        weights = head.attention_weights(token.expand(4, 6).contiguous())
        assert same(weights, wanted), (
            f"of 4 tokens that are all {which}, the last one should give each a weight of 0.25, but gives "
            f"{row(weights[-1])}"
        )


@test_case(
    name="the scores are divided by the square root of head_dim, whatever the other sizes are",
    points=0,
    failure_message="Print the spread of your scores before the softmax, for head_dim 4 and for head_dim 64. It "
    "should hardly differ.",
)
def divisor(lab):
    found = []
    for head_dim, others in ((4, 0), (64, 0), (4, 3)):
        side = torch.zeros(head_dim, 2)
        side[:, 1] = 2 / math.sqrt(head_dim)  # the query of [0, 1] times the key of [0, 1] is 4, and of [0, 0.25] is 1
        x = torch.tensor([[0.0, 0.25]] * (others + 1) + [[0.0, 1.0]])
        last = head_with(lab, side, side, side).attention_weights(x)[-1]
        difference = (last[-1] / last[0]).log().item()
        found.append(3 / difference if difference else math.inf)
    small, large, longer = found
    assert same(torch.tensor([small, large]), torch.tensor([2.0, 8.0])), (
        f"scores should be divided by 2 for head_dim 4 and by 8 for head_dim 64, but your weights come from scores "
        f"that are divided by {small:z.3g} and by {large:z.3g}"
    )
    assert same(torch.tensor(longer), torch.tensor(2.0)), (
        f"for head_dim 4, scores should be divided by 2 in a text of any length, but for 5 tokens yours are divided by "
        f"{longer:z.3g}"
    )


@test_case(
    name="the score of a query with a key is their product, and values play no part in it",
    points=0,
    failure_message="Take one row of your weights and compute it by hand: the query of that token times the key "
    "of each token, scaled, then softmax. Set one of the three matrices to zeros after the other:"
    " which change the weights?",
)
def product(lab):
    head, query, key, _ = random_head(lab)
    x = random_text(4, 6) / 3
    wanted = ((x[-1] @ query.T) @ (x @ key.T).T / math.sqrt(3)).softmax(-1)
    weights = head.attention_weights(x)[-1]
    assert same(weights, wanted), (
        f"for a random head, the last of 4 tokens should give them the weights {row(wanted)}, but gives {row(weights)}"
    )


@test_case(
    name="a text gets the same weights alone, in a batch, and as the beginning of a longer text",
    points=0,
    failure_message="Call one head with texts of 3, 5 and 60 tokens one after the other, and with batches of "
    "them. Which lines count dimensions from the front, keep something from an earlier call, or "
    "depend on the whole batch?",
)
def alone(lab):
    head, *_ = random_head(lab)
    x = random_text(3, 6)
    alone = head.attention_weights(x)
    others = {
        "as the beginning of 5 tokens": head.attention_weights(torch.cat([x, random_text(2, 6)]))[:3, :3],
        "as the beginning of 60 tokens": head.attention_weights(torch.cat([x, random_text(57, 6)]))[:3, :3],
        "after a call with a longer text": head.attention_weights(x),
        "in a batch of one": head.attention_weights(x[None])[0],
        "as the second text of a batch": head.attention_weights(torch.stack([random_text(3, 6, seed=44), x]))[1],
        "in a batch of 2 times 2 texts": head.attention_weights(x.expand(2, 2, 3, 6).contiguous())[1, 1],
    }
    for where, weights in others.items():
        assert tuple(weights.shape) == (3, 3), (
            f"the weights of a text of 3 tokens should be (3, 3), but {where} they are {tuple(weights.shape)}"
        )
        assert same(weights, alone), (
            f"a text of 3 tokens should get the same weights {where}, but {first_other(weights, alone)}"
        )


@test_case(
    name="very large scores leave the weights causal, and free of NaN",
    points=0,
    failure_message="Print your weights for 1000 * x. How large can a score become, compared with the number that"
    " hides later tokens? What is `torch.tensor(1000.0).exp()`?",
)
def large(lab):
    head, *_ = random_head(lab)
    weights = head.attention_weights(1000 * random_text(5, 6))
    assert not weights.isnan().any(), f"with x times 1000 no weight should be NaN, but {int(weights.isnan().sum())} are"
    leaked = weights.triu(1).sum(-1).max().item()
    assert leaked == 0, f"with x times 1000 no weight should fall on later tokens, but in one row {leaked:z.3g} does"
    sums = weights.sum(-1)
    assert same(sums, torch.ones(5)), f"with x times 1000 each row should still sum to 1, but they sum to {row(sums)}"


@test_case(
    name="the output is the sum of the values, weighted with the attention weights",
    points=0,
    failure_message="Compute the second row of `head(x)` by hand: which weights does this token have, and what "
    "are the values of the tokens that it sees? Then try a batch of two texts.",
)
def mixed(lab):
    head, _, _, value = random_head(lab)
    for shape in ((4, 6), (1, 6), (2, 4, 6), (2, 2, 4, 6)):
        x = random_text(*shape, seed=45)
        output, wanted = head(x), head.attention_weights(x).detach() @ (x @ value.T)
        assert tuple(output.shape) == tuple(wanted.shape), (
            f"for x of shape {shape} the output should have shape {tuple(wanted.shape)}, but has {tuple(output.shape)}"
        )
        assert same(output, wanted), f"for x of shape {shape}, in the output {first_other(output, wanted)}"


@test_case(
    name="a gradient reaches queries, keys, values and x",
    points=0,
    failure_message="Call `head(x).sum().backward()` and print the `grad` of each layer's weight. Where does your"
    " code use `detach`, `data`, `no_grad`, `item` or numpy, or make a new tensor of numbers?",
)
def gradients(lab):
    head, *_ = random_head(lab)
    found = lab.gradients(head, random_text(4, 6), random_text(4, 3, seed=46))
    for parameter, gradient in found.items():
        assert gradient is not None, f"a gradient should reach {parameter}, but none does"
        assert (gradient != 0).any(), f"the gradient of {parameter} should not be zero everywhere, but it is"


@test_case(
    name="x stays as it is, a slice will do, and everything is made on the device of x",
    points=0,
    failure_message="Print x before and after the call. Which lines write into a tensor, use `view` where "
    "`reshape` is needed, or make a tensor without `device=`?",
)
def manners(lab):
    head, *_ = random_head(lab)
    x = random_text(5, 6)
    after = lab.inputs_after(head, x)
    assert same(after, x), f"x should stay as it is, but after the call {first_other(after, x)}"
    output, sliced = head(x), lab.of_slice(head, x)
    assert same(sliced, output), f"a slice of a tensor should give the same output, but {first_other(sliced, output)}"
    moved = lab.on_meta(head, x)
    assert moved.is_meta and moved.dtype == torch.float32, (
        f"the output should be float32 and on the device of x, but is {dtype_name(moved.dtype)} on {moved.device}"
    )


@test_case(
    name="the gradients are those of the docstring's formula",
    points=0,
    failure_message="Go through the docstring's formula from left to right, and name your line for each of its "
    "parts. What else does your code do?",
)
def formula(lab):
    head, query, key, value = random_head(lab)
    matrices = {"get_query.weight": query, "get_key.weight": key, "get_value.weight": value}
    leaves = {parameter: matrix.clone().requires_grad_() for parameter, matrix in matrices.items()}
    x, direction = random_text(4, 6), random_text(4, 3, seed=46)
    q, k, v = (x @ leaf.T for leaf in leaves.values())
    scores = (q @ k.T / math.sqrt(3)).masked_fill(torch.ones(4, 4).triu(1).bool(), -math.inf)
    (scores.softmax(-1) @ v * direction).sum().backward()
    found = lab.gradients(head, x, direction)
    for parameter, leaf in leaves.items():
        assert same(found[parameter], leaf.grad), (
            f"in the gradient of {parameter}, {first_other(found[parameter], leaf.grad)}"
        )
