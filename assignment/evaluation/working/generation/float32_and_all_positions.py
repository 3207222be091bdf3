"""Returns all positions, in float32

Two slips: the shape should lose the dimension of the positions, and the dtype should be that of
the logits. generate picks the last row itself.
"""

VERDICT = "wrong"
SOURCE = "Hugging Face generate (logits converted to float32 before sampling)"

import torch


def next_token_probabilities(logits, temperature):
    return torch.softmax(logits.float() / temperature, dim=-1)


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    for _ in range(n_new_tokens):
        context = ids if max_len is None else ids[-max_len:]
        probs = next_token_probabilities(model(context.to(device)), temperature)[-1].cpu()
        ids = torch.cat([ids, torch.multinomial(probs, 1, generator=generator)])
    return prompt + decode(ids[len(ids) - n_new_tokens :])
