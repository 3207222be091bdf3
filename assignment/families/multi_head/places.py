"""Attention with several heads and another operation at one place; none comes together with other mistakes."""

from torch.nn import functional as F

CHOICES = {
    "place": {
        "first_missing": (
            "the first head is left out",
            "Set all parameters of `heads[0]` to zero: does the output change? Print the numbers of the heads that your "
            "loop reaches.",
        ),
        "last_missing": (
            "the last head is left out",
            "Set all parameters of the last head to zero: does the output change? Print the numbers of the heads that "
            "your loop reaches.",
        ),
        "first_two_alone": (
            "only some of the heads are used",
            "Set all parameters of one head after the other to zero: which of them change the output? Print the numbers "
            "of the heads that your code reaches.",
        ),
        "own_slice": (
            "each head gets only some of the numbers of a token",
            "Print the shape of what you give to a head, and count its zeros. The docstring says `(..., L, emb_dim)` for "
            "the input of each head.",
        ),
        "chain": (
            "the second head works on the output of the first one, and not on x",
            "Print what goes into each head. Does a line of yours overwrite x inside the loop?",
        ),
        "chain_with_residual": (
            "each head works on x plus what the heads before it found, and not on x",
            "Print what goes into each head. Does a line of yours change x inside the loop?",
        ),
        "one_pattern": (
            "the weights of all heads are averaged, and each head mixes its values with the mean",
            "Change `heads[0].get_query.weight`: which columns of what goes into `to_output` change? Each head has its "
            "own weights, for its own values.",
        ),
        "one_key_and_value": (
            "all heads use the keys and values of the first one",
            "Set all parameters of the second head to zero: what becomes of its part of what goes into `to_output`? "
            "Which layers does your code take from which head?",
        ),
        "one_query": (
            "all heads use the queries of the first one",
            "Change `heads[1].get_query.weight`: does the output change? Which layers does your code take from which "
            "head?",
        ),
        "keys_mixed": (
            "the heads mix their keys, and not their values",
            "Set `get_value.weight` of all heads to zeros: is the output zero? Each head can be called as it is.",
        ),
        "keys_ask": (
            "in each head, keys ask and queries answer",
            "Compare what you compute for a head with `self.heads[0](x)`. Which of the two vectors belongs to the token "
            "that looks?",
        ),
        "scaled_twice": (
            "the scores of each head are scaled twice",
            "Compare what you compute for a head with `self.heads[0](x)`. Which function of yours scales by itself?",
        ),
        "texts_joined": (
            "the texts of a batch are read as one long text",
            "Give the module a batch of two texts, and then change the first one: does the output for the second change? "
            "Print the shape of what goes into a head.",
        ),
        "tokens_first": (
            "attention runs over the texts of a batch, and not over the tokens of each text",
            "Give the module a batch of two texts, and then each of them alone. Are the outputs the same? Print the "
            "shape of what goes into a head.",
        ),
        "by_root_of_heads": (
            "the output is divided by the root of the number of heads",
            "Compare your output with `self.to_output(...)` of the joined heads. What is left to divide by?",
        ),
        "times_heads": (
            "the output is multiplied by the number of heads",
            "Compare your output with `self.to_output(...)` of the joined heads. What is left to multiply by?",
        ),
        "by_root_of_head_dim": (
            "the output is scaled by head_dim, where only scores are scaled, inside a head",
            "Compare your output with `self.to_output(...)` of the joined heads. Which number in the docstrings of part "
            "4 is divided by the root of head_dim?",
        ),
        "bias": (
            "`to_output` has a bias, which it should do without",
            "Print `[name for name, _ in attention.named_parameters()]`. Which of them does the starter code not have?",
        ),
        "biases_in_heads": (
            "the layers of the heads have a bias, which they should do without",
            "Print `[name for name, _ in attention.named_parameters()]`. Which of them does the starter code not have?",
        ),
        "plain_list": (
            "the heads are in a plain list, so that nothing knows of their parameters",
            "Print `[name for name, _ in attention.named_parameters()]`: are those of the heads among them? What does "
            "torch offer for a list of modules?",
        ),
        "dropped_20": (
            "some numbers of the output are dropped at random in training",
            "Call the module twice with the same x, after `.train()`: do you get the same numbers? No step of the "
            "docstring draws anything.",
        ),
        "dropped_50": "place=dropped_20",
        "dropped_always": "place=dropped_20",
        "dropped_20_before": "place=dropped_20",
        "dropped_always_before": "place=dropped_20",
        "single": (
            "a tensor is made in float32, whatever the dtype of x is",
            "Call the module in float64, after `.double()`, and print the dtype behind each line. Which line makes a "
            "tensor without saying its dtype?",
        ),
        "wrong_step": (
            "the heads are written to the wrong columns, so that they overlap or leave gaps",
            "Print the first and the last column that each head is written to, for 2 heads with a head_dim of 3. Where "
            "does the second one have to begin?",
        ),
        "softmax_at_end": (
            "a softmax is taken of the output",
            "Print the sum of each vector of your output. The softmax of attention stands inside each head.",
        ),
        "tanh_at_end": (
            "the output goes through an activation function",
            "Multiply `to_output.weight` by 10: does each number of the output become ten times as large? Which step of "
            "the docstring is not linear?",
        ),
        "normed_before": (
            "what the heads found is normed before it is projected",
            "Multiply `get_value.weight` of all heads by 2: does the output double? Part 5 says which module norms.",
        ),
        "in_one_piece": (
            "x has to lie in memory in one piece, so that a slice of a tensor is refused",
            "Call the module with `torch.randn(2, 9, 8)[:, :5]`. Which line uses `view`, where `reshape` is needed?",
        ),
    },
}


