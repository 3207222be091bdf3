"""Rows are written into a table of torch's default dtype

For a float64 model the weights come out as float32, and the product with the values raises or loses
digits.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/karpathy/nanoGPT/pull/398 (bias made with an own dtype)"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q, k = self.get_query(x), self.get_key(x)
        L = x.shape[-2]
        table = torch.zeros(*x.shape[:-2], L, L, device=x.device)
        for i in range(L):
            row = (k[..., : i + 1, :] @ q[..., i, :].unsqueeze(-1)).squeeze(-1) / math.sqrt(self.head_dim)
            table[..., i, : i + 1] = torch.softmax(row, dim=-1)
        return table

    def forward(self, x):
        return self.attention_weights(x) @ self.get_value(x).float()
