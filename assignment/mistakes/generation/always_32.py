"""a model without a limit of its own sees no more than 32 tokens

Print the length of what goes into `model` for a prompt of 60 characters and a model without a `max_len`. Where does
the number 32 come from, and which model has that limit? Reread the docstring of `generate`, and "Let them write" in
the notebook.
"""

CAUGHT_BY = "the newest tokens are kept when the context is full"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids[-getattr(model, "max_len", 32) :]
        probabilities = next_token_probabilities(model(context), temperature)
        next_id = torch.multinomial(probabilities, 1, generator=generator)
        token_ids = torch.cat([token_ids, next_id])
    return prompt + decode(token_ids[len(encode_doc(prompt)) :])
