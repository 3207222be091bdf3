"""Swaps batch and sequence before attention

PyTorch's own layer wants (L, B, emb_dim); ours wants (..., L, emb_dim), so documents attend to each other.
"""

VERDICT = "wrong"
SOURCE = "PyTorch forum: nn.MultiheadAttention without batch_first"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        normed = self.norm_1(x)
        if normed.dim() == 3:
            mixed = self.self_attention(normed.transpose(0, 1)).transpose(0, 1)
        else:
            mixed = self.self_attention(normed)
        x = x + mixed
        return x + self.mlp(self.norm_2(x))
