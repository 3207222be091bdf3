"""Computes the weights without gradients, as if they were for pictures alone

The output is right, but queries and keys never learn: attention stays what chance made it.
"""

VERDICT = "wrong"
SOURCE = "Tutorials that plot attention with torch.no_grad() or .detach() inside the layer"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x: Tensor) -> Tensor:
        with torch.no_grad():
            q, k = self.get_query(x), self.get_key(x)
            scores = q @ k.mT / math.sqrt(self.head_dim)
            scores = scores + make_causal_mask(x.shape[-2], device=x.device)
            return scores.softmax(dim=-1)
