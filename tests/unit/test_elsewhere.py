"""A device that every machine has: it allows what CUDA allows, and refuses what CUDA refuses."""

import copy

import numpy as np
import pytest
from support.lazy import lazy

checking = lazy("autograder.checks.checking")
elsewhere = lazy("autograder.checks.elsewhere")
torch = lazy("torch")

PARTS = """
import copy
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

x = torch.arange(25.0).reshape(5, 5).to(device)
here, scalar = torch.ones(5, 5), torch.tensor(2.0)
ids = torch.arange(3)
above = torch.triu_indices(5, 5, 1)

def put(tensor, index, value):
    tensor[index] = value
    return tensor
"""

ALLOWED = """
x + scalar
scalar + x
scalar + x.sum()
x.mul_(scalar)
x > scalar
x.eq_(scalar)
scalar ** x
x // scalar
(x > 0) & torch.tensor(True)
torch.where(x > 0, scalar, torch.tensor(0.0))
torch.where(x > 0, 0.0, -1e9)
x * np.float32(2)
x.copy_(here)
here.to(device) + x
here.type_as(x) + x
put(x, 0, torch.ones(5))
put(x, slice(1, 3), torch.ones(2, 5))
torch.slice_scatter(x, torch.ones(2, 5), 0, 0, 2)
x.fill_(scalar)
put(x, (above[0], above[1]), -1e9)
put(x, (above[0], above[1]), scalar)
put(x, (above[0].to(device), above[1]), 1.0)
put(x, here > 0, 1.0)
put(here, torch.arange(3, device=device), 1.0).to(device)
x[here > 0]
x[ids]
x[torch.tensor(1)]
x[[0, 1]]
x[np.arange(3)]
nn.Embedding(5, 2).to(device).weight[ids]
x.masked_fill(x > 0, scalar)
F.scaled_dot_product_attention(x[None], x[None], x[None], is_causal=True)
F.layer_norm(x, (5,))
F.dropout(x)
nn.MultiheadAttention(5, 1).to(device)(x, x, x)[0]
nn.LSTM(5, 3).to(device)(x)[0]
torch.vmap(lambda row: torch.where(torch.arange(5, device=device) <= row, 0.0, -1e9))(x)
x * x.sum().item()
x if x.sum() > 0 else None
torch.tensor(x.tolist(), device=device)
x[: int(x[0, 3])]
x[: torch.tensor(2, device=device)]
x.nonzero()
x[x > 0]
x.unique()
(print(x, f"{x.mean():.2f}", repr(x)), x)[1]
torch.tensor([x[0, 0], x[0, 1]], device=device) + x[0, :2]
torch.tensor([1.0] * 5, device=device) + x
torch.tensor([1.0] * 5, device=device, requires_grad=True) + x
torch.as_tensor([1.0] * 5, device=device) + x
torch.asarray([1.0] * 5, device=device) + x
torch.tensor(x) + x
x.new_tensor([1.0] * 5) + x
x.new_zeros(5) + torch.zeros_like(x) + torch.arange(5, device=x.device)
x.new(5).zero_() + x
x.unsqueeze_(0) + torch.ones(1, 5, 5, device=device)
x.t_().resize_(2, 2)
x[0].add_(1)
x.data
copy.deepcopy(x) + x
(x.cpu() + here).to(device)
torch.from_numpy(x.cpu().numpy()).to(device)
torch.from_numpy(x.numpy(force=True)).to(device)
""".strip().splitlines()

REFUSED = """
x + here
x + torch.ones(1)
scalar.add_(x.sum())
here.add_(x.sum())
here + x.sum()
x > here
(x > 0) & (here > 0)
torch.clamp(x, min=here)
torch.where(here > 0, x, 0.0)
torch.where(x > 0, here, 0.0)
torch.add(x, 1, out=torch.empty(5, 5)).to(device)
put(x, (above[0], above[1]), torch.ones(10))
here[torch.arange(3, device=device)].to(device)
here[x > 0].to(device)
x.masked_fill(here > 0, 0)
x.masked_fill(torch.tensor(True), 0)
x.masked_select(here > 0)
x @ here
x[0] @ torch.ones(5)
torch.einsum("ij,jk", x, here)
F.linear(x, here)
F.layer_norm(x, (5,), torch.ones(5))
torch.cat([x, here])
torch.stack([x.sum(), scalar])
nn.Embedding(5, 2).to(device)(ids)
nn.Embedding(5, 2)(ids.to(device))
x.gather(0, torch.zeros(1, 5, dtype=torch.int64))
x.scatter(0, torch.zeros(1, 5, dtype=torch.int64), 1.0)
x.index_select(0, ids)
torch.take_along_dim(x, torch.zeros(1, 5, dtype=torch.int64), 0)
F.cross_entropy(x, torch.arange(5))
F.scaled_dot_product_attention(x, x, x, attn_mask=here > 0)
torch.arange(5) + x
torch.tensor([1.0] * 5) + x
torch.vmap(lambda row: row + torch.arange(5))(x)
torch.from_numpy(x.numpy()).to(device)
torch.from_numpy(np.asarray(x)).to(device)
""".strip().splitlines()


