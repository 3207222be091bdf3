"""What shows one mistake in the MLP or in the language model around it, whatever else is in the code."""

import torch
import torch.nn.functional as F
from otter.test_files import test_case

from checks.expect import expect_raises

OK_FORMAT = False
name = "mlp"
points = None
IDS = torch.tensor([3, 0, 5, 5, 8, 1])
BIAS = torch.tensor([3.0, -2.0, 1.0, 0.5])
XS = torch.tensor([-100.0, -3.0, -1.0, -0.5, 0.0, 0.5, 1.0, 3.0, 10.0, 100.0, 1000.0])


def numbers(*shape, seed=0):
    """Random numbers that are always the same."""
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def same(found, wanted, tolerance=1e-4):
    """Whether two tensors have the same shape and the same numbers up to rounding."""
    if not isinstance(found, torch.Tensor) or found.shape != wanted.shape:
        return False
    scale = max(1.0, wanted.abs().max().item())
    return bool(((found.detach().double() - wanted.double()).abs() <= tolerance * scale).all())


def matrices(lab, model):
    """The names of the matrices of an MLP, or of the MLP in a model, from the first to the last."""
    shapes = lab.shapes(model)
    outside = "model." if "word_to_embedding.weight" in shapes else ""
    all_of_them = [key for key, shape in shapes.items() if key.startswith(outside) and len(shape) == 2]
    return [key for key in all_of_them if key.startswith(f"{outside}model.")] or all_of_them


def load_mlp(lab, model, **given):
    """Set both matrices and the biases of an MLP to what is given, or to zero."""
    first, last = matrices(lab, model)
    names = {"first": first, "last": last}
    names |= {"first_bias": first.removesuffix("weight") + "bias", "last_bias": last.removesuffix("weight") + "bias"}
    shapes = lab.shapes(model)
    assert all(names[key] in shapes for key in given), "the MLP has no such parameter"
    state = {names[key]: torch.as_tensor(value, dtype=torch.float32) for key, value in given.items()}
    zeros = {key: torch.zeros(shapes[key]) for key in names.values() if key in shapes}
    lab.load_parameters(model, zeros | state)


def mlp_with(lab, emb_dim, n_hidden, **given):
    """An MLP in which everything is zero but what is given."""
    mlp = lab.mlp.MLP(emb_dim, n_hidden)
    load_mlp(lab, mlp, **given)
    return mlp


def curve(lab):
    """What the layer in the middle makes of XS, where it treats each hidden number by itself and nothing follows."""

    def run(others, scale):
        mlp = mlp_with(lab, 1, 3, first=[[1.0], *others], last=[[scale, 0.0, 0.0]])
        mlp.eval()
        return mlp(XS.unsqueeze(1)).detach()

    once = run([[2.0], [-1.0]], 1.0)
    assert same(run([[-0.3], [0.7]], 1.0), once), "hidden numbers depend on each other"
    assert same(run([[2.0], [-1.0]], -2.0), -2 * once), "the last layer is not linear"
    return once.flatten()


def at_the_end(lab):
    """What an MLP gives whose second linear layer gives -3, 2 and 0.5, for the input 5, -2 and 1; and these numbers."""
    bias = torch.tensor([-3.0, 2.0, 0.5])
    mlp = mlp_with(lab, 3, 5, last_bias=bias)
    mlp.eval()
    return mlp(torch.tensor([[5.0, -2.0, 1.0]]))[0].detach(), bias


def constant(lab, **given):
    """400 outputs of an MLP of one number in training, in which everything is zero but what is given."""
    mlp = mlp_with(lab, 1, 1, **given)
    mlp.train()
    return mlp(torch.ones(400, 1)).detach().flatten()


def dropped(values):
    """Whether numbers that should be 1 are zero or a number above 1, as dropout makes them."""
    kept = values[values != 0]
    zeros = int((values == 0).sum())
    return 0 < zeros < len(values) and bool((kept > 1.01).all()) and same(kept, kept[:1].expand(len(kept)))


def language_model(lab, embeddings=None, n_hidden=6, **given):
    """A language model for 9 tokens in evaluation, and its embeddings; with `given`, the rest of its MLP is zero."""
    model = lab.mlp.FeedForwardLM(9, 4, n_hidden)
    shapes = lab.shapes(model)
    embeddings = numbers(9, 4, seed=1) if embeddings is None else embeddings
    names = ("word_to_embedding.weight", "lm_head.weight")
    lab.load_parameters(model, {key: embeddings for key in names if shapes.get(key) == (9, 4)})
    if given:
        load_mlp(lab, model, **given)
    else:
        lab.load_parameters(
            model,
            {
                key: numbers(*shape, seed=2 + place) / 2
                for place, (key, shape) in enumerate(shapes.items())
                if key.startswith("model.")
            },
        )
    model.eval()
    return model, embeddings


def rows(model, ids):
    """The logits of one text, row by row: as a batch of one, or alone where the model takes no batch."""
    try:
        found = model(ids[None])
    except Exception:  # what is asked here is not which shapes the model takes
        found = model(ids)
    assert isinstance(found, torch.Tensor) and found.numel() == 9 * len(ids), "there is no row for each token"
    assert found.shape[-1] == 9, "the rows are no logits"
    return found.reshape(len(ids), 9).detach()


def behind_the_mlp(lab, scale=1.0):
    """Logits where the MLP gives `scale * BIAS` for each token, and the embeddings."""
    model, embeddings = language_model(lab, last_bias=scale * BIAS)
    return rows(model, IDS), embeddings


def right_behind(embeddings, scale=1.0):
    """What the head makes of `scale * BIAS` for each of the IDS."""
    return (embeddings @ (scale * BIAS)).expand(len(IDS), 9)


def through(lab, embeddings=None):
    """A language model whose MLP gives what it gets, and its embeddings."""
    eye = torch.eye(4)
    weights = {"first": torch.cat([eye, -eye]), "last": torch.cat([eye, -eye], dim=1)}
    mlp = mlp_with(lab, 4, 8, **weights)
    mlp.eval()
    assert same(mlp(numbers(9, 4, seed=1)), numbers(9, 4, seed=1)), "this MLP does not give what it gets"
    return language_model(lab, embeddings, 8, **weights)


