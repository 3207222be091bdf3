"""Transposes dimensions 1 and 2, as if there were always one batch dimension

A single document has no dimension 2, and with two batch dimensions the wrong ones are swapped.
"""

VERDICT = "wrong"
SOURCE = "https://github.com/seankao31/llm-from-scratch (keys.transpose(1, 2))"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        q = self.get_query(x)
        k = self.get_key(x)
        scores = torch.matmul(q, k.transpose(1, 2)) / math.sqrt(self.head_dim)
        return torch.softmax(scores + make_causal_mask(x.shape[-2], device=x.device), dim=-1)