def on_the_device(expression):
    """The value of an expression on the device."""

    def evaluate(device):
        names = {"device": device}
        exec(PARTS, names)
        return eval(expression, names)

    return elsewhere.call_elsewhere(evaluate, [torch.device("meta")], {})


@pytest.mark.parametrize("expression", ALLOWED)
def test_what_cuda_allows_is_allowed(expression):
    assert on_the_device(expression).is_meta


@pytest.mark.parametrize("expression", REFUSED)
def test_what_cuda_refuses_is_refused(expression):
    with pytest.raises(RuntimeError, match=r"\bmet\b|\.cpu\(\) first|same device|to have meta Device"):
        on_the_device(expression)


def test_a_result_on_the_cpu_stays_there():
    assert not on_the_device("x.cpu()").is_meta
    assert not on_the_device("here * scalar").is_meta


def layer(forward, **state):
    """A linear layer with state of its own, whose `forward` is the function given."""
    model = torch.nn.Linear(4, 4)
    for name, value in state.items():
        setattr(model, name, value)
    model.forward = lambda x: forward(model, x)
    return model


def on_meta(model, *inputs, **settings):
    return checking.Lab("nothing").on_meta(model, *inputs, **settings)


def test_a_buffer_moves_with_its_model_and_another_tensor_does_not():
    model = torch.nn.Linear(4, 4)
    model.register_buffer("mask", torch.ones(3, 4))
    model.register_forward_hook(lambda model, inputs, output: output + model.mask)
    output = on_meta(model, torch.ones(3, 4))
    assert output.is_meta and output.shape == (3, 4) and type(output) is torch.Tensor
    with pytest.raises(RuntimeError, match="tensors on cpu and meta met in add"):
        on_meta(layer(lambda model, x: x + model.mask, mask=torch.ones(4)), torch.ones(3, 4))


def test_a_model_is_as_before_afterwards():
    model = torch.nn.Sequential(torch.nn.Linear(4, 4), torch.nn.BatchNorm1d(4)).eval()
    model[0].bias = model[1].bias
    before, numbers = model.state_dict(), model(torch.ones(3, 4))
    on_meta(model, torch.ones(3, 4))
    assert all(value is before[name] or torch.equal(value, before[name]) for name, value in model.state_dict().items())
    assert model[0].bias is model[1].bias and torch.equal(model(torch.ones(3, 4)), numbers)


def test_what_the_stand_in_cannot_do_proves_nothing():
    def autocast(model, x):
        with torch.autocast(x.device.type, enabled=False):  # torch has none for `meta`
            return x * 2

    def broken(model, x):
        raise ValueError("on every device")

    assert on_meta(layer(autocast), torch.ones(3, 4)).is_meta
    with pytest.raises(ValueError, match="on every device"):
        on_meta(layer(broken), torch.ones(3, 4))


def test_a_function_gets_the_device_as_it_names_it():
    def zeros(size, device=None):
        return torch.zeros(size, device=device)

    for device in ("meta", torch.device("meta")):
        assert on_meta(zeros, 3, device=device).is_meta and on_meta(zeros, 3, device).is_meta
    assert not on_meta(zeros, 3).is_meta


def test_tensors_of_torch_s_own_meta_have_zeros_for_numbers():
    model = layer(lambda model, x: x + model.other, other=torch.ones(4, device="meta"))
    assert on_meta(model, torch.ones(3, 4)).is_meta


def test_outputs_of_any_structure_come_back():
    first, (second, third) = on_meta(layer(lambda model, x: (x, [copy.copy(x), 3])), torch.ones(3, 4))
    assert first.is_meta and second.is_meta and third == 3
    assert np.asarray(third) == 3
