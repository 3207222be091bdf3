"""Decodes all ids for the text, the prompt's included

Characters that the vocabulary lacks were dropped in encoding, so they are missing from the prompt.
"""

VERDICT = "wrong"
SOURCE = "nanoGPT sample.py, print(decode(y[0].tolist()))"


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    limit = getattr(model, "max_len", None)
    tokens = encode_doc(prompt).tolist()
    for _ in range(n_new_tokens):
        seen = tokens if limit is None else tokens[-limit:]
        logits = model(torch.tensor(seen, device=device))
        p = next_token_probabilities(logits, temperature).cpu()
        tokens.append(int(torch.multinomial(p, 1, generator=generator)))
    return decode(tokens)
