"""Position ids are expanded to the shape of the ids before the lookup

Every document gets its own copy of 0 to L-1; expand_as works for any number of leading dimensions.
"""

VERDICT = "right"
SOURCE = "bentrevett/pytorch-seq2seq, notebook 6: arange, unsqueeze, repeat over the batch"

class TransformerLM(nn.Module):
    def forward(self, input_ids):
        seq_len = input_ids.shape[-1]
        if seq_len > self.max_len:
            msg = f"Cannot forward sequence of length {seq_len}, block size is only {self.max_len}"
            raise ValueError(msg)
        pos = torch.arange(seq_len, dtype=torch.long).to(input_ids.device).expand_as(input_ids)
        tok_emb = self.word_to_embedding(input_ids)
        pos_emb = self.pos_to_embedding(pos)
        x = torch.add(tok_emb, pos_emb)
        x = self.model(x)
        logits = self.lm_head(x)
        return logits
