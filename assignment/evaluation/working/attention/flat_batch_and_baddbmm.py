"""Leading dimensions are flattened, baddbmm adds the mask and scales, and the shape is put back

reshape copes with slices and with no leading dimension at all, and alpha is the scale of the
product alone.
"""

VERDICT = "right"
SOURCE = (
    "https://discuss.pytorch.org (baddbmm in attention); https://www.github.com/Kelym/FAST/blob/master/attn.py uses bmm"
)


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        lead, L = x.shape[:-2], x.shape[-2]
        q = self.get_query(x).reshape(-1, L, self.head_dim)
        k = self.get_key(x).reshape(-1, L, self.head_dim)
        mask = make_causal_mask(L, device=x.device).to(q.dtype)
        scores = torch.baddbmm(mask.expand(q.shape[0], L, L), q, k.transpose(1, 2), alpha=self.head_dim**-0.5)
        return torch.softmax(scores, dim=2).reshape(*lead, L, L)

    def forward(self, x):
        w = self.attention_weights(x)
        L = x.shape[-2]
        v = self.get_value(x).reshape(-1, L, self.head_dim)
        return torch.bmm(w.reshape(-1, L, L), v).reshape(*x.shape[:-1], self.head_dim)
