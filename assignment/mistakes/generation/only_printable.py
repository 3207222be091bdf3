"""only characters that can be printed are drawn

Draw 1000 characters from a model whose logits are all zero, and count how many different ones there are. Is there a
line break among them? The stories have some. Reread in the docstring which tokens can come, and "Let them write" in
the notebook.
"""

CAUGHT_BY = "every character can come, and none ends the text"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    max_len = getattr(model, "max_len", None)
    printable = torch.tensor([float(chr(i).isprintable()) for i in range(256)])
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        probabilities = next_token_probabilities(model(context), temperature)
        next_id = torch.multinomial(probabilities * printable, 1, generator=generator)
        token_ids = torch.cat([token_ids, next_id])
    return prompt + decode(token_ids[len(encode_doc(prompt)) :])
