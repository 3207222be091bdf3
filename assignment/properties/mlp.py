"""What holds for every right MLP, and for the language model around it."""

import torch
from otter.test_files import test_case

from checks.expect import expect_close, expect_equal, expect_float, expect_tensor
from checks.parameters import share_parameters

OK_FORMAT = False
name = "mlp"
points = None
IDS = torch.tensor([4, 0, 2, 2, 7])


def numbers(*shape, seed=0):
    """Random numbers that are always the same."""
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed))


def language_model(lab):
    """A language model for 9 tokens, with embeddings of 4 numbers and 6 in the middle, all its parameters drawn."""
    model = lab.mlp.FeedForwardLM(9, 4, 6)
    state = {key: numbers(*value.shape, seed=seed) for seed, (key, value) in enumerate(lab.parameters(model).items())}
    lab.load_parameters(model, state)
    return model


def zeros_but(lab, mlp, **given):
    """Set all parameters of an MLP to zero, but for those of its two linear layers that are given as numbers."""
    state = {key: torch.zeros_like(value) for key, value in lab.parameters(mlp).items()}
    names = {
        "first": "model.0.weight",
        "first_bias": "model.0.bias",
        "last": "model.2.weight",
        "last_bias": "model.2.bias",
    }
    lab.load_parameters(mlp, state | {names[key]: torch.tensor(value) for key, value in given.items()})


@test_case(
    name="`model.0` and `model.2` are the two linear layers of the MLP, with their biases",
    points=0,
    failure_message="Print `MLP(3, 5)`. The TODO names three layers in `self.model`, the second one without "
    "parameters.",
)
def parameters(lab):
    for emb_dim, n_hidden in ((3, 5), (7, 2)):
        expected = {
            "model.0.weight": (n_hidden, emb_dim),
            "model.0.bias": (n_hidden,),
            "model.2.weight": (emb_dim, n_hidden),
            "model.2.bias": (emb_dim,),
        }
        found = lab.shapes(lab.mlp.MLP(emb_dim, n_hidden))
        found = {key: shape for key, shape in found.items() if key in expected}
        expect_equal(found, expected, f"the parameters of MLP({emb_dim}, {n_hidden})")


@test_case(
    name="the MLP gives a vector of emb_dim numbers for each vector",
    points=0,
    failure_message="Print `MLP(3, 5)(torch.ones(2, 3)).shape`: the docstring says (..., emb_dim) for both.",
)
def mlp_shape(lab):
    mlp = lab.mlp.MLP(3, 5)
    for shape in ((3,), (2, 3), (1, 1, 3)):
        expect_tensor(
            mlp(torch.ones(shape)), f"the output of MLP(3, 5) for ones of shape {shape}", shape, torch.float32
        )


@test_case(
    name="an MLP whose parameters are zero gives zero, whatever its input is",
    points=0,
    failure_message="Print `MLP(3, 5)`, and follow a vector through its three layers by hand. What is left of it when "
    "all weights and biases are 0?",
)
def nothing_added(lab):
    mlp = lab.mlp.MLP(3, 5)
    zeros_but(lab, mlp)
    expect_close(mlp(torch.tensor([5.0, -2.0, 1.0])), torch.zeros(3), "the output for 5, -2, 1")


@test_case(
    name="the MLP gives the same output for the same input",
    points=0,
    failure_message="Call `mlp(torch.ones(3))` a few times for one MLP. Which of your layers draws at random? The TODO "
    "names three layers.",
)
def same_output(lab):
    mlp = lab.mlp.MLP(3, 5)
    outputs = mlp(torch.ones(40, 3))
    expect_close(outputs, outputs[:1].expand(40, 3), "the output of MLP(3, 5) for 40 vectors that are all the same")


@test_case(
    name="the layer in the middle keeps positive numbers, and makes 0 of all others",
    points=0,
    failure_message="Feed -1, 0 and 2 through the layer in the middle, `MLP(3, 5).model[1]`. The TODO names it.",
)
def relu(lab):
    mlp = lab.mlp.MLP(1, 1)
    zeros_but(lab, mlp, first=[[1.0]], last=[[1.0]])
    for value in (2.0, 50.0, 0.25, 0.0, -0.25, -2.0, -50.0):
        found = mlp(torch.tensor([value]))
        expect_close(
            found,
            torch.tensor([max(value, 0.0)]),
            f"the output for {value:g} of an MLP of one number whose weights are 1",
        )


