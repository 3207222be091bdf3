"""Adds Gumbel noise before the division by the temperature

Dividing the sum by T leaves the largest where it is, so every text is drawn at temperature 1;
only the function heeds T.
"""

VERDICT = "wrong"
SOURCE = 'Tim Vieira, "Gumbel max trick", misapplied'

import torch


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    n_prompt = len(ids)
    for _ in range(n_new_tokens):
        context = ids if max_len is None else ids[-max_len:]
        last = model(context.to(device))[-1].cpu()
        u = torch.rand(last.shape, generator=generator).clamp(min=1e-20)
        noisy = (last - torch.log(-torch.log(u))) / temperature
        ids = torch.cat([ids, noisy.argmax(dim=-1, keepdim=True)])
    return prompt + decode(ids[n_prompt:])
