"""The MLP, and the language model around it."""

import torch
from otter.test_files import test_case

from checks.expect import expect_close, expect_equal, expect_float, expect_tensor
from checks.parameters import share_parameters

OK_FORMAT = False
name = "mlp"
points = None


def two_models(lab, reference, *sizes):
    """A language model of the submission and one of the reference, with the same parameters."""
    sizes = sizes or (11, 4, 6)
    model, right = lab.mlp.FeedForwardLM(*sizes), reference.mlp.FeedForwardLM(*sizes)
    share_parameters(lab, model, reference, right)
    return model, right


def seeded(seed):
    return torch.Generator().manual_seed(seed)


@test_case(name="the MLP has two linear layers with a bias", points=1)
def architecture(lab):
    expected = {
        "model.0.weight": (6, 4),
        "model.0.bias": (6,),
        "model.2.weight": (4, 6),
        "model.2.bias": (4,),
    }
    shapes = {name: shape for name, shape in lab.shapes(lab.mlp.MLP(4, 6)).items() if name in expected}
    expect_equal(shapes, expected, "the parameters of MLP(4, 6)")


@test_case(name="the hidden layer is a ReLU", points=0.5)
def relu(lab):
    mlp = lab.mlp.MLP(1, 2)
    weights = {"model.0.weight": [[1.0], [-1.0]], "model.0.bias": [0.0, 0.0], "model.2.bias": [0.0]}
    weights |= {"model.2.weight": [[1.0, 10.0]]}
    lab.load_parameters(mlp, {name: torch.tensor(value) for name, value in weights.items()})
    output = mlp(torch.tensor([[3.0], [-2.0]]))
    expect_close(output, torch.tensor([[3.0], [20.0]]), "an MLP for relu(x) + 10 relu(-x), at x = 3 and x = -2")


@test_case(name="logits for each token of the vocabulary, with and without a batch", points=0.5)
def shapes(lab):
    model = lab.mlp.FeedForwardLM(11, 4, 6)
    expect_tensor(model(torch.tensor([1, 2, 3])), "the logits of one document", (3, 11), torch.float32)
    expect_float(model(torch.arange(6).reshape(2, 3)), "the logits of a batch", (2, 3, 11))
    expect_float(model(torch.arange(12).reshape(2, 2, 3) % 11), "the logits of batches", (2, 2, 3, 11))


@test_case(name="embedding and head share one matrix", points=0.5)
def one_matrix(lab):
    shared = lab.share_storage(lab.mlp.FeedForwardLM(5, 2, 3), "lm_head.weight", "word_to_embedding.weight")
    assert shared, "lm_head.weight and word_to_embedding.weight should be one Parameter, but are two"


@test_case(name="each token goes through embedding, MLP and head", points=0.5)
def by_hand(lab):
    model = lab.mlp.FeedForwardLM(3, 1, 2)
    matrix = torch.tensor([[1.0], [2.0], [-1.0]])
    state = {"word_to_embedding.weight": matrix, "lm_head.weight": matrix}
    state |= {"model.model.0.weight": torch.tensor([[1.0], [-1.0]]), "model.model.0.bias": torch.zeros(2)}
    state |= {"model.model.2.weight": torch.tensor([[2.0, -3.0]]), "model.model.2.bias": torch.tensor([1.0])}
    lab.load_parameters(model, state)  # its MLP makes 5 of 2, and -2 of -1
    expected = torch.tensor([[5.0, 10, -5], [-2, -4, 2]])
    expect_close(model(torch.tensor([1, 2])), expected, "the logits for the tokens 1 and 2")


@test_case(name="training, evaluation, dtype and device make no difference", points=0.5)
def any_mode(lab):
    model, ids = lab.mlp.FeedForwardLM(11, 4, 40), torch.arange(11)
    model.train()
    in_training = model(ids)
    expect_tensor(in_training, "the logits of 11 tokens", (11, 11))
    model.eval()
    expect_close(model(ids), in_training, "the logits in evaluation (compared with those in training)")
    assert lab.on_meta(model, ids).is_meta, "the logits should be on the device of the parameters, but are not"
    model.double()
    expect_tensor(model(ids), "the logits of a model with parameters of float64", (11, 11), torch.float64)


