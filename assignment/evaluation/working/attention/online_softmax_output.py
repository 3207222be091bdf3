"""The output streams over the keys with a running maximum and a running sum

The flash attention recurrence gives the same mixture; queries before the current key are left
alone, and the weights are usual.
"""

VERDICT = "right"
SOURCE = "https://github.com/ezhoureal/assignment2-systems (flash attention in plain torch)"


class BareBonesAttentionHead(nn.Module):
    def forward(self, x):
        q = self.get_query(x) / math.sqrt(self.head_dim)
        k = self.get_key(x)
        v = self.get_value(x)
        outputs = []
        for i in range(x.shape[-2]):
            best = (q[..., i, :] * k[..., 0, :]).sum(-1, keepdim=True)
            total = torch.ones_like(best)
            mixed = v[..., 0, :]
            for j in range(1, i + 1):
                s = (q[..., i, :] * k[..., j, :]).sum(-1, keepdim=True)
                new_best = torch.maximum(best, s)
                old, new = torch.exp(best - new_best), torch.exp(s - new_best)
                total = total * old + new
                mixed = mixed * old + v[..., j, :] * new
                best = new_best
            outputs.append(mixed / total)
        return torch.stack(outputs, dim=-2)
