"""the newest tokens are cut off, and not the oldest

Print `torch.arange(6)[:4]` and `torch.arange(6)[-4:]`. Which of the two has the token that the next one follows?
Reread the docstring of `generate` and "Let them write" in the notebook.
"""

CAUGHT_BY = "the newest tokens are kept when the context is full"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[:max_len]
        probabilities = next_token_probabilities(model(context), temperature)
        next_id = torch.multinomial(probabilities, 1, generator=generator)
        token_ids = torch.cat([token_ids, next_id])
    return prompt + decode(token_ids[len(encode_doc(prompt)) :])
