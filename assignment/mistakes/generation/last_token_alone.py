"""the model is given the last token alone, and not the text so far

Print what goes into `model` when the prompt is "ab". How many tokens should the model see, and how many does
it? For the MLP it makes no difference; for a transformer, part 5 says what the context is good for.
"""

CAUGHT_BY = "the newest tokens are kept when the context is full"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        probabilities = next_token_probabilities(model(token_ids[-1:]), temperature)
        next_id = torch.multinomial(probabilities, 1, generator=generator)
        token_ids = torch.cat([token_ids, next_id])
    return prompt + decode(token_ids[len(encode_doc(prompt)) :])
