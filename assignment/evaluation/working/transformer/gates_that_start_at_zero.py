"""A learned gate that starts at zero before each sum

A fresh layer is the identity, whatever its weights are; the lab's layer adds the full update.
"""

VERDICT = "wrong"
SOURCE = "ReZero (majumderb/rezero) tutorials"

class BareBonesTransformerLayer(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, n_heads: int, dim_feedforward: int):
        super().__init__()
        self.self_attention = BareBonesSelfAttention(emb_dim, head_dim, n_heads)
        self.mlp = MLP(emb_dim, dim_feedforward)
        self.norm_1 = nn.LayerNorm(emb_dim)
        self.norm_2 = nn.LayerNorm(emb_dim)
        self.gate_1 = nn.Parameter(torch.zeros(1))
        self.gate_2 = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        x = x + self.gate_1 * self.self_attention(self.norm_1(x))
        x = x + self.gate_2 * self.mlp(self.norm_2(x))
        return x