@test_case(
    name="the weights are tied, and stay tied in training",
    points=1.5,
    hidden=True,
    failure_message="lm_head.weight and word_to_embedding.weight have to be one Parameter, not two that start out "
    "equal: after a training step they must still be the same.",
)
def tied(lab, reference):
    fresh = lab.mlp.FeedForwardLM(11, 4, 6)
    model, _ = two_models(lab, reference)
    before = lab.parameters(model)["lm_head.weight"]
    expect_equal(tuple(before.shape), (11, 4), "the shape of lm_head.weight")
    lab.sgd_step(model, torch.arange(11), torch.randn(11, 11, generator=seeded(0)), 0.5)
    after = lab.parameters(model)
    assert not torch.equal(after["lm_head.weight"], before), "a training step should change the weights"
    expect_close(after["word_to_embedding.weight"], after["lm_head.weight"], "the embedding after a step")
    assert lab.share_storage(model, "lm_head.weight", "word_to_embedding.weight"), "the weights should be one"
    assert lab.share_storage(fresh, "lm_head.weight", "word_to_embedding.weight"), "the weights should be one at first"


@test_case(
    name="the logits are those of embedding, MLP and head",
    points=1,
    hidden=True,
    failure_message="The logits are lm_head(model(word_to_embedding(input_ids))): no step more, none less.",
)
def logits(lab, reference):
    model, right = two_models(lab, reference)
    ids = torch.tensor([[3, 1, 4], [1, 5, 9]])
    found, backwards = model(ids), model(ids.flip(-1))
    expect_close(found, right(ids), "the logits")
    expect_close(backwards, right(ids).flip(-2), "the logits of a text read backwards")
    share_parameters(lab, model, reference, right, std=20.0)
    expect_close(model(ids), right(ids), "the logits of a model with large parameters")
    for sizes in ((300, 5, 3), (7, 7, 1)):
        model, right = two_models(lab, reference, *sizes)
        ids = torch.tensor([[0, sizes[0] - 1, 3], [6, 6, 0]])
        expect_close(model(ids), right(ids), f"the logits of FeedForwardLM{sizes}")


@test_case(
    name="every call stands by itself, in training and in evaluation",
    points=1,
    hidden=True,
    failure_message="If no test above fails, call one model with texts of 3, 40 and 3 tokens, after model.train() and "
    "after model.eval(): the logits depend on these ids alone, and no call changes the ids or a parameter. As in "
    "training, ids may be a slice of a larger tensor.",
)
def calls(lab, reference):
    model, right = two_models(lab, reference)
    generator, before = seeded(3), lab.parameters(model)
    found = []
    for mode in ("train", "eval"):
        getattr(model, mode)()
        for shape in ((3,), (40,), (3,), (2, 5), (2, 3, 4), (1, 100), (2, 1, 1)):
            ids = torch.randint(11, shape, generator=generator)
            found.append((f"the logits of ids of shape {shape} in mode {mode}", ids, model(ids)))
    for what, ids, output in found:
        expect_close(output, right(ids), what)
    ids = torch.randint(11, (2, 3, 5), generator=generator)
    expect_close(lab.of_slice(model, ids), right(ids), "the logits of ids that are a slice")
    expect_close(lab.arguments_after(model, ids)[0], ids, "the ids after the call")
    after = lab.parameters(model)
    for parameter, value in before.items():
        expect_close(after[parameter], value, f"{parameter} after some calls")


@test_case(
    name="gradients reach every parameter, on any device",
    points=1,
    hidden=True,
    failure_message="If no test above fails, something cuts the gradient, or makes a tensor of a dtype or on a device "
    "of its own.",
)
def gradients(lab, reference):
    model, right = two_models(lab, reference)
    ids, weights = torch.tensor([*range(11), 2, 7, 2]), torch.randn(14, 11, generator=seeded(2))
    found, wanted = lab.gradients(model, ids, weights), reference.gradients(right, ids, weights)
    for parameter in sorted(wanted.keys() - {"lm_head.weight"}):  # whether it is the embedding's is another case
        expect_close(found[parameter], wanted[parameter], f"the gradient of {parameter}")
    assert lab.on_meta(model, ids).is_meta, "the logits should be on the model's device"
    model.double()
    expect_tensor(model(ids), "the logits of a model in float64", (14, 11), torch.float64)
