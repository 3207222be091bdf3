"""Writes the softmax out, and the exponentials overflow

exp of more than 88 is inf in float32, and inf divided by inf is nan: a small temperature is enough.
"""

VERDICT = "wrong"
SOURCE = "makemore part 1 (logits.exp() / sum) and https://github.com/vllm-project/vllm/issues/22180"


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    last = logits.select(-2, logits.shape[-2] - 1)
    counts = torch.exp(last / temperature)
    return counts / counts.sum(-1, keepdim=True)
