"""characters that are unlikely together are never drawn

Take logits that give one character a probability of 0.9 and many others the rest, and count what comes in 1000
draws. Top-p is one more way to draw, like top-k. From how many tokens does the docstring of `generate` draw?
"""

CAUGHT_BY = "every character can come, and none ends the text"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        probabilities = next_token_probabilities(model(context), temperature)
        sorted_p, order = probabilities.sort(descending=True)
        kept = torch.where(sorted_p.cumsum(0) - sorted_p < 0.9, sorted_p, 0.0)
        next_id = order[torch.multinomial(kept, 1, generator=generator)]
        token_ids = torch.cat([token_ids, next_id])
    return prompt + decode(token_ids[len(encode_doc(prompt)) :])
