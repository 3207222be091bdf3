"""all tokens are drawn from one distribution

torch.multinomial can draw many; the model is asked once.
"""

VERDICT = "wrong"
SOURCE = "from memory"


@torch.no_grad()
def generate(
    model: nn.Module,
    prompt: str,
    n_new_tokens: int,
    temperature: float = 1.0,
    generator: torch.Generator | None = None,
) -> str:
    device = next(model.parameters()).device
    if n_new_tokens == 0:
        return prompt
    ids = encode_doc(prompt)[-getattr(model, "max_len", 0) :].to(device)
    probabilities = next_token_probabilities(model(ids), temperature).cpu()
    drawn = torch.multinomial(probabilities, n_new_tokens, replacement=True, generator=generator)
    return prompt + decode(drawn)
