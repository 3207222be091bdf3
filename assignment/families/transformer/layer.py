"""The transformer layer: attention and MLP, each with its norm and its residual."""

from torch.nn import functional as F

CHOICES = {
    "norms": {
        "after": "post_norm",
        "on_output": "norm_after_the_part",
        "none": (
            "there are no norms",
            "Set `layer.norm_1.weight` and `layer.norm_2.weight` to zero: does the output change? Part 5 says what "
            "each part gets as its input.",
        ),
        "first_missing": "norm_1_left_out",
        "second_missing": "norm_2_left_out",
        "one_twice": "norm_1_twice",
        "two_twice": (
            "norm_2 is used in both places",
            "Set `layer.norm_1.weight` to zero: does the output change? The layer has two norms, each with numbers of "
            "its own to learn.",
        ),
        "swapped": "norms_swapped",
        "without_numbers": (
            "the norms do without the weight and the bias that they learn",
            "Set `layer.norm_1.weight` to zero: does the output change? A norm that is made anew in each call, or "
            "called as a function, knows nothing of what `self.norm_1` has learned.",
        ),
        "mean_kept": (
            "the norms divide by the size of a vector, and do not take away its mean or add the bias",
            "Print `layer.norm_1(x)` and compare it with what goes into your attention. Which of the two has rows "
            "with the mean 0? The layer has its norms ready to be called.",
        ),
        "unbiased": (
            "the norms divide by a spread that is a bit too large",
            "Print `layer.norm_1(x)` and compare it with what goes into your attention, for vectors of 4 numbers. What "
            "is the default of `correction` in torch's `std` and `var`?",
        ),
        "over_text": (
            "the norms take mean and spread over the tokens, and not over the numbers of each token",
            "Print `layer.norm_1(x)` and compare it with what goes into your attention. Give it a text of one token: "
            "what is left?",
        ),
        "over_both": (
            "the norms take mean and spread over all tokens of a text at once",
            "Print `layer.norm_1(x)` and compare it with what goes into your attention. Change the last token: does "
            "the normed first token move?",
        ),
        "around_both": (
            "there is a norm at the end of the layer as well",
            "Print `layer(x).mean(dim=-1)`: if it is 0 for fresh norms, the output itself has been normed. Which norms "
            "does the TODO name, and where do they stand?",
        ),
    },
    "residuals": {
        "first_missing": "first_residual_missing",
        "second_missing": "second_residual_missing",
        "none": (
            "both residuals are missing",
            "Set all parameters of attention and MLP to zero: what is left of x? Draw the layer with an arrow for each "
            "thing that is added.",
        ),
        "normed": "residual_from_the_norm",
        "first_normed": (
            "the first residual adds the normed x, and not x itself",
            "Set all parameters of attention and MLP to zero and compare `layer(x)` with x. Does a line of yours "
            "overwrite x with its norm?",
        ),
        "second_normed": (
            "the second residual adds the normed vector, and not the one before its norm",
            "Set all parameters of attention and MLP to zero and compare `layer(x)` with x. Does a line of yours "
            "overwrite x with its norm?",
        ),
        "from_the_start": "residual_from_the_start",
        "parallel": "parts_in_parallel",
        "scaled": (
            "the sums are multiplied by the root of one half",
            "Set all parameters of attention and MLP to zero and compare `layer(x)` with x. Which of your steps makes "
            "it smaller?",
        ),
        "relu": (
            "the sums go through a ReLU",
            "Set all parameters of attention and MLP to zero and compare `layer(x)` with x, for an x with negative "
            "numbers. Which of them are left?",
        ),
    },
    "parts": {
        "mlp_first": (
            "the MLP comes before attention, each with the norm of the other",
            "Draw the layer from x to its output, as the TODO says it. Which of the two parts comes first, and which "
            "one works on the result of the other?",
        ),
        "mlp_first_with_own_norms": "mlp_first",
        "no_attention": (
            "attention is never used",
            "Set all parameters of `layer.self_attention` to zero: does the output change? Which two parts does the "
            "TODO name?",
        ),
        "no_mlp": (
            "the MLP is never used",
            "Set all parameters of `layer.mlp` to zero: does the output change? Which two parts does the TODO name?",
        ),
        "neither": (
            "the layer adds nothing to x",
            "Print `layer(x) - x` for a fresh layer: it should not be zero. What are the results of attention and MLP "
            "multiplied with, or are they left out?",
        ),
        "mlp_of_attention": (
            "both parts stand behind each other within one residual",
            "Set all parameters of `layer.mlp` to zero and compare `layer(x)` with "
            "`x + layer.self_attention(layer.norm_1(x))`. How many things does the TODO add, and to what?",
        ),
        "texts_as_batch": (
            "attention runs over the texts of a batch, and not over the tokens of each text",
            "Give the layer a batch of two texts, and then each of them alone. Are the outputs the same? Print the "
            "shape of what goes into attention.",
        ),
    },
    "gradient": {
        "residual_detached": (
            "no gradient goes along the residuals",
            "Set `x.requires_grad_()`, call `layer(x).sum().backward()` and print `x.grad`. What should arrive there "
            "along x itself, past both parts? Look for `detach` and `.data`.",
        ),
        "parts_detached": (
            "no gradient goes into attention and MLP",
            "Call `layer(x).sum().backward()` and print `layer.mlp.model[0].weight.grad`. Look for `detach`, `.data` "
            "and `no_grad`.",
        ),
        "all_detached": (
            "the output of the layer is cut off from the gradient",
            "Print `layer(x).requires_grad`. Look for `detach`, `.data` and `no_grad`.",
        ),
    },
    "dropout": {
        "training": (
            "the results of attention and MLP lose some numbers at random",
            "Call `layer(x)` twice for one fresh layer: is the output the same? The docstring says how training and "
            "evaluation differ.",
        ),
    },
    "layer_form": {
        "in_place": "x_changed_in_place",
        "batch_needed": (
            "the layer refuses a text without a batch",
            "Try `layer(torch.ones(5, 8))`. The docstring says `(..., L, emb_dim)`: how many dimensions may be before "
            "these two?",
        ),
        "missing": (
            "the layer returns nothing",
            "Print `layer(torch.ones(5, 8))`. Which line of a Python function says what comes back?",
        ),
    },
}


