"""A head with one more, or another, operation at one place; none of these comes together with other mistakes."""

from torch.nn import functional as F

CHOICES = {
    "place": {
        "scale_8": (
            "the scores are divided by the same number, whatever head_dim is",
            "Print what you divide by for head_dim 4 and for 64. Which numbers does the docstring's formula ask for? "
            "Where does your code get the size from?",
        ),
        "scale_root_8": "place=scale_8",
        "scale_5": "place=scale_8",
        "scale_root_5": "place=scale_8",
        "scale_32": "place=scale_8",
        "scale_root_32": "place=scale_8",
        "scale_squared": (
            "the scores are divided by the square of head_dim, and not by its root",
            "Print what you divide by for head_dim 4 and for 64. Which numbers does the docstring's formula ask for?",
        ),
        "scale_times": (
            "the scores are multiplied by head_dim, where they should become smaller",
            "Print the spread of your scores (`scores.std()`) for head_dim 4 and for 64: after scaling it should "
            "hardly change.",
        ),
        "scale_texts": (
            "the scores are divided by the root of the first size of x, which counts texts or tokens",
            "Give the head one document alone, and then as a batch of four. Are its weights the same? Print what you "
            "divide by: which size in the docstring does not depend on the text?",
        ),
        "scale_two_roots": (
            "the scores are divided by the roots of both head_dim and emb_dim",
            "Print what you divide by in each of your lines. How often does the docstring's formula scale, and by "
            "which of the two sizes?",
        ),
        "hidden_100": (
            "the number that hides a score is too small to hide it",
            "Multiply x by 100 and print your weights: do later tokens get some? How large can a score become, and "
            "how large is the number that you add?",
        ),
        "filled_1": "place=hidden_100",
        "filled_10": "place=hidden_100",
        "filled_100": "place=hidden_100",
        "filled_1000": "place=hidden_100",
        "ones_added": (
            "1 is added to the scores of later tokens, which does not hide them",
            "Print your scores for 3 tokens before and after the mask, and then the weights. What does a mask of ones "
            "and zeros mean where it is added?",
        ),
        "ones_added_to_earlier": (
            "the mask makes a difference of 1 between earlier and later tokens, which does not hide the later ones",
            "Print your scores for 3 tokens before and after the mask, and then the weights. What does a mask of ones "
            "and zeros mean where it is added?",
        ),
        "weights_times_mask": (
            "finished weights are multiplied by the mask, which is there to be added to the scores",
            "Print `make_causal_mask(3)` and your weights for 3 tokens. What becomes of a weight that is multiplied by "
            "0? In which order do mask and softmax stand in the docstring's formula?",
        ),
        "in_evaluation": (
            "the mask is only there in evaluation",
            "Print `head.train().attention_weights(x)` and look right of the diagonal, and then the same after "
            "`head.eval()`. In which of the two does a model learn, and what could it copy there?",
        ),
        "length_at_end": (
            "the number of tokens is taken from the last size of x, which is that of the embedding",
            "Call the head with 5 tokens, where neither emb_dim nor head_dim is 5. Print the shape behind each line: "
            "which size of which tensor is your mask made for?",
        ),
        "length_in_second": (
            "the number of tokens is taken from the second size of x, which is right for a batch alone",
            "Call the head with `torch.randn(5, 8)`, a text without a batch, and print the size for which the mask is "
            "made. In the docstring, which dimension counts the tokens, counted from the end?",
        ),
        "length_in_first": "no_batches",
        "window_1": (
            "a token sees itself, and nothing else",
            "Print your weights for 3 tokens. How many entries of the last row are not 0, and how many tokens may the "
            "last one look at?",
        ),
        "window_2": (
            "a token sees only a few of the tokens before it",
            "Print the last row of the weights of a text of 40 tokens, and count the entries that are not 0. Which "
            "tokens may the last one look at, by the docstring?",
        ),
        "window_4": "place=window_2",
        "window_16": "place=window_2",
        "window_32": "place=window_2",
        "penalty_1": (
            "a token counts for less the farther back it is, whatever its key is",
            "Give the head 6 tokens that are all alike and print the weights. What should a token do that cannot tell "
            "the others apart? Which line of yours uses positions, other than for the mask?",
        ),
        "penalty_half": "place=penalty_1",
        "penalty_tenth": "place=penalty_1",
        "relu_of_both": (
            "negative numbers of queries or keys are cut off, as by a ReLU",
            "Set `head.get_query.weight` and `head.get_key.weight` to unit matrices, and give the head tokens with "
            "negative numbers. Print your scores. What does the docstring do to q and k before they meet?",
        ),
        "relu_of_all": "place=relu_of_both",
        "relu_of_scores": (
            "negative scores are cut off, as by a ReLU",
            "Print your scores for 3 tokens before the softmax, and look for negative ones. What may a score be, by the "
            "docstring's formula?",
        ),
        "tanh_of_scores": (
            "large scores are held down, and do not grow beyond some size",
            "Multiply x by 10 and then by 100, and print the largest of your scores before the softmax. By the "
            "docstring's formula, what should become of it?",
        ),
        "cap_30": "place=tanh_of_scores",
        "cap_50": "place=tanh_of_scores",
        "size_of_scores": (
            "the scores lose their sign, so that the opposite of a query fits as well as the query itself",
            "Print your scores for 3 tokens before the softmax, and look for negative ones. What may a score be, by the "
            "docstring's formula?",
        ),
        "queries_normed": (
            "the queries are brought to length 1 before they meet the keys",
            "Make one query ten times as long. Should it attend more sharply, or as before? Compare with the formula in "
            "the docstring: what is a score made of?",
        ),
        "keys_normed": (
            "the keys are brought to length 1 before they meet the queries",
            "Make one key ten times as long. Should it get more weight, or as much as before? Compare with the formula "
            "in the docstring: what is a score made of?",
        ),
        "scores_in_bfloat16": "sixteen_bits",
        "weights_in_bfloat16": "sixteen_bits",
        "queries_cut_off": (
            "the queries are cut off from the gradient, so that `get_query` never learns",
            "Call `head(x).sum().backward()` and print `head.get_query.weight.grad`. Which line keeps torch from "
            "remembering where the queries came from?",
        ),
        "keys_cut_off": (
            "the keys are cut off from the gradient, so that `get_key` never learns",
            "Call `head(x).sum().backward()` and print `head.get_key.weight.grad`. Which line keeps torch from "
            "remembering where the keys came from?",
        ),
        "x_cut_off": (
            "x is cut off from the gradient, so that the embeddings before the head never learn",
            "Call the head with `x.requires_grad_()`, then `head(x).sum().backward()`, and print `x.grad`. Which line "
            "keeps torch from remembering where queries, keys and values came from?",
        ),
        "sum_cut_off": (
            "a part of the softmax is cut off from the gradient",
            "If you wrote the softmax yourself: which of its parts are `detach`ed, or computed without a gradient? A "
            "row sums to 1 whatever the scores are. So where one weight grows, by how much do the others shrink?",
        ),
        "single_and_cut_off": "weights_detached",
        "one_more": (
            "the softmax has one more in its sum, so that the weights of a row sum to less than 1",
            "Sum each row of your weights: what should each sum be? What is in the sum that you divide by, besides one "
            "exponential for each key?",
        ),
        "not_divided": (
            "the weights of a row are not divided by their sum, so that they do not sum to 1",
            "Sum each row of your weights: what should each sum be? What does a softmax do after the exponentials?",
        ),
        "one_maximum": (
            "a row turns into zeros or NaN where scores that it must not see are much larger than its own",
            "Multiply x by 100 and print your weights: which rows are zero or NaN? What do your lines divide such a row "
            "by? In which order does the docstring's formula have mask and softmax, and over which numbers does a "
            "softmax look for the largest?",
        ),
        "one_sum": (
            "all rows are divided by one sum, where each row has its own",
            "Sum each row of your weights: what should each sum be? Print the shape of what you divide by.",
        ),
        "rounded": (
            "the weights are rounded to a few digits",
            "Print a row of your weights with many digits, and its sum. Which of your lines is meant for showing "
            "numbers, and not for computing with them?",
        ),
        "texts_joined": (
            "the documents of a batch are strung together into one long text",
            "Give the head a batch of two documents, and then change the first one: does the output for the second "
            "change? Which lines of yours join the documents, or count dimensions from the front?",
        ),
        "texts_added": (
            "the scores of all documents of a batch are added up",
            "Give the head a batch of two documents, and then change the first one: do the weights of the second "
            "change? Over which letters or dimensions does your product sum?",
        ),
        "output_texts_joined": "place=texts_joined",
        "kept_by_shape": (
            "the weights of an earlier text are used again for another one",
            "Call one head with two different texts of the same length, and print the weights of both. What does your "
            "code keep in `self` or outside, and when is it still right?",
        ),
        "in_one_piece": (
            "x has to lie in memory in one piece, so that a slice of a tensor is refused",
            "Call the head with `torch.randn(2, 9, 8)[:, :5]`. Which line uses `view`, where `reshape` is needed?",
        ),
        "biases": (
            "the layers have a bias, which the starter code leaves out",
            "Print `[name for name, _ in head.named_parameters()]`. Which of them does the starter code not have?",
        ),
        "dropped_50": "weights_dropped",
        "dropped_always_10": "weights_dropped",
        "dropped_always_50": "weights_dropped",
        "output_weights_dropped_10": "weights_dropped",
        "output_weights_dropped_20": "weights_dropped",
        "output_weights_dropped_50": "weights_dropped",
        "fused_dropped_10": "weights_dropped",
        "fused_dropped_20": "weights_dropped",
        "fused_in_training": "mask_in_training_only",
        "fused_in_evaluation": "place=in_evaluation",
        "fused_bare": (
            "`forward` computes weights of its own, without a mask and without scaling the scores",
            "Compute the second row of the output by hand, from `head.attention_weights(x)` and your values. Where do "
            "the weights of `forward` come from, and what do they leave out?",
        ),
        "fused_ones": (
            "`forward` adds 1 to the scores of earlier tokens, which does not hide the others",
            "Change the last token of x: does the output for the first one change? What does a mask of ones and zeros "
            "mean where it is added, and what where its type is `bool`?",
        ),
        "fused_swapped": "query_key_swapped",
        "output_relu": (
            "negative numbers of the output are cut off, as by a ReLU",
            "Give the head a single token, and print its value and the output. What should the output be, and what "
            "becomes of negative numbers?",
        ),
        "output_normed": (
            "the output is normed",
            "Give the head a single token, and compare the output with its value. Part 5 says which module of the "
            "transformer norms.",
        ),
        "output_past": (
            "the outputs are added up along the text, where each token should have its own",
            "Give the head two tokens, and compare the second row of the output with what its weights and the values "
            "give. How often do the earlier tokens take part?",
        ),
    },
}


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim, head_dim):
        super().__init__()
        self.head_dim = head_dim
        has_bias = chosen("place") == "biases"
        self.get_query = nn.Linear(emb_dim, head_dim, bias=has_bias)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=has_bias)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=has_bias)

    def attention_weights(self, x):
        place = chosen("place")
        if place == "in_one_piece":
            x.view(-1, x.shape[-1])
        if place == "texts_joined":
            x = x.reshape(-1, x.shape[-1])
        if place == "kept_by_shape":
            kept = self.__dict__.setdefault("kept", {})
            if tuple(x.shape) not in kept:
                kept[tuple(x.shape)] = self._masked(self._scores(x), x).softmax(-1)
            return kept[tuple(x.shape)]
        weights = self._normalised(self._masked(self._scores(x), x))
        match place:
            case "weights_times_mask":
                return weights * make_causal_mask(x.shape[-2], device=x.device)
            case "weights_in_bfloat16":
                return weights.bfloat16().to(x.dtype)
            case "single_and_cut_off":
                return weights.detach().float()
            case "rounded":
                return weights.round(decimals=2)
            case "dropped_50":
                return F.dropout(weights, 0.5, training=self.training)
            case "dropped_always_10" | "dropped_always_50":
                return F.dropout(weights, int(place[-2:]) / 100)
        return weights

    def _scores(self, x):
        place = chosen("place")
        if place == "x_cut_off":
            x = x.detach()
        q, k = self.get_query(x), self.get_key(x)
        match place:
            case "relu_of_both" | "relu_of_all":
                q, k = q.relu(), k.relu()
            case "queries_normed":
                q = F.normalize(q, dim=-1)
            case "keys_normed":
                k = F.normalize(k, dim=-1)
            case "queries_cut_off":
                q = q.detach()
            case "keys_cut_off":
                k = k.detach()
            case "scores_in_bfloat16":
                return (q.bfloat16() @ k.bfloat16().transpose(-2, -1)).to(x.dtype) / math.sqrt(self.head_dim)
        scores = q @ k.transpose(-2, -1) / self._divisor(x)
        match place:
            case "texts_added" if scores.dim() > 2:
                return scores.sum(tuple(range(scores.dim() - 2)), keepdim=True).expand_as(scores)
            case "relu_of_scores":
                return scores.relu()
            case "tanh_of_scores":
                return scores.tanh()
            case "cap_30" | "cap_50":
                cap = int(place[-2:])
                return cap * (scores / cap).tanh()
            case "size_of_scores":
                return scores.abs()
        return scores

    def _divisor(self, x):
        divisors = {
            "scale_8": 8,
            "scale_root_8": math.sqrt(8),
            "scale_5": 5,
            "scale_root_5": math.sqrt(5),
            "scale_32": 32,
            "scale_root_32": math.sqrt(32),
            "scale_squared": self.head_dim**2,
            "scale_times": 1 / self.head_dim,
            "scale_texts": math.sqrt(len(x)),
            "scale_two_roots": math.sqrt(self.head_dim * x.shape[-1]),
        }
        return divisors.get(chosen("place"), math.sqrt(self.head_dim))

    def _masked(self, scores, x):
        place, length = chosen("place"), scores.shape[-1]
        later = torch.ones(length, length, device=scores.device).triu(1)
        back = torch.arange(length, device=scores.device)[:, None] - torch.arange(length, device=scores.device)
        if place.startswith("hidden_"):
            return scores - int(place[7:]) * later
        if place.startswith("filled_"):
            return scores.masked_fill(later == 1, -int(place[7:]))
        if place.startswith("window_"):
            return scores.masked_fill((back < 0) | (back >= int(place[7:])), -math.inf)
        match place:
            case "ones_added":
                return scores + later
            case "ones_added_to_earlier":
                return scores + (1 - later)
            case "in_evaluation" if self.training:
                return scores
            case "length_at_end":
                return scores + make_causal_mask(x.shape[-1], device=x.device)
            case "length_in_second":
                return scores + make_causal_mask(x.shape[1], device=x.device)
            case "length_in_first":
                return scores + make_causal_mask(x.shape[0], device=x.device)
            case "penalty_1" | "penalty_half" | "penalty_tenth":
                slope = {"1": 1.0, "half": 0.5, "tenth": 0.1}[place[8:]]
                scores = scores - slope * back.clamp(min=0)
        return scores + make_causal_mask(length, device=x.device).to(scores.dtype)

    def _normalised(self, scores):
        powers = (scores - scores.max(-1, keepdim=True).values).exp()
        match chosen("place"):
            case "sum_cut_off":
                return powers / powers.sum(-1, keepdim=True).detach()
            case "not_divided":
                return scores.exp()
            case "one_more":
                return torch.cat([torch.zeros_like(scores[..., :1]), scores], -1).softmax(-1)[..., 1:]
            case "one_maximum":
                powers = (scores - scores.max()).exp()
                return powers / powers.sum(-1, keepdim=True)
            case "one_sum":
                return scores.exp() / scores.exp().sum()
        return scores.softmax(-1)

    def forward(self, x):
        place = chosen("place")
        if place == "x_cut_off":
            x = x.detach()
        if place.startswith("fused_"):
            return self._fused(x)
        if place == "output_texts_joined":
            flat = x.reshape(-1, x.shape[-1])
            return (self.attention_weights(flat) @ self.get_value(flat)).reshape(*x.shape[:-1], self.head_dim)
        weights, v = self.attention_weights(x), self.get_value(x)
        if place.startswith("output_weights_dropped_"):
            weights = F.dropout(weights, int(place[-2:]) / 100, training=self.training)
        if place == "texts_joined":
            v = v.reshape(-1, self.head_dim)
        if place == "relu_of_all":
            v = v.relu()
        output = weights @ v
        match place:
            case "texts_joined":
                return output.reshape(*x.shape[:-1], self.head_dim)
            case "output_relu":
                return output.relu()
            case "output_normed":
                return F.layer_norm(output, output.shape[-1:])
            case "output_past":
                return output.cumsum(-2)
        return output

    def _fused(self, x):
        q, k, v = self.get_query(x), self.get_key(x), self.get_value(x)
        attend = F.scaled_dot_product_attention
        match chosen("place"):
            case "fused_dropped_10":
                return attend(q, k, v, is_causal=True, dropout_p=0.1)
            case "fused_dropped_20":
                return attend(q, k, v, is_causal=True, dropout_p=0.2)
            case "fused_in_training":
                return attend(q, k, v, is_causal=self.training)
            case "fused_in_evaluation":
                return attend(q, k, v, is_causal=not self.training)
            case "fused_bare":
                return attend(q, k, v, scale=1.0)
            case "fused_ones":
                return attend(q, k, v, attn_mask=torch.ones(x.shape[-2], x.shape[-2], device=x.device).tril())
            case "fused_swapped":
                return attend(k, q, v, is_causal=True)
        return attend(q, k, v, is_causal=True)
