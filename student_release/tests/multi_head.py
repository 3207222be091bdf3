"""Several heads side by side."""

import torch
from otter.test_files import test_case
from checks.expect import expect_close, expect_float, expect_tensor

OK_FORMAT = False
name = "multi_head"
points = None


def seeded(seed):
    return torch.Generator().manual_seed(seed)


@test_case(name="the output has the shape of the input", points=0.5)
def shapes(lab):
    attention = lab.attention.BareBonesSelfAttention(8, 3, 2)
    x = torch.randn(2, 5, 8, generator=seeded(1))
    expect_tensor(attention(x[0]), "the output for 5 tokens", (5, 8), torch.float32)
    expect_float(attention(x), "the output for a batch", (2, 5, 8))


@test_case(name="a single token: values, side by side, projected", points=0.5)
def single_token(lab):
    attention = lab.attention.BareBonesSelfAttention(2, 2, 2)
    state = {name: torch.zeros_like(value) for name, value in lab.parameters(attention).items()}
    state["heads.0.get_value.weight"] = torch.tensor([[1.0, 0], [0, 1]])
    state["heads.1.get_value.weight"] = torch.tensor([[10.0, 0], [0, 10]])
    state["to_output.weight"] = torch.tensor([[1.0, 2, 0, 0], [0, 0, 1, 2]])
    lab.load_parameters(attention, state)
    expect_close(attention(torch.tensor([[3.0, 5.0]])), torch.tensor([[13.0, 130]]), "the output for [[3, 5]]")


@test_case(name="tokens and documents are not mixed up", points=0.5)
def apart(lab):
    attention, x = lab.attention.BareBonesSelfAttention(6, 4, 3), torch.randn(2, 5, 6, generator=seeded(2))
    output = attention(x)
    expect_tensor(output, "the output of a batch", (2, 5, 6))
    expect_close(attention(x[1]), output[1], "the output of a document alone (compared with the same in a batch)")
    expect_close(attention(x[1, :1]), output[1, :1], "the output of one token (compared with the first of five)")


@test_case(name="training, evaluation, dtype and device make no difference", points=0.5)
def any_mode(lab):
    attention, x = lab.attention.BareBonesSelfAttention(6, 4, 3), torch.randn(50, 6, generator=seeded(3))
    attention.train()
    in_training = attention(x)
    expect_tensor(in_training, "the output for 50 tokens", (50, 6))
    attention.eval()
    expect_close(attention(x), in_training, "the output in evaluation (compared with that in training)")
    assert lab.on_meta(attention, x[:5]).is_meta, "the output should be on the device of x, but is not"
    attention.double()
    expect_tensor(attention(x.double()), "the output for x of float64", (50, 6), torch.float64)
