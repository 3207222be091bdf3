"""The MLP, and the language model around it."""

import torch
from otter.test_files import test_case

from checks.expect import expect_close, expect_equal, expect_float
from checks.parameters import share_parameters

OK_FORMAT = False
name = "mlp"
points = None


@test_case(name="the MLP has two linear layers with a bias", points=1)
def architecture(lab):
    shapes = {name: tuple(value.shape) for name, value in lab.mlp.MLP(4, 6).state_dict().items()}
    expected = {
        "model.0.weight": (6, 4),
        "model.0.bias": (6,),
        "model.2.weight": (4, 6),
        "model.2.bias": (4,),
    }
    expect_equal(shapes, expected, "the parameters of MLP(4, 6)")


@test_case(name="the hidden layer is a ReLU", points=1)
def relu(lab):
    mlp = lab.mlp.MLP(1, 2)
    weights = {"model.0.weight": [[1.0], [-1.0]], "model.0.bias": [0.0, 0.0], "model.2.bias": [0.0]}
    weights |= {"model.2.weight": [[1.0, 10.0]]}
    mlp.load_state_dict({name: torch.tensor(value) for name, value in weights.items()})
    output = mlp(torch.tensor([[3.0], [-2.0]]))
    expect_close(output, torch.tensor([[3.0], [20.0]]), "an MLP for relu(x) + 10 relu(-x), at x = 3 and x = -2")


@test_case(name="logits for each token of the vocabulary, with and without a batch", points=1)
def shapes(lab):
    model = lab.mlp.FeedForwardLM(11, 4, 6)
    expect_float(model(torch.tensor([1, 2, 3])), "the logits of one document", (3, 11))
    expect_float(model(torch.zeros(2, 3, dtype=torch.int64)), "the logits of a batch", (2, 3, 11))
    expect_float(model(torch.zeros(2, 2, 3, dtype=torch.int64)), "the logits of batches", (2, 2, 3, 11))


@test_case(
    name="the weights are tied, and stay tied in training",
    points=2,
    hidden=True,
    failure_message="lm_head.weight and word_to_embedding.weight have to be one Parameter, not two that start out "
    "equal: after a training step they must still be the same.",
)
def tied(lab):
    model = lab.mlp.FeedForwardLM(11, 4, 6)
    before = model.state_dict()["lm_head.weight"].clone()
    expect_equal(tuple(before.shape), (11, 4), "the shape of lm_head.weight")
    lab.sgd_step(model, torch.arange(11), torch.randn(11, 11, generator=torch.Generator().manual_seed(0)), 0.5)
    after = model.state_dict()
    assert not torch.equal(after["lm_head.weight"], before), "a training step should change the weights"
    expect_close(after["word_to_embedding.weight"], after["lm_head.weight"], "the embedding after a step")
    assert lab.share_storage(model, "lm_head.weight", "word_to_embedding.weight"), "the weights should be one"


@test_case(
    name="the logits are those of embedding, MLP and head",
    points=2,
    hidden=True,
    failure_message="The logits are lm_head(model(word_to_embedding(input_ids))): no step more, none less.",
)
def logits(lab, reference):
    model, right = lab.mlp.FeedForwardLM(11, 4, 6), reference.mlp.FeedForwardLM(11, 4, 6)
    share_parameters(model, right)
    ids = torch.tensor([[3, 1, 4], [1, 5, 9]])
    expect_close(model(ids), right(ids), "the logits")
    expect_close(model(ids.flip(-1)), right(ids).flip(-2), "the logits of a text read backwards")


@test_case(
    name="gradients reach every parameter, on any device",
    points=1,
    hidden=True,
    failure_message="Something cuts the gradient, or makes a tensor on a device of its own.",
)
def gradients(lab, reference):
    model, right = lab.mlp.FeedForwardLM(11, 4, 6), reference.mlp.FeedForwardLM(11, 4, 6)
    share_parameters(model, right)
    ids, weights = torch.tensor([2, 7, 1]), torch.randn(3, 11, generator=torch.Generator().manual_seed(2))
    found, wanted = lab.gradients(model, ids, weights), reference.gradients(right, ids, weights)
    for parameter in ("word_to_embedding.weight", "model.model.0.weight", "model.model.2.bias"):
        expect_close(found[parameter], wanted[parameter], f"the gradient of {parameter}")
    assert lab.on_meta(model, ids).is_meta, "the logits should be on the model's device"
