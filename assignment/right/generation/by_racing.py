"""A window that drops the oldest id by itself, and a draw by a race of exponential clocks."""

from collections import deque


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    window = deque(encode_doc(prompt).tolist(), maxlen=getattr(model, "max_len", None))
    text = prompt
    while len(text) < len(prompt) + n_new_tokens:
        probabilities = next_token_probabilities(model(torch.tensor(list(window))), temperature)
        clocks = torch.empty_like(probabilities).exponential_(generator=generator)
        window.append(int((probabilities / clocks).argmax()))
        text += decode([window[-1]])
    return text
