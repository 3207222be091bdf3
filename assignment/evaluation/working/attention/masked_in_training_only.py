"""The mask is applied in training mode only

In eval mode nothing is masked, on the idea that there is no future while text is generated.
"""

VERDICT = "wrong"
SOURCE = "http://172.245.126.119:8080/patrick-llgc/Learning-Deep-Learning/blob/master/gist/attention_mask.md (in decode no mask)"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / math.sqrt(self.head_dim)
        if self.training:
            scores = scores + make_causal_mask(x.shape[-2], device=x.device)
        return torch.softmax(scores, dim=-1)
