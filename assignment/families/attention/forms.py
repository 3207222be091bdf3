"""A head that is right but for one thing, which seldom comes together with other mistakes."""

CHOICES = {
    "form": {
        "normed_x": (
            "the head norms x before it makes queries and keys",
            "Call `attention_weights` with x and with 10 * x. Should the weights be the same? Part 5 says which module "
            "of the transformer norms.",
        ),
        "renormalised": (
            "later tokens are removed after the softmax, and the rows are scaled up again, which fails for large "
            "scores",
            "Multiply x by 100 and print your weights. What is left of a row whose weight was nearly all on later "
            "tokens? In which order does the docstring's formula have mask and softmax?",
        ),
        "minus_ten": (
            "the number that hides a score is too small to hide it",
            "Multiply x by 100 and print your weights: do later tokens get some? How large can a score become, and "
            "how large is the number that you add?",
        ),
        "minus_ten_thousand": "mask_too_weak",
        "in_training": "mask_in_training_only",
        "at_the_end": (
            "each row has its weights at its end, where later keys are, and zeros before them",
            "Print your weights for 3 tokens. The first token sees itself alone: in which column is its weight? Column "
            "j belongs to key j.",
        ),
        "corner": (
            "a mask that is kept from a longer text is cut to a shorter one at the wrong end",
            "Call the head with a text of 6 tokens and then with one of 3, and print the weights of the second call. "
            "Which rows of a causal mask belong to the first 3 tokens?",
        ),
        "keys_reshaped": "keys_reshaped",
        "cosine": (
            "the scores are cosines: queries and keys are brought to length 1 first",
            "Make one query ten times as long. Should it attend more sharply, or as before? Compare with the formula "
            "in the docstring: what is a score made of?",
        ),
        "negative": (
            "the scores have the wrong sign, so that tokens look at what fits least",
            "Take a head in which one key is the same as the query, and others are its opposite. Which one gets the "
            "largest weight in yours?",
        ),
        "distances": (
            "the scores are negative distances between queries and keys, and not products",
            "Compare the formula in the docstring with yours: what is a score made of? What does it become when a key "
            "is twice as long?",
        ),
        "even": (
            "all tokens that may be seen get the same weight, whatever queries and keys are",
            "Print the scores of 3 random tokens before the softmax: do they differ within a row? Each query has to "
            "meet each key, and the mask must leave their scores as they are.",
        ),
        "copied": (
            "queries and keys are made with copies of the layers' weights, so that the layers never learn",
            "Call `head(x).sum().backward()` and print `head.get_query.weight.grad`. Does your code call the layer, or "
            "something that was made from its weight?",
        ),
        "averaged": (
            "all documents of a batch get the same weights",
            "Give a batch of two different documents and compare both matrices of weights. Each document should get "
            "what it gets alone.",
        ),
        "double": (
            "the weights are float64, where x is float32",
            "Print `head.attention_weights(x).dtype` and `x.dtype`, and then the dtype after each line. Which line "
            "changes it?",
        ),
        "squeezed": (
            "dimensions of size 1 are lost from the weights",
            "Print the shape of `attention_weights(torch.randn(1, 8))`, a text of one token. What does `squeeze` do "
            "there?",
        ),
        "zero_hidden": (
            "every score that happens to be 0 is hidden, wherever it stands",
            "Give the head tokens that are all zeros: which scores do they have, and which of them may be seen? Which "
            "two numbers decide whether a key is hidden, if not the score?",
        ),
        "batch_squeezed": (
            "a batch of one text loses its batch dimension",
            "Print the shape of `attention_weights(torch.randn(1, 5, 8))`. What does `squeeze` do there?",
        ),
        "batch_added": (
            "a single document comes back as a batch of one",
            "Print the shape of `attention_weights(torch.randn(5, 8))`. What should it be by the docstring?",
        ),
        "pair": (
            "`attention_weights` returns several things, where it should return the weights alone",
            "Print `type(head.attention_weights(x))`. What does the docstring say that it returns?",
        ),
        "list": (
            "the weights are a list of numbers, and not a tensor",
            "Print `type(head.attention_weights(x))`. Can a gradient flow through it?",
        ),
        "sixteen_bits": "sixteen_bits",
        "one_batch_dimension": (
            "the head takes at most one batch dimension, where there may be several",
            "Call the head with `torch.randn(3, 2, 5, 8)`. Which lines of yours count dimensions from the front?",
        ),
        "first_length": "mask_of_the_first_call",
        "dropout_20": "weights_dropped",
        "changes_x": (
            "x is changed in place, so that whoever passed it in has other numbers afterwards",
            "Print x before and after `head.attention_weights(x)`. Which line of yours writes into it? Operators such "
            "as `*=` and methods that end with an underscore do.",
        ),
        "divides_x": (
            "x is scaled in place, so that whoever passed it in has other numbers afterwards, and queries and keys are "
            "both scaled",
            "Print x before and after `head.attention_weights(x)`. Which line of yours writes into it? Operators such "
            "as `/=` and methods that end with an underscore do. The docstring's formula scales the scores, once.",
        ),
        "scores_left": (
            "`attention_weights` returns scores, and not weights: the softmax comes only in `forward`",
            "Sum each row of `head.attention_weights(x)`, and look for negative numbers. What does the docstring say "
            "that this method returns?",
        ),
        "mask_added_late": (
            "the mask is added to weights that are finished, after the softmax",
            "Print `head.attention_weights(x)` for 3 tokens. What do its rows sum to? In which order do mask and "
            "softmax stand in the docstring's formula?",
        ),
        "last_8": (
            "a token sees only a few of the tokens before it",
            "Print the last row of the weights of a text of 40 tokens, and count the entries that are not 0. Which "
            "tokens may the last one look at, by the docstring?",
        ),
        "documents_as_tokens": (
            "the first dimension of a batch is taken for the tokens",
            "Print the shape of `attention_weights(torch.randn(2, 5, 8))`. Which dimension of x counts the tokens, "
            "counted from the end?",
        ),
        "output_mixed_twice": (
            "the values are mixed twice with the weights",
            "Compute the second row of the output by hand, for 3 tokens, from your weights and your values. How "
            "often does your code use the weights?",
        ),
        "output_masked_again": (
            "the mask is added a second time, to weights that are finished",
            "What do the rows of `attention_weights(x)` sum to? Print what you multiply the values by: are there "
            "numbers of a billion?",
        ),
        "output_even": (
            "each token gets the plain mean of the values that it may see, whatever queries and keys are",
            "Change `head.get_query.weight`: does your output change? What should the values be weighted with?",
        ),
        "output_pair": (
            "the head returns several things, where it should return the mixed values alone",
            "Print `type(head(x))`. What does the docstring say that `forward` returns?",
        ),
        "output_squeezed": (
            "dimensions of size 1 are lost from the output",
            "Print the shape of `head(torch.randn(1, 8))`, a text of one token. What does `squeeze` do there?",
        ),
        "output_batch_added": (
            "the output for a single document is a batch of one",
            "Print the shape of `head(torch.randn(5, 8))`. What should it be by the docstring?",
        ),
        "output_transposed": (
            "the output is transposed: its columns belong to the tokens",
            "Print the shape of `head(x)` for 5 tokens and head_dim 4, and compare it with the docstring.",
        ),
        "output_pooled": (
            "the output is one vector for the whole text, where each token should have its own",
            "Print the shape of `head(x)` for 5 tokens and compare it with the docstring. Over which dimension do you "
            "sum or average?",
        ),
        "output_last_token": (
            "the output is that of the last token alone",
            "Print the shape of `head(x)` for 5 tokens and compare it with the docstring. How many tokens have a next "
            "one to guess?",
        ),
        "output_double": (
            "the output is float64, where x is float32",
            "Print `head(x).dtype` and `x.dtype`, and then the dtype after each line. Which line changes it?",
        ),
        "output_residual": (
            "x, or the value of the token itself, is added to the output",
            "Set `head.get_value.weight` to zeros: is the output zero? Part 5 says which module of the transformer "
            "adds what came in.",
        ),
        "output_dropout": (
            "some numbers of the output are dropped at random in training",
            "Call the head twice with the same x, in training: do you get the same numbers? This head has no dropout.",
        ),
    },
}


