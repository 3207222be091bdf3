"""Gives the model everything, however long

A model with a max_len raises ValueError as soon as the text is longer.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/openai/gpt-2/issues/137"

import torch


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        p = next_token_probabilities(model(ids.to(device)), temperature).cpu()
        next_id = torch.multinomial(p, 1, generator=generator)
        ids = torch.cat([ids, next_id])
    return prompt + decode(ids[len(ids) - n_new_tokens :])
