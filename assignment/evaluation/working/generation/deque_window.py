"""A deque of max_len tokens as the window

With maxlen=None the deque keeps everything, which is what a model without a limit should see.
"""

VERDICT = "right"
SOURCE = "Python documentation of collections.deque (sliding window recipe)"

from collections import deque

import torch


def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    weight = next(model.parameters())
    window = deque(encode_doc(prompt).tolist(), maxlen=getattr(model, "max_len", None))
    text = prompt
    for step in range(n_new_tokens):
        with torch.no_grad():
            logits = model(torch.tensor(list(window), device=weight.device))
        probabilities = next_token_probabilities(logits, temperature).cpu()
        token = int(torch.multinomial(probabilities, 1, replacement=True, generator=generator))
        window.append(token)
        text += decode([token])
    return text
