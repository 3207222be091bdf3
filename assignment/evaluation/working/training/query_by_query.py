"""Each query takes the softmax over what it may see, in a loop

No mask is needed where a query only ever meets the keys up to its own place; the rest of each row is filled
with zeros.
"""

VERDICT = "right"
SOURCE = "beginner style in let's build GPT, version 1 with loops"
MODULE = "attention"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        q = self.get_query(x) / math.sqrt(self.head_dim)
        k = self.get_key(x)
        n = x.shape[-2]
        rows = []
        for i in range(n):
            scores = (k[..., : i + 1, :] * q[..., i : i + 1, :]).sum(-1)  # (..., i + 1)
            row = torch.softmax(scores, dim=-1)
            rows.append(nn.functional.pad(row, (0, n - i - 1)))
        return torch.stack(rows, dim=-2)
