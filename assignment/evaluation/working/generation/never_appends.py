"""Gives the model the prompt alone at each step

New tokens go into the text but not into the context, so each is drawn as if it were the first.
"""

VERDICT = "wrong"
SOURCE = 'Hugging Face forum, "my generate loop repeats the same distribution"'

import torch


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    if max_len is not None:
        ids = ids[-max_len:]
    text = prompt
    for _ in range(n_new_tokens):
        p = next_token_probabilities(model(ids.to(device)), temperature).cpu()
        text += decode(torch.multinomial(p, 1, generator=generator))
    return text
