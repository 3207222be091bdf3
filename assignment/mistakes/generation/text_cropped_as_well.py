"""the beginning of the text is lost together with that of the context

Print `len(generate(model, "ab", 40))` for the transformer. The model sees a window of the text: what do readers
see? Reread the first sentence of the docstring, and "Let them write" in the notebook.
"""

CAUGHT_BY = "the newest tokens are kept when the context is full"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt) if max_len is None else encode_doc(prompt)[-max_len:]
    for _ in range(n_new_tokens):
        context = token_ids
        probabilities = next_token_probabilities(model(context), temperature)
        next_id = torch.multinomial(probabilities, 1, generator=generator)
        token_ids = torch.cat([token_ids, next_id])
        if max_len is not None and _ < n_new_tokens - 1:
            token_ids = token_ids[-max_len:]
    return decode(token_ids)