def behind_the_mlp_is_right(lab):
    """Whether the way from the MLP to the logits is right."""
    found, embeddings = behind_the_mlp(lab)
    return same(found, right_behind(embeddings))


def gradients(lab):
    """A random model of the submission: the gradients of its parameters, weights of the logits, the parameters."""
    model, _ = language_model(lab)
    weights = numbers(len(IDS), 9, seed=8)
    try:
        found = lab.gradients(model, IDS[None], weights[None])
    except Exception:  # what is asked here is not which shapes the model takes
        found = lab.gradients(model, IDS, weights)
    return {key: value is not None and bool(value.any()) for key, value in found.items()}, found, weights, model


def expected_gradients(lab, model, weights):
    """The gradients of the shared matrix, from its use as an embedding and from its use as a head."""
    state = lab.parameters(model)
    matrix = state["word_to_embedding.weight"]
    lookup, head = matrix.clone().requires_grad_(), matrix.clone().requires_grad_()
    hidden = (lookup[IDS] @ state["model.model.0.weight"].T + state["model.model.0.bias"]).relu()
    logits = (hidden @ state["model.model.2.weight"].T + state["model.model.2.bias"]) @ head.T
    assert same(rows(model, IDS), logits.detach()), "the logits are not right"
    return torch.autograd.grad((logits * weights).sum(), (lookup, head))


# --- the parts of the MLP


@test_case(
    name="the layers of the MLP are kept where torch cannot see them, so that it has no parameters",
    points=0,
    failure_message="Print `list(MLP(3, 5).parameters())`. An optimizer trains what is in this list. Which containers "
    "does torch look into: a Python list, a function, an `nn.Sequential`?",
)
def no_parameters(lab):
    mlp = lab.mlp.MLP(3, 5)
    assert not lab.shapes(mlp)
    found = mlp(numbers(2, 3))
    assert tuple(found.shape) == (2, 3) and found.any()


@test_case(
    name="the linear layers are lazy ones, which have no parameters before their first call",
    points=0,
    failure_message="Print `list(MLP(3, 5).parameters())` before any call. The TODO names the sizes of both layers, so "
    "there is nothing to wait for.",
)
def lazy(lab):
    mlp = lab.mlp.MLP(3, 5)
    text = expect_raises("ValueError", lambda: lab.parameters(mlp), "a look at the parameters")
    assert "ninitialized" in text


@test_case(
    name="a single linear layer is all that the MLP has, where there should be two",
    points=0,
    failure_message="Print `MLP(3, 5)`, and count its linear layers. Each of the two needs a matrix of its own: one "
    "leads from emb_dim to n_hidden, the other one back.",
)
def one_matrix(lab):
    assert len(matrices(lab, lab.mlp.MLP(3, 5))) == 1 and len(matrices(lab, lab.mlp.MLP(4, 4))) == 1


@test_case(
    name="there is a third linear layer",
    points=0,
    failure_message="Print `MLP(3, 5)` and count its linear layers. The TODO names two: which of yours is not among "
    "them?",
)
def three_matrices(lab):
    shapes = [lab.shapes(lab.mlp.MLP(3, 5))[key] for key in matrices(lab, lab.mlp.MLP(3, 5))]
    assert len(shapes) == 3 and {(5, 3), (3, 5)} <= set(shapes)


def widths(lab):
    """The sizes of the hidden layers of MLP(3, 5) and MLP(7, 2)."""
    found = []
    for mlp in (lab.mlp.MLP(3, 5), lab.mlp.MLP(7, 2)):
        first, _ = matrices(lab, mlp)
        found.append(lab.shapes(mlp)[first])
    return found


@test_case(name="hidden_too_small", points=0)
def hidden_too_small(lab):
    assert widths(lab) == [(3, 3), (7, 7)]


@test_case(name="four_times_as_wide", points=0)
def four_times_as_wide(lab):
    assert widths(lab) == [(12, 3), (28, 7)]


@test_case(
    name="the hidden layer has always the same size, whatever n_hidden is",
    points=0,
    failure_message="Print `MLP(4, 6)` and `MLP(4, 60)`: do they differ? Which argument is the size of the layer in "
    "the middle?",
)
def fixed_width(lab):
    (first, _), (second, _) = widths(lab)
    assert first == second


@test_case(
    name="the hidden layer is four times as large as n_hidden says",
    points=0,
    failure_message="Print `MLP(4, 6)`: which numbers stand in its two linear layers? Which argument is the size of "
    "the layer in the middle?",
)
def times_four(lab):
    assert widths(lab) == [(20, 3), (8, 7)]


@test_case(
    name="the last linear layer does not lead back to emb_dim",
    points=0,
    failure_message="Print `MLP(4, 6)(torch.zeros(4)).shape`, or the error that you get. Which size does a vector have "
    "when it leaves the MLP? The docstring says it.",
)
def not_back(lab):
    mlp = lab.mlp.MLP(3, 5)
    first, last = (lab.shapes(mlp)[key] for key in matrices(lab, mlp))
    assert first == (5, 3) and last[0] != 3


@test_case(
    name="emb_dim and n_hidden have changed places",
    points=0,
    failure_message="Print `MLP(4, 6)`. How many numbers go into the first layer, and how many come out of the last? "
    "The docstring says which size a vector has on both ends.",
)
def exchanged(lab):
    assert widths(lab) == [(3, 5), (7, 2)]


def biases(lab):
    """For each of the two matrices of an MLP, whether its layer has a bias."""
    mlp = lab.mlp.MLP(3, 5)
    first, last = matrices(lab, mlp)
    return [key.removesuffix("weight") + "bias" in lab.shapes(mlp) for key in (first, last)]


@test_case(name="no_bias", points=0)
def no_bias(lab):
    assert biases(lab) == [False, False] and all(len(shape) == 2 for shape in lab.shapes(lab.mlp.MLP(3, 5)).values())


@test_case(
    name="the first linear layer has no bias",
    points=0,
    failure_message="Print `MLP(4, 6).state_dict().keys()`: how many biases are there, and how many does the TODO ask "
    "for?",
)
def first_without_bias(lab):
    assert biases(lab) == [False, True]


