"""Crops prompt and text to the window, and draws with Python's random.choices

Two slips: a long prompt is not whole in the text, and the numbers do not come from the
generator.
"""

VERDICT = "wrong"
SOURCE = "https://lzwjava.github.io/rnn-temperature-control-en and microgpt (random.choices)"

import random

import torch


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    if max_len is not None:
        prompt = prompt[-max_len:]
    ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = ids if max_len is None else ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).tolist()
        new = random.choices(range(len(p)), weights=p)
        ids = torch.cat([ids, torch.tensor(new)])
    return prompt + decode(ids[len(ids) - n_new_tokens :])
