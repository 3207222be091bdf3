"""One attention head: its weights and its output."""

import math

import torch
from otter.test_files import test_case

from checks.expect import expect_close, expect_float, expect_tensor
from checks.parameters import share_parameters

OK_FORMAT = False
name = "attention"
points = None


def head_with(lab, query, key, value):
    head = lab.attention.BareBonesAttentionHead(len(query[0]), len(query))
    matrices = {"get_query.weight": query, "get_key.weight": key, "get_value.weight": value}
    lab.load_parameters(head, {name: torch.as_tensor(matrix) for name, matrix in matrices.items()})
    return head


def two_heads(lab, reference, head_dim=7, seed=0):
    """A head of the submission and one of the reference, with the same parameters; emb_dim is 6."""
    head, right = (view.attention.BareBonesAttentionHead(6, head_dim) for view in (lab, reference))
    share_parameters(lab, head, reference, right, seed=seed)
    return head, right


def seeded(seed):
    return torch.Generator().manual_seed(seed)


@test_case(name="weights are (L, L), and each row sums to 1", points=1)
def rows_sum_to_one(lab):
    head = lab.attention.BareBonesAttentionHead(8, 4)
    weights = head.attention_weights(torch.randn(5, 8, generator=seeded(0)))
    expect_tensor(weights, "the attention weights of 5 tokens", (5, 5), torch.float32)
    expect_close(weights.sum(dim=-1), torch.ones(5), "the sums of the rows")


@test_case(name="no weight falls on a later token", points=1)
def causal_weights(lab):
    x = torch.randn(5, 8, generator=seeded(0))
    weights = lab.attention.BareBonesAttentionHead(8, 4).attention_weights(x)
    expect_tensor(weights, "the attention weights of 5 tokens")
    expect_close(weights.triu(1), torch.zeros(5, 5), "the weights right of the diagonal")


@test_case(name="a query finds the key that fits", points=0.5)
def finds_the_key(lab):
    head = head_with(lab, [[20.0, 0], [0, 0]], [[0, 20.0], [0, 0]], [[1.0, 0], [0, 1]])
    x = torch.tensor([[0.0, 0], [0, 1], [1, 0]])  # the last token asks for what the second one has; no other asks
    expected = torch.tensor([[1.0, 0, 0], [1 / 2, 1 / 2, 0], [0, 1, 0]])
    expect_close(head.attention_weights(x), expected, "the weights (where the last query fits the second key)")


@test_case(name="the spread of the scores suits head_dim", points=1)
def spread(lab):
    for head_dim, expected in ((4, 2.0), (10, 3.1623)):
        matrix = torch.tensor([[1.0, 0]] * head_dim)
        weights = head_with(lab, matrix, matrix, matrix).attention_weights(torch.tensor([[0.0, 1], [1, 1], [1, 0]]))
        expect_tensor(weights, "the attention weights of 3 tokens", (3, 3))
        apart = (weights[2, 1] / weights[2, 0]).log().item()
        assert abs(apart - expected) < 1e-3, (
            f"with a head_dim of {head_dim}, two scores of the last token should be {expected:g} apart, but are "
            f"{apart:z.4g} apart"
        )


@test_case(name="the output is (..., L, head_dim)", points=0.5)
def output_shape(lab):
    head = lab.attention.BareBonesAttentionHead(8, 4)
    x = torch.randn(2, 5, 8, generator=seeded(1))
    expect_tensor(head(x[0]), "the output for 5 tokens", (5, 4), torch.float32)
    expect_float(head(x), "the output for a batch", (2, 5, 4))


@test_case(name="the weights mix the values", points=0.5)
def mixed(lab):
    head, value = lab.attention.BareBonesAttentionHead(3, 2), torch.tensor([[2.0, 0, 0], [0, -1, 0]])
    lab.load_parameters(head, {"get_value.weight": value})
    x = 3 * torch.randn(4, 3, generator=seeded(2))
    weights = head.attention_weights(x)
    expect_tensor(weights, "the attention weights of 4 tokens", (4, 4))
    expect_close(head(x), weights @ (x @ value.T), "the output (compared with your own weights times the values)")


