"""Shifts by the largest logit by hand, and draws by a race of exponential clocks

The first of clocks with rates p rings with probabilities p; the shift keeps the exponentials at 1 or below.
"""

VERDICT = "right"
SOURCE = "gpt-fast, multinomial_sample_one_no_sync (probabilities divided by exponential noise)"


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    assert temperature > 0, "the temperature has to be above 0"
    last = logits[..., -1, :]
    shifted = (last - last.max(dim=-1, keepdim=True)[0]) / temperature
    weights = shifted.exp()
    return weights / weights.sum(dim=-1, keepdim=True)


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    text = prompt
    for _ in range(n_new_tokens):
        context = ids if max_len is None else ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).double().cpu()
        clocks = torch.empty_like(p).exponential_(generator=generator)
        token = torch.argmax(p / clocks)[None]
        text = text + decode(token)
        ids = torch.cat([ids, token])
    return text
