"""A Python generator that yields characters, with a loop over chances

The function walks along the probabilities until the random number is used up; the last token with a chance takes what is left.
"""

from itertools import islice

VERDICT = "right"
SOURCE = "Stack Overflow, weighted random choice by hand; streaming text generation with yield"


def choose(chances: list[float], u: float) -> int:
    left = u * sum(chances)
    chosen = 0
    for token, chance in enumerate(chances):
        if chance <= 0.0:
            continue
        chosen = token
        if left < chance:
            break
        left -= chance
    return chosen


def endless(model, ids, temperature, generator):
    device = next(model.parameters()).device
    limit = getattr(model, "max_len", None)
    while True:
        seen = ids if limit is None else ids[-limit:]
        logits = model(torch.tensor([seen], device=device))
        chances = next_token_probabilities(logits, temperature)[0].tolist()
        token = choose(chances, torch.rand((), generator=generator, dtype=torch.float64).item())
        ids = ids + [token]
        yield chr(token)


@torch.no_grad()
def generate(model, prompt, n_new_tokens, temperature=1.0, generator=None):
    characters = endless(model, encode_doc(prompt).tolist(), temperature, generator)
    return prompt + "".join(islice(characters, n_new_tokens))
