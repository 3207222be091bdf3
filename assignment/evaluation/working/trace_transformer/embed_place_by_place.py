"""A loop over places fills three lists

Each place gets the embedding of its character and of its number.
"""

VERDICT = "right"
SOURCE = "beginner notebooks with loops"
CELL = "transformer_embed"

tokens, places, sums = [], [], []
for place, token_id in enumerate(trace_ids.tolist()):
    t = trace_model.word_to_embedding(torch.tensor(token_id))
    p = trace_model.pos_to_embedding(torch.tensor(place))
    tokens.append(t)
    places.append(p)
    sums.append(t + p)
token_embeddings = torch.stack(tokens)
position_embeddings = torch.stack(places)
x = torch.stack(sums)
print(tuple(x.shape))
