"""Parallel attention and MLP, and a final norm before the logits

Two mistakes taken over from a larger model.
"""

VERDICT = "wrong"
SOURCE = "GPT-NeoX: parallel residual and final_layer_norm"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        branches = [f(n(x)) for n, f in ((self.norm_1, self.self_attention), (self.norm_2, self.mlp))]
        return sum(branches, x)


class TransformerLM(nn.Module):
    def forward(self, input_ids):
        L = input_ids.shape[-1]
        if L > self.max_len:
            raise ValueError(f"{L} tokens, {self.max_len} at most")
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(torch.arange(L, device=input_ids.device))
        x = self.model.norm_2(self.model(x))
        return self.lm_head(x)
