"""Sets the generator back to its seed before each token

Meant for reproducibility; every token is drawn with the same random number, so the tokens are
not independent.
"""

VERDICT = "wrong"
SOURCE = "Karpathy, makemore notebooks (manual_seed inside the loop)"

import torch


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        if generator is not None:
            generator.manual_seed(generator.initial_seed())
        context = ids if max_len is None else ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        ids = torch.cat([ids, torch.multinomial(p, 1, generator=generator)])
    return prompt + decode(ids[len(ids) - n_new_tokens :])
