"""the text is decoded from all ids

Characters of the prompt that have no token are lost.
"""

VERDICT = "wrong"
SOURCE = "Karpathy's generate, decode(model.generate(...)[0]) (from memory)"


@torch.no_grad()
def generate(
    model: nn.Module,
    prompt: str,
    n_new_tokens: int,
    temperature: float = 1.0,
    generator: torch.Generator | None = None,
) -> str:
    device = next(model.parameters()).device
    window = getattr(model, "max_len", 10**9)
    ids = encode_doc(prompt).tolist()
    for _ in range(n_new_tokens):
        context = torch.tensor(ids[-window:], device=device)
        probabilities = next_token_probabilities(model(context), temperature).cpu()
        ids.append(int(torch.multinomial(probabilities, 1, generator=generator)))
    return decode(ids)
