"""The mask, and the attention weights."""

CELL = "transformer_weights"
CHOICES = {
    "masked": {
        "not": "mask_forgotten",
        "diagonal_too": (
            "a character cannot see itself",
            "Print `weights[1]`: where does the second character have its weight? Is the diagonal a part of the "
            "future?",
        ),
        "diagonal_at_infinity": (
            "a character cannot see itself, so that the first one sees nothing and its weights are NaN",
            "Print `weights[0]`. What does a softmax make of a row in which every score is minus infinity?",
        ),
        "past": (
            "the mask hides the past, and not the future",
            "Print `weights[0]`: what can the first character look at? Row: who looks. Column: who is looked at.",
        ),
        "subtracted": (
            "the mask is subtracted, so that everything that should be hidden wins",
            "Print `weights[0]`: where does the first character look? What does a softmax make of a very large score?",
        ),
        "multiplied": (
            "the scores are multiplied by the mask, which is there to be added",
            "Print `make_causal_mask(3)`. What becomes of a score that is multiplied by 0?",
        ),
        "zeroed": (
            "the scores of later characters are set to zero, which is a score like any other",
            "Print `torch.softmax(torch.tensor([1.0, 0.0, 0.0]), dim=-1)`: what weight does a score of 0 get?",
        ),
        "one_ahead": (
            "a character also sees the one after it",
            "Print `weights[0]`: how many of its entries are not 0?",
        ),
        "raw": (
            "the raw scores are masked, and not the scaled ones",
            "Compare `weights` with `head.attention_weights(normed)`. Which scores go into the mask?",
        ),
        "after_softmax": (
            "the mask comes after the softmax, so that the rows no longer sum to 1",
            "Print `weights.sum(dim=-1)`. Who got a part of the weight, and lost it afterwards?",
        ),
    },
    "softmax": {
        "over_queries": "softmax_over_queries",
        "of_unmasked": "mask_forgotten",
        "none": (
            "`weights` are the masked scores, or their logarithms: the plain softmax is missing",
            "Print `weights.sum(dim=-1)`: what should each sum be? Can a weight be negative?",
        ),
        "twice": (
            "the softmax is taken twice",
            "Print `weights[0]`: which single entry of it should not be 0?",
        ),
        "sigmoid": (
            "each score goes through a sigmoid by itself, where a softmax makes them compete",
            "Print `weights.sum(dim=-1)`: what should each sum be?",
        ),
    },
}

hides = make_causal_mask(9)
below = torch.full((9, 9), -1e9)
match chosen("masked"):
    case "not" | "after_softmax":
        masked_scores = scaled_scores
    case "diagonal_too":
        masked_scores = scaled_scores + below.triu(0)
    case "diagonal_at_infinity":
        masked_scores = scaled_scores.masked_fill(below.triu(0) != 0, -math.inf)
    case "past":
        masked_scores = scaled_scores + hides.T
    case "subtracted":
        masked_scores = scaled_scores - hides
    case "multiplied":
        masked_scores = scaled_scores * hides
    case "zeroed":
        masked_scores = scaled_scores.tril()
    case "one_ahead":
        masked_scores = scaled_scores + below.triu(2)
    case "raw":
        masked_scores = raw_scores + hides
    case _:
        masked_scores = scaled_scores + hides
match chosen("softmax"):
    case "over_queries":
        weights = masked_scores.softmax(dim=0)
    case "of_unmasked":
        weights = scaled_scores.softmax(dim=-1)
    case "none":
        weights = masked_scores
    case "twice":
        weights = masked_scores.softmax(dim=-1).softmax(dim=-1)
    case "sigmoid":
        weights = masked_scores.sigmoid()
    case _:
        weights = masked_scores.softmax(dim=-1)
if chosen("masked") == "after_softmax":
    weights = weights.tril()
