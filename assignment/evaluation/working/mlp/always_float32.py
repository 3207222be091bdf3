"""Upcasts or downcasts the logits to float32

Logits of a float64 or bfloat16 model come out as float32, not in the dtype of the parameters.
"""

VERDICT = "wrong"
SOURCE = "Hugging Face models with logits.float()"


class FeedForwardLM(nn.Module):
    def forward(self, input_ids):
        hidden = self.model(self.word_to_embedding(input_ids))
        logits = self.lm_head(hidden)
        return logits.float()
