"""Draws with Categorical(...).sample(), which knows no generator

The numbers come from torch's global state: the same seed gives different texts.
"""

VERDICT = "wrong"
SOURCE = "https://nn.labml.ai/sampling/temperature.html"

import torch
from torch.distributions import Categorical


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = ids if max_len is None else ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature)
        ids = torch.cat([ids, Categorical(probs=p).sample((1,)).cpu()])
    return prompt + decode(ids[len(ids) - n_new_tokens :])
