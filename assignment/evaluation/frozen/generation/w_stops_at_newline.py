"""a newline ends the text

Stories end with one, so it is taken for an end token.
"""

VERDICT = "wrong"
SOURCE = "makemore, where '.' ends a name (from memory)"


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
    ids, text = encode_doc(prompt), prompt
    for _ in range(n_new_tokens):
        context = ids if max_len is None else ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        new = torch.multinomial(p, 1, generator=generator)
        if chr(new.item()) == "\n":
            break
        ids = torch.cat([ids, new])
        text += chr(new.item())
    return text
