"""A made-up class that answers in words: right, partly right, with each misconception, copied, empty, off the point."""

import json
from pathlib import Path
from random import Random

from support.lab import LAB, SETTINGS

KINDS = {"right": 0.4, "partly": 0.27, "wrong": 0.18, "copied": 0.06, "empty": 0.05, "off": 0.04}
"""What an answer may be, and how often it is."""
OPENINGS = (
    "",
    "I think that ",
    "As far as I understand, ",
    "In short: ",
    "My answer is that ",
    "The point is that ",
    "Well, ",
)
ENDINGS = (
    "", " That is the main reason.", " We saw this in the plot.", " I checked it with a small example.",
    " This is what the lecture said as well.", " I am not quite sure about the details, though.",
)  # fmt: skip
OFF = (
    "I did not have the time for this question.", "See my code above.", "ChatGPT says it is complicated.", "42", "idk",
    "This was my favourite part of the lab, thanks!",
)  # fmt: skip
CORE = (
    (
        ("the MLP only {sees} one character", "the MLP's guess {depends} on a single character"),
        ("so what came before {makes} no difference", "so it has no idea of the context"),
        ("attention {lets} each token look at earlier ones", "the transformer {mixes} in values of earlier ones"),
        ("and that is why its loss goes below the bigram floor", "so after `q` it *can* tell **more**"),
    ),
    (
        ("the targets {stand} in the input, one place to the right", "in training all positions are {guessed} at once"),
        ("so the mask {keeps} a token from copying its target", "so a token must not {see} what comes after it"),
        ("without it the training loss {falls} towards zero", "without the mask the loss would look $\\approx 0$"),
        ("but the generated texts are rubbish", "and when writing there is nothing to copy, so it {writes} nonsense"),
    ),
    (
        ("a weighted sum {has} no order", "$\\sum_j w_j v_j$ {stays} the same when tokens swap places"),
        ("and the weights {come} from the contents alone", "and queries and keys only {know} what the tokens are"),
        ("so the position {has} to be part of the embedding", "so we add a vector for the place to the content"),
        ("whereas the MLP {looks} at one character, which has no order", "the MLP needs none: one token, no order"),
    ),
    (
        ("q, k and v are (10, 8)", "$q, k, v$ have shape $10 \\times 8$ each"),
        ("the scores are (10, 10)", "the scores have one entry per pair: 10 x 10"),
        ("all heads together give (10, 32)", "concatenating 4 heads gives $(10, 4 \\cdot 8) = (10, 32)$"),
        ("and to_output {keeps} (10, 32)", "and `to_output` maps it to (10, 32) again"),
    ),
    (
        ("every token {makes} a query, a key and a value", "three learned matrices {turn} each token into q, k and v"),
        ("query times key {says} how much the other token matters", "the scores are $QK^\\top / \\sqrt{d}$"),
        ("softmax {makes} weights of them that sum to 1", "each row is {normalised} by softmax"),
        ("and the output is the sum of the values with these weights", "then the values are {averaged}"),
    ),
)  # fmt: skip
BELIEFS = (
    ("the MLP is simply too small", "the transformer trains longer", "the transformer has more layers"),
    ("the mask makes training faster", "it hides the padding tokens", "without the mask the loss would be worse"),
    ("the mask already gives the order", "the model needs to know the length of the text"),
    ("q, k and v are (10, 32)", "the scores are (8, 8)", "the outputs of the heads are added, so (10, 8)"),
    ("keys and values are the same thing", "the attention weights are parameters that are learned",
     "attention picks the single most important token"),
)  # fmt: skip
SAME = {
    "sees": ("sees", "looks at", "knows"), "depends": ("depends", "is based"), "makes": ("makes", "gives", "produces"),
    "lets": ("lets", "allows"), "mixes": ("mixes", "takes"), "stand": ("stand", "are"),
    "guessed": ("guessed", "predicted"),
    "keeps": ("keeps", "prevents"), "see": ("see", "attend to"), "falls": ("falls", "drops", "goes"),
    "writes": ("writes", "produces"), "has": ("has", "knows"),
    "stays": ("stays", "remains"), "come": ("come", "are made"),
    "know": ("know", "contain"), "looks": ("looks", "sees only"), "turn": ("turn", "map"), "says": ("says", "tells us"),
    "normalised": ("normalised", "scaled"), "averaged": ("averaged", "summed"),
}  # fmt: skip


def answers(n_students: int, seed: int = 0) -> list[list[tuple[str, str]]]:
    """By student, and by question: what kind of answer it is, and its text."""
    rng = Random(seed)
    written: list[list[tuple[str, str]]] = []
    for _ in range(n_students):
        own = []
        for number in range(len(CORE)):
            kind = rng.choices([*KINDS], [*KINDS.values()])[0]
            sources = [each[number][1] for each in written if each[number][0] in ("right", "partly")]
            if kind == "copied" and sources:
                own.append((kind, _retyped(rng.choice(sources), rng)))
            else:
                own.append((kind, _text("right" if kind == "copied" else kind, number, rng)))
        written.append(own)
    return written


def write_class(folder: Path, written: list[list[tuple[str, str]]], names: list[str] | None = None) -> list[str]:
    """Write a folder with the notebook of each student; returns the names."""
    cells = [f"{SETTINGS.written.id}_{number}" for number in range(1, len(CORE) + 1)]
    starter = LAB.given_notebook.read_text(encoding="utf-8")
    names = names or [f"student_{number:03d}" for number in range(1, len(written) + 1)]
    for name, own in zip(names, written, strict=True):
        notebook = json.loads(starter)
        texts = dict(zip(cells, own, strict=True))
        for cell in notebook["cells"]:
            kind, text = texts.get(cell["metadata"].get("name"), ("empty", ""))
            if kind != "empty":
                cell["source"] = text
        (folder / name).mkdir(parents=True)
        (folder / name / SETTINGS.notebook).write_text(json.dumps(notebook), encoding="utf-8")
    return names


def _text(kind: str, number: int, rng: Random) -> str:
    if kind == "empty":
        return ""
    if kind == "off":
        return rng.choice(OFF)
    parts = [_worded(rng.choice(ways), rng) for ways in CORE[number]]
    if kind == "partly":
        parts = [parts[place] for place in sorted(rng.sample(range(4), 2))]
    if kind == "wrong":
        parts = [_worded(rng.choice(BELIEFS[number]), rng), *rng.sample(parts, rng.choice((0, 1)))]
    joined = rng.choice((", ", "; ", ". ")).join(parts)
    text = rng.choice(OPENINGS) + joined + "." + rng.choice(ENDINGS)
    return text[0].upper() + text[1:]


def _worded(text: str, rng: Random) -> str:
    for word, ways in SAME.items():
        text = text.replace("{" + word + "}", rng.choice(ways))
    return text


def _retyped(text: str, rng: Random) -> str:
    """A copy: the same words, or nearly."""
    match rng.randrange(3):
        case 0:
            return text.lower().replace(".", " . ")
        case 1:
            return text.replace(", ", ",  ") + "\n"
    return text.replace("the ", "this ", 1)
