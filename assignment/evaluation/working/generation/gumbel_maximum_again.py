"""Draws by the Gumbel-max trick, in float64

The place of the largest of log p + Gumbel noise has exactly the probabilities p.
"""

VERDICT = "right"
SOURCE = "https://jax-js.com/docs/_jax-js/jax/random/categorical"


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
    new: list[int] = []
    while len(new) < n_new_tokens:
        context = ids if max_len is None else ids[-max_len:]
        last = model(context.to(device))[-1].double().cpu()
        log_p = torch.log_softmax(last / temperature, dim=-1)
        u = torch.rand(log_p.shape, generator=generator, dtype=torch.float64)
        noise = -torch.log(-torch.log(u.clamp(min=1e-300)))
        token = torch.argmax(log_p + noise, dim=-1, keepdim=True)
        new.append(int(token))
        ids = torch.cat([ids, token])
    return prompt + decode(new)
