"""Norms swapped, and positions shifted by one with wrap-around

Two mistakes: each sublayer gets the other's norm, and token 0 gets position 1.
"""

VERDICT = "wrong"
SOURCE = "RoBERTa offset (huggingface/transformers issue 22359) and copy-paste of norms"

class BareBonesTransformerLayer(nn.Module):
    def forward(self, x):
        a = self.self_attention(self.norm_2(x))
        x = x + a
        m = self.mlp(self.norm_1(x))
        return x + m


class TransformerLM(nn.Module):
    def forward(self, input_ids):
        L = input_ids.shape[-1]
        if L > self.max_len:
            raise ValueError(f"{L} tokens, {self.max_len} at most")
        positions = (torch.arange(L, device=input_ids.device) + 1) % self.max_len
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        return self.lm_head(self.model(x))
