"""Probabilities in another form, and a `generate` that makes up for it, so that texts are right."""

CHOICES = {
    "other_form": {
        "kept": (
            "the dimension of the positions is still there, with size 1",
            "Print the shape of your probabilities for logits of shape (4, 5), and compare it with the docstring. "
            "What is the difference between the indices -1 and -1:?",
        ),
        "all": (
            "the probabilities of all positions come back, and not those of the last one alone",
            "Print the shape of your probabilities for logits of shape (4, 5), and compare it with the docstring.",
        ),
        "log": (
            "the probabilities are logarithms: `log_softmax` is not `softmax`",
            "Print your probabilities: can one be negative? What should they sum to?",
        ),
        "none": (
            "there is no softmax: what comes back are logits",
            "Print the sum of your probabilities, and look for negative ones. What turns scores into probabilities?",
        ),
    },
}


def next_token_probabilities(logits, temperature):
    match chosen("other_form"):
        case "kept":
            return (logits[..., -1:, :] / temperature).softmax(-1)
        case "all":
            return (logits / temperature).softmax(-1)
        case "log":
            return (logits[..., -1, :] / temperature).log_softmax(-1)
        case "none":
            return logits[..., -1, :] / temperature
    return (logits[..., -1, :] / temperature).softmax(-1)


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    max_len = getattr(model, "max_len", None)
    token_ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = token_ids if max_len is None else token_ids[-max_len:]
        found = next_token_probabilities(model(context), temperature)
        match chosen("other_form"):
            case "log":
                found = found.exp()
            case "none":
                found = found.softmax(-1)
        row = found.reshape(-1, found.shape[-1])[-1]
        token_ids = torch.cat([token_ids, torch.multinomial(row, num_samples=1, generator=generator)])
    return prompt + decode(token_ids[len(token_ids) - n_new_tokens :])
