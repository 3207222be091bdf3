"""Softmax by hand, with the row's largest score taken off

Taking off the largest score, detached or not, leaves value and gradient as they are.
"""

VERDICT = "right"
SOURCE = "from memory, not looked up: fast.ai, softmax from scratch"
MODULE = "attention"

class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        q, k = self.get_query(x), self.get_key(x)
        scores = torch.matmul(q, k.mT) / self.head_dim**0.5 + make_causal_mask(x.shape[-2], x.device)
        scores = scores - scores.amax(dim=-1, keepdim=True).detach()
        powers = scores.exp()
        return powers / powers.sum(dim=-1, keepdim=True)

    def forward(self, x: Tensor) -> Tensor:
        return torch.einsum("...qk,...kd->...qd", self.attention_weights(x), self.get_value(x))
