"""The loss."""

CHOICES = {
    "arguments": {
        "maximum_subtracted": (
            "the loss changes the logits that it gets",
            "Print `logits` before and after `language_model_loss(logits, targets)`. A function leaves the data of its "
            "caller as they are: which of your operations works in place? Look for `-=` and for names that end in an "
            "underscore.",
        ),
        "normalised": (
            "the loss changes the logits that it gets",
            "Print `logits` before and after `language_model_loss(logits, targets)`. A function leaves the data of its "
            "caller as they are: which of your operations works in place? Look for `.data` and for names that end in "
            "an underscore.",
        ),
    },
    "guesses": {
        "softmax_twice": "softmax_twice",
        "probabilities": "logarithm_forgotten",
        "logits": "no_softmax",
        "logarithm_of_softmax": "logarithm_of_softmax",
        "exponentials": "exponentials_overflow",
        "divided_exponentials": (
            "the softmax is taken by hand, and overflows for large logits",
            "Print `torch.tensor(100.0).exp()`, and the loss of some logits before and after you add 100 to all of "
            "them. It should not move. What may be subtracted from logits without a change of their softmax?",
        ),
        "one_maximum": (
            "the largest of all logits is subtracted, and not the largest of each position",
            "Print the loss of two positions, where the logits of one are smaller by 1000 than those of the other. "
            "What becomes of its exponentials? Which positions share a softmax?",
        ),
        "epsilon": "epsilon_in_the_logarithm",
        "epsilon_8": (
            "probabilities are kept away from 0 before the logarithm, so that no loss is large",
            "Print `language_model_loss(torch.tensor([[1000.0, 0.0]]), torch.tensor([1]))`, for a model that is sure "
            "and wrong. How large should its loss be? `log_softmax` needs no such help.",
        ),
        "over_positions": "softmax_over_positions",
        "over_dim_one": (
            "the softmax runs over dim 1, which is the positions where there is a batch",
            "Print the shapes of your logits for one document and for a batch of two. Which number has the dimension "
            "of the vocabulary, counted from the end?",
        ),
        "over_dim_zero": (
            "the softmax runs over the first dimension, which is the documents or the positions",
            "Print the shapes of your logits for one document and for a batch of two. Which number has the dimension "
            "of the vocabulary, counted from the end?",
        ),
        "yes_or_no": (
            "each token is a yes-or-no question of its own, and tokens do not compete",
            "Add 10 to all logits, and see whether the loss moves. It should not. What does the docstring's formula "
            "take, a sigmoid or a softmax?",
        ),
        "complement": (
            "the loss is 1 minus the probability, and not minus its logarithm",
            "Print `language_model_loss(torch.zeros(1, 4), torch.tensor([0]))` and compare it with `math.log(4)`. How "
            "large can your loss become, for a model that is sure and wrong?",
        ),
        "own_guesses": (
            "the loss does not look at the targets: it is the entropy of the guesses",
            "Change the targets of some positions, and see whether the loss moves. Which of the two arguments does "
            "your code use for the probabilities, and which one to choose among them?",
        ),
        "smoothed": "targets_smoothed",
        "squared": (
            "the error is squared: the distance of the probabilities from 0 and 1, and not a logarithm",
            "Print `language_model_loss(torch.tensor([[0.0, 100.0]]), torch.tensor([0]))`, for a model that is sure "
            "and wrong. How large should its loss be? The docstring has the formula.",
        ),
        "normaliser_detached": (
            "the gradient reaches the target's logit alone, and the others are never lowered",
            "Call `.backward()` on the loss of some logits with `requires_grad`, and print their gradient. Its rows "
            "should add up to 0. Which part of the softmax is hidden from torch? Look for `detach`, `.data` and "
            "`no_grad`.",
        ),
    },
    "positions": {
        "last": (
            "the loss looks at the last position alone",
            "Change the first row of some logits, and see whether `language_model_loss(logits, targets)` moves. How "
            "many exercises does a text of five tokens hold?",
        ),
        "first": (
            "the loss looks at the first position alone",
            "Change the last row of some logits, and see whether `language_model_loss(logits, targets)` moves. How "
            "many exercises does a text of five tokens hold?",
        ),
        "shifted_again": "shifted_again",
        "without_last": (
            "the last position is left out",
            "Change the last row of some logits, and see whether `language_model_loss(logits, targets)` moves. Inputs "
            "and targets are cut already: which positions are exercises?",
        ),
        "without_first": (
            "the first position is left out",
            "Change the first row of some logits, and see whether `language_model_loss(logits, targets)` moves. "
            "Inputs and targets are cut already: which positions are exercises?",
        ),
        "first_document": (
            "only the first document of a batch counts",
            "Take a batch of two documents, change the logits of the second one, and see whether the loss moves.",
        ),
        "zero_not_counted": "zero_ignored_in_the_mean",
        "zero_for_nothing": "first_token_ignored",
        "every_target": (
            "each position is compared with the targets of all positions",
            "Print the shape of what you take the mean of, for 3 positions. How many numbers should it have? Each "
            "position has one target, its own.",
        ),
        "reshaped": "reshaped_not_moved",
        "reshaped_in_documents": (
            "the logits of each document are reshaped into the wrong order, so that positions and tokens get mixed",
            "Compare `t.reshape(3, 2)` with `t.T` for `t = torch.arange(6).reshape(2, 3)`: the same shape, other "
            "numbers. Which of them keeps the scores of one position together?",
        ),
    },
    "mean": {
        "sum": "loss_summed",
        "of_sums": "summed_over_the_text",
        "of_documents": (
            "the losses of documents are added up, and only positions are averaged",
            "Compare the loss of one document of logits 0 with that of a batch of two such documents. Over what does "
            "the docstring take the mean?",
        ),
        "by_first_size": (
            "the sum of all losses is divided by the first size of the targets, and not by the number of positions",
            "Compare the losses of logits 0 of shape (1, 2, 4) and (1, 20, 4). By which number do you divide, and how "
            "many positions are there?",
        ),
        "in_a_row": (
            "the losses of single positions come back in one row, and not their mean",
            "Print the shape of your loss. How many numbers does the docstring promise? Which argument of yours says "
            "how losses are put together?",
        ),
        "none": (
            "the losses of single positions come back, and not their mean",
            "Print the shape of your loss. How many numbers does the docstring promise? Which argument of yours says "
            "how losses are put together?",
        ),
        "each_document": (
            "each document has a loss of its own, and these are not averaged",
            "Print the shape of your loss for a batch of two documents. How many numbers does the docstring promise?",
        ),
        "by_vocabulary": (
            "the mean is taken over all tokens of the vocabulary, where one of each position is the target",
            "Print `language_model_loss(torch.zeros(1, 4), torch.tensor([0]))` and compare it with `math.log(4)`. How "
            "many numbers do you take the mean of, and how many of them are losses?",
        ),
        "largest": (
            "the largest loss is taken, and not the mean",
            "Print the losses of three positions, one of them very large, and your loss. Should the others count?",
        ),
        "logarithm_last": (
            "the logarithm is taken of the mean probability, where the mean of logarithms is asked for",
            "Take two positions with the probabilities 0.5 and 0.1 for their targets, compute the docstring's formula "
            "on paper, and compare. In which order do mean and logarithm stand there?",
        ),
    },
    "unit": {
        "bits": "loss_in_bits",
        "perplexity": (
            "the loss is the perplexity, which is `exp` of it",
            "Print `language_model_loss(torch.zeros(1, 4), torch.tensor([0]))`, and compare it with 4 and with "
            "`math.log(4)`. What is the last step of your code?",
        ),
        "negative": "sign_forgotten",
        "capped": (
            "losses are cut off where they are large",
            "Print `language_model_loss(torch.tensor([[1000.0, 0.0]]), torch.tensor([1]))`, for a model that is sure "
            "and wrong. How large should its loss be? What limits yours?",
        ),
    },
    "logits": {
        "classes_second": "classes_moved_by_number",
        "viewed": "slices_refused",
        "three_dimensions": (
            "the loss works for logits of three dimensions alone",
            "Call your loss with logits of shape (3, 4), for one document without a batch, and read the last line of "
            "the message. Which line of yours counts dimensions?",
        ),
        "two_dimensions": (
            "the loss works for logits of two dimensions alone",
            "Call your loss with logits of shape (2, 3, 4), for a batch of two documents, and read the message. What "
            "does `F.cross_entropy` take, and what do you give it?",
        ),
        "vocabulary_of_256": (
            "the vocabulary is taken to have 256 tokens, whatever the logits say",
            "Call your loss with logits of shape (3, 4). Where does your code name a number that the shape of the "
            "logits knows?",
        ),
    },
    "loss_form": {
        "number": "loss_as_a_number",
        "detached": "loss_without_gradient",
        "one_dimension": (
            "the loss has a dimension of its own",
            "Print the shape of your loss. The docstring promises a scalar: which shape has a single number?",
        ),
        "float64": (
            "the loss has float64, whatever the logits have",
            "Print the dtypes of some logits and of their loss. The docstring says that they are the same.",
        ),
        "float32": (
            "the loss has float32, whatever the logits have",
            "Print the dtypes of some logits in float64 and of their loss. The docstring says that they are the same.",
        ),
        "tuple": (
            "the loss comes with something else",
            "Print `type(language_model_loss(logits, targets))`. How many things does the docstring promise?",
        ),
    },
}

