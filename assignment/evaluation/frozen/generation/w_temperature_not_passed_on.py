"""generate draws with temperature 1

The argument is taken and never used.
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
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    n_prompt = len(ids)
    for _ in range(n_new_tokens):
        context = ids if max_len is None else ids[-max_len:]
        p = torch.softmax(model(context.to(device))[-1], dim=-1).cpu()
        ids = torch.cat([ids, torch.multinomial(p, 1, generator=generator)])
    return prompt + decode(ids[n_prompt:])
