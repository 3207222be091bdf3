"""One norm for both halves, and long texts cut to their first max_len tokens

Two mistakes, both invisible with a fresh model and a short text.
"""

VERDICT = "wrong"
SOURCE = "allenai/OLMo issue 222; cropping of ng-video-lecture"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        for sublayer in (self.self_attention, self.mlp):
            x = x + sublayer(self.norm_1(x))
        return x


class TransformerLM(nn.Module):
    def forward(self, input_ids):
        input_ids = input_ids[..., : self.max_len]
        x = self.word_to_embedding(input_ids)
        x = x + self.pos_to_embedding.weight[: x.shape[-2]]
        return self.lm_head(self.model(x))
