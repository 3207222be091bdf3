"""Draws all uniform numbers up front, one for each new token, and inverts by counting

The uniforms do not depend on the text, so drawing them early changes nothing; the id is the
number of cumulative values below.
"""

VERDICT = "right"
SOURCE = 'Stack Overflow, "sample from a discrete distribution with cumsum"'

import torch


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    uniforms = torch.rand(n_new_tokens, generator=generator, dtype=torch.float64)
    device = next(model.parameters()).device
    ids = encode_doc(prompt)
    size = len(ids)
    for u in uniforms:
        crop = slice(-model.max_len, None) if getattr(model, "max_len", None) else slice(None)
        p = next_token_probabilities(model(ids[crop].to(device)), temperature).cpu().double()
        cumulative = torch.cumsum(p / p.sum(), dim=0)
        token = (cumulative <= u).sum().clamp(max=p.numel() - 1)
        ids = torch.cat([ids, token[None]])
    return prompt + decode(ids[size:])
