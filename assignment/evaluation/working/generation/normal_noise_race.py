"""Adds normal noise to the scaled logits and takes the largest, at printable tokens only

Two slips: only Gumbel noise draws from the softmax, and control characters such as the line
break are ruled out.
"""

VERDICT = "wrong"
SOURCE = "half-remembered Gumbel-max trick in forum answers"

import torch


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = ids[-max_len:] if max_len else ids
        scores = model(context.to(device))[-1].cpu() / temperature
        scores = scores + torch.randn(scores.shape, generator=generator, dtype=scores.dtype)
        if len(scores) > 32:
            scores[:32] = -float("inf")
        ids = torch.cat([ids, scores.argmax().reshape(1)])
    return prompt + decode(ids[len(ids) - n_new_tokens :])
