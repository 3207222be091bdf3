"""a triangle of fixed size is kept as a buffer

It is cut to the length of x, but a text of more than 32 tokens has no mask.
"""

VERDICT = "wrong"
SOURCE = "nanoGPT: register_buffer('bias', torch.tril(torch.ones(block_size, block_size))) (from memory)"


class BareBonesAttentionHead(nn.Module):
    BLOCK_SIZE = 32

    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)
        triangle = torch.tril(torch.ones(self.BLOCK_SIZE, self.BLOCK_SIZE)).bool()
        self.register_buffer("triangle", triangle, persistent=False)

    def attention_weights(self, x: Tensor) -> Tensor:
        n = x.shape[-2]
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        scores = scores.masked_fill(~self.triangle[:n, :n], float("-inf"))
        return scores.softmax(dim=-1)

    def forward(self, x: Tensor) -> Tensor:
        return self.attention_weights(x) @ self.get_value(x)
