"""the exponentials of large logits overflow

Print `torch.tensor(100.0).exp()`, and your probabilities before and after you add 100 to all logits. They should
not move. Which function of torch takes care of that? The section "Let them write" of the notebook draws with low
temperatures.
"""

CAUGHT_BY = "large logits over a small temperature stay finite"


def next_token_probabilities(logits, temperature):
    exponentials = torch.exp(logits[..., -1, :] / temperature)
    return exponentials / exponentials.sum(dim=-1, keepdim=True)
