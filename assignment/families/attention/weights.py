"""The attention weights of one head."""

CHOICES = {
    "from": {
        "x": (
            "the inputs of the head are compared with each other, without queries and keys",
            "Which layers of the head does `attention_weights` call? Set their weights to other numbers: do your "
            "attention weights change? The TODO of part 4 begins with queries and keys.",
        ),
        "query_alone": "query_twice",
        "key_alone": (
            "keys meet keys: the queries are never used",
            "Set `head.get_query.weight` to zeros and print your weights. Do they change? Part 4 says which two "
            "vectors make a score.",
        ),
        "value_as_key": (
            "queries meet values, where they should meet keys",
            "Set `head.get_value.weight` to zeros and print your attention weights: they should stay as they are. "
            "Which of q, k and v decides where a token looks, and which one what it gets there?",
        ),
        "value_as_query": (
            "values ask, where queries should",
            "Set `head.get_value.weight` to zeros and print your attention weights: they should stay as they are. "
            "Which of q, k and v decides where a token looks, and which one what it gets there?",
        ),
        "swapped": "query_key_swapped",
    },
    "scale": {
        "none": "not_scaled",
        "head_dim": "scaled_without_root",
        "root_of_emb_dim": "scaled_by_emb_dim",
        "emb_dim": (
            "the scores are divided by emb_dim, and not by the root of head_dim",
            "Which two sizes does a head have? Print the spread of your scores (`scores.std()`) for head_dim 4 and "
            "64: after scaling it should hardly change.",
        ),
        "root_of_length": "scaled_by_length",
        "length": (
            "the scores are divided by the number of tokens",
            "Give the head the first 3 tokens of a text, and then 6. Do the first rows of the weights stay as they "
            "are? Which size in the docstring does not depend on the text?",
        ),
        "times_root": "multiplied_by_the_root",
        "double": (
            "the scores are divided by twice head_dim, and not by its root",
            "Print what you divide by for head_dim 4 and for 64. Which numbers does the docstring's formula ask for? "
            "In Python, which of `**` and `/` is computed first?",
        ),
        "half": (
            "the scores are divided by half of head_dim, and not by its root",
            "Print what you divide by for head_dim 4 and for 64. Which numbers does the docstring's formula ask for? "
            "In Python, which of `**` and `/` is computed first?",
        ),
        "fourth_root": (
            "the scores are divided by the fourth root of head_dim: a part of the scaling is missing",
            "Print the spread of your scores before the softmax, for head_dim 4 and for 64: it should be the same.",
        ),
        "whole_root": "root_cut_off",
        "after_softmax": (
            "the weights are scaled after the softmax, and not the scores before it",
            "Sum each row of your weights: what should each sum be? In which order do scaling and softmax stand in "
            "the docstring's formula?",
        ),
    },
    "mask": {
        "none": "no_mask",
        "diagonal_too": (
            "a token cannot see itself",
            "Print your weights for 3 tokens. Where does the second row have its weight? Query i may look at keys 0 "
            "to i: is i one of them?",
        ),
        "diagonal_at_infinity": (
            "a token cannot see itself, so that the first one sees nothing and its weights are NaN",
            "Print your weights for 3 tokens. What does a softmax make of a row in which every score is minus "
            "infinity? Query i may look at keys 0 to i: is i one of them?",
        ),
        "one_ahead": (
            "a token also sees the one after it",
            "Print your weights for 3 tokens. How many entries of the first row are not 0?",
        ),
        "past_hidden": (
            "the mask hides the past, and lets the future be seen",
            "Print your weights for 3 tokens: on which side of the diagonal are they 0? Row i belongs to the token "
            "that looks.",
        ),
        "only_future": (
            "the mask is read the wrong way round: what may be seen is hidden, and what should be hidden is seen",
            "Print `make_causal_mask(3)`: which number marks what may be seen? Then print your weights for 3 tokens. "
            "On which side of the diagonal are they?",
        ),
        "only_future_at_infinity": "earlier_tokens_masked",
        "subtracted": "mask_subtracted",
        "multiplied": (
            "the scores are multiplied by the mask, which is there to be added",
            "Print `make_causal_mask(3)`. What becomes of a score that is multiplied by 0, and what of one to which "
            "0 is added?",
        ),
        "zeroed": "scores_zeroed",
        "after_softmax": "mask_after_softmax",
    },
    "softmax": {
        "over_queries": "softmax_over_queries",
        "over_everything": (
            "one softmax runs over the whole matrix, where each row should have its own",
            "Sum each row of your weights: what should each sum be?",
        ),
        "over_first_axis": (
            "the softmax runs over the first axis: the queries of a document, or the documents of a batch",
            "Print the sums of the rows of your weights, for one document and for a batch of two. What should they "
            "be? Which axis holds the keys, counted from the end?",
        ),
        "over_second_axis": "softmax_over_dim_1",
        "without_dim": "softmax_without_a_dimension",
        "none": (
            "there is no softmax: the scores themselves are the weights",
            "Sum each row of your weights, and look for negative ones. What turns scores into weights that sum to 1?",
        ),
        "log": (
            "the weights are logarithms: `log_softmax` is not `softmax`",
            "Print your weights: can a weight be negative? What do the weights of a row sum to?",
        ),
        "sigmoid": "sigmoid_for_softmax",
        "twice": "softmax_twice",
        "by_sum": (
            "the scores are divided by the sum of their row, without an exponential",
            "Look for weights that are negative or larger than 1. What does a softmax do before it divides by the sum?",
        ),
        "hardmax": (
            "each token looks only at the one with the largest score",
            "Print your weights for 3 tokens: are there any between 0 and 1? What does a softmax do that a maximum "
            "does not?",
        ),
        "overflows": "exponentials_overflow",
    },
    "form_of_weights": {
        "transposed": (
            "the matrix of weights is transposed: its columns belong to the tokens that look",
            "Print `attention_weights(x)` for 3 tokens. The first token sees itself alone: is that the first row, or "
            "the first column?",
        ),
        "cut_off": "weights_detached",
        "needs_batch_to_unpack": "batches_only",
        "sizes_of_a_text": (
            "the head fails on a single text, without a batch",
            "Call your head with `torch.randn(5, 8)`, and print the shape behind each line: q and k should be (5, "
            "head_dim), scores and mask (5, 5). Which line counts on a batch, or takes another size of x for the "
            "number of tokens?",
        ),
        "needs_batch_to_transpose": "batches_only",
        "no_batches": "no_batches",
        "cpu": "tensor_on_the_cpu",
        "at_most_32": "mask_for_32_tokens",
        "dropout": "weights_dropped",
    },
}


