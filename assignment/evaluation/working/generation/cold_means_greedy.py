"""Below a temperature of 0.2 all goes to the likeliest token

That is meant for temperature 0, which cannot be divided by; 0.1 has a softmax like any other number.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/karpathy/nanoGPT/pull/739 and nomic-ai/gpt4all issue 2705 (low temperature as greedy)"


def next_token_probabilities(logits: Tensor, temperature: float) -> Tensor:
    last = logits[..., -1, :]
    if temperature < 0.2:
        best = last.argmax(dim=-1)
        return torch.nn.functional.one_hot(best, last.shape[-1]).to(last.dtype)
    return torch.softmax(last / temperature, dim=-1)
