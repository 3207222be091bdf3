"""The output of one head."""

CHOICES = {
    "mixed": {
        "keys": "key_as_value",
        "queries": (
            "the queries are mixed, and not the values",
            "Set `head.get_value.weight` to zeros: is the output zero? Reread in part 4 of the notebook which of "
            "query, key and value flows.",
        ),
        "x": "x_mixed",
        "transposed": "weights_transposed",
        "cut_off": "weights_detached",
        "values_cut_off": (
            "the values are cut off from the gradient, so that `get_value` never learns",
            "Call `head(x).sum().backward()` and print `head.get_value.weight.grad`. Which line keeps torch from "
            "remembering where the values came from?",
        ),
        "mean": (
            "the weighted values are averaged, where they should be summed",
            "Give the head 4 tokens that are all alike. Each row of weights sums to 1: what should the weighted sum of "
            "four equal values be, and what is yours?",
        ),
        "not_mixed": (
            "the values are returned as they are, without attention",
            "Change the first token of x: does the output for the last one change? What are the attention weights for?",
        ),
        "softmax_again": (
            "the softmax is taken a second time, of weights that are finished",
            "What does `attention_weights` return, and what do its rows sum to? Compare this with what you multiply "
            "the values by.",
        ),
        "scaled_again": (
            "the finished weights are scaled once more",
            "What do the rows of `attention_weights(x)` sum to? Compare this with what you multiply the values by.",
        ),
        "own_not_causal": "fused_not_causal",
        "own_scaled_twice": "fused_scaled_twice",
        "own_not_scaled": (
            "`forward` computes weights of its own, without scaling the scores",
            "Compute the second row of the output by hand, from `head.attention_weights(x)` and your values. "
            "Where do the weights of `forward` come from, and what do they leave out?",
        ),
        "own_future": "fused_mask_inverted",
    },
}


class BareBonesAttentionHead:
    def forward(self, x):
        if chosen("mixed").startswith("own"):
            return self._with_own_weights(x)
        weights, v = self.attention_weights(x), self.get_value(x)
        match chosen("mixed"):
            case "keys":
                return weights @ self.get_key(x)
            case "queries":
                return weights @ self.get_query(x)
            case "x":
                return weights @ x
            case "transposed":
                return weights.transpose(-2, -1) @ v
            case "cut_off":
                return weights.detach() @ v
            case "values_cut_off":
                return weights @ v.detach()
            case "mean":
                return weights @ v / x.shape[-2]
            case "not_mixed":
                return v
            case "softmax_again":
                return weights.softmax(-1) @ v
            case "scaled_again":
                return weights @ v / math.sqrt(self.head_dim)
        return weights @ v

    def _with_own_weights(self, x):
        q, k, v = self.get_query(x), self.get_key(x), self.get_value(x)
        attend = nn.functional.scaled_dot_product_attention
        match chosen("mixed"):
            case "own_scaled_twice":
                return attend(q / math.sqrt(self.head_dim), k, v, is_causal=True)
            case "own_not_scaled":
                return attend(q, k, v, is_causal=True, scale=1.0)
            case "own_future":
                later = torch.ones(x.shape[-2], x.shape[-2], dtype=torch.bool, device=x.device).triu(1)
                return attend(q, k, v, attn_mask=later)
        return attend(q, k, v)