class BareBonesTransformerLayer:
    def forward(self, x):
        if chosen("layer_form") == "batch_needed":
            _n_documents, _length, _size = x.shape
        result = self._both(x)
        if chosen("layer_form") == "missing":
            return None
        return result.detach() if chosen("gradient") == "all_detached" else result

    def _both(self, x):
        steps = [(self._attention, 1, "first"), (self.mlp, 2, "second")]
        match chosen("parts"):
            case "mlp_first":
                steps = [(self.mlp, 1, "first"), (self._attention, 2, "second")]
            case "mlp_first_with_own_norms":
                steps = [(self.mlp, 2, "second"), (self._attention, 1, "first")]
            case "no_attention":
                steps = steps[1:]
            case "no_mlp":
                steps = steps[:1]
            case "neither":
                steps = []
            case "mlp_of_attention":
                steps = [(lambda y: self.mlp(self._normed(self._attention(y), 2)), 1, "first")]
        start = x
        for part, number, which in steps:
            x = self._summed(start, x, part, number, which)
        return self._normed(x, 2) if chosen("norms") == "around_both" else x

    def _summed(self, start, x, part, number, which):
        before = start if chosen("residuals") == "parallel" else x
        found = self._found(before, part, number, which)
        kept = self._kept(start, x, number, which)
        if chosen("gradient") == "residual_detached":
            kept = kept.detach()
        if chosen("layer_form") == "in_place":
            kept += found
        result = kept if chosen("layer_form") == "in_place" else kept + found
        match chosen("residuals"):
            case "scaled":
                result = result * 0.5**0.5
            case "relu":
                result = result.relu()
        return self._normed(result, number) if chosen("norms") == "after" else result

    def _found(self, x, part, number, which):
        unnormed = chosen("norms") in ("after", "on_output", "none", f"{which}_missing")
        found = part(x if unnormed else self._normed(x, number))
        if chosen("norms") == "on_output":
            found = self._normed(found, number)
        if chosen("dropout"):
            found = F.dropout(found, 0.1, training=self.training)
        return found.detach() if chosen("gradient") == "parts_detached" else found

    def _kept(self, start, x, number, which):
        if chosen("residuals") in ("none", f"{which}_missing"):
            return torch.zeros_like(x)
        if chosen("residuals") in ("normed", f"{which}_normed"):
            return self._normed(x, number)
        return start if chosen("residuals") == "from_the_start" else x

    def _attention(self, x):
        if chosen("parts") == "texts_as_batch" and x.dim() == 3:
            return self.self_attention(x.transpose(0, 1)).transpose(0, 1)
        return self.self_attention(x)

    def _normed(self, x, number):
        number = {"one_twice": 1, "two_twice": 2, "swapped": 3 - number}.get(chosen("norms"), number)
        norm = self.norm_1 if number == 1 else self.norm_2
        match chosen("norms"):
            case "without_numbers":
                return F.layer_norm(x, x.shape[-1:])
            case "mean_kept":
                return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + norm.eps) * norm.weight
            case "unbiased":
                centred = x - x.mean(-1, keepdim=True)
                return centred / x.std(-1, keepdim=True) * norm.weight + norm.bias
            case "over_text":
                centred = x - x.mean(-2, keepdim=True)
                spread = (x.var(-2, keepdim=True, correction=0) + norm.eps).sqrt()
                return centred / spread * norm.weight + norm.bias
            case "over_both":
                return F.layer_norm(x, x.shape[-2:], eps=norm.eps) * norm.weight + norm.bias
        return norm(x)
