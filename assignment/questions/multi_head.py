"""Several heads side by side."""

import torch
from otter.test_files import test_case

from checks.expect import expect_close, expect_float, expect_tensor
from checks.parameters import share_parameters

OK_FORMAT = False
name = "multi_head"
points = None


def two_models(lab, reference, n_heads, head_dim=4):
    """Self-attention of the submission and of the reference, with the same parameters."""
    attention, right = (view.attention.BareBonesSelfAttention(6, head_dim, n_heads) for view in (lab, reference))
    share_parameters(lab, attention, reference, right)
    return attention, right


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


@test_case(
    name="heads are concatenated in order, then projected",
    points=2,
    hidden=True,
    failure_message="The outputs of all heads stand next to each other, head 0 first, along the last dimension, "
    "before they go through to_output.",
)
def values(lab, reference):
    generator = seeded(6)
    for n_heads, head_dim in ((1, 4), (3, 4), (2, 6), (5, 4), (2, 3)):  # the last one fits x without a projection
        attention, right = two_models(lab, reference, n_heads, head_dim)
        shapes = ((5, 6), (1, 6), (2, 3, 6), (2, 2, 3, 6), (1, 4, 6), (2, 1, 1, 6), (9, 2, 6))
        texts = [torch.randn(shape, generator=generator) for shape in shapes]
        for x, found in [(x, attention(x)) for x in texts]:
            expect_close(found, right(x), f"the output of {n_heads} heads for x of shape {tuple(x.shape)}")
    attention, right = two_models(lab, reference, 2)
    whole = {
        key: torch.randint(-3, 4, value.shape, generator=generator)
        for key, value in reference.parameters(right).items()
    }
    for view, model in ((lab, attention), (reference, right)):
        view.load_parameters(model, {key: value.float() for key, value in whole.items()})
    x = torch.randint(-40, 41, (6, 6), generator=generator).float()  # whole numbers, so that scores have no rounding
    expect_close(attention(x), right(x), "the output for scores of many thousands")


@test_case(
    name="every call stands by itself, in training and in evaluation",
    points=1,
    hidden=True,
    failure_message="If no test above fails, call the same module with texts of 3, 40 and 3 tokens, after .train() "
    "and after .eval(): each result depends on this x and the parameters alone. x may be long, of another dtype, or a "
    "slice of another tensor, and stays as it is.",
)
def calls(lab, reference):
    attention, right = two_models(lab, reference, 2)
    generator = seeded(8)
    found = []
    for mode in ("train", "eval"):
        getattr(attention, mode)()
        for shape in ((3, 6), (40, 6), (3, 6), (2, 64, 6)):
            x = torch.randn(shape, generator=generator)
            found.append((f"the output for x of shape {shape} in mode {mode}", x, attention(x)))
    for what, x, output in found:
        expect_close(output, right(x), what)
    x = torch.randn(2, 5, 6, generator=generator)
    expect_close(lab.of_slice(attention, x), right(x), "the output for a slice")
    expect_close(lab.inputs_after(attention, x), x, "x after the call")
    attention.train()
    wanted = right(x[0, :2])
    for output in lab.outputs_in_a_row(attention, x[0, :2]):
        expect_close(output, wanted, "the output of one of many calls in training")
    share_parameters(lab, attention, reference, right, seed=2)
    expect_close(attention(x), right(x), "the output after the parameters have changed")
    output = attention.double()(x.double())
    expect_tensor(output, "the output for x of float64", (2, 5, 6), torch.float64)
    expect_close(output.float(), right(x), "the output for x of float64")


@test_case(
    name="gradients reach every head",
    points=1,
    hidden=True,
    failure_message="If no test above fails, a head gets no gradient, or a wrong one, or a tensor is made on a device "
    "of its own.",
)
def gradients(lab, reference):
    attention, right = two_models(lab, reference, 3)
    generator = seeded(7)
    x, weights = torch.randn(2, 5, 6, generator=generator), torch.randn(2, 5, 6, generator=generator)
    found, wanted = lab.gradients(attention, x, weights), reference.gradients(right, x, weights)
    for parameter, gradient in wanted.items():
        expect_close(found[parameter], gradient, f"the gradient of {parameter}")
    assert lab.on_meta(attention, x).is_meta, "the output should be on the model's device"
