"""A running softmax rescales the mixture but not the running sum

Whenever a new maximum comes, the old part of the sum keeps its old scale, and the output is too
small or too large.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/rwtarpit/assignment2-systems (flash attention attempt)"


class BareBonesAttentionHead(nn.Module):
    def forward(self, x):
        q = self.get_query(x) / math.sqrt(self.head_dim)
        k, v = self.get_key(x), self.get_value(x)
        rows = []
        for i in range(x.shape[-2]):
            top = torch.full_like(x[..., 0, :1], float("-inf"))
            total = torch.zeros_like(top)
            mixed = torch.zeros_like(v[..., 0, :])
            for j in range(i + 1):
                s = (q[..., i, :] * k[..., j, :]).sum(-1, keepdim=True)
                new_top = torch.maximum(top, s)
                total = total + torch.exp(s - new_top)
                mixed = mixed * torch.exp(top - new_top) + v[..., j, :] * torch.exp(s - new_top)
                top = new_top
            rows.append(mixed / total)
        return torch.stack(rows, dim=-2)
