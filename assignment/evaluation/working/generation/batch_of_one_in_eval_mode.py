"""nanoGPT style with a batch of one, eval mode, and the mode restored afterwards

The leading 1 is taken off at the end; the models give the same logits in both modes.
"""

VERDICT = "right"
SOURCE = "https://github.com/karpathy/nanoGPT (model.generate)"

import torch
import torch.nn.functional as F


def next_token_probabilities(logits, temperature):
    logits = logits[..., -1, :] / temperature
    return F.softmax(logits, dim=-1)


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    was_training = model.training
    model.eval()
    device = next(model.parameters()).device
    block_size = getattr(model, "max_len", None)
    idx = encode_doc(prompt).unsqueeze(0).to(device)  # (1, T)
    start = idx.size(1)
    for _ in range(n_new_tokens):
        idx_cond = idx if block_size is None or idx.size(1) <= block_size else idx[:, -block_size:]
        probs = next_token_probabilities(model(idx_cond), temperature)  # (1, V)
        rng_device = generator.device if generator is not None else probs.device
        idx_next = torch.multinomial(probs.to(rng_device), num_samples=1, generator=generator)
        idx = torch.cat((idx, idx_next.to(device)), dim=1)
    model.train(was_training)
    return prompt + decode(idx[0, start:])
