"""the random numbers are always the same, or a generator of your own makes them, and not `generator`

Call `generate` with generators of two different seeds. Are the texts different? Which seed does your code set, and
who should choose it? Reread the docstring, and "Let them write" in the notebook.
"""

CAUGHT_BY = "the generator decides, and nothing else"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    max_len = getattr(model, "max_len", None)
    own = torch.Generator().manual_seed(0)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        probabilities = next_token_probabilities(model(context), temperature)
        next_id = torch.multinomial(probabilities, 1, generator=own)
        token_ids = torch.cat([token_ids, next_id])
    return prompt + decode(token_ids[len(encode_doc(prompt)) :])
