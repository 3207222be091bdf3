"""characters that the vocabulary lacks are missing from the text

Print `generate(model, "a→b", 0)`, which should write nothing at all: what comes back? The model cannot see the
arrow, but readers can. Compare with the first sentence of the docstring; "Let them write" in the notebook prints
whole stories.
"""

CAUGHT_BY = "the prompt stays as it is"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        probabilities = next_token_probabilities(model(context), temperature)
        next_id = torch.multinomial(probabilities, 1, generator=generator)
        token_ids = torch.cat([token_ids, next_id])
    return decode(token_ids)
