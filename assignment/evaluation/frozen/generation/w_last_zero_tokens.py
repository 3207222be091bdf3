"""ids[-n_new_tokens:] for the new part

For n_new_tokens = 0 that is everything: the prompt appears twice.
"""

VERDICT = "wrong"
SOURCE = "the Python idiom x[-n:] with n = 0 (from memory)"


@torch.no_grad()
def generate(
    model: nn.Module,
    prompt: str,
    n_new_tokens: int,
    temperature: float = 1.0,
    generator: torch.Generator | None = None,
) -> str:
    device = next(model.parameters()).device
    limit = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        view = ids if limit is None else ids[-limit:]
        p = next_token_probabilities(model(view.to(device)), temperature).cpu()
        ids = torch.cat([ids, torch.multinomial(p, 1, generator=generator)])
    return prompt + decode(ids[-n_new_tokens:])
