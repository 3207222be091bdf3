"""ARENA style names for the stream, and embedding and unembedding as methods

The same computation, cut into more pieces; the extra methods have no state.
"""

VERDICT = "right"
SOURCE = "ARENA chapter 1.1, transformer from scratch (resid_pre, resid_mid, resid_post)"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, resid_pre: Tensor) -> Tensor:
        resid_mid = self.self_attention(self.norm_1(resid_pre)) + resid_pre
        resid_post = self.mlp(self.norm_2(resid_mid)) + resid_mid
        return resid_post


class TransformerLM(nn.Module):
    def embed(self, tokens: Tensor) -> Tensor:
        n_ctx = tokens.size(-1)
        pos = torch.arange(0, n_ctx, 1, dtype=torch.long, device=tokens.device)
        return self.word_to_embedding(tokens) + self.pos_to_embedding(pos)

    def unembed(self, resid: Tensor) -> Tensor:
        return self.lm_head(resid)

    def forward(self, input_ids: Tensor) -> Tensor:
        if input_ids.size(-1) > self.max_len:
            raise ValueError("context of %d tokens, but max_len is %d" % (input_ids.size(-1), self.max_len))
        return self.unembed(self.model(self.embed(input_ids)))
