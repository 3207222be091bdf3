"""torch.distributions.Categorical under the state of the generator

Categorical takes no generator, so its state is put into the global one for the draw and taken back after it.
"""

VERDICT = "right"
SOURCE = "https://github.com/pytorch/pytorch/issues/175478"

import torch
from torch import Tensor, nn
from torch.distributions import Categorical

from .tokenization import decode, encode_doc


def sample(probabilities: Tensor, generator) -> int:
    distribution = Categorical(probs=probabilities)
    if generator is None:
        return int(distribution.sample())
    with torch.random.fork_rng(devices=[]):
        torch.set_rng_state(generator.get_state())
        token = int(distribution.sample())
        generator.set_state(torch.get_rng_state())
    return token


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt).tolist()
    new_ids = []
    for _ in range(n_new_tokens):
        context = token_ids + new_ids
        context = context if max_len is None else context[-max_len:]
        p = next_token_probabilities(model(torch.tensor(context).to(device)), temperature)
        new_ids.append(sample(p.cpu(), generator))
    return prompt + decode(new_ids)
