"""Draws with numpy, whose seed is drawn from the generator

All randomness comes from the generator, or from torch's own where none is given; numpy stretches it.
"""

import numpy as np

VERDICT = "right"
SOURCE = "PyTorch forum, seeding numpy from torch in data loaders (worker_init_fn)"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    seed = int(torch.randint(2**62, (1,), generator=generator))
    rng = np.random.default_rng(seed)
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt).numpy()
    n_prompt = ids.size
    for _ in range(n_new_tokens):
        context = ids if max_len is None else ids[-max_len:]
        logits = model(torch.from_numpy(context.copy()).to(device))
        p = next_token_probabilities(logits, temperature).double().cpu().numpy()
        ids = np.append(ids, rng.choice(p.size, p=p / p.sum()))
    return prompt + decode(ids[n_prompt:].tolist())
