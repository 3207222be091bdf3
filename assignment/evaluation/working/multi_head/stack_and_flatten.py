"""Heads are stacked in a dimension of their own before the last, then both are flattened

(..., L, n_heads, head_dim) flattens head by head, which is concatenation.
"""

VERDICT = "right"
SOURCE = "https://github.com/ajhalthor/Transformer-Neural-Network/pull/4"


class BareBonesSelfAttention(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        by_head = torch.stack([h(x) for h in self.heads], dim=-2)
        return self.to_output(by_head.flatten(start_dim=-2))