@test_case(
    name="the second linear layer has no bias",
    points=0,
    failure_message="Print `MLP(4, 6).state_dict().keys()`: how many biases are there, and how many does the TODO ask "
    "for?",
)
def second_without_bias(lab):
    assert biases(lab) == [True, False]


@test_case(
    name="new layers are drawn in each call, so that nothing learned stays",
    points=0,
    failure_message="Set all parameters of an MLP to zero, call it, and print its parameters. In which of its two "
    "functions are layers made, and how often does it run?",
)
def drawn_anew(lab):
    mlp = lab.mlp.MLP(3, 5)
    load_mlp(lab, mlp)
    mlp(torch.ones(2, 3))
    first, last = matrices(lab, mlp)
    after = lab.parameters(mlp)
    assert (after[first] != 0).all() and (after[last] != 0).all()


# --- what the MLP computes


@test_case(
    name="the second linear layer works with the matrix of the first",
    points=0,
    failure_message="Set the matrix of the second linear layer to zero: does the output of your MLP still depend on "
    "its input? Tied weights are those of embedding and head; within the MLP, each layer has its own.",
)
def first_matrix_twice(lab):
    first, x = numbers(5, 3, seed=4), numbers(4, 3, seed=5)
    mlp = mlp_with(lab, 3, 5, first=first)
    mlp.eval()
    found = mlp(x)
    assert found.any() and same(found, (x @ first.T).relu() @ first)


@test_case(
    name="the vectors of a batch are mixed inside the MLP, where each should go through it alone",
    points=0,
    failure_message="Call `mlp(x)` for two vectors, and then change the second one: does the first row of the output "
    "move? Which of your layers takes means, or a softmax, over the vectors? The TODO names three layers.",
)
def vectors_mixed(lab):
    mlp = lab.mlp.MLP(3, 5)
    x, y = numbers(4, 3, seed=4), numbers(4, 3, seed=5)
    y[0] = x[0]
    first, again, other = mlp(x), mlp(x), mlp(y)
    assert same(again, first) and not same(other[0], first[0], 1e-3)


@test_case(
    name="the ReLU lets large numbers through up to a limit only",
    points=0,
    failure_message="Feed 3, 10 and 1000 through the layer in the middle, `MLP(4, 6).model[1]`. Which numbers does a "
    "ReLU change, and which ones does yours?",
)
def capped(lab):
    found = curve(lab)
    assert same(found[:7], XS[:7].relu()) and found[-1] == found[-2] < 100 and found[-1] > 0


@test_case(
    name="the layer in the middle lets a part of negative numbers through, as a LeakyReLU or a PReLU does",
    points=0,
    failure_message="Feed -2, -1, 0 and 2 through the layer in the middle, `MLP(4, 6).model[1]`. What does a ReLU make "
    "of a negative number?",
)
def leaky(lab):
    found = curve(lab)
    negative, positive = XS < 0, XS >= 0
    slope = (found[1] / XS[1]).item()
    assert same(found[positive], XS[positive]) and same(found[negative], slope * XS[negative]) and 0 < slope < 0.99


@test_case(name="sigmoid_for_relu", points=0)
def sigmoid(lab):
    assert same(curve(lab), XS.sigmoid())


@test_case(name="tanh", points=0)
def tanh(lab):
    assert same(curve(lab), XS.tanh())


@test_case(name="silu", points=0)
def silu(lab):
    assert same(curve(lab), F.silu(XS))


@test_case(name="no_relu", points=0)
def no_relu(lab):
    assert same(curve(lab), XS)


@test_case(name="gelu", points=0)
def another_nonlinearity(lab):
    found = curve(lab)
    positive = found[XS > 0]
    assert found.isfinite().all() and not same(found, found[:1].expand_as(found))
    assert not (same(found[XS <= 0], torch.zeros(5), 1e-5) and same(positive / XS[XS > 0], (positive[1]).expand(6)))


@test_case(
    name="the hidden layer is a softmax, and not a ReLU",
    points=0,
    failure_message="Feed a few numbers through the layer in the middle, `MLP(4, 6).model[1](torch.tensor([-1.0, 0.0, "
    "2.0]))`. Do they add up to 1? What does a ReLU make of them?",
)
def softmax_between(lab):
    x = numbers(4, 3, seed=6)
    mlp = mlp_with(lab, 3, 3, first=torch.eye(3), last=torch.eye(3))
    assert same(mlp(x), x.softmax(-1))


@test_case(
    name="the MLP adds its input to its output",
    points=0,
    failure_message="Set all parameters of an MLP to zero and call it. What should come out? Residuals come with the "
    "transformer, in part 5, and outside of the MLP.",
)
def residual(lab):
    x = numbers(4, 3, seed=7)
    mlp = lab.mlp.MLP(3, 5)
    load_mlp(lab, mlp)
    mlp.eval()
    assert same(mlp(x), x)


@test_case(name="relu_at_the_end", points=0)
def relu_last(lab):
    found, bias = at_the_end(lab)
    assert same(found, bias.relu())


@test_case(
    name="a softmax is taken of the output of the MLP",
    points=0,
    failure_message="Print `MLP(3, 5)(torch.ones(3))`. Do the numbers add up to 1? Print `MLP(3, 5)` and count its "
    "layers: which of them is not in the TODO?",
)
def softmax_last(lab):
    found, bias = at_the_end(lab)
    assert same(found, bias.softmax(-1))


@test_case(
    name="the output of the MLP is squeezed into a narrow range by one more function",
    points=0,
    failure_message="Give the last bias of an MLP some large numbers, and print its output for a vector of zeros. What "
    "comes after the second linear layer in yours, and what in the TODO?",
)
def squeezed_last(lab):
    found, bias = at_the_end(lab)
    assert same(found, bias.tanh()) or same(found, bias.sigmoid())


@test_case(
    name="the output of the MLP is normed",
    points=0,
    failure_message="Multiply the last bias of an MLP by ten: does its output for a vector of zeros move? Norms come "
    "with the transformer, in part 5, and outside of the MLP.",
)
def normed_last(lab):
    found, bias = at_the_end(lab)
    other = mlp_with(lab, 3, 5, last_bias=10 * bias)
    assert found.any() and same(other(torch.tensor([[5.0, -2.0, 1.0]]))[0], found, 1e-3)
    assert any(same(found, way(bias, (3,)), 1e-3) for way in (F.layer_norm, F.rms_norm)) or same(
        found, F.normalize(bias, dim=0)
    )


