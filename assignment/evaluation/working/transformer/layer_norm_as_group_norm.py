"""Layer norm by group norm with one group

With one group and rows of shape (n, emb_dim), group norm takes mean and variance of each row, as layer norm
does.
"""

VERDICT = "right"
SOURCE = "torch.nn.GroupNorm documentation: one group is the same as a layer norm"

from torch.nn.functional import group_norm


def _as_group_norm(norm, x):
    rows = x.reshape(-1, x.shape[-1])
    rows = group_norm(rows, num_groups=1, weight=norm.weight, bias=norm.bias, eps=norm.eps)
    return rows.reshape(x.shape)


class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        mid = x + self.self_attention(_as_group_norm(self.norm_1, x))
        return mid + self.mlp(_as_group_norm(self.norm_2, mid))
