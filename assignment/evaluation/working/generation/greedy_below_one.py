"""Greedy when the temperature is below 1, sampled otherwise

A sampler that reads "low temperature" as "no randomness": 0.8 gives one text for all seeds.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/huggingface/text-generation-inference/issues/687"

import torch


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    do_sample = temperature >= 1.0
    for _ in range(n_new_tokens):
        context = ids[-max_len:] if max_len is not None else ids
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        new = torch.multinomial(p, 1, generator=generator) if do_sample else p.topk(1).indices
        ids = torch.cat([ids, new])
    return prompt + decode(ids[len(ids) - n_new_tokens :])
