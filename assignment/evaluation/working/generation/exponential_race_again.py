"""Divides the probabilities by exponential noise and takes the largest

The clock that rings first rings with a probability that is its rate; no call of multinomial is
needed.
"""

VERDICT = "right"
SOURCE = "gpt-fast (multinomial_sample_one_no_sync)"

import torch


def next_token_probabilities(logits, temperature):
    return torch.nn.functional.softmax(logits.select(-2, -1) / temperature, dim=-1)


def sample_one(probs, generator):
    waiting = torch.empty(probs.shape, dtype=torch.float64).exponential_(1, generator=generator)
    return torch.argmax(probs.double() / waiting, dim=-1, keepdim=True)


@torch.inference_mode()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        start = 0
        if getattr(model, "max_len", None) is not None:
            start = max(0, ids.numel() - model.max_len)
        probs = next_token_probabilities(model(ids[start:].to(device)), temperature)
        ids = torch.hstack([ids, sample_one(probs.cpu(), generator)])
    return prompt + decode(ids[ids.numel() - n_new_tokens :])
