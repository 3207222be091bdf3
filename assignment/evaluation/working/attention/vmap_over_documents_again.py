"""One document is written as a plain function, and vmap maps it over the leading dimensions

Each vmap takes one leading dimension away; inside, a document is a matrix and .T is safe.
"""

VERDICT = "right"
SOURCE = "Patrick Kidger style einops/vmap attention; PyTorch docs page of torch.vmap"


class BareBonesAttentionHead(nn.Module):
    def attention_weights(self, x):
        wq, wk, d = self.get_query.weight, self.get_key.weight, self.head_dim
        mask = make_causal_mask(x.shape[-2], device=x.device)

        def one_document(doc):  # (L, emb_dim)
            q, k = doc @ wq.T, doc @ wk.T
            return torch.softmax(q @ k.T / math.sqrt(d) + mask, dim=1)

        f = one_document
        for _ in range(x.dim() - 2):
            f = torch.vmap(f)
        return f(x)
