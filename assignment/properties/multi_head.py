"""What holds for every right self-attention of several heads."""

import torch
from otter.test_files import test_case

from checks.expect import dtype_name, expect_tensor

OK_FORMAT = False
name = "multi_head"
points = None
SAME = 1e-4
"""How far numbers may be apart, relative to the largest one (at least 1)."""


def random_text(*shape, seed=50):
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def attention_with(lab, emb_dim, head_dim, n_heads, **changes):
    """Self-attention with random parameters, and with these changes by name; and its parameters."""
    attention = lab.attention.BareBonesSelfAttention(emb_dim, head_dim, n_heads)
    names = [f"heads.{i}.{part}.weight" for i in range(n_heads) for part in ("get_query", "get_key", "get_value")]
    shapes = dict.fromkeys(names, (head_dim, emb_dim)) | {"to_output.weight": (emb_dim, n_heads * head_dim)}
    state = {key: random_text(*shape, seed=51 + place) for place, (key, shape) in enumerate(shapes.items())}
    lab.load_parameters(attention, state | changes)
    return attention, state | changes


def same(found, wanted):
    """Whether two tensors hold the same numbers up to rounding."""
    found, wanted = found.detach().double(), wanted.detach().double()
    scale = max(1.0, wanted.abs().max().item())
    return found.shape == wanted.shape and bool(((found - wanted).abs() <= SAME * scale).all())


def first_other(found, wanted):
    """Where two tensors first differ, as a list of places, and both numbers there."""
    differ = ~((found - wanted).abs() <= SAME * max(1.0, wanted.abs().max().item()))
    at = tuple(differ.nonzero()[0].tolist())
    return f"at {list(at)} there should be {wanted[at].item():z.4g}, but there is {found[at].item():z.4g}"


def by_formula(state, x, n_heads):
    """What comes out by the docstrings, with these parameters."""
    outputs = []
    for i in range(n_heads):
        q, k, v = (x @ state[f"heads.{i}.{part}.weight"].T for part in ("get_query", "get_key", "get_value"))
        scores = q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5
        later = torch.ones(x.shape[-2], x.shape[-2]).triu(1).bool()
        outputs.append(scores.masked_fill(later, -torch.inf).softmax(-1) @ v)
    return torch.cat(outputs, -1) @ state["to_output.weight"].T


@test_case(
    name="the output is a tensor of float32 with the shape of x",
    points=0,
    failure_message="Print type, shape and dtype of your output for 5 tokens, head_dim 3 and emb_dim 8, and write"
    " the shape behind each line of your code.",
)
def shape(lab):
    attention, _ = attention_with(lab, 8, 3, 2)
    expect_tensor(attention(random_text(5, 8)), "the output for x of shape (5, 8)", (5, 8), torch.float32)


@test_case(
    name="any number of texts will do",
    points=0,
    failure_message="Print the shape of your output for x of shape (1, 8), (2, 5, 8) and (2, 1, 5, 8). Which "
    "lines count dimensions from the front, or remove dimensions of size 1?",
)
def batches(lab):
    attention, _ = attention_with(lab, 8, 3, 2)
    for wanted in ((1, 8), (2, 5, 8), (2, 1, 5, 8)):
        expect_tensor(attention(random_text(*wanted)), f"the output for x of shape {wanted}", wanted)


@test_case(
    name="there are no parameters but those of the heads and of to_output",
    points=0,
    failure_message="Print `[name for name, _ in attention.named_parameters()]`. Which of them does the starter "
    "code not have?",
)
def parameters(lab):
    attention, state = attention_with(lab, 6, 2, 2)
    more = [key for key in lab.parameters(attention) if key not in state]
    assert not more, f"the parameters should be those of the starter code, but there is also {', '.join(more)}"


@test_case(
    name="training, evaluation and a second call give the same",
    points=0,
    failure_message="Call your module twice with the same x, after `.train()` and after `.eval()`. Which part of "
    "your code draws at random, or asks for `self.training`?",
)
def repeatable(lab):
    attention, _ = attention_with(lab, 6, 2, 5)
    x = random_text(50, 6)
    attention.train()
    first = attention(x).nan_to_num()  # nan is not chance
    for mode in ("train", "train", "eval"):
        getattr(attention, mode)()
        output = attention(x).nan_to_num()
        assert same(output, first), f"after .{mode}(), the output should be as before, but {first_other(output, first)}"


