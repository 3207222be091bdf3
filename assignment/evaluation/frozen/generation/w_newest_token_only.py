"""after the first step the model sees the newest token alone

As with a key-value cache, but there is none.
"""

VERDICT = "wrong"
SOURCE = "generation with past_key_values (from memory)"


@torch.no_grad()
def generate(
    model: nn.Module,
    prompt: str,
    n_new_tokens: int,
    temperature: float = 1.0,
    generator: torch.Generator | None = None,
) -> str:
    device = next(model.parameters()).device
    context = encode_doc(prompt)[-getattr(model, "max_len", 0) :]
    new_ids: list[int] = []
    for _ in range(n_new_tokens):
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        context = torch.multinomial(p, 1, generator=generator)
        new_ids += context.tolist()
    return prompt + decode(new_ids)
