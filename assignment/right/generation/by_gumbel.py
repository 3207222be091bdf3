"""Draws with Gumbel noise, over a list of ids."""


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    ids = encode_doc(prompt).tolist()
    for _ in range(n_new_tokens):
        window = ids[-model.max_len :] if hasattr(model, "max_len") else ids
        p = next_token_probabilities(model(torch.tensor(window)), temperature)
        noise = -torch.log(-torch.log(torch.rand(p.shape, generator=generator)))
        ids.append(int((p.log() + noise).argmax()))
    return prompt + decode(ids[len(ids) - n_new_tokens :])
