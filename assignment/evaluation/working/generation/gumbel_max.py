"""Draws by adding Gumbel noise to log-probabilities and taking the largest

The Gumbel-max trick draws exactly from the softmax; the noise is added after dividing by the
temperature.
"""

VERDICT = "right"
SOURCE = 'Tim Vieira, "Gumbel max trick" (2014)'

import torch


def gumbel_draw(log_probs, generator):
    uniform = torch.rand(log_probs.shape, generator=generator, dtype=torch.float64)
    noise = -torch.log(-torch.log(uniform))
    return (log_probs.double() + noise).argmax(dim=-1, keepdim=True)


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    window = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    n_prompt = len(ids)
    for _ in range(n_new_tokens):
        context = ids if window is None else ids[-window:]
        probs = next_token_probabilities(model(context.to(device)), temperature).cpu()
        ids = torch.cat((ids, gumbel_draw(probs.log(), generator)))
    return prompt + decode(ids[n_prompt:])
