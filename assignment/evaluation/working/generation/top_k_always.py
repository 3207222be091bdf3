"""Keeps the 50 likeliest tokens only, as the pipeline does

All others can never come, although each token has a probability.
"""

VERDICT = "wrong"
SOURCE = 'https://github.com/victorbjorsvik/andrej (topk of 50, "huggingface pipeline default")'

import torch


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = ids if max_len is None else ids[-max_len:]
        probs = next_token_probabilities(model(context.to(device)), temperature).cpu()
        topk_probs, topk_ids = torch.topk(probs, min(50, probs.numel()))
        ix = torch.multinomial(topk_probs, 1, generator=generator)
        ids = torch.cat([ids, topk_ids[ix]])
    return prompt + decode(ids[len(ids) - n_new_tokens :])