@test_case(
    name="all that comes out goes through to_output",
    points=0,
    failure_message="Set `to_output.weight` to zeros and print the output. What do you return besides the projection?",
)
def projected(lab):
    attention, _ = attention_with(lab, 4, 3, 2, **{"to_output.weight": torch.zeros(4, 6)})
    output = attention(random_text(3, 4))
    assert same(output, torch.zeros(3, 4)), (
        f"where to_output.weight is zero, the output should be zero, but {first_other(output, torch.zeros(3, 4))}"
    )


@test_case(
    name="the first columns of to_output belong to head 0, the next ones to head 1",
    points=0,
    failure_message="Print what goes into `to_output` for a text of one token, where the values of head 0 are all"
    " 1 and those of all other heads 0. Which numbers of the row should be 1?",
)
def order(lab):
    zero, columns = torch.zeros(2, 1), torch.tensor([[1.0, 10, 100, 1000, 10_000, 100_000]])
    for number, wanted in enumerate((11.0, 1100.0, 110_000.0)):
        values = {f"heads.{i}.get_value.weight": torch.ones(2, 1) if i == number else zero for i in range(3)}
        attention, _ = attention_with(lab, 1, 2, 3, **values, **{"to_output.weight": columns})
        output = attention(torch.ones(1, 1)).item()
        assert abs(output - wanted) <= SAME * wanted, (
            f"with 3 heads of size 2, where head {number} alone has values of 1 and to_output.weight is [1, 10, 100, "
            f"1000, 10000, 100000], the output should be {wanted:g}, but is {output:g}"
        )


@test_case(
    name="a token takes nothing from later ones",
    points=0,
    failure_message="Change the last token of x and print the output for the first one. Which line lets tokens "
    "meet, besides the heads?",
)
def causal(lab):
    attention, _ = attention_with(lab, 4, 3, 2)
    x = random_text(4, 4)
    changed = torch.cat([x[:3], x[3:] + 1])
    before, after = attention(x)[:3], attention(changed)[:3]
    assert same(after, before), (
        f"where the last of 4 tokens changes, the output for the others should not, but {first_other(after, before)}"
    )


@test_case(
    name="each token gets the outputs of all heads side by side, projected",
    points=0,
    failure_message="Name your line for each step of the TODO, and print the shape of what it makes. Which steps "
    "does your code have in addition?",
)
def values(lab):
    for n_heads in (1, 2, 3):
        attention, state = attention_with(lab, 6, 2, n_heads)
        for shape in ((4, 6), (2, 4, 6)):
            x = random_text(*shape, seed=49)
            output, wanted = attention(x), by_formula(state, x, n_heads)
            assert same(output, wanted), (
                f"for {n_heads} heads of size 2 and a random x of shape {shape}, {first_other(output, wanted)}"
            )


@test_case(
    name="a gradient reaches every head and to_output",
    points=0,
    failure_message="Call `attention(x).sum().backward()` and print the `grad` of each parameter. Where does your"
    " code use `detach`, `data`, `no_grad` or numpy, or copy parameters?",
)
def gradients(lab):
    attention, state = attention_with(lab, 6, 2, 3)
    leaves = {key: value.clone().requires_grad_() for key, value in state.items()}
    x, direction = random_text(4, 6), random_text(4, 6, seed=48)
    (by_formula(leaves, x, 3) * direction).sum().backward()
    found = lab.gradients(attention, x, direction)
    for parameter, leaf in leaves.items():
        gradient = found[parameter]
        assert gradient is not None, f"a gradient should reach {parameter}, but none does"
        assert same(gradient, leaf.grad), f"in the gradient of {parameter}, {first_other(gradient, leaf.grad)}"


@test_case(
    name="x stays as it is, a slice will do, and everything is made on the device of x",
    points=0,
    failure_message="Print x before and after the call. Which lines write into a tensor, use `view` where "
    "`reshape` is needed, or make a tensor without `device=`?",
)
def manners(lab):
    attention, _ = attention_with(lab, 6, 2, 2)
    x = random_text(2, 5, 6)
    after = lab.inputs_after(attention, x)
    assert same(after, x), f"x should stay as it is, but after the call {first_other(after, x)}"
    output, sliced = attention(x), lab.of_slice(attention, x)
    assert same(sliced, output), f"a slice of a tensor should give the same output, but {first_other(sliced, output)}"
    moved = lab.on_meta(attention, x)
    assert moved.is_meta and moved.dtype == torch.float32, (
        f"the output should be float32 and on the device of x, but is {dtype_name(moved.dtype)} on {moved.device}"
    )
