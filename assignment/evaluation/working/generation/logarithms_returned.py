"""Returns log-probabilities

They are negative and do not sum to 1; exp is missing. generate takes the exp itself, so the text is right.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/shbictai/narrativeKoGPT2/issues/1"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    return torch.log_softmax(logits[..., -1, :] / temperature, dim=-1)


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).exp().cpu()
        token_ids = torch.cat([token_ids, torch.multinomial(p, 1, generator=generator)])
    return prompt + decode(token_ids[len(token_ids) - n_new_tokens :])
