"""Masks in eval mode alone

In training mode every token sees the one that it should guess, so nothing useful is learned.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: confusion of teacher forcing and generation"

class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        if not self.training:
            scores = scores + make_causal_mask(x.shape[-2], device=x.device)
        return torch.softmax(scores, dim=-1)
