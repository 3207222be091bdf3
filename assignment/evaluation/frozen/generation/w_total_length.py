"""n_new_tokens is the length of the whole text

As max_length was before max_new_tokens.
"""

VERDICT = "wrong"
SOURCE = "Hugging Face generate, max_length and max_new_tokens (from memory)"


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
    ids = encode_doc(prompt)
    n_prompt = len(ids)
    while len(ids) < n_new_tokens:
        context = ids if max_len is None else ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        ids = torch.cat([ids, torch.multinomial(p, 1, generator=generator)])
    return prompt + decode(ids[n_prompt:])
