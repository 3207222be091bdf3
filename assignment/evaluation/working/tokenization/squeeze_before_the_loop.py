"""Squeezes the ids before decoding, so a single id is no longer a sequence

A tensor of shape (1,) becomes a number, and a number cannot be looped over: drawing one character fails.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/shbictai/narrativeKoGPT2/issues/1 (prev.squeeze().tolist() before decoding)"


def decode(token_ids) -> str:
    ids = torch.as_tensor(token_ids).squeeze().tolist()
    return "".join([chr(i) for i in ids])
