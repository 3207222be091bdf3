"""only the forty likeliest tokens can come

"It makes the texts better."
"""

VERDICT = "wrong"
SOURCE = "nanoGPT's sample.py with top_k (from memory)"


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
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        best, which = p.topk(min(40, p.numel()))
        ids = torch.cat([ids, which[torch.multinomial(best, 1, generator=generator)]])
    return prompt + decode(ids[n_prompt:])
