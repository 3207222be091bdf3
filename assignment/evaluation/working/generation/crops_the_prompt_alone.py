"""Crops the prompt once, and then lets the text grow

The first new token comes out right; after it, the context is longer than the transformer can take.
"""

VERDICT = "wrong"
SOURCE = "minGPT and 'Let's build GPT' questions about idx[:, -block_size:] (assertion in forward after some tokens)"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    ids = encode_doc(prompt)
    if hasattr(model, "max_len"):
        ids = ids[-model.max_len :]
    new = []
    for _ in range(n_new_tokens):
        probabilities = next_token_probabilities(model(ids.to(device)), temperature).cpu()
        drawn = torch.multinomial(probabilities, 1, generator=generator)
        new.append(drawn.item())
        ids = torch.cat([ids, drawn])
    return prompt + decode(new)
