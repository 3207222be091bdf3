"""Takes the first L rows of the position table instead of looking up an arange

Rows 0 to L-1 of the table are the embeddings of the positions 0 to L-1, on whichever device the table is.
"""

VERDICT = "right"
SOURCE = "nanoGPT forks: wpe.weight[:T]"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        L = input_ids.shape[-1]
        if L > self.max_len:
            raise ValueError(f"got {L} tokens, can take {self.max_len}")
        x = self.word_to_embedding(input_ids) + self.pos_to_embedding.weight[:L]
        return self.lm_head(self.model(x))
