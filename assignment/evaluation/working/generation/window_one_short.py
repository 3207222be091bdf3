"""Leaves room for the new token: the window has max_len - 1 tokens

The model sees one token less than it may; with max_len 1 the slice is everything.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/simple-stories/simple_stories_train/issues/46"

import torch


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = ids
        if max_len is not None and len(ids) >= max_len:
            context = ids[-(max_len - 1) :]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        ids = torch.cat([ids, torch.multinomial(p, 1, generator=generator)])
    return prompt + decode(ids[len(ids) - n_new_tokens :])
