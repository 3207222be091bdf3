"""A Python generator yields one id at a time

The loop is the same, only turned inside out; next() asks for exactly n_new_tokens ids.
"""

VERDICT = "right"
SOURCE = "minGPT / streaming text generation examples"

from itertools import islice

import torch


def stream_ids(model, ids, temperature, generator):
    device = next(model.parameters()).device
    max_len = model.max_len if hasattr(model, "max_len") else None
    while True:
        context = ids
        if max_len is not None and len(ids) > max_len:
            context = ids[len(ids) - max_len :]
        with torch.no_grad():
            probabilities = next_token_probabilities(model(context.to(device)), temperature)
        new = torch.multinomial(probabilities.cpu(), 1, generator=generator)
        ids = torch.cat([ids, new], dim=0)
        yield new.item()


def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    new_ids = list(islice(stream_ids(model, encode_doc(prompt), temperature, generator), n_new_tokens))
    return prompt + decode(new_ids)
