"""Random parameters for models, the same for everybody."""

import torch
from torch import Tensor, nn


def share_parameters(model: nn.Module, other: nn.Module, seed: int = 0, std: float = 0.5) -> None:
    """Give two models of the same architecture the same random parameters, norms and biases included."""
    state = random_state(other, seed, std)
    model.load_state_dict(state)
    other.load_state_dict(state)


def draw_parameters(model: nn.Module, seed: int, std: float = 0.5) -> None:
    """Draw all parameters of a model anew: the same seed gives the same numbers, however the model was built."""
    model.load_state_dict(random_state(model, seed, std))


def random_state(model: nn.Module, seed: int, std: float) -> dict[str, Tensor]:
    """Random parameters that fit a model. Names that share one tensor in the model get the same numbers."""
    generator = torch.Generator().manual_seed(seed)
    drawn: dict[int, Tensor] = {}
    state = {}
    for name, value in model.state_dict().items():
        if value.data_ptr() not in drawn:
            drawn[value.data_ptr()] = torch.randn(value.shape, generator=generator) * std
        state[name] = drawn[value.data_ptr()]
    return state
