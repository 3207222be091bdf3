"""the likeliest character is always taken, and none is drawn

Generate with two generators of different seeds: are the texts the same? Print the probabilities of one step, and
count how often each character should come in 100 draws. The section "Let them write" of the notebook asks why we
draw.
"""

CAUGHT_BY = "characters are drawn as often as they are likely"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        probabilities = next_token_probabilities(model(context), temperature)
        next_id = probabilities.argmax(-1, keepdim=True)
        token_ids = torch.cat([token_ids, next_id])
    return prompt + decode(token_ids[len(encode_doc(prompt)) :])