class BareBonesAttentionHead:
    def attention_weights(self, x):
        if chosen("form") == "one_batch_dimension" and x.dim() > 3:
            raise RuntimeError("fewer dimensions were expected")
        if chosen("form") == "documents_as_tokens" and x.dim() > 2:
            x = x.transpose(0, -2)
        scores = self._masked(self._scores(x), x.device)
        weights = scores.softmax(-1)
        match chosen("form"):
            case "scores_left":
                return scores
            case "mask_added_late":
                mask = make_causal_mask(x.shape[-2], device=x.device)
                return self._scores(x).softmax(-1) + mask
            case "renormalised":
                weights = self._scores(x).softmax(-1).tril()
                return weights / weights.sum(-1, keepdim=True)
            case "at_the_end":
                rows = [row.roll(-1 - i, -1) for i, row in enumerate(weights.unbind(-2))]
                return torch.stack(rows, -2)
            case "averaged":
                return weights.mean(dim=0, keepdim=True).expand_as(weights) if weights.dim() > 2 else weights
            case "double":
                return weights.double()
            case "squeezed":
                return weights.squeeze()
            case "batch_squeezed":
                return weights.squeeze(0) if weights.dim() > 2 else weights
            case "batch_added":
                return weights.unsqueeze(0) if weights.dim() == 2 else weights
            case "pair":
                return weights, weights
            case "list":
                return weights.tolist()
            case "dropout_20":
                return nn.functional.dropout(weights, 0.2, training=self.training)
        return weights

    def _scores(self, x):
        if chosen("form") == "changes_x":
            x *= self.head_dim**-0.25
        if chosen("form") == "divides_x":
            x /= math.sqrt(self.head_dim)
        if chosen("form") == "normed_x":
            x = nn.functional.layer_norm(x, x.shape[-1:])
        q, k = self.get_query(x), self.get_key(x)
        match chosen("form"):
            case "copied":
                q, k = x @ self.get_query.weight.detach().T, x @ self.get_key.weight.detach().T
            case "sixteen_bits":
                q, k = q.bfloat16(), k.bfloat16()
            case "keys_reshaped":
                return q @ k.reshape(*k.shape[:-2], k.shape[-1], k.shape[-2]) / math.sqrt(self.head_dim)
            case "cosine":
                q, k = nn.functional.normalize(q, dim=-1), nn.functional.normalize(k, dim=-1)
            case "negative":
                q = -q
            case "distances":
                return -torch.cdist(q, k) / math.sqrt(self.head_dim)
            case "even":
                return torch.zeros_like(q @ k.transpose(-2, -1))
            case "changes_x" | "divides_x":
                return q @ k.transpose(-2, -1)
        return q @ k.transpose(-2, -1) / math.sqrt(self.head_dim)

    def _masked(self, scores, device):
        length = scores.shape[-1]
        later = torch.ones(length, length, device=device).triu(1)
        match chosen("form"):
            case "minus_ten":
                return scores - 10 * later
            case "minus_ten_thousand":
                return scores - 10_000 * later
            case "zero_hidden":
                return scores.masked_fill(scores.tril() == 0, -math.inf)
            case "last_8":
                return (scores + make_causal_mask(length, device=device)).masked_fill(later.T.tril(-8) == 1, -math.inf)
            case "in_training" if not self.training:
                return scores
            case "corner":
                self.longest = max(length, getattr(self, "longest", 0))
                return scores + make_causal_mask(self.longest, device=device)[self.longest - length :, :length]
            case "first_length":
                self.first_mask = getattr(self, "first_mask", None)
                if self.first_mask is None:
                    self.first_mask = make_causal_mask(length, device=device)
                return scores + self.first_mask
        return scores + make_causal_mask(length, device=device).to(scores.dtype)

    def forward(self, x):
        if chosen("form") == "documents_as_tokens" and x.dim() > 2:
            return (self.attention_weights(x) @ self.get_value(x.transpose(0, -2))).transpose(0, -2)
        if chosen("form") == "one_batch_dimension" and x.dim() > 3:
            raise RuntimeError("fewer dimensions were expected")
        weights, v = self.attention_weights(x), self.get_value(x)
        output = weights @ v if torch.is_tensor(weights) else v
        match chosen("form"):
            case "scores_left":
                return weights.softmax(-1) @ v
            case "pair" | "list":
                raise TypeError("a tensor was expected")
            case "output_mixed_twice":
                return weights @ output
            case "output_masked_again":
                return (weights + make_causal_mask(x.shape[-2], device=x.device)) @ v
            case "output_even":
                return (torch.ones_like(weights).tril() / torch.ones_like(weights).tril().sum(-1, keepdim=True)) @ v
            case "output_pair":
                return output, weights
            case "output_squeezed":
                return output.squeeze()
            case "output_batch_added":
                return output.unsqueeze(0) if output.dim() == 2 else output
            case "output_transposed":
                return output.transpose(-2, -1)
            case "output_pooled":
                return output.mean(-2)
            case "output_last_token":
                return output[..., -1, :]
            case "output_double":
                return output.double()
            case "output_residual":
                return output + (x if x.shape == output.shape else v)
            case "output_dropout":
                return nn.functional.dropout(output, 0.1, training=self.training)
        return output
