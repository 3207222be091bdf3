"""Inverse of the cumulative distribution in float64 with searchsorted

A uniform number scaled by the last cumulative value falls into an interval as wide as the
probability; tokens of probability 0 have none.
"""

VERDICT = "right"
SOURCE = 'Tim Vieira\'s blog, "usual" sampler (cumsum and searchsorted)'

import torch


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    written = []
    ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = ids[-model.max_len :] if getattr(model, "max_len", None) else ids
        p = next_token_probabilities(model(context.to(device)), temperature)
        cdf = p.to("cpu", torch.float64).cumsum(0)
        u = torch.rand(1, generator=generator, dtype=torch.float64) * cdf[-1]
        drawn = torch.searchsorted(cdf, u, right=True).clamp(max=cdf.numel() - 1)
        ids = torch.cat([ids, drawn])
        written.append(decode(drawn))
    return prompt + "".join(written)
