"""Lists of ints, and a loop over cumulative probabilities with one uniform number

The first id whose running sum exceeds a uniform number has its probability; rounding at the end
falls back on the last possible token.
"""

VERDICT = "right"
SOURCE = "Karpathy, min-char-rnn and microgpt (random.choices over weights), retold by hand"

import torch


def draw(probabilities, generator):
    u = torch.rand((), generator=generator, dtype=torch.float64).item() * sum(probabilities)
    running = 0.0
    fallback = 0
    for i, p in enumerate(probabilities):
        if p > 0:
            fallback = i
            running += p
            if u < running:
                return i
    return fallback


def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    ids = encode_doc(prompt).tolist()
    new_ids = []
    limit = getattr(model, "max_len", None)
    with torch.no_grad():
        while len(new_ids) < n_new_tokens:
            seen = ids + new_ids
            if limit is not None:
                seen = seen[-limit:]
            logits = model(torch.tensor(seen, dtype=torch.long, device=device))
            probabilities = next_token_probabilities(logits, temperature).double().tolist()
            new_ids.append(draw(probabilities, generator))
    return prompt + decode(new_ids)
