"""the softmax is done in float32, as large models do

Weights and output of a float64 input are float32.
"""

VERDICT = "wrong"
SOURCE = "Hugging Face Llama: softmax(..., dtype=torch.float32), there with a cast back (from memory)"


class BareBonesAttentionHead(nn.Module):
    def __init__(self, emb_dim: int, head_dim: int):
        super().__init__()
        self.head_dim = head_dim
        self.get_query = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_key = nn.Linear(emb_dim, head_dim, bias=False)
        self.get_value = nn.Linear(emb_dim, head_dim, bias=False)

    def attention_weights(self, x: Tensor) -> Tensor:
        q, k = self.get_query(x), self.get_key(x)
        attn = torch.matmul(q, k.transpose(-2, -1)) * (1.0 / math.sqrt(self.head_dim))
        attn = attn + make_causal_mask(x.shape[-2], device=x.device)
        return nn.functional.softmax(attn, dim=-1, dtype=torch.float32)

    def forward(self, x: Tensor) -> Tensor:
        probs = self.attention_weights(x)
        return torch.matmul(probs, self.get_value(x).to(probs.dtype))
