"""Takes the likeliest token each time

No draw: the seed and the temperature make no difference to the text.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/zwxv6/ECE1786 (do_sample=False by default)"

import torch


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = ids if max_len is None else ids[-max_len:]
        probabilities = next_token_probabilities(model(context.to(device)), temperature)
        ids = torch.cat([ids, probabilities.argmax(-1, keepdim=True).cpu()])
    return prompt + decode(ids[len(ids) - n_new_tokens :])
