"""Probes of every lab, asked of a submission in a worker: parameters by name, and another device."""

import textwrap

import pytest
from support.lab import LAB, SETTINGS, with_files
from support.lazy import lazy

parameters = lazy("autograder.checks.parameters")
probes = lazy("autograder.grading.cases.reference")
sessions = lazy("autograder.grading.judge.session")
stages = lazy("autograder.grading.judge.stage")
student_errors = lazy("autograder.grading.cases.student_errors")
torch = lazy("torch")
views = lazy("autograder.grading.judge.views")

pytestmark = pytest.mark.slow

MLP = """
    from collections import OrderedDict
    import torch
    from torch import nn

    class MLP(nn.Module):
        def __init__(self, emb_dim, n_hidden):
            super().__init__()
            layers = [nn.Linear(emb_dim, n_hidden), nn.ReLU(), nn.Linear(n_hidden, emb_dim)]
            self.model = nn.Sequential(OrderedDict(zip(("first", "middle", "last"), layers)))
            self.register_buffer("ones", torch.ones(emb_dim))

        def forward(self, x):
            return self.model(x) * self.ones
"""
MASK = """
    import torch

    def make_causal_mask(n, device=None):
        places = torch.arange(n, device=device)
        rows = [[-1e9 if key > query else 0.0 for key in places] for query in places]
        return torch.tensor(rows, device=device)

    def on_the_cpu(n, device=None):
        return torch.arange(n, device=device) + torch.arange(n)
"""


@pytest.fixture(scope="module")
def view(sandbox):
    files = {"mlp.py": textwrap.dedent(MLP), "causal_mask.py": textwrap.dedent(MASK)}
    with stages.staged(with_files(files), LAB) as stage:
        session = sessions.Session(sandbox, stage, "lab3", SETTINGS.limits, lambda: 60.0)
        session.begin_case()
        yield views.RemoteLab(session, probes.reference_view(LAB).probe_names)
        session.end()


def test_a_model_of_another_build_gets_the_numbers_of_the_reference(view):
    reference = probes.reference_view(LAB)
    model, right, x = view.mlp.MLP(4, 3), reference.mlp.MLP(4, 3), torch.ones(2, 4)
    parameters.share_parameters(view, model, reference, right)
    assert list(view.parameters(model)) == ["model.0.weight", "model.0.bias", "model.2.weight", "model.2.bias"]
    assert torch.allclose(model(x), right(x))
    with pytest.raises(student_errors.StudentError, match="the model has no parameter"):
        view.load_parameters(model, {"model.first.weight": torch.ones(3, 4)})


def test_a_model_and_a_function_are_called_on_another_device(view):
    model = view.mlp.MLP(4, 3)
    assert view.on_meta(model, torch.ones(2, 4)).is_meta
    assert not model(torch.ones(2, 4)).is_meta
    for device in ("meta", torch.device("meta")):
        mask = view.on_meta(view.causal_mask.make_causal_mask, 5, device=device)
        assert mask.is_meta and mask.shape == (5, 5)
    with pytest.raises(student_errors.StudentError, match="tensors on cpu and meta met in add"):
        view.on_meta(view.causal_mask.on_the_cpu, 5, device="meta")
