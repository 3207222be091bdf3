"""characters that are in the text already become less likely

Draw 100 characters from a model that finds "a" and "b" alone likely, and count both. Does your code change the
logits of what has come before? Reread the docstring and "Let them write" in the notebook: which probabilities are
drawn from?
"""

CAUGHT_BY = "every character can come, and none ends the text"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        probabilities = next_token_probabilities(torch.where(torch.isin(torch.arange(256), token_ids), model(context) / 1.3, model(context)), temperature)
        next_id = torch.multinomial(probabilities, 1, generator=generator)
        token_ids = torch.cat([token_ids, next_id])
    return prompt + decode(token_ids[len(encode_doc(prompt)) :])
