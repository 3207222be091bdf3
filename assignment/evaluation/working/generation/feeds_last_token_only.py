"""Gives the model the last token alone, as with a cache that is not there

Enough for the MLP; the transformer forgets everything, and every token is at position 0.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/ml-explore/mlx-lm/pull/93"

import torch


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    prompt_ids = encode_doc(prompt)
    current = prompt_ids if max_len is None else prompt_ids[-max_len:]
    text = prompt
    for _ in range(n_new_tokens):
        p = next_token_probabilities(model(current.to(device)), temperature).cpu()
        current = torch.multinomial(p, 1, generator=generator)
        text += decode(current)
    return text
