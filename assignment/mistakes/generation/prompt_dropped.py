"""the prompt is missing from the text

Print `generate(model, "ab", 0)`, which should write nothing at all: what comes back? Compare it with the first
sentence of the docstring. The section "Let them write" of the notebook prints whole stories.
"""

CAUGHT_BY = "the text is the prompt and n_new_tokens characters"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        probabilities = next_token_probabilities(model(context), temperature)
        next_id = torch.multinomial(probabilities, 1, generator=generator)
        token_ids = torch.cat([token_ids, next_id])
    return decode(token_ids[len(encode_doc(prompt)) :])
