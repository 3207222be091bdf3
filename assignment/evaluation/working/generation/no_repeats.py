"""Rules out the token that came last, to avoid repetitions

"ll" and "ee" can never be written; each token should be able to come.
"""

VERDICT = "wrong"
SOURCE = "Hugging Face repetition_penalty and no_repeat_ngram_size"

import torch


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = ids if max_len is None else ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        others = p.clone()
        others[ids[-1]] = 0
        if others.sum() > 0:
            p = others
        ids = torch.cat([ids, torch.multinomial(p, 1, generator=generator)])
    return prompt + decode(ids[len(ids) - n_new_tokens :])