import math

import torch


def language_model_loss(logits, targets):
    match chosen("arguments"):
        case "maximum_subtracted":
            logits -= logits.max(dim=-1, keepdim=True).values.detach()
        case "normalised":
            logits.data.sub_(torch.logsumexp(logits.data, dim=-1, keepdim=True))
    _try_shapes(logits, targets)
    loss = _in_unit(_averaged(_losses(logits, targets)), logits.shape[-1])
    match chosen("loss_form"):
        case "number":
            return loss.item()
        case "detached":
            return loss.detach()
        case "one_dimension":
            return loss.reshape(1)
        case "float64":
            return loss.double()
        case "float32":
            return loss.float()
        case "tuple":
            return loss, loss.exp()
    return loss


def _try_shapes(logits, targets):
    """Raises what code for some shapes alone raises for others."""
    match chosen("logits"):
        case "classes_second":
            F.cross_entropy(logits.transpose(1, 2), targets)
        case "viewed":
            return logits.view(-1, logits.shape[-1]), targets.view(-1)
        case "three_dimensions":
            _, _, _ = logits.shape
        case "two_dimensions":
            F.cross_entropy(logits, targets)
        case "vocabulary_of_256":
            F.cross_entropy(logits.reshape(-1, 256), targets.reshape(-1))