@test_case(
    name="vectors are normed on their way through the MLP",
    points=0,
    failure_message="Print `mlp(x)` and `mlp(10 * x)` for an MLP whose biases are 0. Which of your layers makes them "
    "alike? Norms come with the transformer, in part 5, and outside of the MLP.",
)
def normed(lab):
    x = numbers(4, 6, seed=8)
    mlp = mlp_with(lab, 6, 8, first=numbers(8, 6, seed=9), last=numbers(6, 8, seed=10))
    mlp.eval()
    alone = [mlp(x[:1]), mlp(x[1:2])]
    assert same(mlp(x)[:2], torch.cat(alone)) and not same(alone[0], alone[1], 0.1)
    assert same(mlp(100 * x), mlp(x), 1e-2)


@test_case(name="dropout_added", points=0)
def dropout_last(lab):
    assert dropped(constant(lab, last_bias=[1.0]))


@test_case(
    name="some numbers of the hidden layer are set to zero at random",
    points=0,
    failure_message="Call one MLP twice with the same vector: is the output the same? Print `MLP(3, 5)` and count its "
    "layers. The TODO names three.",
)
def dropout_between(lab):
    assert dropped(constant(lab, first_bias=[1.0], last=[[1.0]]))
    assert same(constant(lab, last_bias=[1.0]), torch.ones(400))


@test_case(
    name="some numbers are set to zero at random before the first linear layer",
    points=0,
    failure_message="Call one MLP twice with the same vector: is the output the same? Print `MLP(3, 5)` and count its "
    "layers. The TODO names three.",
)
def dropout_first(lab):
    assert dropped(constant(lab, first=[[1.0]], last=[[1.0]]))
    assert same(constant(lab, first_bias=[1.0], last=[[1.0]]), torch.ones(400))


@test_case(
    name="the gradient does not see the ReLU: it passes where the ReLU gave 0",
    points=0,
    failure_message="Take `x = torch.tensor([-2.0], requires_grad=True)`, call `.backward()` on what the layer in the "
    "middle makes of it, and print `x.grad`. Which of your steps does torch not write down? Look for `.data`, `detach` "
    "and `no_grad`.",
)
def gradient_passes(lab):
    mlp = mlp_with(lab, 1, 1, first=[[1.0]], last=[[1.0]])
    x = torch.tensor([[-2.0], [-3.0], [2.0]])
    assert same(mlp(x), x.relu())
    assert same(lab.gradients(mlp, x, torch.ones(3, 1))["inputs"], torch.ones(3, 1))


@test_case(
    name="the MLP has its two linear layers, but they are not the layers 0 and 2 of `self.model`",
    points=0,
    failure_message="Print `MLP(3, 5)`. The TODO asks for one `nn.Sequential` of three layers, under the name "
    "`model`: part 3 of the notebook takes them from there one by one.",
)
def other_names(lab):
    shapes = lab.shapes(lab.mlp.MLP(3, 5))
    assert sorted(shapes.values()) == [(3,), (3, 5), (5,), (5, 3)]
    assert not {"model.0.weight", "model.2.weight"} <= shapes.keys()
    assert tuple(lab.mlp.MLP(3, 5)(numbers(2, 3)).shape) == (2, 3)


# --- what the language model gives back


def shape_of(lab, shape, n_ids=9):
    """The shape of the logits of ids of a shape."""
    found = language_model(lab)[0](torch.arange(torch.Size(shape).numel()).reshape(shape) % n_ids)
    return tuple(found.shape) if isinstance(found, torch.Tensor) else type(found)


@test_case(name="loss_returned_as_well", points=0)
def a_pair(lab):
    found = language_model(lab)[0](IDS[None])
    assert isinstance(found, tuple) and len(found) == 2 and isinstance(found[0], torch.Tensor)


@test_case(
    name="`forward` returns nothing",
    points=0,
    failure_message="Print `model(ids)`. Which line of a Python function says what comes back?",
)
def nothing(lab):
    assert language_model(lab)[0](IDS[None]) is None


@test_case(
    name="the last token alone gets logits",
    points=0,
    failure_message="Print `model(torch.tensor([1, 2, 3])).shape`. For writing a text, the last row is enough; for "
    "training, how many tokens should guess?",
)
def last_alone(lab):
    model, _ = language_model(lab)
    ids = torch.tensor([[3, 0, 5], [1, 8, 2]])
    found, other, last = model(ids), model(torch.tensor([[7, 6, 5], [4, 4, 2]])), model(ids[:, -1:])
    assert tuple(found.shape) in ((2, 9), (2, 1, 9)) and same(other, found) and found.std() > 0
    assert same(last.reshape(found.shape), found)
    model.train()
    assert model(ids).shape == found.shape


@test_case(
    name="the head is never used, so that vectors come back, and not logits",
    points=0,
    failure_message="Print `model(ids).shape` and compare it with the docstring. How many numbers does each token get, "
    "and how many should it get?",
)
def head_skipped(lab):
    assert shape_of(lab, (2, 3)) == (2, 3, 4)


@test_case(
    name="the likeliest token is returned, and not the logits",
    points=0,
    failure_message="Print `model(ids)`. The docstring says how many numbers each token gets, and of which kind.",
)
def most_likely(lab):
    found = language_model(lab)[0](IDS[None])
    assert tuple(found.shape) == (1, 6) and found.dtype == torch.int64


@test_case(
    name="the logits of a batch come back in one long row of tokens",
    points=0,
    failure_message="Print `model(ids).shape` for ids of shape (2, 3), and compare it with the docstring.",
)
def flat(lab):
    assert shape_of(lab, (2, 3)) == (6, 9) and shape_of(lab, (3,)) == (3, 9)


@test_case(
    name="the last two dimensions of the logits have changed places",
    points=0,
    failure_message="Print `model(ids).shape` for ids of shape (2, 3), and compare it with the docstring: which "
    "dimension is that of the vocabulary?",
)
def classes_second(lab):
    assert shape_of(lab, (2, 3)) == (2, 9, 3)


