"""the characters are not drawn from `generator`

Call `generate` twice with `generator=torch.Generator().manual_seed(0)` each time. Are the texts the same? Which of
your lines draws, and where does it get its random numbers? Reread the docstring, and "Let them write" in the
notebook.
"""

CAUGHT_BY = "the generator decides, and nothing else"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        probabilities = next_token_probabilities(model(context), temperature)
        next_id = torch.multinomial(probabilities, 1)
        token_ids = torch.cat([token_ids, next_id])
    return prompt + decode(token_ids[len(encode_doc(prompt)) :])
