"""the probabilities are shared out among positions, and not among tokens

Try `language_model_loss(torch.zeros(1, 4), torch.tensor([0]))`, a text of a single position: is it zero? Positions
do not compete with each other, tokens do. Write the shape of the logits under your code, as the docstring does in
part 2, and mark the dimension of the vocabulary.
"""

CAUGHT_BY = "equal logits cost log(V) nats"


def language_model_loss(logits, targets):
    return -logits.log_softmax(dim=-2).gather(-1, targets.unsqueeze(-1)).mean()