@test_case(
    name="the MLP gives what its two linear layers and the ReLU between them give",
    points=0,
    failure_message="Print `MLP(3, 5)` from top to bottom, and follow a number through it by hand. Does anything "
    "happen before the first linear layer or after the second? Does each of them use its own matrix and bias?",
)
def ends(lab):
    mlp = lab.mlp.MLP(1, 1)
    zeros_but(lab, mlp, first=[[-2.0]], first_bias=[1.0], last=[[-3.0]], last_bias=[0.5])
    for value, expected in ((-1.0, -8.5), (1.0, 0.5), (-10.0, -62.5)):
        found = mlp(torch.tensor([value]))
        expect_close(
            found,
            torch.tensor([expected]),
            f"the output for x = {value:g} of an MLP that should give -3 relu(1 - 2x) + 0.5",
        )


@test_case(
    name="each token gets one logit for each token of the vocabulary",
    points=0,
    failure_message="Print `model(ids).shape` for ids of shape (3,), (1,), (2, 3) and (1, 2, 3): the docstring says "
    "(..., L, n_vocab).",
)
def logits_shape(lab):
    model = lab.mlp.FeedForwardLM(9, 4, 6)
    for shape in ((3,), (1,), (2, 3), (1, 3), (2, 1), (1, 2, 3)):
        expect_float(model(torch.ones(shape, dtype=torch.int64)), f"the logits of ids of shape {shape}", (*shape, 9))
    expect_tensor(model(IDS), "the logits", dtype=torch.float32)


@test_case(
    name="embedding and head are one Parameter",
    points=0,
    failure_message="Print `model.lm_head.weight is model.word_to_embedding.weight` for a fresh model. Two Parameters "
    "with the same numbers are still two.",
)
def tied(lab):
    model = lab.mlp.FeedForwardLM(9, 4, 6)
    one = lab.share_storage(model, "lm_head.weight", "word_to_embedding.weight")
    assert one, "lm_head.weight and word_to_embedding.weight of a fresh model should be one Parameter, but are two"
    lab.sgd_step(model, IDS, numbers(5, 9), 0.5)
    state = lab.parameters(model)
    expect_close(state["lm_head.weight"], state["word_to_embedding.weight"], "lm_head.weight after a step of training")


@test_case(
    name="the same call gives the same logits, in training and in evaluation",
    points=0,
    failure_message="Call one model twice with the same ids, after `model.train()` and after `model.eval()`. Which "
    "part of yours draws at random, remembers something, or changes a parameter?",
)
def repeated(lab):
    model = language_model(lab)
    before = lab.parameters(model)
    first = model(IDS).nan_to_num()  # nan is not chance
    expect_close(model(IDS).nan_to_num(), first, "the logits of the second call")
    model.eval()
    expect_close(model(IDS).nan_to_num(), first, "the logits in evaluation")
    expect_close(model(IDS).nan_to_num(), first, "the logits of a second call in evaluation")
    for key, value in lab.parameters(model).items():
        expect_close(value, before[key], f"{key} after some calls")


@test_case(
    name="the logits of a token depend on this token alone",
    points=0,
    failure_message="Call the model with a text, then with each of its tokens alone, and compare. Part 2 says what "
    "this model sees.",
)
def each_alone(lab):
    model = language_model(lab)
    together = model(IDS)
    expect_equal(tuple(together.shape), (5, 9), "the shape of the logits of 5 tokens")
    for place, token in enumerate(IDS.tolist()):
        alone = model(torch.tensor([token]))
        expect_close(
            together[place],
            alone[0],
            f"row {place} of the logits of {IDS.tolist()}, which should be those of id {token} alone",
        )
    batch = torch.stack([IDS, IDS.flip(0)])
    expect_close(
        model(batch), torch.stack([together, together.flip(0)]), "the logits of a batch of this text and its reverse"
    )


