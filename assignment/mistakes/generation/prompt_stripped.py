"""blanks and line breaks around the prompt are lost

Print `repr(generate(model, " Tom had ", 0))`, which should write nothing at all: what comes back? A blank at the
end says that a new word begins. Compare with the docstring, and "Let them write" in the notebook.
"""

CAUGHT_BY = "the prompt stays as it is"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    max_len = getattr(model, "max_len", None)
    prompt = prompt.strip()
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        probabilities = next_token_probabilities(model(context), temperature)
        next_id = torch.multinomial(probabilities, 1, generator=generator)
        token_ids = torch.cat([token_ids, next_id])
    return prompt + decode(token_ids[len(encode_doc(prompt)) :])
