"""Draws from sorted probabilities, and takes the rank for the id

The sorting order is never undone: the likeliest character always comes out as code point 0.
"""

VERDICT = "wrong"
SOURCE = "salesforce/ctrl issue 16 and top-p sampling snippets that forget to gather the sorted indices"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    n_prompt = ids.shape[0]
    for _ in range(n_new_tokens):
        context = ids if max_len is None else ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        ordered, order = torch.sort(p, descending=True)
        u = torch.rand(1, generator=generator)
        token = (ordered.cumsum(0) < u).sum().clamp(max=len(p) - 1).view(1)
        ids = torch.cat([ids, token])
    return prompt + decode(ids[n_prompt:])
