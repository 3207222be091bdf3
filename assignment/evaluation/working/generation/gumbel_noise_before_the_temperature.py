"""Adds Gumbel noise first, and divides by the temperature afterwards

Dividing a sum by a positive number does not move its maximum, so every temperature draws as 1 does.
"""

VERDICT = "wrong"
SOURCE = "Gumbel-softmax (logits + noise) / tau, read as a way to draw; torch.nn.functional.gumbel_softmax"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    drawn = []
    for _ in range(n_new_tokens):
        context = ids if max_len is None else ids[-max_len:]
        scores = model(context.to(device))[-1].double().cpu()
        u = torch.rand(scores.shape, generator=generator, dtype=torch.float64).clamp_min(1e-300)
        noise = -torch.log(-torch.log(u))
        token = ((scores + noise) / temperature).argmax().view(1)
        drawn.append(token.item())
        ids = torch.cat([ids, token])
    return prompt + decode(drawn)
