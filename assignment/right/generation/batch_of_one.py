"""Adds a batch dimension, and works in doubles."""


def next_token_probabilities(logits, temperature):
    scaled = logits[..., -1, :].double() / temperature
    return torch.exp(scaled - scaled.logsumexp(dim=-1, keepdim=True)).to(logits.dtype)


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = (token_ids if max_len is None else token_ids[-max_len:])[None]
        probabilities = next_token_probabilities(model(context), temperature)
        next_id = torch.multinomial(probabilities, 1, generator=generator)[0]
        token_ids = torch.cat([token_ids, next_id])
    return prompt + decode(token_ids[len(encode_doc(prompt)) :])