@test_case(
    name="the dimension of the text comes before that of the batch",
    points=0,
    failure_message="Print `model(ids).shape` for ids of shape (2, 3), and compare it with the docstring. If you stack "
    "rows, where does `torch.stack` put the new dimension?",
)
def text_first(lab):
    assert shape_of(lab, (2, 3)) == (3, 2, 9)


@test_case(
    name="one of the tokens of a text gets no logits",
    points=0,
    failure_message="Print `model(torch.tensor([1, 2, 3])).shape`. Inputs and targets have been paired before: how "
    "many of the tokens that arrive should get a row of logits?",
)
def one_less(lab):
    assert shape_of(lab, (2, 3)) == (2, 2, 9) and shape_of(lab, (2, 6)) == (2, 5, 9)


@test_case(
    name="long texts are cut: not every token of them gets logits",
    points=0,
    failure_message="Print the shapes of the logits of 3 and of 100 ids. Does this model have a longest text? Where "
    "does a number in your code limit it?",
)
def cut(lab):
    found = shape_of(lab, (2, 100))
    assert shape_of(lab, (2, 3)) == (2, 3, 9) and len(found) == 3 and found[1] < 100 and found[::2] == (2, 9)


@test_case(
    name="a text without a batch gets a batch of one",
    points=0,
    failure_message="Print `model(torch.tensor([1, 2, 3])).shape` and compare it with the docstring: `(..., L)` "
    "becomes `(..., L, n_vocab)`.",
)
def batch_added(lab):
    assert shape_of(lab, (3,)) == (1, 3, 9)


@test_case(
    name="dimensions of size 1 get lost",
    points=0,
    failure_message="Print `model(torch.zeros(1, 3, dtype=torch.int64)).shape`. Which of your steps removes "
    "dimensions?",
)
def squeezed(lab):
    assert shape_of(lab, (2, 3)) == (2, 3, 9) and (shape_of(lab, (1, 3)) == (3, 9) or shape_of(lab, (2, 1)) == (2, 9))


# --- the way from the ids to the logits


@test_case(
    name="a call of the model changes its parameters",
    points=0,
    failure_message="Print a parameter before and after a call of the model. Training changes parameters by its "
    "optimizer, and a call leaves them alone: which of your lines writes into one?",
)
def parameters_changed(lab):
    model, _ = language_model(lab)
    for mode in ("train", "eval"):
        getattr(model, mode)()
        before = lab.parameters(model)
        rows(model, IDS)
        after = lab.parameters(model)
        if any(not torch.equal(after[key], before[key]) for key in before):
            return
    raise AssertionError("the parameters stay as they are")


@test_case(
    name="the model writes into the ids that it gets",
    points=0,
    failure_message="Print `ids` before and after `model(ids)`. Which of your operations works in place? Look for "
    "names that end in an underscore, and for assignments to a part of a tensor.",
)
def ids_changed(lab):
    model, _ = language_model(lab)
    (after,) = lab.arguments_after(model, IDS[None])
    assert not torch.equal(after, IDS[None])


@test_case(
    name="the embedding is a table of logits, and MLP and head are never used",
    points=0,
    failure_message="Print the shape of `model.word_to_embedding.weight`, and follow one id through your `forward`: "
    "which of the three parts does it meet? Part 2 of the notebook describes its way in one sentence.",
)
def table(lab):
    model = lab.mlp.FeedForwardLM(9, 4, 6)
    matrix = lab.parameters(model)["word_to_embedding.weight"]
    assert tuple(matrix.shape) == (9, 9) and same(rows(model, IDS), matrix[IDS])


@test_case(name="mlp_skipped", points=0)
def mlp_skipped(lab):
    found, embeddings = behind_the_mlp(lab)
    assert same(found, embeddings[IDS] @ embeddings.T)


@test_case(name="residual_added", points=0)
def residual_added(lab):
    found, embeddings = behind_the_mlp(lab)
    assert same(found, (embeddings[IDS] + BIAS) @ embeddings.T)


@test_case(name="probabilities_for_logits", points=0)
def probabilities(lab):
    found, embeddings = behind_the_mlp(lab)
    assert same(found, right_behind(embeddings).softmax(-1))


@test_case(name="log_probabilities", points=0)
def log_probabilities(lab):
    found, embeddings = behind_the_mlp(lab)
    assert same(found, right_behind(embeddings).log_softmax(-1))


@test_case(
    name="a softmax is taken over the tokens of the text",
    points=0,
    failure_message="Print `model(ids).sum(dim=-2)`: if this is 1 everywhere, something has been normalised already. "
    "The loss takes a softmax by itself. What does part 2 call the raw scores?",
)
def softmax_over_text(lab):
    model, _ = language_model(lab)
    found = rows(model, IDS)
    assert (found > 0).all() and same(found.sum(0), torch.ones(9)) and found.std() > 1e-3


@test_case(
    name="a sigmoid is taken of the logits",
    points=0,
    failure_message="Print the smallest and the largest number of `model(ids)`. Should a logit lie between 0 and 1? "
    "Part 2 says what logits are.",
)
def sigmoid_of_logits(lab):
    found, embeddings = behind_the_mlp(lab)
    assert same(found, right_behind(embeddings).sigmoid())


@test_case(
    name="the logits go through a ReLU",
    points=0,
    failure_message="Print the smallest number of `model(ids)`. May a logit be negative? Part 2 says what logits are.",
)
def relu_of_logits(lab):
    found, embeddings = behind_the_mlp(lab)
    assert same(found, right_behind(embeddings).relu())


@test_case(
    name="the vectors are brought to length 1 before the head",
    points=0,
    failure_message="Print the length of each vector that goes into the head, with `.norm(dim=-1)`. The head takes the "
    "output of the MLP as it is.",
)
def unit_vectors(lab):
    found, embeddings = behind_the_mlp(lab)
    assert same(found, right_behind(embeddings) / BIAS.norm())
    assert same(behind_the_mlp(lab, 5.0)[0], found)


@test_case(
    name="the output of the MLP is normed before the head",
    points=0,
    failure_message="Print the mean and the spread of each vector that goes into `self.lm_head`. Norms come with the "
    "transformer, in part 5.",
)
def normed_before_the_head(lab):
    found, embeddings = behind_the_mlp(lab, 10.0)
    ways = (F.layer_norm(10 * BIAS, (4,)), F.rms_norm(10 * BIAS, (4,)))
    assert any(same(found, (embeddings @ vector).expand(len(IDS), 9), 1e-3) for vector in ways)


