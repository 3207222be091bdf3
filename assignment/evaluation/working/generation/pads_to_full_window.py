"""Pads a short context on the left with blanks up to max_len

The model sees tokens that nobody wrote, at the first positions, until the window is full.
"""

VERDICT = "wrong"
SOURCE = "keras text generation with fixed-length windows (pad_sequences)"

import torch
import torch.nn.functional as F


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = ids
        if max_len is not None:
            context = F.pad(ids[-max_len:], (max(0, max_len - len(ids)), 0), value=32)
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        ids = torch.cat([ids, torch.multinomial(p, 1, generator=generator)])
    return prompt + decode(ids[len(ids) - n_new_tokens :])
