"""One attention head: its weights and its output."""

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
    head.load_state_dict({name: torch.tensor(matrix) for name, matrix in matrices.items()})
    return head


@test_case(name="weights are (L, L), and each row sums to 1", points=2)
def rows_sum_to_one(lab):
    head = lab.attention.BareBonesAttentionHead(8, 4)
    x = torch.randn(5, 8, generator=torch.Generator().manual_seed(0))
    weights = head.attention_weights(x)
    expect_float(weights, "the attention weights of 5 tokens", (5, 5))
    expect_close(weights.sum(dim=-1), torch.ones(5), "the sums of the rows")


@test_case(name="no weight falls on a later token", points=2)
def causal_weights(lab):
    x = torch.randn(5, 8, generator=torch.Generator().manual_seed(0))
    weights = lab.attention.BareBonesAttentionHead(8, 4).attention_weights(x)
    expect_tensor(weights, "the attention weights of 5 tokens")
    expect_close(weights.triu(1), torch.zeros(5, 5), "the weights right of the diagonal")


@test_case(name="the output is (..., L, head_dim)", points=1)
def output_shape(lab):
    head = lab.attention.BareBonesAttentionHead(8, 4)
    expect_float(head(torch.ones(5, 8)), "the output for 5 tokens", (5, 4))
    expect_float(head(torch.ones(2, 5, 8)), "the output for a batch", (2, 5, 4))


@test_case(name="tokens that are all alike attend evenly", points=1)
def even(lab):
    head = head_with(lab, [[1.0, 0.0]], [[0.0, 1.0]], [[1.0, 1.0]])
    expected = torch.tensor([[1.0, 0, 0], [1 / 2, 1 / 2, 0], [1 / 3, 1 / 3, 1 / 3]])
    expect_close(head.attention_weights(torch.ones(3, 2)), expected, "the weights of three tokens alike")


@test_case(
    name="scores are scaled by the square root of head_dim",
    points=2,
    hidden=True,
    failure_message="Compare the spread of your scores for a small and a large head_dim: it should not grow. Which "
    "size does the docstring divide by?",
)
def scale(lab):
    identity = torch.eye(4, 6).tolist()
    head = head_with(lab, identity, identity, identity)
    x = torch.tensor([[1.0, 1, 1, 1, 0, 0], [2.0, 0, 0, 0, 3, 0]])
    last = torch.tensor([2.0 / 2, 4.0 / 2]).softmax(-1)
    expect_close(head.attention_weights(x)[-1], last, "the weights of the second token")


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
    points=3,
    hidden=True,
    failure_message="The output is the sum of the values, weighted with the attention weights; leading dimensions "
    "stay as they are, and a text may have a single token.",
)
def values(lab, reference):
    head, right = (view.attention.BareBonesAttentionHead(6, 4) for view in (lab, reference))
    share_parameters(head, right)
    generator = torch.Generator().manual_seed(3)
    for shape in ((1, 6), (5, 6), (2, 5, 6), (3, 2, 4, 6)):
        x = torch.randn(shape, generator=generator)
        expect_close(head.attention_weights(x), right.attention_weights(x), f"the weights for x of shape {shape}")
        expect_close(head(x), right(x), f"the output for x of shape {shape}")


@test_case(
    name="large scores stay finite and causal",
    points=1,
    hidden=True,
    failure_message="With large inputs, your weights overflow or leak: when is the mask added, and what does the "
    "softmax do?",
)
def extreme(lab, reference):
    head, right = (view.attention.BareBonesAttentionHead(6, 4) for view in (lab, reference))
    share_parameters(head, right)
    x = 100 * torch.randn(5, 6, generator=torch.Generator().manual_seed(4))
    expect_close(head.attention_weights(x).triu(1), torch.zeros(5, 5), "the weights on later tokens")
    expect_close(head(x), right(x), "the output")


@test_case(
    name="the future changes nothing, and gradients flow",
    points=2,
    hidden=True,
    failure_message="An output depends on a later token, or a gradient is cut or wrong, or a tensor is made on the "
    "wrong device.",
)
def gradients(lab, reference):
    head, right = (view.attention.BareBonesAttentionHead(6, 4) for view in (lab, reference))
    share_parameters(head, right)
    generator = torch.Generator().manual_seed(5)
    x, weights = torch.randn(5, 6, generator=generator), torch.randn(5, 4, generator=generator)
    changed = x.clone()
    changed[3:] += 1
    expect_close(head(changed)[:3], head(x)[:3], "the outputs before the change")
    weights[2:] = 0
    found, wanted = lab.gradients(head, x, weights), reference.gradients(right, x, weights)
    for parameter, gradient in wanted.items():
        expect_close(found[parameter], gradient, f"the gradient of {parameter}")
    assert lab.on_meta(head, x).is_meta, "the output should be on the model's device"
