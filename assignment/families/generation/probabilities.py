"""The probabilities of the next token."""

CHOICES = {
    "position": {
        "first": "first_position",
        "mean": (
            "the logits of all positions are averaged",
            "Change the first row of `logits`, and print your probabilities before and after. Which position guesses "
            "the token that is not there yet?",
        ),
        "all": (
            "the probabilities of all positions come back, and not those of the last one alone",
            "Print the shape of your probabilities for logits of shape (4, 5), and compare it with the docstring.",
        ),
        "kept": (
            "the dimension of the positions is still there, with size 1",
            "Print the shape of your probabilities for logits of shape (4, 5), and compare it with the docstring. "
            "What is the difference between the indices -1 and -1:?",
        ),
        "of_first_dimension": (
            "the last entry of the first dimension is taken, which is a document where there is a batch",
            "Print the shape of your probabilities for logits of shape (2, 3, 5), two documents of three positions. "
            "Which dimension is that of the positions, counted from the end?",
        ),
        "of_second_dimension": "batch_expected",
        "squeezed": (
            "dimensions of size 1 are lost",
            "Print the shape of your probabilities for logits of shape (1, 3, 5), and compare it with the docstring. "
            "What does `squeeze` do?",
        ),
    },
    "temperature": {
        "ignored": "temperature_ignored",
        "multiplied": "temperature_multiplied",
        "after_softmax": "temperature_after_softmax",
        "power": (
            "probabilities are raised to a power after the softmax, and vanish where the temperature is small",
            "Print `torch.tensor(1e-30) ** 2`. Which operation of yours makes probabilities so small that only 0 is "
            "left, and what does the docstring's formula do first?",
        ),
        "floored": (
            "the logits become whole numbers when they are divided by the temperature",
            "Print your probabilities for the logits 0, 0.3 and 0.6 and a temperature of 1. Should they be alike? What "
            "does `//` do that `/` does not?",
        ),
        "squared": (
            "the logits are divided by the temperature twice",
            "Print the differences between the logarithms of your probabilities, for temperatures of 1 and of 2. "
            "Halving is what a temperature of 2 should do to them: what do yours do?",
        ),
    },
    "shares": {
        "over_documents": (
            "the softmax runs over the first dimension, which is the documents where there is a batch",
            "Print the sums of your probabilities over the last dimension, for logits of shape (2, 3, 5). Each "
            "document has probabilities of its own.",
        ),
        "over_second": (
            "the softmax runs over dim 1",
            "Print the sums of your probabilities over the last dimension, for logits of shape (3, 5) and (2, 2, 3, "
            "5). Which dimension has the vocabulary, counted from the end?",
        ),
        "over_positions": (
            "the softmax runs over the positions, and not over the tokens",
            "Print the sum of your probabilities. Who competes with whom: the tokens at one position, or the "
            "positions of a text?",
        ),
        "none": (
            "there is no softmax: what comes back are logits",
            "Print the sum of your probabilities, and look for negative ones. What turns scores into probabilities?",
        ),
        "log": (
            "the probabilities are logarithms: `log_softmax` is not `softmax`",
            "Print your probabilities: can one be negative? What should they sum to?",
        ),
        "sigmoid": (
            "each logit goes through a sigmoid by itself, where a softmax makes them compete",
            "Print the sum of your probabilities. What happens to the other tokens when one logit grows?",
        ),
        "twice": (
            "the softmax is taken twice",
            "Make one logit much larger than the others. Its probability should come near 1: how far does yours get?",
        ),
        "shifted_linear": (
            "the smallest logit is subtracted, and the rest divided by its sum, without an exponential",
            "Print your probabilities for temperatures of 0.1 and of 10: are they different? What does a softmax do "
            "before it divides by the sum?",
        ),
        "exponentials": "exponentials_overflow",
    },
    "probability_form": {
        "float64": (
            "the probabilities have float64, whatever the logits have",
            "Print the dtypes of some logits and of their probabilities. The docstring says that they are the same.",
        ),
    },
}


def next_token_probabilities(logits, temperature):
    if chosen("shares") == "over_positions":
        logits = temperature * logits.div(temperature).softmax(-2).log()
    probabilities = _shares(_warmed(_last(logits), temperature))
    match chosen("temperature"):
        case "after_softmax":
            probabilities = probabilities / temperature
        case "power":
            probabilities = probabilities ** (1 / temperature)
            probabilities = probabilities / probabilities.sum(-1, keepdim=True)
    match chosen("probability_form"):
        case "float64":
            return probabilities.double()
    return probabilities


def _last(logits):
    """The logits that the probabilities are made of."""
    match chosen("position"):
        case "first":
            return logits[..., 0, :]
        case "mean":
            return logits.mean(-2)
        case "all":
            return logits
        case "kept":
            return logits[..., -1:, :]
        case "of_first_dimension":
            return logits[-1]
        case "of_second_dimension":
            return logits[:, -1, :]
        case "squeezed":
            return logits[..., -1, :].squeeze()
    return logits[..., -1, :]


def _warmed(logits, temperature):
    match chosen("temperature"):
        case "ignored" | "after_softmax" | "power":
            return logits
        case "multiplied":
            return logits * temperature
        case "squared":
            return logits / temperature**2
        case "floored":
            return logits // temperature
    return logits / temperature


def _shares(logits):
    match chosen("shares"):
        case "over_documents":
            return logits.softmax(0)
        case "over_second":
            return logits.softmax(1)
        case "over_positions":
            return logits.exp()
        case "none":
            return logits
        case "log":
            return logits.log_softmax(-1)
        case "sigmoid":
            return logits.sigmoid()
        case "twice":
            return logits.softmax(-1).softmax(-1)
        case "shifted_linear":
            above = logits - logits.amin(-1, keepdim=True) + 1e-6
            return above / above.sum(-1, keepdim=True)
        case "exponentials":
            return logits.exp() / logits.exp().sum(-1, keepdim=True)
    return logits.softmax(-1)
