"""Takes the rank in the sorted probabilities for the token id

The index that was drawn counts from the likeliest token; the ids that sort returns are never used.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: sorted probabilities without the gather; forgotten line of Llama's sample_top_p"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        ordered, _ids = torch.sort(p, descending=True)
        token_ids = torch.cat([token_ids, torch.multinomial(ordered, 1, generator=generator)])
    return prompt + decode(token_ids[len(token_ids) - n_new_tokens :])
