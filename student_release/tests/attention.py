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


@test_case(name="weights are (L, L), and each row sums to 1", points=2)
def rows_sum_to_one(lab):
    head = lab.attention.BareBonesAttentionHead(8, 4)
    weights = head.attention_weights(torch.randn(5, 8, generator=seeded(0)))
    expect_tensor(weights, "the attention weights of 5 tokens", (5, 5), torch.float32)
    expect_close(weights.sum(dim=-1), torch.ones(5), "the sums of the rows")


@test_case(name="no weight falls on a later token", points=2)
def causal_weights(lab):
    x = torch.randn(5, 8, generator=seeded(0))
    weights = lab.attention.BareBonesAttentionHead(8, 4).attention_weights(x)
    expect_tensor(weights, "the attention weights of 5 tokens")
    expect_close(weights.triu(1), torch.zeros(5, 5), "the weights right of the diagonal")


@test_case(name="the output is (..., L, head_dim)", points=1)
def output_shape(lab):
    head = lab.attention.BareBonesAttentionHead(8, 4)
    x = torch.randn(2, 5, 8, generator=seeded(1))
    expect_tensor(head(x[0]), "the output for 5 tokens", (5, 4), torch.float32)
    expect_float(head(x), "the output for a batch", (2, 5, 4))


@test_case(name="tokens that are all alike attend evenly", points=1)
def even(lab):
    head = head_with(lab, [[1.0, 0.0]], [[0.0, 1.0]], [[1.0, 1.0]])
    expected = torch.tensor([[1.0, 0, 0], [1 / 2, 1 / 2, 0], [1 / 3, 1 / 3, 1 / 3]])
    expect_close(head.attention_weights(torch.ones(3, 2)), expected, "the weights of three tokens alike")
