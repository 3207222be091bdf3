"""Joins the documents of a batch to one long sequence for the layer

The later documents look at the earlier ones, since the causal mask only knows one sequence. One document
alone comes out right.
"""

VERDICT = "wrong"
SOURCE = "packing documents without a document mask"


class TransformerLM(nn.Module):
    def forward(self, input_ids: Tensor) -> Tensor:
        sequence_len = input_ids.shape[-1]
        if sequence_len > self.max_len:
            raise ValueError(f"{sequence_len} tokens are too many: this model takes at most {self.max_len}")
        positions = torch.arange(sequence_len, device=input_ids.device)
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding(positions)
        emb_dim = x.shape[-1]
        x = self.model(x.reshape(-1, emb_dim)).reshape(x.shape)
        return self.lm_head(x)
