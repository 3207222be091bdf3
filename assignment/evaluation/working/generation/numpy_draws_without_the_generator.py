"""Draws with numpy, which knows nothing of the generator

The same seed gives other texts: the random numbers come from numpy's own state.
"""

import numpy as np

VERDICT = "wrong"
SOURCE = "Keras character-level text generation example (np.random.multinomial in sample())"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = list(encode_doc(prompt).tolist())
    text = prompt
    for _ in range(n_new_tokens):
        context = torch.tensor(ids if max_len is None else ids[-max_len:], device=device)
        p = next_token_probabilities(model(context), temperature).double().cpu().numpy()
        drawn = int(np.random.choice(len(p), p=p / p.sum()))
        ids.append(drawn)
        text += chr(drawn)
    return text
