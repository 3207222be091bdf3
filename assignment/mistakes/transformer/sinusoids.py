"""positions are waves of sines and cosines, and not the embeddings that the model learns

Set `model.pos_to_embedding.weight` to other numbers: do the logits change? The first transformers used waves. The
constructor of `TransformerLM`, in part 5, has an embedding for each position.
"""

CAUGHT_BY = "every token gets the embedding of its own position"


class TransformerLM:
    def forward(self, input_ids):
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are more than {self.max_len}")
        positions = torch.arange(sequence_len, device=input_ids.device)

        size = self.word_to_embedding.embedding_dim
        pairs = torch.arange(0, size, 2, device=input_ids.device)
        angles = positions.unsqueeze(-1) / 10000 ** (pairs / size)
        waves = torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(-2)[..., :size]
        return self.lm_head(self.model(self.word_to_embedding(input_ids) + waves))
