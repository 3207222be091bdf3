"""The last nine positions of the table instead of the first nine

As if the text stood at the end of a window of 32, padded on the left.
"""

VERDICT = "wrong"
SOURCE = "left padding in Hugging Face generation (from memory, not looked up)"
CELL = "transformer_embed"

token_embeddings = trace_model.word_to_embedding(trace_ids)
window = torch.arange(trace_model.max_len)
position_embeddings = trace_model.pos_to_embedding(window[-len(trace_ids):])
x = token_embeddings + position_embeddings
print(tuple(x.shape))
