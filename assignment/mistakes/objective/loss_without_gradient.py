"""the loss is cut off from the model, so that nothing is learned

Print `loss.grad_fn` for the loss of a model's logits: it says how the loss was computed. Which of your lines turns
the logits into plain numbers? Look for `detach`, `.data`, `torch.tensor` or `no_grad` in `language_model_loss`, and reread in the
docstring of `language_model_loss`, in part 2, what training calls.
"""

CAUGHT_BY = "training can use the loss"


def language_model_loss(logits, targets):
    return F.cross_entropy(logits.detach().reshape(-1, logits.shape[-1]), targets.reshape(-1))
