"""Slices [:, -1], so one document gives the last token's logit at each position

generate adds a batch dimension and works; the function itself is wrong for (L, V) and for more
dimensions.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/karpathy/nanoGPT (logits[:, -1, :])"

import torch


def next_token_probabilities(logits, temperature):
    return torch.softmax(logits[:, -1] / temperature, dim=-1)


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    ids = encode_doc(prompt)[None]
    n = ids.shape[1]
    for _ in range(n_new_tokens):
        max_len = getattr(model, "max_len", None)
        context = ids if max_len is None else ids[:, -max_len:]
        probs = next_token_probabilities(model(context.to(device)), temperature).cpu()
        ids = torch.cat([ids, torch.multinomial(probs, 1, generator=generator)], dim=1)
    return prompt + decode(ids[0, n:])
