"""The weights are what scaled_dot_product_attention makes of an identity matrix as values

Weights times the identity are the weights, so one library call gives both the weights and the
output.
"""

VERDICT = "right"
SOURCE = "docs page of torch.nn.functional.scaled_dot_product_attention (retold by OpenVINO's operation spec)"

from torch.nn.functional import scaled_dot_product_attention


class BareBonesAttentionHead(nn.Module):
    def _mix(self, x, values):
        return scaled_dot_product_attention(self.get_query(x), self.get_key(x), values, is_causal=True)

    def attention_weights(self, x):
        L = x.shape[-2]
        unit = torch.eye(L, dtype=x.dtype, device=x.device)
        return self._mix(x, unit.expand(*x.shape[:-2], L, L))

    def forward(self, x):
        return self._mix(x, self.get_value(x))
