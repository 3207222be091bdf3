"""one character too many is written

Print `len(generate(model, "ab", 3))` and `generate(model, "ab", 0)`. How many rounds does your loop make? Compare
with the docstring of `generate`, and "Let them write" in the notebook.
"""

CAUGHT_BY = "the text is the prompt and n_new_tokens characters"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens + 1):
        context = token_ids if max_len is None else token_ids[-max_len:]
        probabilities = next_token_probabilities(model(context), temperature)
        next_id = torch.multinomial(probabilities, 1, generator=generator)
        token_ids = torch.cat([token_ids, next_id])
    return prompt + decode(token_ids[len(encode_doc(prompt)) :])
