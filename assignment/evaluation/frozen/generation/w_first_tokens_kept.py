"""the context is cropped on the wrong side

After max_len tokens the model always sees the beginning.
"""

VERDICT = "wrong"
SOURCE = "from memory; truncation=True of tokenizers cuts the end"


@torch.no_grad()
def generate(
    model: nn.Module,
    prompt: str,
    n_new_tokens: int,
    temperature: float = 1.0,
    generator: torch.Generator | None = None,
) -> str:
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt).to(device)
    start = ids.numel()
    for _ in range(n_new_tokens):
        probabilities = next_token_probabilities(model(ids[:max_len]), temperature)
        ids = torch.cat([ids, torch.multinomial(probabilities.cpu(), 1, generator=generator).to(device)])
    return prompt + decode(ids[start:])
