"""Probabilities and text where everything has one batch dimension."""

CHOICES = {
    "one_batch": {
        "index": (
            "exactly one batch dimension is expected, because dimensions are counted from the front",
            "Call `next_token_probabilities` with logits of shape (4, 5), for one document, and with (2, 2, 3, 5). "
            "Which dimensions are those of the positions and of the vocabulary, counted from the end?",
        ),
    },
}


def next_token_probabilities(logits, temperature):
    last = logits[:, -1, :] if chosen("one_batch") == "index" else logits[..., -1, :]
    return torch.softmax(last / temperature, dim=-1)


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt).unsqueeze(0)  # (1, L)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[:, -max_len:]
        probabilities = next_token_probabilities(model(context), temperature)  # (1, V)
        next_id = torch.multinomial(probabilities, num_samples=1, generator=generator)  # (1, 1)
        token_ids = torch.cat([token_ids, next_id], dim=1)
    return prompt + decode(token_ids[0, token_ids.shape[1] - n_new_tokens :])
