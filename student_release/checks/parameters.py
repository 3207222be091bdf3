"""Parameters of models by name: read, loaded, and drawn at random, the same for everybody.

A name is that of a state dict, such as "model.0.weight", with one difference: the layers of an `nn.Sequential` are
called 0, 1, 2 by their places, whatever names a model gives them.
"""

import zlib
from collections.abc import Iterator, Mapping
from typing import Any

import torch
from torch import Tensor, nn

COMPILED = "_orig_mod"
"""What `torch.compile` calls the model that it wraps; its names are those of the model."""


def parameters_of(model: nn.Module) -> dict[str, nn.Parameter]:
    """The parameters of a model by name; one that several layers share has a name for each of them."""
    return dict(_named(model, ""))


@torch.no_grad()
def load_parameters(model: nn.Module, state: Mapping[str, Tensor]) -> None:
    """Copy numbers into these parameters; all other state of the model, such as buffers, stays as it is.

    Raises `ValueError` for a name that the model lacks, or a tensor of another shape.
    """
    parameters = parameters_of(model)
    for name, value in state.items():
        if name not in parameters:
            raise ValueError(f"the model has no parameter {name!r}; it has {', '.join(parameters) or 'none'}")
        if parameters[name].shape != value.shape:
            found, wanted = tuple(parameters[name].shape), tuple(value.shape)
            raise ValueError(f"the parameter {name!r} should have the shape {wanted}, but has {found}")
        parameters[name].copy_(value)


def share_parameters(lab: Any, model: Any, reference: Any, right: nn.Module, seed: int = 0, std: float = 0.5) -> None:
    """Give a model of `lab` and one of `reference` the same random parameters: all that the reference's model has."""
    state = random_state(right, seed, std)
    lab.load_parameters(model, state)
    reference.load_parameters(right, state)


def draw_parameters(model: nn.Module, seed: int, std: float = 0.5) -> None:
    """Draw all parameters of a model anew: the same seed gives the same numbers, however the model was built."""
    load_parameters(model, random_state(model, seed, std))


def random_state(model: nn.Module, seed: int, std: float) -> dict[str, Tensor]:
    """Random numbers for all parameters of a model, which depend on seed, name and shape alone.

    Names of one shared parameter get the same numbers: those of its place in a `Sequential`, if it has one, and of the
    first name otherwise. So it does not matter whether a layer has a second name.
    """
    names: dict[int, str] = {}
    state: dict[str, Tensor] = {}
    for name, parameter in sorted(parameters_of(model).items(), key=lambda item: (not _has_place(item[0]), item[0])):
        first = names.setdefault(id(parameter), name)
        if first not in state:
            generator = torch.Generator().manual_seed(zlib.crc32(f"{seed} {name}".encode()))
            state[first] = torch.randn(parameter.shape, generator=generator) * std
        state[name] = state[first]
    return state


def _has_place(name: str) -> bool:
    """Whether a part of a name is the place of a layer, as in "model.0.weight"."""
    return any(part.isdecimal() for part in name.split("."))


def _named(module: nn.Module, prefix: str) -> Iterator[tuple[str, nn.Parameter]]:
    for name, parameter in module._parameters.items():
        if parameter is not None:
            yield prefix + name, parameter
    by_place = isinstance(module, nn.Sequential)
    for place, (name, child) in enumerate(module._modules.items()):
        if child is not None:
            own = "" if name == COMPILED else f"{place if by_place else name}."
            yield from _named(child, prefix + own)