@test_case(name="each document of a batch is by itself", points=0.5)
def documents(lab):
    head, x = lab.attention.BareBonesAttentionHead(8, 4), torch.randn(2, 5, 8, generator=seeded(3))
    for what, call, shape in (("weights", head.attention_weights, (2, 5, 5)), ("output", head, (2, 5, 4))):
        in_a_batch = call(x)
        expect_tensor(in_a_batch, f"the {what} of a batch", shape)
        expect_close(call(x[1]), in_a_batch[1], f"the {what} of a document alone (compared with the same in a batch)")


@test_case(name="scores of many thousands do no harm", points=0.5)
def large_scores(lab):
    head = head_with(lab, [[-1.0]], [[1.0]], [[1.0]])
    x = torch.tensor([[200.0], [-150.0], [300.0]])  # the first token has -40000 with itself, and 30000 with the second
    expected = torch.tensor([[1.0, 0, 0], [1, 0, 0], [0, 1, 0]])
    expect_close(head.attention_weights(x), expected, "the weights for scores of many thousands")


@test_case(name="length, training, evaluation, dtype and device make no difference", points=0.5)
def any_mode(lab):
    head, x = lab.attention.BareBonesAttentionHead(8, 4), torch.randn(50, 8, generator=seeded(4))
    head.train()
    in_training = head(x)
    expect_tensor(in_training, "the output for 50 tokens", (50, 4))
    head.eval()
    expect_close(head(x), in_training, "the output in evaluation (compared with that in training)")
    expect_close(head(x[:3]), in_training[:3], "the output for 3 tokens (compared with the first 3 of a longer text)")
    assert lab.on_meta(head, x[:5]).is_meta, "the output should be on the device of x, but is not"
    head.double()
    expect_tensor(head.attention_weights(x.double()), "the weights for x of float64", (50, 50), torch.float64)


@test_case(
    name="scores are scaled by the square root of head_dim",
    points=2,
    hidden=True,
    failure_message="Compare the spread of your scores for a small and a large head_dim: it should not grow. Which "
    "size does the docstring divide by?",
)
def scale(lab):
    generator = seeded(3)
    rows = []
    for head_dim in (3, 5, 4, 8, 10):
        matrix = torch.randn(head_dim, 6, generator=generator) / 2  # for queries and keys alike: their places aside
        x = torch.randn(4, 6, generator=generator)
        keys = x @ matrix.T
        expected = (keys @ keys[-1] / math.sqrt(head_dim)).softmax(-1)
        rows.append((head_dim, head_with(lab, matrix, matrix, matrix).attention_weights(x), expected))
    for head_dim, weights, expected in rows:
        expect_close(weights[-1], expected, f"the weights of the last token for a head_dim of {head_dim}")


@test_case(
    name="queries ask, keys answer",
    points=2,
    hidden=True,
    failure_message="Row i belongs to query i: are queries and keys in the right places, and does the softmax run "
    "over the keys?",
)
def query_and_key(lab):
    head = head_with(lab, [[1.0, 0.0]], [[0.0, 1.0]], [[1.0, 0.0]])
    x = torch.tensor([[1.0, 2.0], [-1.0, 0.5], [3.0, -1.0]])
    scores = torch.tensor([[2.0, -torch.inf, -torch.inf], [-2.0, -0.5, -torch.inf], [6.0, 1.5, -3.0]])
    expect_close(head.attention_weights(x), scores.softmax(-1), "the weights")


@test_case(
    name="weights and output are right for any number of documents",
    points=2,
    hidden=True,
    failure_message="If no test above fails, look at the output: it is the sum of the values, weighted with the "
    "attention weights; leading dimensions stay as they are, also where they are 1, and a text may have a single "
    "token, or score 0 everywhere.",
)
def values(lab, reference):
    head, right = two_heads(lab, reference)
    generator = seeded(3)
    shapes = ((5, 6), (1, 6), (2, 5, 6), (3, 2, 4, 6), (1, 4, 6), (2, 1, 1, 6))
    texts = [*(torch.randn(shape, generator=generator) for shape in shapes), torch.zeros(4, 6)]
    found = [(head.attention_weights(x), head(x)) for x in texts]
    for x, (weights, output) in zip(texts, found, strict=True):
        expect_close(weights, right.attention_weights(x), f"the weights for x of shape {tuple(x.shape)}")
        expect_close(output, right(x), f"the output for x of shape {tuple(x.shape)}")
    for head_dim in (6, 4):
        head, right = two_heads(lab, reference, head_dim)
        x = torch.randn(2, 6, 6, generator=generator)
        expect_close(head(x), right(x), f"the output of a head with emb_dim 6 and head_dim {head_dim}")


