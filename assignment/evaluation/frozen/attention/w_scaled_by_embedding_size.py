"""the scores are divided by the root of the embedding size

C is the size of x, as in the lecture where head and embedding had the same size.
"""

VERDICT = "wrong"
SOURCE = "Karpathy, 'Let's build GPT': wei = q @ k.transpose(-2, -1) * C**-0.5 (from memory)"


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)

    def attention_weights(self, x):
        T, C = x.shape[-2:]
        q, k = self.get_query(x), self.get_key(x)
        wei = q @ k.transpose(-2, -1) * C**-0.5
        wei = wei + make_causal_mask(T, device=x.device)
        return torch.nn.functional.softmax(wei, dim=-1)

    def forward(self, x):
        return self.attention_weights(x) @ self.get_value(x)
