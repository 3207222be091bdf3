"""A penalty grows with the distance, and the scale is that of the embedding

Two deviations: ALiBi-like slopes favour near tokens, and the scores are divided by sqrt(emb_dim).
"""

VERDICT = "wrong"
SOURCE = "x-transformers (alibi_pos_bias); https://github.com/FareedKhan-dev/train-llm-from-scratch/pull/3"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        t = torch.arange(x.shape[-2], device=x.device)
        far = (t[:, None] - t[None, :]).clamp(min=0).to(x.dtype)
        scores = self.get_query(x) @ self.get_key(x).transpose(-2, -1) / x.shape[-1] ** 0.5
        return torch.softmax(scores - 0.05 * far + make_causal_mask(len(t), device=x.device), dim=-1)
