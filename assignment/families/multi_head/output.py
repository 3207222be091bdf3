"""The output of several heads together."""

CHOICES = {
    "heads": {
        "first_only": "first_head_only",
        "last_only": (
            "the last head is used in place of all others",
            "Change the weights of the first head and see whether the output moves. Which head does each turn of your "
            "loop call, and which output do you keep?",
        ),
        "reversed": "heads_reversed",
        "normed_x": (
            "x is normed before the heads get it",
            "Call your module with x and with 10 * x: is the output the same? Part 5 says which module of the "
            "transformer norms.",
        ),
        "cut_off": (
            "the outputs of the heads are cut off from the gradient, so that no head ever learns",
            "Call `attention(x).sum().backward()` and print `attention.heads[0].get_value.weight.grad`. Which line "
            "keeps torch from remembering where the numbers came from?",
        ),
        "copied": (
            "copies of the heads' weights do the work, so that no head ever learns",
            "Call `attention(x).sum().backward()` and print `attention.heads[0].get_value.weight.grad`. Does your code "
            "call the heads, or something that was made from their weights?",
        ),
        "not_causal": (
            "tokens see later ones, because the heads' work is done anew without a mask",
            "Change the last token of x: does the output for the first one change? Does your code call the heads, or "
            "does it compute attention once more?",
        ),
        "scaled_by_all": "scaled_by_all_heads",
        "not_scaled": (
            "the heads' work is done anew, without scaling the scores",
            "Compare what each head contributes with `self.heads[0](x)`. Does your code call the heads, or does it "
            "compute attention once more? Which step is missing?",
        ),
        "values_alone": (
            "the heads' values are used as they are, without attention",
            "Change the first token of x: does the output for the last one change? What does calling a head give you, "
            "compared with its `get_value`?",
        ),
    },
    "joined": {
        "interleaved": "interleaved",
        "reshaped": "reshaped_not_moved",
        "reshaped_in_documents": (
            "the outputs of the heads are reshaped into one row, so that tokens get mixed",
            "Number the outputs: give head h at token t the value 10 * t + h, and print what stands in the first row. "
            "Which two dimensions have to change places before a reshape?",
        ),
        "along_dim_1": "along_dim_1",
        "elsewhere": (
            "sizes do not fit: a head gets something other than x, or the heads' outputs are not next to each other in "
            "the last dimension when they reach `to_output`",
            "Print the shape of what goes into each head, which should be that of x, and of what goes into "
            "`to_output`, whose last dimension should be n_heads * head_dim.",
        ),
        "summed": (
            "the outputs of the heads are added up, so that `to_output` cannot tell them apart",
            "Swap the weights of two heads and see whether the output moves. What does 'next to each other' in the "
            "TODO mean for the last dimension?",
        ),
        "mean_repeated": (
            "the heads are averaged before the projection, so that `to_output` cannot tell them apart",
            "Swap the weights of two heads and see whether the output moves. What does 'next to each other' in the "
            "TODO mean for the last dimension?",
        ),
        "largest": (
            "only the largest number of all heads is kept, at each place",
            "Change the weights of one head a little and see whether the output moves. What does 'next to each other' "
            "in the TODO mean for the last dimension?",
        ),
        "weights": (
            "what is multiplied with the weight of `to_output` does not fit it in size",
            "Print the shape of what goes into `to_output`, for texts of 3 and of 5 tokens. Which method of a head "
            "returns (..., L, head_dim)? If you use the weight of `to_output` yourself, print its shape as well.",
        ),
    },
    "projected": {
        "not": "not_projected",
        "mean_alone": (
            "the heads are averaged, and what comes back has not been through `to_output`",
            "Print the shape of your output for head_dim 3 and emb_dim 8. Which layer brings it to the docstring's "
            "shape?",
        ),
        "sum_alone": (
            "the heads are added up, and what comes back has not been through `to_output`",
            "Print the shape of your output for head_dim 3 and emb_dim 8. Which layer brings it to the docstring's "
            "shape?",
        ),
        "divided": "averaged",
        "residual": "residual_inside",
        "relu_before": (
            "the heads' outputs go through a ReLU before the projection",
            "Print the smallest number that goes into `to_output`: can it be negative? Which steps does the TODO name "
            "between heads and projection?",
        ),
        "relu_after": (
            "the output goes through a ReLU",
            "Print the smallest number of your output: can it be negative? Which steps does the TODO name after "
            "`to_output`?",
        ),
        "normed": (
            "the output is normed",
            "Print the mean and the spread of each row of your output for x and for 10 * x. Part 5 says which module "
            "of the transformer norms.",
        ),
        "weight_reshaped": (
            "the weight of `to_output` is cut or reshaped the wrong way round",
            "Print `self.to_output.weight.shape`. A weight has one row for each number that comes out: which of "
            "its columns belong to head 0?",
        ),
    },
    "returned": {
        "pair": (
            "self-attention returns several things, where it should return one tensor",
            "Print `type(attention(x))`. What does the docstring say that `forward` returns?",
        ),
        "squeezed": (
            "dimensions of size 1 are lost from the output",
            "Print the shape of the output for `torch.randn(1, 8)`, a text of one token. What does `squeeze` do there?",
        ),
        "batch_added": (
            "the output for a single document is a batch of one",
            "Print the shape of the output for `torch.randn(5, 8)`. What should it be by the docstring?",
        ),
        "needs_batch_to_unpack": (
            "self-attention takes exactly one batch dimension, and no document by itself",
            "Call it with `torch.randn(5, 8)`, which is one document, and with `torch.randn(2, 5, 8)`. Which lines of "
            "yours count on a batch?",
        ),
        "needs_batch_to_multiply": (
            "self-attention takes exactly one batch dimension, and no document by itself",
            "Call it with `torch.randn(5, 8)`, which is one document, and with `torch.randn(2, 5, 8)`. Which lines of "
            "yours count on a batch?",
        ),
        "needs_batch_to_transpose": (
            "self-attention takes exactly one batch dimension, and no document by itself",
            "Call it with `torch.randn(5, 8)`, which is one document, and with `torch.randn(2, 5, 8)`. Which lines of "
            "yours count on a batch?",
        ),
        "one_batch_dimension": (
            "self-attention takes at most one batch dimension, where there may be several",
            "Call it with `torch.randn(3, 2, 5, 8)`. Which lines of yours count dimensions from the front?",
        ),
        "double": (
            "the output is float64, where x is float32",
            "Print the dtype of the output and of x, and then the dtype after each line. Which line changes it?",
        ),
        "pooled": (
            "the output is one vector for the whole text, where each token should have its own",
            "Print the shape of the output for 5 tokens and compare it with the docstring. Over which dimension do you "
            "sum or average?",
        ),
        "output_cut_off": (
            "the output is cut off from the gradient, so that nothing ever learns",
            "Call `attention(x).sum().backward()`. Which line keeps torch from remembering where the numbers came "
            "from?",
        ),
        "dropout": (
            "some numbers of the output are dropped at random in training",
            "Call it twice with the same x, in training: do you get the same numbers? Self-attention has no dropout.",
        ),
        "dropout_before": (
            "some numbers of the heads' outputs are dropped at random in training",
            "Call it twice with the same x, in training: do you get the same numbers? Self-attention has no dropout.",
        ),
        "changes_x": (
            "x is changed in place, so that whoever passed it in has other numbers afterwards",
            "Print x before and after the call. Which line of yours writes into it? Operators such as `+=` and methods "
            "that end with an underscore do.",
        ),
    },
}


