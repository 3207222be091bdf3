"""the loss is counted in bits, and not in nats

Try `language_model_loss(torch.zeros(1, 2), torch.tensor([0]))`, and compare with `math.log(2)` and
`math.log2(2)`. Both measure surprise; the docstring says which one is meant. The floor in part 3 of the
notebook is in the same unit: part 2 is where the loss begins.
"""

CAUGHT_BY = "equal logits cost log(V) nats"


def language_model_loss(logits, targets):
    return F.cross_entropy(logits.reshape(-1, logits.shape[-1]), targets.reshape(-1)) / 0.6931471805599453
