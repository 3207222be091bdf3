"""the generator's seed goes into torch.manual_seed

The numbers come from the global generator, and a call changes it; without a generator the seed is 0.
"""

VERDICT = "wrong"
SOURCE = "reproducibility recipes that seed everything (from memory)"


@torch.no_grad()
def generate(
    model: nn.Module,
    prompt: str,
    n_new_tokens: int,
    temperature: float = 1.0,
    generator: torch.Generator | None = None,
) -> str:
    torch.manual_seed(generator.initial_seed() if generator is not None else 0)
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    text = prompt
    for _ in range(n_new_tokens):
        context = ids if max_len is None else ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        new = torch.multinomial(p, num_samples=1)
        ids = torch.cat([ids, new])
        text += decode(new)
    return text
