"""the loss is cut off from the model, so that nothing can learn from it

Print `language_model_loss(model(inputs), targets).requires_grad`. Training asks the loss how each parameter
should move: which line of yours makes it forget where it came from? Look for `detach`, `.item()` or
`no_grad`, and reread part 2.
"""

CAUGHT_BY = "the MLP learns a rhyme"
MODULE = "objective"


def language_model_loss(logits, targets):
    return F.cross_entropy(logits.detach().reshape(-1, logits.shape[-1]), targets.reshape(-1))