class BareBonesSelfAttention(nn.Module):
    def __init__(self, emb_dim, head_dim, n_heads):
        super().__init__()
        heads = [BareBonesAttentionHead(emb_dim, head_dim) for _ in range(n_heads)]
        if chosen("place") == "biases_in_heads":
            for head in heads:
                head.get_query = nn.Linear(emb_dim, head_dim)
                head.get_key = nn.Linear(emb_dim, head_dim)
                head.get_value = nn.Linear(emb_dim, head_dim)
        self.heads = heads if chosen("place") == "plain_list" else nn.ModuleList(heads)
        self.to_output = nn.Linear(n_heads * head_dim, emb_dim, bias=chosen("place") == "bias")

    def forward(self, x):
        place = chosen("place")
        if place == "in_one_piece":
            x.view(-1, x.shape[-1])
        if place == "texts_joined":
            return self._projected(torch.cat(self._outputs(x.reshape(-1, x.shape[-1])), -1), x).reshape(x.shape)
        if place == "tokens_first" and x.dim() == 3:
            turned = x.transpose(0, 1)
            return self._projected(torch.cat(self._outputs(turned), -1), turned).transpose(0, 1)
        outputs = self._outputs(x)
        if place == "wrong_step":
            many, size = len(outputs), outputs[0].shape[-1]
            together = outputs[0].new_zeros(*x.shape[:-1], max(many * size, many * many + size))
            for number, output in enumerate(outputs):
                together[..., number * many : number * many + size] = output
            return self.to_output(together[..., : many * size])
        together = torch.cat(outputs, -1)
        if place == "single":
            together = together.float()
        return self._projected(together, x)

    def _outputs(self, x):
        heads, place = list(self.heads), chosen("place")
        outputs = []
        shared = heads[0].get_key(x), heads[0].get_value(x), heads[0].get_query(x)
        for number, head in enumerate(heads):
            q, k, v = head.get_query(x), head.get_key(x), head.get_value(x)
            match place:
                case "own_slice":
                    part = torch.arange(x.shape[-1], device=x.device) * len(heads) // x.shape[-1]
                    found = head(x * (part == number).to(x.dtype))
                case "chain" | "chain_with_residual":
                    found = head(x)
                    x = x + found if place == "chain_with_residual" else found
                case "one_pattern":
                    found = torch.stack([each.attention_weights(x) for each in heads]).mean(0) @ v
                case "one_key_and_value":
                    found = F.scaled_dot_product_attention(q, shared[0], shared[1], is_causal=True)
                case "one_query":
                    found = F.scaled_dot_product_attention(shared[2], k, v, is_causal=True)
                case "keys_mixed":
                    found = F.scaled_dot_product_attention(q, k, k, is_causal=True)
                case "keys_ask":
                    found = F.scaled_dot_product_attention(k, q, v, is_causal=True)
                case "scaled_twice":
                    found = F.scaled_dot_product_attention(q / math.sqrt(q.shape[-1]), k, v, is_causal=True)
                case _:
                    found = head(x)
            outputs.append(found)
        match place:
            case "first_missing":
                outputs[0] = torch.zeros_like(outputs[0])
            case "last_missing" if len(outputs) > 1:
                outputs[-1] = torch.zeros_like(outputs[-1])
            case "first_two_alone":
                outputs[2:] = [torch.zeros_like(output) for output in outputs[2:]]
        return outputs

    def _projected(self, together, x):
        place = chosen("place")
        if place.endswith("_before") and place.startswith("dropped"):
            together = F.dropout(together, 0.2 if "20" in place else 0.1, self.training or "always" in place)
        if place == "normed_before":
            together = F.layer_norm(together, together.shape[-1:])
        output = self.to_output(together)
        match place:
            case "by_root_of_heads":
                return output / math.sqrt(len(self.heads))
            case "times_heads":
                return output * len(self.heads)
            case "by_root_of_head_dim":
                return output / math.sqrt(self.heads[0].head_dim)
            case "dropped_20" | "dropped_50":
                return F.dropout(output, int(place[-2:]) / 100, self.training)
            case "dropped_always":
                return F.dropout(output, 0.1)
            case "softmax_at_end":
                return output.softmax(-1)
            case "tanh_at_end":
                return output.tanh()
        return output
