"""One uniform number, looked up in the cumulative sum

The first place where the sum exceeds the number; it is scaled by the total, so rounding leaves no gap at the end.
"""

VERDICT = "right"
SOURCE = "https://ttsugriy.github.io/llm-first-principles/stages/stage-01/06-temperature-sampling"


def pick(p: Tensor, generator) -> Tensor:
    heights = p.double().cumsum(dim=0)
    u = torch.rand(1, generator=generator, dtype=torch.float64) * heights[-1]
    return torch.searchsorted(heights, u, right=True).clamp(max=p.numel() - 1)


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    """A text, character by character; the window keeps the end of what is known."""
    where = next(model.parameters()).device
    window = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    pieces = [prompt]
    for _ in range(n_new_tokens):
        seen = ids[-window:] if window is not None else ids
        token = pick(next_token_probabilities(model(seen.to(where)), temperature).cpu(), generator)
        pieces.append(decode(token))
        ids = torch.cat([ids, token])
    return "".join(pieces)