@test_case(
    name="large logits are limited: they are pulled back or cut off",
    points=0,
    failure_message="Print the logits before and after your last step, for a model with large weights. Some models "
    "cap their logits; does the docstring of this one?",
)
def limited(lab):
    small, embeddings = behind_the_mlp(lab, 1e-3)
    huge, more = (behind_the_mlp(lab, scale)[0] for scale in (1e5, 1e6))
    assert same(small / 1e-3, right_behind(embeddings), 1e-2) and same(more, huge) and 1 <= huge.max() <= 1000


@test_case(
    name="the logits are multiplied or divided by a number",
    points=0,
    failure_message="Compare your result with `model.lm_head(...)` of the same vectors: are these the same numbers? "
    "Scores are divided in part 4, and not here.",
)
def logits_scaled(lab):
    found, embeddings = behind_the_mlp(lab)
    wanted = right_behind(embeddings)
    factor = (found[0] @ wanted[0] / (wanted[0] @ wanted[0])).item()
    assert abs(factor - 1) > 1e-2 and abs(factor) > 1e-2
    assert same(found / factor, wanted) and same(behind_the_mlp(lab, 3.0)[0] / factor, 3 * wanted)


@test_case(
    name="a ReLU stands between the embeddings and the MLP",
    points=0,
    failure_message="Compare what goes into `self.model` with `self.word_to_embedding(input_ids)`: are there negative "
    "numbers in both? Part 2 describes the way of a character through this model in one sentence.",
)
def relu_of_embeddings(lab):
    assert behind_the_mlp_is_right(lab)
    model, embeddings = through(lab)
    assert same(rows(model, IDS), embeddings[IDS].relu() @ embeddings.T)


@test_case(
    name="a ReLU stands between the MLP and the head",
    points=0,
    failure_message="Print the smallest number of what goes into the head. Where in the TODO is the only ReLU of this "
    "model?",
)
def relu_before_the_head(lab):
    found, embeddings = behind_the_mlp(lab)
    assert same(found, (embeddings @ BIAS.relu()).expand(len(IDS), 9))


@test_case(
    name="the embeddings are multiplied by a number before the MLP",
    points=0,
    failure_message="Compare what goes into `self.model` with `self.word_to_embedding(input_ids)`: are these the same "
    "numbers? Some transformers scale them. Part 2 describes this model in one sentence.",
)
def embeddings_scaled(lab):
    assert behind_the_mlp_is_right(lab)
    model, embeddings = through(lab)
    found, wanted = rows(model, IDS), embeddings[IDS] @ embeddings.T
    factor = (found.flatten() @ wanted.flatten() / wanted.square().sum()).item()
    assert abs(factor - 1) > 1e-2 and abs(factor) > 1e-2 and same(found / factor, wanted)


@test_case(
    name="the embeddings are normed before the MLP",
    points=0,
    failure_message="Print the length and the spread of the vectors that go into `self.model`, and of those that "
    "`self.word_to_embedding` gives. Norms come with the transformer, in part 5.",
)
def embeddings_normed(lab):
    assert behind_the_mlp_is_right(lab)
    model, embeddings = through(lab, 20 * numbers(9, 4, seed=1))
    found = rows(model, IDS)
    vectors = embeddings[IDS]
    ways = (F.layer_norm(vectors, (4,)), F.rms_norm(vectors, (4,)), F.normalize(vectors, dim=-1))
    assert any(same(found, way @ embeddings.T, 1e-3) for way in ways)


@test_case(
    name="the MLP is used twice in a row",
    points=0,
    failure_message="Count how often your `forward` calls `self.model`. Part 2 describes the way of a character "
    "through this model in one sentence.",
)
def mlp_twice(lab):
    model, embeddings = through(lab)
    _, last = matrices(lab, model)
    lab.load_parameters(model, {last.removesuffix("weight") + "bias": BIAS})
    assert same(rows(model, IDS), (embeddings[IDS] + 2 * BIAS) @ embeddings.T)


def alone(lab, model, ids):
    """The logits of each of these ids as a text of one token."""
    return torch.cat([rows(model, ids[i : i + 1]) for i in range(len(ids))])


@test_case(
    name="every token gets the logits of one and the same token of its text",
    points=0,
    failure_message="Print `model(torch.tensor([1, 2, 3]))`: are its rows alike? If you have a loop, print the token "
    "that you look up in each turn.",
)
def one_for_all(lab):
    model, _ = language_model(lab)
    found, each = rows(model, IDS), alone(lab, model, IDS)
    assert same(found, found[:1].expand_as(found)) and each.std(0).max() > 0.1
    assert same(found[0], each[0]) or same(found[0], each[-1])


@test_case(
    name="a token is treated as the one before it or after it",
    points=0,
    failure_message="Change the last id of a text, and look at the rows of the logits: which one moves? Each token "
    "should guess from itself.",
)
def neighbour(lab):
    model, _ = language_model(lab)
    ids = torch.tensor([3, 0, 5, 7, 8, 1])
    found, each = rows(model, ids), alone(lab, model, ids)
    assert same(found[1:], each[:-1]) or same(found[:-1], each[1:])


@test_case(
    name="the rows of the logits come in another order than the tokens",
    points=0,
    failure_message="Print the logits of `torch.tensor([3, 0, 5])` and of `torch.tensor([0, 3, 5])`: do the rows "
    "change places as the ids do? Which of your steps sorts, or turns something round?",
)
def another_order(lab):
    model, _ = language_model(lab)
    ids = torch.tensor([3, 0, 5, 7, 8, 1])
    found, each = rows(model, ids), alone(lab, model, ids)
    assert not same(found, each) and same(found[found[:, 0].argsort()], each[each[:, 0].argsort()])


def text_matters(model):
    """Whether the logits of a token move where another token of its text is changed."""
    ids = torch.tensor([3, 0, 5, 7])
    found, again = rows(model, ids), rows(model, ids)
    last, first = rows(model, torch.tensor([3, 0, 5, 1])), rows(model, torch.tensor([2, 0, 5, 7]))
    assert same(again, found) and same(rows(model, ids), found), "the logits differ from call to call"
    return not (same(last[:-1], found[:-1], 1e-3) and same(first[1:], found[1:], 1e-3))


