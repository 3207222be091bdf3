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
