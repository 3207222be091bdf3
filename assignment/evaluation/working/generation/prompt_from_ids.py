"""Decodes all ids, so prompt characters without a token are lost

The model must not see them, but the text should begin with the prompt as it is.
"""

VERDICT = "wrong"
SOURCE = "Hugging Face tokenizer.decode(output_ids[0])"

import torch


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = ids if max_len is None else ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        ids = torch.cat([ids, torch.multinomial(p, 1, generator=generator)])
    return decode(ids)
