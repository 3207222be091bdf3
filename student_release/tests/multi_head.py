"""Several heads side by side."""

import torch
from otter.test_files import test_case
from checks.expect import expect_close, expect_float, expect_tensor

OK_FORMAT = False
name = "multi_head"
points = None


def seeded(seed):
    return torch.Generator().manual_seed(seed)


@test_case(name="the output has the shape of the input", points=1)
def shapes(lab):
    attention = lab.attention.BareBonesSelfAttention(8, 3, 2)
    x = torch.randn(2, 5, 8, generator=seeded(1))
    expect_tensor(attention(x[0]), "the output for 5 tokens", (5, 8), torch.float32)
    expect_float(attention(x), "the output for a batch", (2, 5, 8))


@test_case(name="a single token: values, side by side, projected", points=1)
def single_token(lab):
    attention = lab.attention.BareBonesSelfAttention(2, 1, 2)
    state = {name: torch.zeros_like(value) for name, value in lab.parameters(attention).items()}
    state["heads.0.get_value.weight"] = torch.tensor([[1.0, 0.0]])
    state["heads.1.get_value.weight"] = torch.tensor([[0.0, 1.0]])
    state["to_output.weight"] = torch.tensor([[1.0, 0.0], [1.0, 2.0]])
    lab.load_parameters(attention, state)
    expect_close(attention(torch.tensor([[3.0, 5.0]])), torch.tensor([[3.0, 13.0]]), "the output for [[3, 5]]")
