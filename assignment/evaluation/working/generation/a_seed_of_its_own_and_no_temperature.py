"""Makes a generator with seed 0 when there is none, and forgets to pass the temperature on

Without a generator each call gives the same text; and the text is drawn at temperature 1.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/karpathy/nanoGPT/issues/377 (a fixed seed in sample.py)"


def draw(probabilities: Tensor, generator) -> int:
    return torch.multinomial(probabilities.cpu(), 1, generator=generator).item()


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    if generator is None:
        generator = torch.Generator().manual_seed(0)
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt).tolist()
    new = []
    for _ in range(n_new_tokens):
        context = ids + new
        if max_len is not None:
            context = context[-max_len:]
        logits = model(torch.tensor(context, device=device))
        new.append(draw(next_token_probabilities(logits, 1.0), generator))
    return prompt + decode(new)
