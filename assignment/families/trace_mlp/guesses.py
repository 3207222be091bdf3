"""The guess of the likeliest next character at each place."""

CELL = "mlp_next"
CHOICES = {
    "guess": {
        "over_places": "guess_over_places",
        "largest_logit": "largest_logit_for_its_id",
        "smallest": (
            "the guess is the least likely character, with the smallest logit",
            "Print the logit of your guess and the largest logit of its row. If you sort, in which order does the "
            "function sort?",
        ),
        "last_place": (
            "only what follows the last character is guessed, where each of the nine places has a guess",
            "Print the shape of `mlp_next_ids`: how many guesses do nine places need?",
        ),
        "one_of_all": (
            "one guess is made for all places together",
            "Print the shape of `mlp_next_ids`: how many guesses do nine places need? What does `argmax` do without a "
            "`dim`?",
        ),
        "of_output": (
            "the largest number of `mlp_output` is looked for, and not the largest logit",
            "Print the largest of your guesses: can it be above 31? Which variable has a number for each character of "
            "the vocabulary?",
        ),
        "of_hidden": (
            "the largest number of the hidden layer is looked for, and not the largest logit",
            "Print the largest of your guesses: can it be above 127? Which variable has a number for each character of "
            "the vocabulary?",
        ),
        "column": (
            "the guesses have a second dimension of size 1",
            "Print the shape of `mlp_next_ids`, which should be (9,). What do `keepdim` and `topk` do to a shape?",
        ),
        "list": (
            "the guesses are a list, and not a tensor",
            "Print `type(mlp_next_ids)`. Which type does the TODO ask for?",
        ),
        "text": (
            "the guesses are characters, and not their ids",
            "Print `mlp_next_ids`. Which type does the TODO ask for, and what does the line after it do with the ids?",
        ),
        "probabilities": (
            "the guesses are the probabilities of all characters, and not the id of one",
            "Print the shape of `mlp_next_ids`, which should be (9,). A guess is one character: which one?",
        ),
        "sorted": (
            "the guesses are all ids, sorted, where one is asked for at each place",
            "Print the shape of `mlp_next_ids`, which should be (9,). Which id of each row is the guess?",
        ),
        "input": (
            "the guesses are the characters of the text itself",
            "Print `decode(mlp_next_ids)`. Where do the model's logits come in?",
        ),
    },
}

mlp_next_ids = mlp_logits.argmax(dim=-1)
match chosen("guess"):
    case "over_places":
        mlp_next_ids = mlp_logits.argmax(dim=0)
    case "largest_logit":
        mlp_next_ids = mlp_logits.max(dim=-1).values
    case "smallest":
        mlp_next_ids = mlp_logits.argmin(dim=-1)
    case "last_place":
        mlp_next_ids = mlp_logits[-1].argmax(dim=-1, keepdim=True)
    case "one_of_all":
        mlp_next_ids = mlp_logits.argmax()
    case "of_output":
        mlp_next_ids = mlp_output.argmax(dim=-1)
    case "of_hidden":
        mlp_next_ids = mlp_hidden.argmax(dim=-1)
    case "column":
        mlp_next_ids = mlp_next_ids.unsqueeze(-1)
    case "list":
        mlp_next_ids = mlp_next_ids.tolist()
    case "text":
        mlp_next_ids = decode(mlp_next_ids)
    case "probabilities":
        mlp_next_ids = mlp_logits.softmax(dim=-1)
    case "sorted":
        mlp_next_ids = mlp_logits.argsort(dim=-1, descending=True)
    case "input":
        mlp_next_ids = mlp_ids