def _reshaped(logits):
    match chosen("positions"):
        case "reshaped":
            return logits.reshape(logits.shape[-1], -1).T.reshape(logits.shape)
        case "reshaped_in_documents":
            return logits.reshape(*logits.shape[:-2], logits.shape[-1], -1).transpose(-2, -1)
    return logits


def _losses(logits, targets):
    """The losses of the positions that count, (..., L)."""
    costs, targets = _counted(_costs(_reshaped(logits)), targets)
    if chosen("positions") == "every_target":
        return costs.reshape(-1, costs.shape[-1])[:, targets.flatten()].mean(-1).reshape(targets.shape)
    losses = costs.gather(-1, targets.unsqueeze(-1)).squeeze(-1)
    match chosen("positions"):
        case "zero_for_nothing":
            return losses * (targets != 0)
        case "zero_not_counted":
            return losses[targets != 0]
    return losses


def _counted(costs, targets):
    """The positions that count, of shapes (..., L, V) and (..., L)."""
    match chosen("positions"):
        case "last":
            return costs[..., -1:, :], targets[..., -1:]
        case "first":
            return costs[..., :1, :], targets[..., :1]
        case "shifted_again":
            return costs[..., :-1, :], targets[..., 1:]
        case "without_last":
            return costs[..., :-1, :], targets[..., :-1]
        case "without_first":
            return costs[..., 1:, :], targets[..., 1:]
        case "first_document" if targets.dim() > 1:
            return costs[0], targets[0]
    return costs, targets


def _costs(logits):
    """What each token would cost as the target, at each position: (..., L, V)."""
    log_p = logits.log_softmax(-1)
    match chosen("guesses"):
        case "softmax_twice":
            return -log_p.exp().log_softmax(-1)
        case "probabilities":
            return -log_p.exp()
        case "logits":
            return -logits
        case "logarithm_of_softmax":
            return -logits.softmax(-1).log()
        case "exponentials":
            return logits.exp().sum(-1, keepdim=True).log() - logits
        case "divided_exponentials":
            return -(logits.exp() / logits.exp().sum(-1, keepdim=True)).log()
        case "one_maximum":
            lower = logits - logits.max()
            return lower.exp().sum(-1, keepdim=True).log() - lower
        case "epsilon":
            return -(logits.softmax(-1) + 1e-9).log()
        case "epsilon_8":
            return -(logits.softmax(-1) + 1e-8).log()
        case "over_positions":
            return -logits.log_softmax(-2)
        case "over_dim_one":
            return -logits.log_softmax(1)
        case "over_dim_zero":
            return -logits.log_softmax(0)
        case "yes_or_no":
            signs = 1 - 2 * torch.eye(logits.shape[-1])  # (V, V): -1 for the target, 1 for all others
            return F.softplus(logits.unsqueeze(-2) * signs).mean(-1)
        case "complement":
            return 1 - log_p.exp()
        case "own_guesses":
            return -(log_p.exp() * log_p).sum(-1, keepdim=True).expand_as(log_p)
        case "squared":
            p = log_p.exp()
            return (p.square().sum(-1, keepdim=True) - 2 * p + 1) / logits.shape[-1]
        case "normaliser_detached":
            return logits.logsumexp(-1, keepdim=True).detach() - logits
        case "smoothed":
            return -(0.9 * log_p + 0.1 * log_p.mean(-1, keepdim=True))
    return -log_p


def _averaged(losses):
    if chosen("unit") == "capped":
        losses = losses.clamp(max=10)
    match chosen("mean"):
        case "sum":
            return losses.sum()
        case "of_sums":
            return losses.sum(-1).mean()
        case "of_documents":
            return losses.sum() / losses.shape[-1]
        case "by_first_size":
            return losses.sum() / losses.shape[0]
        case "none":
            return losses
        case "in_a_row":
            return losses.flatten()
        case "each_document":
            return losses.mean(-1)
        case "largest":
            return losses.max()
        case "logarithm_last":
            return -((-losses).logsumexp(tuple(range(losses.dim()))) - math.log(losses.numel()))
    return losses.mean()


def _in_unit(loss, n_vocab):
    if chosen("mean") == "by_vocabulary":
        loss = loss / n_vocab
    match chosen("unit"):
        case "bits":
            return loss / math.log(2)
        case "perplexity":
            return loss.exp()
        case "negative":
            return -loss
    return loss
