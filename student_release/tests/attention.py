"""One attention head: its weights and its output."""

import torch
from otter.test_files import test_case
from checks.expect import expect_close, expect_float, expect_tensor

OK_FORMAT = False
name = "attention"
points = None


def head_with(lab, query, key, value):
    head = lab.attention.BareBonesAttentionHead(len(query[0]), len(query))
    matrices = {"get_query.weight": query, "get_key.weight": key, "get_value.weight": value}
    lab.load_parameters(head, {name: torch.as_tensor(matrix) for name, matrix in matrices.items()})
    return head


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
