"""Divides by the temperature in generate and again in next_token_probabilities

The text has temperature T squared; at 1 nothing is seen, and the function by itself is right.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/EricGuo5513/momask-codes/pull/28 (temperature in the wrong place)"

import torch


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = ids if max_len is None else ids[-max_len:]
        logits = model(context.to(device)) / temperature
        p = next_token_probabilities(logits, temperature).cpu()
        ids = torch.cat([ids, torch.multinomial(p, 1, generator=generator)])
    return prompt + decode(ids[len(ids) - n_new_tokens :])
