"""Crops to 32 tokens for a model without max_len as well

A model that has no max_len should see everything; this one forgets what is further back.
"""

VERDICT = "wrong"
SOURCE = "'Let's build GPT', a global block_size; getattr with a default"

CONTEXT = 32


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    block_size = getattr(model, "max_len", CONTEXT)
    ids = encode_doc(prompt)
    start = ids.numel()
    for _ in range(n_new_tokens):
        p = next_token_probabilities(model(ids[-block_size:].to(device)), temperature)
        ids = torch.cat([ids, torch.multinomial(p.cpu(), 1, generator=generator)])
    return prompt + decode(ids[start:])
