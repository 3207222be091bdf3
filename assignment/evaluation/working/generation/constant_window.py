"""Crops every model to 32 tokens, and returns the text of the ids

Two slips: the window is max_len or nothing, not the constant of this lab; and prompt characters
without a token are missing from the text.
"""

VERDICT = "wrong"
SOURCE = 'Karpathy, "Let\'s build GPT" (a global block_size)'

import torch

block_size = 32


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        p = next_token_probabilities(model(ids[-block_size:].to(device)), temperature).cpu()
        ids = torch.cat([ids, torch.multinomial(p, 1, generator=generator)])
    return decode(ids)
