"""Several heads side by side."""

import torch
from otter.test_files import test_case

from checks.expect import expect_close, expect_float
from checks.parameters import share_parameters

OK_FORMAT = False
name = "multi_head"
points = None


@test_case(name="the output has the shape of the input", points=1)
def shapes(lab):
    attention = lab.attention.BareBonesSelfAttention(8, 3, 2)
    expect_float(attention(torch.ones(5, 8)), "the output for 5 tokens", (5, 8))
    expect_float(attention(torch.ones(2, 5, 8)), "the output for a batch", (2, 5, 8))


@test_case(name="a single token: values, side by side, projected", points=1)
def single_token(lab):
    attention = lab.attention.BareBonesSelfAttention(2, 1, 2)
    state = {name: torch.zeros_like(value) for name, value in attention.state_dict().items()}
    state["heads.0.get_value.weight"] = torch.tensor([[1.0, 0.0]])
    state["heads.1.get_value.weight"] = torch.tensor([[0.0, 1.0]])
    state["to_output.weight"] = torch.tensor([[1.0, 0.0], [1.0, 2.0]])
    attention.load_state_dict(state)
    expect_close(attention(torch.tensor([[3.0, 5.0]])), torch.tensor([[3.0, 13.0]]), "the output for [[3, 5]]")


@test_case(
    name="heads are concatenated in order, then projected",
    points=3,
    hidden=True,
    failure_message="The outputs of all heads stand next to each other, head 0 first, along the last dimension, "
    "before they go through to_output.",
)
def values(lab, reference):
    for n_heads in (1, 3):
        attention, right = (view.attention.BareBonesSelfAttention(6, 4, n_heads) for view in (lab, reference))
        share_parameters(attention, right)
        for shape in ((5, 6), (2, 3, 6), (2, 2, 3, 6)):
            x = torch.randn(shape, generator=torch.Generator().manual_seed(6))
            expect_close(attention(x), right(x), f"the output of {n_heads} heads for x of shape {shape}")


@test_case(
    name="gradients reach every head",
    points=1,
    hidden=True,
    failure_message="A head gets no gradient, or a wrong one, or a tensor is made on a device of its own.",
)
def gradients(lab, reference):
    attention, right = (view.attention.BareBonesSelfAttention(6, 4, 3) for view in (lab, reference))
    share_parameters(attention, right)
    x, weights = torch.randn(2, 5, 6, generator=torch.Generator().manual_seed(7)), torch.ones(2, 5, 6)
    found, wanted = lab.gradients(attention, x, weights), reference.gradients(right, x, weights)
    for parameter, gradient in wanted.items():
        expect_close(found[parameter], gradient, f"the gradient of {parameter}")
    assert lab.on_meta(attention, x).is_meta, "the output should be on the model's device"
