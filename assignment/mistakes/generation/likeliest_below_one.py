"""nothing is drawn at temperatures below 1

Generate with a temperature of 0.9 and two different seeds: are the texts the same? A temperature of 0.9 changes the
probabilities a little, and they are still drawn from. Reread the docstring and "Let them write" in the notebook.
"""

CAUGHT_BY = "characters are drawn as often as they are likely"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        probabilities = next_token_probabilities(model(context), temperature)
        next_id = (
            probabilities.argmax(-1, keepdim=True)
            if temperature < 1
            else torch.multinomial(probabilities, 1, generator=generator)
        )
        token_ids = torch.cat([token_ids, next_id])
    return prompt + decode(token_ids[len(encode_doc(prompt)) :])
