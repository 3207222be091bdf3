"""decode also leaves out ids of 256 and more

A model with a larger vocabulary may write these; the docstring has the euro sign as an example.
"""

VERDICT = "wrong"
SOURCE = "Hugging Face skip_special_tokens, misread"


def decode(token_ids):
    out = ""
    for t in token_ids:
        if int(t) < N_VOCAB:
            out += chr(int(t))
    return out