@test_case(
    name="every call stands by itself, in training and in evaluation",
    points=1,
    hidden=True,
    failure_message="If no test above fails, call one head with texts of 3, 40 and 3 tokens, after head.train() and "
    "after head.eval(): each result depends on this x alone, and has its dtype. x may be long, or a slice of another "
    "tensor, and stays as it is.",
)
def calls(lab, reference):
    head, right = two_heads(lab, reference)
    generator = seeded(6)
    found = []
    for mode in ("train", "eval"):
        getattr(head, mode)()
        for shape in ((2, 5, 6), (3, 6), (40, 6), (3, 6), (2, 64, 6)):
            x = torch.randn(shape, generator=generator)
            found.append((f"for x of shape {shape} in mode {mode}", x, head.attention_weights(x), head(x)))
    for place, x, weights, output in found:
        expect_close(weights, right.attention_weights(x), f"the weights {place}")
        expect_close(output, right(x), f"the output {place}")
    x = torch.randn(2, 5, 6, generator=generator)
    for text in (x, x.flip(0)):  # two of one shape, without gradients
        expect_close(lab.of_slice(head, text), right(text), "the output for a slice")
    expect_close(lab.inputs_after(head, x), x, "x after the call")
    (other, right_other), x = two_heads(lab, reference, seed=1), x[0]
    expect_close(other(x), right_other(x), "the output of another head")
    share_parameters(lab, head, reference, right, seed=2)
    expect_close(head(x), right(x), "the output of a head whose parameters have changed")
    head.double()
    for what, found, wanted in (
        ("weights", head.attention_weights(x.double()), right.attention_weights(x)),
        ("output", head(x.double()), right(x)),
    ):
        expect_tensor(found, f"the {what} for x of float64", dtype=torch.float64)
        expect_close(found.float(), wanted, f"the {what} for x of float64")


@test_case(
    name="large scores stay finite and causal",
    points=1,
    hidden=True,
    failure_message="If no test above fails, with large inputs, your weights overflow or leak: when is the mask "
    "added, and what does the softmax do?",
)
def extreme(lab, reference):
    head, right = two_heads(lab, reference)
    x = 100 * torch.randn(5, 6, generator=seeded(4))
    expect_close(head.attention_weights(x).triu(1), torch.zeros(5, 5), "the weights on later tokens")
    expect_close(head(x), right(x), "the output")
    head = head_with(lab, [[-1.0]], [[1.0]], [[1.0]])
    x = torch.tensor(
        [[250.0], [-250.0], [-240.0]]
    )  # the score of a token with itself is -62500, with a later one 62500
    expect_close(head.attention_weights(x), torch.tensor([[1.0, 0, 0], [1, 0, 0], [1, 0, 0]]), "the weights")


@test_case(
    name="the future changes nothing, and gradients flow",
    points=2,
    hidden=True,
    failure_message="If no test above fails, an output depends on a later token, or a gradient is cut or wrong, or a "
    "tensor is made on the wrong device.",
)
def gradients(lab, reference):
    head, right = two_heads(lab, reference)
    generator = seeded(5)
    x, weights = torch.randn(5, 6, generator=generator), torch.randn(5, 7, generator=generator)
    changed = x.clone()
    changed[3:] += 1
    after, before = head(changed), head(x)
    found, wanted = lab.gradients(head, x, weights), reference.gradients(right, x, weights)
    expect_close(after[:3], before[:3], "the outputs before the change")
    for parameter, gradient in wanted.items():
        expect_close(found[parameter], gradient, f"the gradient of {parameter}")
    for text in (torch.cat([x, x])[:9], x):  # of a new length, and of one that was seen on the CPU
        assert lab.on_meta(head, text).is_meta, "the output should be on the model's device"
