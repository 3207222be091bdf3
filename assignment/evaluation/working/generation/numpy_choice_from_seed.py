"""A numpy generator, seeded with a number drawn from `generator`, chooses the tokens

All numbers follow from one draw of the generator, so a seed fixes the text, and without one the
seed comes from torch's global state.
"""

VERDICT = "right"
SOURCE = "keras lstm_text_generation (np.random.multinomial in float64)"
DEBATABLE = (
    '"Every random number comes from generator" holds only indirectly: numpy\'s stream is seeded by one number from it.'
)

import numpy as np
import torch


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    seed = int(torch.randint(0, 2**62, (1,), generator=generator))
    rng = np.random.default_rng(seed)
    device = next(model.parameters()).device
    ids = encode_doc(prompt)
    new = []
    for _ in range(n_new_tokens):
        context = torch.cat([ids, torch.tensor(new, dtype=torch.int64)])
        if getattr(model, "max_len", None) is not None:
            context = context[-model.max_len :]
        p = next_token_probabilities(model(context.to(device)), temperature).double().cpu().numpy()
        new.append(int(rng.choice(p.size, p=p / p.sum())))
    return prompt + decode(new)
