"""only the ten likeliest characters are drawn from

Draw 1000 characters from a model whose logits are all zero, and count how many different ones there are. Top-k is
an extension. From how many tokens does the docstring of `generate` draw?
"""

CAUGHT_BY = "every character can come, and none ends the text"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        probabilities = next_token_probabilities(model(context), temperature)
        best = probabilities.topk(min(10, len(probabilities)))
        next_id = best.indices[torch.multinomial(best.values, 1, generator=generator)]
        token_ids = torch.cat([token_ids, next_id])
    return prompt + decode(token_ids[len(encode_doc(prompt)) :])