@test_case(
    name="the logits are what the head makes of the output of the MLP, and nothing else",
    points=0,
    failure_message="Set all parameters of `model.model` to zero: all logits should be 0. Then give its last bias some "
    "numbers, and print the logits and `model.lm_head.weight @ bias`. What stands between the two?",
)
def head(lab):
    model = language_model(lab)
    state = lab.parameters(model)
    inside = {key: torch.zeros_like(value) for key, value in state.items() if key.startswith("model.")}
    lab.load_parameters(model, inside)
    expect_close(model(IDS), torch.zeros(5, 9), "the logits of a model whose MLP gives 0")
    bias = torch.tensor([30.0, -20.0, 10.0, 5.0])
    lab.load_parameters(model, {"model.model.2.bias": bias})
    expected = (state["lm_head.weight"] @ bias).expand(5, 9)
    expect_close(model(IDS), expected, "the logits of a model whose MLP gives 30, -20, 10, 5 for each token")


@test_case(
    name="the logits are those of embedding, MLP and head, one after the other",
    points=0,
    failure_message="Take one id, and do the three steps of the TODO by hand, with `model.word_to_embedding`, "
    "`model.model` and `model.lm_head`. At which step do you get other numbers than your `forward`?",
)
def by_hand(lab):
    model = language_model(lab)
    state = lab.parameters(model)
    x = state["word_to_embedding.weight"][IDS]
    hidden = (x @ state["model.model.0.weight"].T + state["model.model.0.bias"]).relu()
    x = hidden @ state["model.model.2.weight"].T + state["model.model.2.bias"]
    expect_close(model(IDS), x @ state["lm_head.weight"].T, f"the logits of {IDS.tolist()}")


@test_case(
    name="every parameter gets a gradient that is not zero",
    points=0,
    failure_message="Call `model(ids).sum().backward()` and print the gradient of each parameter. Which one is None, "
    "or zero? Look for `detach`, `.data`, `no_grad` and `requires_grad`.",
)
def learns(lab):
    found = lab.gradients(language_model(lab), IDS, numbers(5, 9, seed=3))
    for key in ("word_to_embedding.weight", "model.model.0.weight", "model.model.2.weight"):
        assert found[key] is not None, f"{key} should get a gradient, but gets none"
        assert found[key].any(), f"{key} should get a gradient that is not 0, but gets 0 everywhere"


@test_case(
    name="the gradient of each parameter follows from all of its uses, and from all steps of the model",
    points=0,
    failure_message="Which step is hidden from torch, so that the gradient does not pass it, or passes it unchanged? "
    "Look for `detach`, `.data`, `no_grad` and for settings of `nn.Embedding`.",
)
def gradients(lab, reference):
    model, right = lab.mlp.FeedForwardLM(9, 4, 6), reference.mlp.FeedForwardLM(9, 4, 6)
    share_parameters(lab, model, reference, right, seed=5)
    weights = numbers(5, 9, seed=3)
    found, expected = lab.gradients(model, IDS, weights), reference.gradients(right, IDS, weights)
    for key in sorted(expected.keys() - {"lm_head.weight"}):
        assert found[key] is not None, f"{key} should get a gradient, but gets none"
        expect_close(found[key], expected[key], f"the gradient of {key}")


@test_case(
    name="the logits are on the device of the model",
    points=0,
    failure_message="Which of your steps makes a new tensor, and on which device? On a GPU it meets tensors from "
    "there.",
)
def device(lab):
    assert lab.on_meta(language_model(lab), IDS).is_meta, (
        "the logits of a model on `meta` should be there, but are on the CPU"
    )


@test_case(
    name="the embeddings of a fresh model are small",
    points=0,
    failure_message="Print `model.word_to_embedding.weight.std()` for a fresh model. The given line draws small "
    "numbers: does one of yours draw them again?",
)
def small(lab):
    spread = lab.parameters(lab.mlp.FeedForwardLM(90, 16, 6))["word_to_embedding.weight"].std().item()
    assert spread < 0.5, f"the embeddings of a fresh model should have a spread of about 0.2, but it is {spread:z.3g}"
