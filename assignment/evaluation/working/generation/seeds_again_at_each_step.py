"""Sets the generator back to its seed before each character

Each character is drawn with the same random number: equal probabilities give equal characters.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/Lightning-AI/litgpt/issues/1757 (where to seed); forum threads on manual_seed inside a loop"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    n_prompt = len(ids)
    for _ in range(n_new_tokens):
        if generator is not None:
            generator.manual_seed(generator.initial_seed())  # reproducible
        context = ids if max_len is None else ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        ids = torch.hstack([ids, torch.multinomial(p, 1, generator=generator)])
    return prompt + decode(ids[n_prompt:])
