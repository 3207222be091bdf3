"""Parameters by name: loaded into models that students write in their own way, and drawn the same for everybody."""

import itertools
from collections import OrderedDict

import pytest
from support.lazy import lazy

checking = lazy("autograder.checks.checking")
parameters = lazy("autograder.checks.parameters")
torch = lazy("torch")


@pytest.fixture
def view():
    return checking.Lab("nothing")


def layers(*sizes):
    return [torch.nn.Linear(a, b) for a, b in itertools.pairwise(sizes)]


def tied():
    model = torch.nn.Module()
    model.head = torch.nn.Linear(2, 3, bias=False)
    model.embedding = torch.nn.Embedding(3, 2)
    model.head.weight = model.embedding.weight
    return model


def test_layers_of_a_sequential_are_called_by_their_places(view):
    first, last = layers(2, 3, 2)
    named = torch.nn.Sequential(OrderedDict(widen=first, relu=torch.nn.ReLU(), narrow=last))
    names = ["0.weight", "0.bias", "2.weight", "2.bias"]
    assert list(view.parameters(named)) == names
    assert list(view.parameters(torch.nn.ModuleDict({"model": named}))) == [f"model.{name}" for name in names]
    assert list(view.gradients(named, torch.ones(4, 2), torch.ones(4, 2))) == [*names, "inputs"]
    view.load_parameters(named, {"2.bias": torch.tensor([5.0, 6.0])})
    assert last.bias.tolist() == [5, 6]


def test_other_layers_keep_their_names(view):
    model = torch.nn.Module()
    model.heads = torch.nn.ModuleList(layers(1, 1, 1))
    model.nothing = None
    model.register_module("none", None)
    model.register_parameter("bias", None)
    assert list(view.parameters(model)) == ["heads.0.weight", "heads.0.bias", "heads.1.weight", "heads.1.bias"]


def test_loading_leaves_buffers_and_further_parameters_alone(view):
    model = torch.nn.Sequential(*layers(2, 2))
    model.register_buffer("mask", torch.ones(4))
    model.temperature = torch.nn.Parameter(torch.tensor(7.0))
    view.load_parameters(model, {"0.weight": torch.zeros(2, 2), "0.bias": torch.ones(2)})
    assert model(torch.ones(2)).tolist() == [1, 1]
    assert model.mask.tolist() == [1] * 4 and model.temperature.item() == 7
    assert "mask" not in view.parameters(model)


def test_what_is_tied_stays_tied_and_has_two_names(view):
    model = tied()
    view.load_parameters(model, {"embedding.weight": torch.zeros(3, 2), "head.weight": torch.ones(3, 2)})
    assert view.share_storage(model, "head.weight", "embedding.weight")
    assert {name: value.sum().item() for name, value in view.parameters(model).items()} == {
        "head.weight": 6, "embedding.weight": 6,
    }  # fmt: skip
    copy = tied()
    copy.head.weight = torch.nn.Parameter(copy.embedding.weight.clone())
    assert not view.share_storage(copy, "head.weight", "embedding.weight")


def test_values_are_copies(view):
    model = torch.nn.Sequential(*layers(2, 2))
    view.parameters(model)["0.bias"].fill_(9)
    assert model[0].bias.max() < 9


@pytest.mark.parametrize(
    ("name", "shape", "sentence"),
    [
        ("1.weight", (2, 2), r"the model has no parameter '1.weight'; it has 0.weight, 0.bias"),
        ("0.weight", (3, 2), r"the parameter '0.weight' should have the shape \(3, 2\), but has \(2, 2\)"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(view, name, shape, sentence):
    with pytest.raises(ValueError, match=sentence):
        view.load_parameters(torch.nn.Sequential(*layers(2, 2)), {name: torch.ones(shape)})


def test_a_model_gets_the_numbers_of_the_reference_whatever_else_it_has(view):
    class Model(torch.nn.Module):
        def __init__(self, more):
            super().__init__()
            if more:
                self.register_buffer("mask", torch.ones(4))
                self.scale = torch.nn.Parameter(torch.ones(3))
            first, last = layers(2, 3, 2)
            names = ("first", "last") if more else ("0", "1")
            self.model = torch.nn.Sequential(OrderedDict(zip(names, (first, last), strict=True)))

    model, right = Model(more=True), Model(more=False)
    parameters.share_parameters(view, model, view, right)
    assert all(torch.equal(value, view.parameters(model)[name]) for name, value in view.parameters(right).items())
    parameters.draw_parameters(model, seed=3)
    parameters.draw_parameters(right, seed=3)
    assert all(torch.equal(value, view.parameters(model)[name]) for name, value in view.parameters(right).items())


def test_numbers_depend_on_the_seed_and_the_name():
    model = torch.nn.Sequential(*layers(20, 20, 20))
    states = [parameters.random_state(model, seed, 0.5) for seed in (0, 0, 1)]
    assert torch.equal(states[0]["0.weight"], states[1]["0.weight"])
    assert not torch.equal(states[0]["0.weight"], states[2]["0.weight"])
    assert not torch.equal(states[0]["0.weight"], states[0]["1.weight"])
    assert abs(states[0]["0.weight"].std() - 0.5) < 0.1


def test_one_parameter_with_two_names_is_drawn_once():
    state = parameters.random_state(tied(), 0, 0.5)
    assert torch.equal(state["head.weight"], state["embedding.weight"])
