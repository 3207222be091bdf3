"""the text ends at a line break

Print the length of your text for many seeds: is it always that of the prompt and `n_new_tokens` more? A line break
is a character like any other. Reread in the docstring what ends the text, and "Let them write" in the notebook.
"""

CAUGHT_BY = "every character can come, and none ends the text"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        probabilities = next_token_probabilities(model(context), temperature)
        next_id = torch.multinomial(probabilities, 1, generator=generator)
        token_ids = torch.cat([token_ids, next_id])
        if next_id.item() == ord("\n"):
            break
    return prompt + decode(token_ids[len(encode_doc(prompt)) :])
