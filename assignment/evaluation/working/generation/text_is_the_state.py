"""Keeps the text itself and encodes it anew for each token

Encoding the text so far gives the tokens so far, because each id below 256 is one character.
"""

VERDICT = "right"
SOURCE = "own variation, beginner style"

import torch
from torch import Tensor, nn

from .tokenization import decode, encode_doc


@torch.no_grad()
def generate(model: nn.Module, prompt: str, n_new_tokens: int, temperature: float = 1.0, generator=None) -> str:
    text = prompt
    for step in range(n_new_tokens):
        x = encode_doc(text)
        if hasattr(model, "max_len") and model.max_len is not None:
            if len(x) > model.max_len:
                x = x[len(x) - model.max_len :]
        x = x.to(next(model.parameters()).device)
        y = model(x)
        probs = next_token_probabilities(y, temperature)
        probs = probs.to("cpu")
        choice = torch.multinomial(probs, 1, generator=generator)
        text = text + decode(choice)
    print(f"wrote {len(text) - len(prompt)} characters")
    return text
