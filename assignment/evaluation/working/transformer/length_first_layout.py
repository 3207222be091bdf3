"""Turns batches to (L, B, emb) before attention, as nn.MultiheadAttention once wanted

Our attention takes the length from dimension -2, so with this layout documents attend to each other.
"""

VERDICT = "wrong"
SOURCE = "IBM/TabFormer PR 14 (batch and length exchanged)"


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x: Tensor) -> Tensor:
        batched = x.dim() == 3
        normed = self.norm_1(x)
        if batched:
            normed = normed.transpose(0, 1)
        attended = self.self_attention(normed)
        if batched:
            attended = attended.transpose(0, 1)
        x = x + attended
        return x + self.mlp(self.norm_2(x))
