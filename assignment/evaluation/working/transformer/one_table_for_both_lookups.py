"""Word and position tables are put on top of each other and looked up together

Position p is row n_vocab + p of the joined table; the sum of the two looked-up rows is the input.
"""

VERDICT = "right"
SOURCE = "embedding-bag tricks on the PyTorch forum"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        n_vocab = self.word_to_embedding.num_embeddings
        n_tokens = input_ids.shape[-1]
        if n_tokens > self.max_len:
            raise ValueError(f"n_tokens ({n_tokens}) > max_len ({self.max_len})")
        table = torch.cat([self.word_to_embedding.weight, self.pos_to_embedding.weight])
        places = torch.arange(n_vocab, n_vocab + n_tokens, device=input_ids.device).expand(input_ids.shape)
        pairs = torch.stack([input_ids, places], dim=-1)  # (..., L, 2)
        x = nn.functional.embedding(pairs, table).sum(dim=-2)
        return self.lm_head(self.model(x))