@test_case(
    name="the logits of a token depend on other tokens of its text",
    points=0,
    failure_message="Change the last id of a text, and look at the logits of its first token, and the other way "
    "round: do they move? This model sees one character at a time, and part 2 says what it cannot know.",
)
def others(lab):
    assert text_matters(language_model(lab)[0])


@test_case(
    name="the place of a token changes its logits",
    points=0,
    failure_message="Print `model(torch.tensor([2, 2, 2]))`: are its rows alike? Part 2 says what this model sees; "
    "places come with the transformer, in part 5.",
)
def place(lab):
    model, _ = language_model(lab)
    found = rows(model, torch.tensor([2, 2, 2, 2]))
    assert not text_matters(model) and not same(found, found[:1].expand_as(found), 1e-3)


@test_case(
    name="the documents of a batch influence each other",
    points=0,
    failure_message="Call the model with a batch of two texts, and change the second one: do the logits of the first "
    "one move?",
)
def documents(lab):
    model, _ = language_model(lab)
    assert not text_matters(model)
    batch, other = torch.tensor([[3, 0, 5], [7, 8, 1]]), torch.tensor([[3, 0, 5], [2, 2, 4]])
    found, again, moved = model(batch), model(batch), model(other)
    assert tuple(found.shape) == (2, 3, 9) and same(again, found) and not same(moved[0], found[0], 1e-3)


@test_case(
    name="the logits of an earlier call come back",
    points=0,
    failure_message="Call one model with two texts of the same length, one after the other. Are the logits the same? "
    "What does your model keep from one call to the next?",
)
def remembered(lab):
    model, _ = language_model(lab)
    fresh, _ = language_model(lab)
    ids = torch.tensor([7, 6, 2, 4, 4, 2])
    first, second = rows(model, IDS), rows(model, ids)
    assert same(second, first) and not same(rows(fresh, ids), first, 1e-2)


# --- chance, and the two modes


@test_case(
    name="some numbers are set to zero at random between the ids and the logits",
    points=0,
    failure_message="Call one model twice with the same ids after `model.train()`: are the logits the same? The "
    "docstring says how training and evaluation differ in this model.",
)
def dropout(lab):
    embeddings = torch.eye(4)[:1].expand(9, 4).clone()
    model, _ = through(lab, embeddings)
    model.train()
    assert dropped(rows(model, torch.arange(400) % 9).flatten())


@test_case(
    name="something is drawn at random in each call",
    points=0,
    failure_message="Call one model twice with the same ids: are the logits the same? The docstring says that the same "
    "ids give the same logits. Which of your steps draws random numbers?",
)
def random(lab):
    model, _ = language_model(lab)
    for mode in ("train", "eval"):
        getattr(model, mode)()
        before = lab.parameters(model)
        found = [rows(model, IDS) for _ in range(4)]
        assert all(logits.isfinite().all() for logits in found)
        unequal = all(not same(found[i], found[j], 1e-6) for i in range(4) for j in range(i))
        if unequal and all(torch.equal(value, before[key]) for key, value in lab.parameters(model).items()):
            return
    raise AssertionError("the same ids give the same logits")


@test_case(
    name="the model computes something else in evaluation than in training",
    points=0,
    failure_message="Call one model with the same ids after `model.train()` and after `model.eval()`. The docstring "
    "says how they differ. Which of your steps asks for `self.training`, or does so inside?",
)
def two_modes(lab):
    model, _ = language_model(lab)
    model.train()
    found, again = model(IDS[None]), model(IDS[None])
    model.eval()
    other, once_more = model(IDS[None]), model(IDS[None])
    assert same(again, found) and same(once_more, other) and not same(other, found, 1e-3)


# --- one matrix with two uses


@test_case(
    name="lm_head gets the matrix of the embedding transposed",
    points=0,
    failure_message="Print the shapes of `model.lm_head.weight` and `model.word_to_embedding.weight`. Compare with "
    "`nn.Linear(4, 11).weight.shape`: how does a linear layer keep its weights?",
)
def transposed(lab):
    state = lab.parameters(lab.mlp.FeedForwardLM(9, 4, 6))
    assert torch.equal(state["lm_head.weight"], state["word_to_embedding.weight"].T)


@test_case(
    name="the head is a new layer, which has a bias",
    points=0,
    failure_message="Print `model.state_dict().keys()`. The given head has no bias: do you have to make it again to "
    "give it another weight?",
)
def head_with_bias(lab):
    assert "lm_head.bias" in lab.shapes(lab.mlp.FeedForwardLM(9, 4, 6))


def two_parameters(lab):
    """A fresh model, in which embedding and head are two Parameters of the same shape."""
    model = lab.mlp.FeedForwardLM(9, 4, 6)
    shapes = lab.shapes(model)
    assert shapes["lm_head.weight"] == shapes["word_to_embedding.weight"] == (9, 4)
    assert not lab.share_storage(model, "lm_head.weight", "word_to_embedding.weight")
    return model


@test_case(
    name="the weights are tied in the first call, and not when the model is made",
    points=0,
    failure_message="Print `model.lm_head.weight is model.word_to_embedding.weight` for a fresh model, before any "
    "call. An optimizer may have been made by then: which parameters has it got?",
)
def tied_late(lab):
    model = two_parameters(lab)
    rows(model, IDS)
    assert lab.share_storage(model, "lm_head.weight", "word_to_embedding.weight")


@test_case(name="tied_by_data", points=0)
def tied_by_data(lab):
    model = two_parameters(lab)
    lab.load_parameters(model, {"lm_head.weight": numbers(9, 4, seed=3)})
    assert torch.equal(lab.parameters(model)["word_to_embedding.weight"], numbers(9, 4, seed=3))


