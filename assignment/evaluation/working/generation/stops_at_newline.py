"""Stops at a line break or a NUL, as at the end of a text

Nothing ends the text here: n_new_tokens characters were asked for.
"""

VERDICT = "wrong"
SOURCE = "makemore (token 0 ends a name) and Hugging Face eos_token_id"

import torch


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    new = []
    while len(new) < n_new_tokens:
        context = ids if max_len is None else ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        ix = torch.multinomial(p, 1, generator=generator)
        ids = torch.cat([ids, ix])
        new.append(ix.item())
        if ix.item() in (0, ord("\n")):
            break
    return prompt + decode(new)
