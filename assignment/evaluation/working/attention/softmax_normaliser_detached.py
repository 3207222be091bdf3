"""A softmax by hand whose sum is detached

The weights are right; their gradient lacks the part that pulls the others down.
"""

VERDICT = "wrong"
SOURCE = "from memory, not looked up: softmax by hand with a detached sum"

class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        scores = scores + make_causal_mask(x.shape[-2], device=x.device)
        powers = torch.exp(scores - scores.max(dim=-1, keepdim=True).values)
        return powers / powers.sum(dim=-1, keepdim=True).detach()
