"""the Gumbel-max trick

Noise is added to the logarithms of the probabilities, and the largest sum wins: a draw from all of them.
"""

VERDICT = "right"
SOURCE = "the Gumbel-max trick; gpt-fast's exponential race (from memory)"
DEBATABLE = "the texts of a seed differ from those of torch.multinomial, which the docstring does not name"


def one_draw(probabilities: Tensor, generator: torch.Generator | None) -> int:
    waiting = torch.empty(probabilities.shape, dtype=torch.float64).exponential_(generator=generator)
    return int((probabilities.double() / waiting).argmax())


@torch.no_grad()
def generate(
    model: nn.Module,
    prompt: str,
    n_new_tokens: int,
    temperature: float = 1.0,
    generator: torch.Generator | None = None,
) -> str:
    parameter = next(model.parameters())
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt).tolist()
    text = [prompt]
    for _ in range(n_new_tokens):
        if max_len is not None:
            del ids[:-max_len]
        logits = model(torch.tensor(ids, device=parameter.device))
        new = one_draw(next_token_probabilities(logits, temperature).cpu(), generator)
        ids.append(new)
        text.append(decode([new]))
    return "".join(text)
