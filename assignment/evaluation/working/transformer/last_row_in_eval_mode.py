"""Gives probabilities of the last token alone in evaluation

Two mistakes: training sees all positions, evaluation one, and what comes out there went through a softmax.
"""

VERDICT = "wrong"
SOURCE = "karpathy/nanoGPT issue 42 (lm_head on the last token at inference)"


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are too many: this model takes at most {self.max_len}")
        positions = torch.arange(sequence_len, device=input_ids.device)
        x = self.model(self.word_to_embedding(input_ids) + self.pos_to_embedding(positions))
        if self.training:
            return self.lm_head(x)
        return self.lm_head(x[..., -1, :]).softmax(dim=-1)
