"""The three maps are made with biases

The default of nn.Linear: three more parameters, which move queries, keys and values.
"""

VERDICT = "wrong"
SOURCE = "https://sid.sh/learn/build-your-first-llm/part-4-attention/multi-head (projections with biases)"


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim)
        self.get_key = nn.Linear(emb_dim, head_dim)
        self.get_value = nn.Linear(emb_dim, head_dim)
