"""Writes into a tensor of the final length, and slices the window out of it

Position by position is filled; the slice holds the last max_len tokens that are there.
"""

VERDICT = "right"
SOURCE = "gpt-fast (generate with an empty tensor of full length)"

import torch


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    prompt_ids = encode_doc(prompt)
    first = prompt_ids.shape[0]
    buffer = torch.zeros(first + n_new_tokens, dtype=torch.int64)
    buffer[:first] = prompt_ids
    longest = getattr(model, "max_len", None) or len(buffer)
    for end in range(first, first + n_new_tokens):
        begin = max(0, end - longest)
        probabilities = next_token_probabilities(model(buffer[begin:end].to(device)), temperature)
        buffer[end] = torch.multinomial(probabilities.cpu(), 1, generator=generator)[0]
    return "".join([prompt, decode(buffer[first:])])
