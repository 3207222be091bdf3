"""A sampler class with a generator function for the tokens

The class keeps model, temperature and generator together; the loop is the usual one.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: over-engineered style in the manner of ARENA's TransformerSampler"

from collections.abc import Iterator

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


class Sampler:
    def __init__(self, model: nn.Module, temperature: float, generator):
        self.model = model
        self.temperature = temperature
        self.generator = generator
        self.window = getattr(model, "max_len", None)
        first = next(model.parameters(), None)
        self.device = torch.device("cpu") if first is None else first.device

    def crop(self, ids: list[int]) -> list[int]:
        return ids if self.window is None else ids[-self.window :]

    def step(self, ids: list[int]) -> int:
        context = torch.tensor(self.crop(ids), dtype=torch.int64, device=self.device)
        p = next_token_probabilities(self.model(context), self.temperature)
        return torch.multinomial(p.cpu(), 1, generator=self.generator).item()

    def stream(self, ids: list[int]) -> Iterator[int]:
        ids = list(ids)
        while True:
            ids.append(self.step(ids))
            yield ids[-1]


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    stream = Sampler(model, temperature, generator).stream(encode_doc(prompt).tolist())
    return prompt + "".join(decode([next(stream)]) for _ in range(n_new_tokens))
