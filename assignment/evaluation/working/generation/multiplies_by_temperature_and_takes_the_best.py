"""Multiplies by the temperature, and writes the likeliest character

A low temperature makes the text wilder instead of safer; and nothing is drawn, so seeds make no difference.
"""

VERDICT = "wrong"
SOURCE = "Stack Overflow on temperature in char-RNN sampling; greedy decoding in https://ttsugriy.github.io/llm-first-principles"


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    return torch.softmax(logits[..., -1, :] * temperature, dim=-1)


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    text = prompt
    for _ in range(n_new_tokens):
        window = ids if max_len is None else ids[-max_len:]
        p = next_token_probabilities(model(window.to(device)), temperature)
        best = p.argmax(dim=-1).reshape(1).cpu()
        ids = torch.cat((ids, best))
        text += decode(best)
    return text