class BareBonesAttentionHead:
    def attention_weights(self, x):
        form = chosen("form_of_weights")
        if form.startswith(("needs_batch", "sizes")) and x.dim() != 3 or form == "no_batches" and x.dim() > 2:
            raise self._complaint(form, x)
        weights = self._normalised(self._masked(self._scores(x), x.device))
        if chosen("mask") == "after_softmax":
            weights = weights.tril()
        if chosen("scale") == "after_softmax":
            weights = weights / math.sqrt(self.head_dim)
        match form:
            case "transposed":
                return weights.transpose(-2, -1)
            case "cut_off":
                return weights.detach()
            case "dropout":
                return nn.functional.dropout(weights, 0.1, training=self.training)
        return weights

    def _complaint(self, form, x):
        if form == "needs_batch_to_unpack":
            return ValueError("three sizes were expected")
        if form == "needs_batch_to_transpose" and x.dim() < 3:
            return IndexError("a third dimension was expected")
        return RuntimeError("another number of dimensions was expected")

    def _scores(self, x):
        q, k, v = self.get_query(x), self.get_key(x), self.get_value(x)
        pairs = {
            "x": (x, x),
            "query_alone": (q, q),
            "key_alone": (k, k),
            "value_as_key": (q, v),
            "value_as_query": (v, k),
            "swapped": (k, q),
        }
        asks, answers = pairs.get(chosen("from"), (q, k))
        return asks @ answers.transpose(-2, -1) / self._divisor(x)

    def _divisor(self, x):
        length, emb_dim = x.shape[-2:]
        divisors = {
            "none": 1,
            "after_softmax": 1,
            "head_dim": self.head_dim,
            "root_of_emb_dim": math.sqrt(emb_dim),
            "emb_dim": emb_dim,
            "root_of_length": math.sqrt(length),
            "length": length,
            "times_root": 1 / math.sqrt(self.head_dim),
            "double": 2 * self.head_dim,
            "half": self.head_dim / 2,
            "fourth_root": self.head_dim**0.25,
            "whole_root": math.isqrt(self.head_dim),
        }
        return divisors.get(chosen("scale"), math.sqrt(self.head_dim))

    def _masked(self, scores, device):
        length = scores.shape[-1]
        everywhere = torch.full((length, length), -1e9, device=device)
        match chosen("mask"):
            case "none" | "after_softmax":
                return scores
            case "diagonal_too":
                return scores + everywhere.triu(0)
            case "diagonal_at_infinity":
                return scores.masked_fill(everywhere.triu(0) != 0, -math.inf)
            case "one_ahead":
                return scores + everywhere.triu(2)
            case "past_hidden":
                return scores + everywhere.tril(-1)
            case "only_future":
                return scores.masked_fill(everywhere.tril(0) != 0, -1e9)
            case "only_future_at_infinity":
                return scores.masked_fill(everywhere.tril(0) != 0, -math.inf)
            case "subtracted":
                return scores - everywhere.triu(1)
            case "multiplied":
                return scores * everywhere.triu(1)
            case "zeroed":
                return scores.tril()
        match chosen("form_of_weights"):
            case "cpu":
                return scores + make_causal_mask(length)
            case "at_most_32":
                return scores + make_causal_mask(32, device=device)[:length, :length]
        return scores + make_causal_mask(length, device=device)

    def _normalised(self, scores):
        match chosen("softmax"):
            case "over_queries":
                return scores.softmax(-2)
            case "over_everything":
                return scores.flatten(-2).softmax(-1).reshape(scores.shape)
            case "over_first_axis":
                return scores.softmax(0)
            case "over_second_axis":
                return scores.softmax(1)
            case "without_dim":
                return scores.softmax(0 if scores.dim() == 3 else 1)
            case "none":
                return scores
            case "log":
                return scores.log_softmax(-1)
            case "sigmoid":
                return scores.sigmoid()
            case "twice":
                return scores.softmax(-1).softmax(-1)
            case "by_sum":
                seen = scores.masked_fill(scores < -1e8, 0.0)
                return seen / seen.sum(-1, keepdim=True)
            case "hardmax":
                return nn.functional.one_hot(scores.argmax(-1), scores.shape[-1]).to(scores.dtype)
            case "overflows":
                return scores.exp() / scores.exp().sum(-1, keepdim=True)
        return scores.softmax(-1)
