"""Returns the new characters without the prompt, and one less than asked for

Two slips: the text should begin with the prompt, and the loop starts at 1.
"""

VERDICT = "wrong"
SOURCE = 'Hugging Face forum, "return_full_text"'

import torch


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    device = next(model.parameters()).device
    max_len = getattr(model, "max_len", None)
    ids = encode_doc(prompt)
    out = []
    for _ in range(1, n_new_tokens):
        context = ids if max_len is None else ids[-max_len:]
        p = next_token_probabilities(model(context.to(device)), temperature).cpu()
        new = torch.multinomial(p, 1, generator=generator)
        ids = torch.cat([ids, new])
        out.append(chr(new.item()))
    return "".join(out)