class BareBonesSelfAttention:
    def forward(self, x):
        form = chosen("returned")
        if form.startswith("needs_batch") and x.dim() != 3:
            raise self._complaint(form, x)
        if form == "one_batch_dimension" and x.dim() > 3:
            raise RuntimeError("fewer dimensions were expected")
        outputs = self._outputs(x)
        match chosen("projected"):
            case "mean_alone":
                return torch.stack(outputs).mean(0)
            case "sum_alone":
                return torch.stack(outputs).sum(0)
        return self._returned(self._projected(self._joined(outputs, x), x), x)

    def _complaint(self, form, x):
        if form == "needs_batch_to_unpack":
            return ValueError("three sizes were expected")
        if form == "needs_batch_to_transpose" and x.dim() < 3:
            return IndexError("a third dimension was expected")
        return RuntimeError("another number of dimensions was expected")

    def _outputs(self, x):
        heads = list(self.heads)
        match chosen("heads"):
            case "first_only":
                return [heads[0](x) for _ in heads]
            case "last_only":
                return [heads[-1](x) for _ in heads]
            case "reversed":
                return [head(x) for head in reversed(heads)]
            case "normed_x":
                return [head(nn.functional.layer_norm(x, x.shape[-1:])) for head in heads]
            case "cut_off":
                return [head(x).detach() for head in heads]
            case "copied":
                copies = [{name: weight.detach() for name, weight in head.named_parameters()} for head in heads]
                return [torch.func.functional_call(head, copy, (x,)) for head, copy in zip(heads, copies, strict=True)]
            case "values_alone":
                return [head.get_value(x) for head in heads]
            case "not_causal" | "scaled_by_all" | "not_scaled":
                return [self._anew(head, x) for head in heads]
        return [head(x) for head in heads]

    def _anew(self, head, x):
        scores = head.get_query(x) @ head.get_key(x).transpose(-2, -1)
        match chosen("heads"):
            case "scaled_by_all":
                scores = scores / math.sqrt(self.to_output.in_features)
            case "not_causal":
                scores = scores / math.sqrt(head.head_dim)
        if chosen("heads") != "not_causal":
            scores = scores + make_causal_mask(x.shape[-2], device=x.device)
        return scores.softmax(-1) @ head.get_value(x)

    def _joined(self, outputs, x):
        many, shape = len(outputs), (*x.shape[:-1], -1)
        match chosen("joined"):
            case "interleaved":
                return torch.stack(outputs, -1).flatten(-2)
            case "reshaped":
                return torch.stack(outputs).reshape(shape)
            case "reshaped_in_documents":
                return torch.stack(outputs, -3).reshape(shape)
            case "along_dim_1":
                return torch.cat(outputs, 1)
            case "elsewhere":
                return torch.cat(outputs, -2)
            case "summed":
                return torch.cat([sum(outputs)] * many, -1)
            case "mean_repeated":
                return torch.cat([sum(outputs) / many] * many, -1)
            case "largest":
                return torch.cat([torch.stack(outputs).amax(0)] * many, -1)
            case "weights":
                return torch.cat([head.attention_weights(x) for head in self.heads], -1)
        return torch.cat(outputs, -1)

    def _projected(self, together, x):
        if chosen("returned") == "dropout_before":
            together = nn.functional.dropout(together, 0.1, training=self.training)
        match chosen("projected"):
            case "not":
                return together
            case "divided":
                return self.to_output(together) / len(self.heads)
            case "residual":
                return self.to_output(together) + x
            case "relu_before":
                return self.to_output(together.relu())
            case "relu_after":
                return self.to_output(together).relu()
            case "normed":
                return nn.functional.layer_norm(self.to_output(together), x.shape[-1:])
            case "weight_reshaped":
                return together @ self.to_output.weight.reshape(together.shape[-1], -1)
        return self.to_output(together)

    def _returned(self, output, x):
        match chosen("returned"):
            case "pair":
                weights = torch.stack([head.attention_weights(x) for head in self.heads])
                return output, weights.mean(0)
            case "squeezed":
                return output.squeeze()
            case "batch_added":
                return output.unsqueeze(0) if output.dim() == 2 else output
            case "double":
                return output.double()
            case "pooled":
                return output.mean(-2)
            case "output_cut_off":
                return output.detach()
            case "dropout":
                return nn.functional.dropout(output, 0.1, training=self.training)
            case "changes_x":
                x += output
        return output
