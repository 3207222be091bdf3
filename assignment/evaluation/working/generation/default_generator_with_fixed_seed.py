"""Makes a torch.Generator() when none is given

A fresh generator always begins with the same default seed, so each call without one gives the
same text.
"""

VERDICT = "wrong"
SOURCE = "PyTorch documentation of torch.Generator (default seed), forum threads"

import torch


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    generator = generator or torch.Generator()
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = ids if max_len is None else ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        ids = torch.cat([ids, torch.multinomial(p, 1, generator=generator)])
    return prompt + decode(ids[len(ids) - n_new_tokens :])
