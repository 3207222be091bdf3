"""Reads the window from pos_to_embedding, not from max_len, and subtracts the prompt from the count

Two slips: a wrapper with max_len but no such layer gets too much; and n_new_tokens is taken as
the total length.
"""

VERDICT = "wrong"
SOURCE = "https://huggingface.co/docs/transformers (max_length against max_new_tokens)"

import torch


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    table = getattr(model, "pos_to_embedding", None)
    ids = encode_doc(prompt)
    first = len(ids)
    while len(ids) < n_new_tokens:
        context = ids if table is None else ids[-table.num_embeddings :]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        ids = torch.cat([ids, torch.multinomial(p, 1, generator=generator)])
    return prompt + decode(ids[first:])
