"""The MLP, and the language model around it."""

import torch
from otter.test_files import test_case
from checks.expect import expect_close, expect_equal, expect_float, expect_tensor

OK_FORMAT = False
name = "mlp"
points = None


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


@test_case(name="the hidden layer is a ReLU", points=1)
def relu(lab):
    mlp = lab.mlp.MLP(1, 2)
    weights = {"model.0.weight": [[1.0], [-1.0]], "model.0.bias": [0.0, 0.0], "model.2.bias": [0.0]}
    weights |= {"model.2.weight": [[1.0, 10.0]]}
    lab.load_parameters(mlp, {name: torch.tensor(value) for name, value in weights.items()})
    output = mlp(torch.tensor([[3.0], [-2.0]]))
    expect_close(output, torch.tensor([[3.0], [20.0]]), "an MLP for relu(x) + 10 relu(-x), at x = 3 and x = -2")


@test_case(name="logits for each token of the vocabulary, with and without a batch", points=1)
def shapes(lab):
    model = lab.mlp.FeedForwardLM(11, 4, 6)
    expect_tensor(model(torch.tensor([1, 2, 3])), "the logits of one document", (3, 11), torch.float32)
    expect_float(model(torch.arange(6).reshape(2, 3)), "the logits of a batch", (2, 3, 11))
    expect_float(model(torch.arange(12).reshape(2, 2, 3) % 11), "the logits of batches", (2, 2, 3, 11))
