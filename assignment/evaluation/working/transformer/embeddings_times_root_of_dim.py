"""Scales the token embeddings by the root of emb_dim, and norms before the head

The first paper scales so and GPT-2 has a last norm; this model has neither, and its logits differ.
"""

VERDICT = "wrong"
SOURCE = "PyTorch transformer tutorial and stats.stackexchange 534618"


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are too many: this model takes at most {self.max_len}")
        d = self.word_to_embedding.embedding_dim
        x = self.word_to_embedding(input_ids) * d**0.5
        x = x + self.pos_to_embedding(torch.arange(sequence_len, device=input_ids.device))
        x = self.model(x)
        x = nn.functional.layer_norm(x, (d,))
        return self.lm_head(x)
