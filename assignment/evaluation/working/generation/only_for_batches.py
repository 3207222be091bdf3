"""Writes [:, -1, :], which only a batch has

generate makes a batch of one, and works. The function by itself fails for a single document, and for more axes.
"""

VERDICT = "wrong"
SOURCE = "nanoGPT generate, logits[:, -1, :]"


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    logits = logits[:, -1, :] / temperature
    return torch.nn.functional.softmax(logits, dim=-1)


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    block_size = getattr(model, "max_len", None)
    idx = encode_doc(prompt).unsqueeze(0)
    for _ in range(n_new_tokens):
        idx_cond = idx if block_size is None else idx[:, -block_size:]
        probs = next_token_probabilities(model(idx_cond.to(device)), temperature).cpu()
        idx_next = torch.multinomial(probs, num_samples=1, generator=generator)
        idx = torch.cat((idx, idx_next), dim=1)
    return prompt + decode(idx[0, idx.shape[1] - n_new_tokens :])
