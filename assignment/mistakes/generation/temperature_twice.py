"""the temperature is applied twice

Count where your code divides by the temperature: in `generate`, in `next_token_probabilities`, or in both? What
happens to a temperature of 2 in your text? The sampling extension draws three temperatures.
"""

CAUGHT_BY = "characters are drawn as often as they are likely"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        probabilities = next_token_probabilities(model(context) / temperature, temperature)
        next_id = torch.multinomial(probabilities, 1, generator=generator)
        token_ids = torch.cat([token_ids, next_id])
    return prompt + decode(token_ids[len(encode_doc(prompt)) :])
