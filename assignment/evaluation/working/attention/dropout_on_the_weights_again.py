"""A dropout layer on the weights, active in training

Weights in training are random and do not sum to 1; the specification wants the same in both modes.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/karpathy/nanoGPT/pull/398"


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int, dropout: float = 0.1):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)
        self.attn_dropout = nn.Dropout(dropout)

    def forward(self, x):
        att = self.attn_dropout(self.attention_weights(x))
        return att @ self.get_value(x)
