"""Scores and mixture by einsum, mask by torch.where

The subscripts name queries i and keys j, the ellipsis takes any leading dimensions, and minus
infinity leaves a weight of zero.
"""

VERDICT = "right"
SOURCE = "ARENA-style attention with einops (code search: class AttentionWithEinops)"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        scores = torch.einsum("...id,...jd->...ij", self.get_query(x), self.get_key(x))
        scores = scores * self.head_dim**-0.5
        n = scores.shape[-1]
        may_look = torch.tril(torch.ones((n, n), device=x.device)).bool()
        nothing = scores.new_tensor(float("-inf"))
        return torch.where(may_look, scores, nothing).softmax(-1)

    def forward(self, x: Tensor) -> Tensor:
        return torch.einsum("...ij,...jd->...id", self.attention_weights(x), self.get_value(x))
