"""a model without max_len gets a window of 32

The default of getattr is a number that looked familiar.
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
    window = getattr(model, "max_len", 32)
    tokens = encode_doc(prompt)
    n_known = tokens.shape[0]
    for _ in range(n_new_tokens):
        p = next_token_probabilities(model(tokens[-window:].to(device)), temperature).cpu()
        tokens = torch.hstack((tokens, torch.multinomial(p, 1, generator=generator)))
    return prompt + decode(tokens[n_known:])