@test_case(
    name="lm_head has a matrix of its own, and is never used",
    points=0,
    failure_message="Set `model.lm_head.weight` to zero: do the logits move? Print `model.lm_head.weight is "
    "model.word_to_embedding.weight`. The TODO asks that they are one Parameter.",
)
def unused_head(lab):
    model = two_parameters(lab)
    before = rows(model, IDS)
    lab.load_parameters(model, {"lm_head.weight": 1 + numbers(9, 4, seed=3)})
    assert before.any() and same(rows(model, IDS), before, 1e-6)
    assert same(lab.parameters(model)["lm_head.weight"], 1 + numbers(9, 4, seed=3))


@test_case(name="tied_by_copy", points=0)
def tied_by_copy(lab):
    state = lab.parameters(two_parameters(lab))
    assert torch.equal(state["lm_head.weight"], state["word_to_embedding.weight"])


@test_case(name="not_tied", points=0)
def not_tied(lab):
    state = lab.parameters(two_parameters(lab))
    assert not torch.equal(state["lm_head.weight"], state["word_to_embedding.weight"])


# --- what learns


@test_case(
    name="the logits are cut off from the gradient",
    points=0,
    failure_message="Print `model(ids).requires_grad`. Which line keeps torch from remembering how the logits were "
    "made?",
)
def detached(lab):
    model, _ = language_model(lab)
    rows(model, IDS)
    text = expect_raises(
        "RuntimeError", lambda: lab.gradients(model, IDS[None], numbers(1, len(IDS), 9)), "the gradients"
    )
    assert "does not require grad" in text


@test_case(
    name="the shared matrix cannot learn",
    points=0,
    failure_message="Print `model.word_to_embedding.weight.requires_grad`, and its gradient after a `.backward()`. "
    "Which of your lines made that so? Tied weights stay one matrix through training, which changes them.",
)
def matrix_frozen(lab):
    arrives, _, _, model = gradients(lab)
    assert lab.share_storage(model, "lm_head.weight", "word_to_embedding.weight")
    assert arrives["model.model.2.weight"] and not arrives["word_to_embedding.weight"]


@test_case(name="mlp_without_gradient", points=0)
def mlp_without_gradient(lab):
    arrives = gradients(lab)[0]
    inside = [value for key, value in arrives.items() if key.startswith("model.")]
    assert len(inside) >= 2 and not any(inside) and arrives["word_to_embedding.weight"]


@test_case(
    name="the first linear layer cannot learn",
    points=0,
    failure_message="Call `model(ids).sum().backward()` and print `model.model.model[0].weight.grad`. Which of your "
    "lines touches `requires_grad`, `detach`, `.data` or `no_grad`?",
)
def first_frozen(lab):
    arrives = gradients(lab)[0]
    assert not arrives["model.model.0.weight"] and arrives["model.model.2.weight"]


@test_case(
    name="the second linear layer cannot learn",
    points=0,
    failure_message="Call `model(ids).sum().backward()` and print `model.model.model[2].weight.grad`. Which of your "
    "lines touches `requires_grad`, `detach`, `.data` or `no_grad`?",
)
def second_frozen(lab):
    arrives = gradients(lab)[0]
    assert arrives["model.model.0.weight"] and not arrives["model.model.2.weight"]


@test_case(name="embedding_detached", points=0)
def embedding_detached(lab):
    _, found, weights, model = gradients(lab)
    lookup, head = expected_gradients(lab, model, weights)
    assert lookup.any() and same(found["word_to_embedding.weight"], head)


@test_case(name="head_without_gradient", points=0)
def head_without_gradient(lab):
    _, found, weights, model = gradients(lab)
    lookup, head = expected_gradients(lab, model, weights)
    assert lab.share_storage(model, "lm_head.weight", "word_to_embedding.weight")
    assert head.any() and same(found["word_to_embedding.weight"], lookup)


# --- what the model refuses


@test_case(
    name="a text without a batch is refused",
    points=0,
    failure_message="Try `model(torch.tensor([1, 2, 3]))`. The docstring says `(..., L)`: how many dimensions may be "
    "before the last one? Look for the line that counts on exactly two.",
)
def batch_needed(lab):
    model, _ = language_model(lab)
    assert tuple(model(IDS[None]).shape) == (1, 6, 9)
    try:
        model(IDS)
    except Exception:  # whatever it is: a batch of the same ids was no problem
        return
    raise AssertionError("a text without a batch is taken")


@test_case(
    name="only a text without a batch is taken",
    points=0,
    failure_message="Try `model(torch.zeros(2, 3, dtype=torch.int64))`. The docstring says `(..., L)`: how many "
    "dimensions may be before the last one?",
)
def one_text(lab):
    model, _ = language_model(lab)
    assert tuple(model(IDS).shape) == (6, 9)
    try:
        model(IDS.reshape(2, 3))
    except Exception:  # whatever it is: a text of the same ids was no problem
        return
    raise AssertionError("a batch is taken")


@test_case(
    name="more than one dimension before that of the text is refused",
    points=0,
    failure_message="Try `model(torch.zeros(2, 2, 3, dtype=torch.int64))`. The docstring says `(..., L)`: how many "
    "dimensions may be before the last one?",
)
def one_batch(lab):
    model, _ = language_model(lab)
    assert tuple(model(IDS[None]).shape) == (1, 6, 9)
    try:
        model(IDS.reshape(1, 2, 3))
    except Exception:  # whatever it is: a batch of the same ids was no problem
        return
    raise AssertionError("two dimensions before the text are taken")


@test_case(
    name="ids are refused that are a slice of a larger tensor",
    points=0,
    failure_message="Call your model with `ids[:, :-1]`, as training does, and read the last line of the message. "
    "Which of your calls wants numbers in one piece?",
)
def slices(lab):
    model, _ = language_model(lab)
    ids = torch.arange(12).reshape(2, 2, 3) % 9
    assert tuple(model(ids).shape) == (2, 2, 3, 9)
    expect_raises("RuntimeError", lambda: lab.of_slice(model, ids), "a slice")


@test_case(
    name="the dtype of the logits is fixed, whatever the parameters have",
    points=0,
    failure_message="Print `model(ids).dtype` for a model as it is, and after `model.double()`. The docstring says "
    "which dtype logits have. Which of your lines names a dtype, or a kind of tensor?",
)
def fixed_dtype(lab):
    model, _ = language_model(lab)
    single = model(IDS[None]).dtype
    model.double()
    assert model(IDS[None]).dtype == single and single.is_floating_point
