"""the scores are scaled by the size of all heads together

Compare your output with that of the heads called one by one. How many products are added up for one score of one
head? The docstring of `attention_weights`, in part 4, names the number.
"""

CAUGHT_BY = "heads are concatenated in order, then projected"


class BareBonesSelfAttention:
    def forward(self, x):
        q, k, v = (
            torch.stack([getattr(head, name)(x) for head in self.heads], dim=-3)
            for name in ("get_query", "get_key", "get_value")
        )
        scores = q @ k.transpose(-2, -1) / math.sqrt(self.to_output.in_features)
        weights = torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
        return self.to_output((weights @ v).transpose(-3, -2).flatten(-2))
