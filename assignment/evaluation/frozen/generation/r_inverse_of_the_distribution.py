"""a uniform number is looked up in the cumulated probabilities

Other texts than torch.multinomial for a seed, of the same distribution. One number from the generator for each token.
"""

VERDICT = "right"
SOURCE = "inverse transform sampling, from memory"
DEBATABLE = "the texts of a seed differ from those of torch.multinomial, which the docstring does not name"


@torch.no_grad()
def generate(
    model: nn.Module,
    prompt: str,
    n_new_tokens: int,
    temperature: float = 1.0,
    generator: torch.Generator | None = None,
) -> str:
    device = next(model.parameters()).device
    keep = getattr(model, "max_len", None) or 0
    ids = encode_doc(prompt).tolist()
    text = prompt
    for _ in range(n_new_tokens):
        p = next_token_probabilities(model(torch.tensor(ids[-keep:], device=device)), temperature).cpu().double()
        up_to = p.cumsum(0)
        u = torch.rand(1, generator=generator, dtype=torch.float64) * up_to[-1]
        new = min(int(torch.searchsorted(up_to, u, right=True)), len(p) - 1)
        ids.append(new)
        text += chr(new)
    return text
