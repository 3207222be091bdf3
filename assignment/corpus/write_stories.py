"""Writes the embedded corpus: simple stories in the manner of TinyStories, from a seeded grammar.

Students get two splits of it in `lab3/stories/`. Hidden tests of what a model has learned take a third text, which
students do not have: `fixtures/held_out.jsonl.gz`, from another seed.

A story is a plot (a function below) that fills scenes with people, animals, things and places. The same
seed gives the same bytes. TinyStories: Eldan and Li, 2023, arXiv:2305.07759.
"""

import argparse
import gzip
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

LAB = Path(__file__).resolve().parent.parent
OUT = LAB / "lab3" / "stories"
HELD_OUT = LAB / "fixtures" / "held_out.jsonl.gz"
SEED, STORIES = 0, 3000
HELD_OUT_SEED, HELD_OUT_STORIES = 20261126, 100
VALIDATION_EVERY = 10
"""One story in so many goes to the validation split."""

GIRLS = """
    Lily Mia Anna Sue Lucy Emma Zoe Nora Ruby Ella Ivy Molly Grace Clara Daisy Hana Amira Rosa
""".split()
BOYS = """
    Tim Tom Ben Sam Max Jack Leo Finn Omar Paul Hugo Noah Oscar Adam Felix Ravi Ken Jonas
""".split()
ANIMALS = """
    cat dog rabbit bear fox mouse duck owl frog pony hen goat squirrel turtle hedgehog pig lamb bee snail sparrow
    beaver badger puppy kitten
""".split()
SIZES = """
    little big small tiny round quiet brave clever young funny shy happy
""".split()
COLOURS = """
    red blue green yellow white brown pink purple orange golden silver black
""".split()
THINGS = """
    ball kite hat boat drum book bell lamp cup blanket box doll scarf wagon bucket spoon ribbon button puzzle
    whistle umbrella basket pillow coat
""".split()
FOODS = [
    "an apple",
    "a cake",
    "some soup",
    "a cookie",
    "some bread",
    "a pear",
    "some jam",
    "a plum",
    "a pie",
    "some honey",
]
PLACES = [
    "the park",
    "the forest",
    "the garden",
    "the beach",
    "the hill",
    "the river",
    "the farm",
    "the market",
    "the lake",
    "the meadow",
    "the yard",
    "the village",
    "the barn",
    "the pond",
    "the field",
]
SPOTS = [
    "under a bush",
    "behind a tree",
    "in the tall grass",
    "under the bridge",
    "behind the shed",
    "next to a big rock",
    "on the old bench",
    "in a hole",
    "near the gate",
    "between two stones",
    "at the end of the path",
    "on a low branch",
]
WEATHER = [
    "The sun was bright and warm.",
    "It was a windy day.",
    "The sky was grey and it rained a little.",
    "There was fresh snow on the ground.",
    "The birds sang in the trees.",
    "It was very hot that day.",
    "A cool wind came from the north.",
    "There was not one cloud in the sky.",
]
GLAD = ["happy", "glad", "proud", "excited", "cheerful", "thankful", "pleased"]
SAD = ["sad", "worried", "upset", "lonely", "scared", "cross", "tired"]
GAMES = [
    "played hide and seek",
    "sang a song",
    "ran around the tree",
    "built a tower of stones",
    "drew pictures in the sand",
    "looked at the clouds",
    "danced in the sun",
    "told each other stories",
    "counted the ducks",
    "threw leaves in the air",
]
LESSONS = [
    "It is good to share.",
    "A friend is the best thing of all.",
    "You should always tell the truth.",
    "Even a small one can help.",
    "It pays to be patient.",
    "Asking for help is not hard.",
    "Trying again is better than giving up.",
    "Kind words cost nothing.",
    "It is fine to make a mistake.",
]
ENDINGS = [
    "From that day on, they were best friends.",
    "They laughed all the way home.",
    "That night, {name} slept very well.",
    "{name} never forgot that day.",
    "And they all had dinner together.",
    "{name} could not wait for the next day.",
    "Everyone was happy again.",
    "The end.",
]
OPENINGS = [
    "Once upon a time, there was a {who} named {name}.",
    "One day, a {who} named {name} went to {place}.",
    "{name} was a {who} who lived near {place}.",
    "There once was a {who}. {His} name was {name}.",
    "Long ago, a {who} named {name} lived close to {place}.",
    "In a house by {place} lived a {who} named {name}.",
]


@dataclass(frozen=True)
class Hero:
    """Whom a story is about, with the pronouns that go with the name."""

    name: str
    kind: str
    he: str
    his: str
    him: str


class Words:
    """Draws from the tables above with one generator of random numbers."""

    def __init__(self, rng: Random):
        self.rng = rng

    def one(self, table: list[str]) -> str:
        return table[int(self.rng.random() * len(table))]

    def maybe(self, sentence: str, chance: float = 0.5) -> str:
        return sentence if self.rng.random() < chance else ""

    def hero(self) -> Hero:
        is_girl = self.rng.random() < 0.5
        child = "girl" if is_girl else "boy"
        kind = f"{self.one(SIZES)} {self.one([child, child, *ANIMALS])}"
        name = self.one(GIRLS if is_girl else BOYS)
        return Hero(name, kind, "she", "her", "her") if is_girl else Hero(name, kind, "he", "his", "him")

    def friend(self, hero: Hero) -> Hero:
        while True:
            other = self.hero()
            if other.name != hero.name and other.kind.split()[1] != hero.kind.split()[1]:
                return other

    def thing(self) -> str:
        return f"{self.one(COLOURS)} {self.one(THINGS)}"


def article(words: str) -> str:
    """The words with "a" or "an" before them, whichever their first letter wants."""
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


def lost_thing(w: Words, hero: Hero, place: str) -> list[str]:
    thing, friend, spot = w.thing(), w.friend(hero), w.one(SPOTS)
    noun = thing.split()[1]
    return [
        f"{hero.name} had {article(thing)} and took it everywhere.",
        f"But one morning, the {noun} was gone! {hero.name} was very {w.one(SAD)}.",
        w.maybe(f'"Where is my {noun}?" {hero.he} cried.'),
        f"{hero.name} looked in {place}, but it was not there.",
        f'Then {friend.name} the {friend.kind.split()[1]} came by and asked, "What is wrong?"',
        f'"I lost my {thing}," said {hero.name}. "Can you help me?"',
        f'"Of course," said {friend.name}. {w.maybe("They looked and looked.")}',
        f"At last, {friend.name} found the {noun} {spot}. {hero.name} gave {friend.him} a big hug.",
    ]


def sharing(w: Words, hero: Hero, place: str) -> list[str]:
    food, friend = w.one(FOODS), w.friend(hero)
    plain = food.split(maxsplit=1)[1]
    mother = w.one(["mom", "dad", "grandma", "grandpa", "aunt", "uncle"])
    return [
        f"One day, {hero.his} {mother} gave {hero.him} {food}. It smelled so good!",
        w.maybe(f'"Thank you!" said {hero.name}.'),
        f"{hero.name} sat down in {place} to eat the {plain}.",
        f"Soon a {friend.kind} came along. {friend.he.capitalize()} looked hungry and {w.one(SAD)}.",
        f'"My name is {friend.name}," said the {friend.kind.split()[1]}. "I have not eaten all day."',
        f'{hero.name} thought about it. "{w.one(["Here", "Please", "Come"])}, take half of my {plain}," {hero.he} said.',
        f"{friend.name} was very {w.one(GLAD)}. They ate together and {w.one(GAMES)}.",
    ]


def storm(w: Words, hero: Hero, place: str) -> list[str]:
    friend = w.friend(hero)
    shelter = w.one(["an old barn", "a dry cave", "a hollow tree", "a little hut", "a boat turned over"])
    return [
        f"{hero.name} liked to walk to {place}. {w.maybe('It was a long way, but that was fine.')}",
        f"Suddenly, there was {w.one(['a loud boom', 'a flash of light', 'a strong wind', 'a lot of rain'])}.",
        f'"Oh no, a storm!" said {hero.name}. {hero.he.capitalize()} was {w.one(SAD)} and ran as fast as {hero.he} could.',
        f"Then {hero.he} saw {shelter}. Inside sat {article(friend.kind)} named {friend.name}.",
        f'"Come in," said {friend.name}. "{w.one(["There is room for two", "You are all wet", "It is warm in here"])}."',
        f"They waited until the storm was over{w.one(['', ' and ' + w.one(GAMES), ', and the sun came out again'])}.",
    ]


def making(w: Words, hero: Hero, place: str) -> list[str]:
    thing, friend = w.thing(), w.friend(hero)
    noun = thing.split()[1]
    return [
        f"{hero.name} wanted to make {article(thing)} all by {hero.him}self.",
        f"{hero.he.capitalize()} worked the whole {w.one(['morning', 'day', 'afternoon'])}, but the {noun} broke.",
        f'"I can not do it," said {hero.name}, and {hero.he} felt {w.one(SAD)}.',
        w.maybe(f"{hero.he.capitalize()} wanted to go home."),
        f'{friend.name}, the {friend.kind.split()[1]} from {place}, saw it. "Let us try {w.one(["again", "once more", "it together"])}," {friend.he} said.',
        f"They {w.one(['used more glue', 'took a longer string', 'tied it well', 'started all over', 'asked an old man'])}, and this time it worked!",
        f'"{w.one(["Look at that", "We did it", "What a fine " + noun, "It is done"])}!" they {w.one(["shouted", "said", "sang"])}.',
    ]


def new_friend(w: Words, hero: Hero, place: str) -> list[str]:
    friend = w.friend(hero)
    return [
        f"{hero.name} was often alone and wished for a friend.",
        f"One day {hero.he} saw {article(friend.kind)} in {place}. {w.one(WEATHER)}",
        f'"Hello, I am {hero.name}," said {hero.name}. "What is your name?"',
        f'"I am {friend.name}," said the {friend.kind.split()[1]}. "{w.one(["Do you want to play", "Are you new here", "Will you show me around"])}?"',
        w.maybe(f"{hero.name} was shy at first, but then {hero.he} smiled."),
        f"They {w.one(GAMES)} and {w.one(GAMES)}.",
        f'"{w.one(["Come back tomorrow", "That was fun", "I like you", "You are a good friend"])}," said {friend.name}.',
    ]


def truth(w: Words, hero: Hero, place: str) -> list[str]:
    thing, friend = w.thing(), w.friend(hero)
    noun = thing.split()[1]
    return [
        f"{hero.name} found {article(thing)} {w.one(SPOTS)}.",
        f'"{w.one(["How pretty", "What luck", "I want to keep it", "Whose is it"])}," {hero.he} said, and took it home.',
        f"The next day, {friend.name} the {friend.kind.split()[1]} walked through {place} and looked very {w.one(SAD)}.",
        f'"Have you seen my {noun}?" asked {friend.name}. {hero.name} said nothing.',
        w.maybe(f"That night, {hero.he} could not sleep."),
        f'In the morning {hero.he} took the {noun} to {friend.name}. "I am sorry. I had it," said {hero.name}.',
        f'"Thank you for {w.one(["telling me", "the truth", "giving it back"])}," said {friend.name}. They were both {w.one(GLAD)}.',
    ]


def race(w: Words, hero: Hero, place: str) -> list[str]:
    friend = w.friend(hero)
    return [
        f'{friend.name}, {article(friend.kind)}, said, "I am the fastest in all of {place}!"',
        f'"{w.one(["Let us have a race", "We will see", "I can run, too"])}," said {hero.name}.',
        f"They {w.one(['ran', 'hopped', 'raced'])} to {w.one(PLACES)} and back. {w.maybe(w.one(WEATHER))}",
        f"On the way, {friend.name} {w.one(['fell into the mud', 'hurt a foot', 'got lost', 'stopped to rest'])}.",
        f'{hero.name} did not run on. "{w.one(["Are you well", "Can I help you", "Can you get up"])}?" {hero.he} asked.',
        f"They came back side by side, and nobody asked who had won. {friend.name} felt {w.one(GLAD)}.",
    ]


PLOTS: list[Callable[[Words, Hero, str], list[str]]] = [
    lost_thing, sharing, storm, making, new_friend, truth, race,
]  # fmt: skip


def write_story(rng: Random) -> str:
    """One story: an opening, a plot, and an end, in one or more paragraphs."""
    w = Words(rng)
    hero, place = w.hero(), w.one(PLACES)
    opening = w.one(OPENINGS).format(
        who=hero.kind, name=hero.name, place=place, His=hero.his.capitalize()
    )  # fmt: skip
    begin = [_mend_articles(opening), w.maybe(w.one(WEATHER))]
    plot = w.one(PLOTS)(w, hero, place)  # type: ignore[operator]
    end = [w.maybe(w.one(LESSONS), 0.4), w.one(ENDINGS).format(name=hero.name)]
    breaks = " " if rng.random() < 0.5 else "\n"
    return breaks.join(_paragraph(part) for part in (begin, plot, end))


def _paragraph(sentences: list[str]) -> str:
    return " ".join(sentence.strip() for sentence in sentences if sentence)


def _mend_articles(text: str) -> str:
    for vowel in "aeiou":
        text = text.replace(f" a {vowel}", f" an {vowel}")
    return text


def write_corpus(seed: int, n_stories: int) -> dict[str, list[str]]:
    """`n_stories` different stories, by split."""
    rng = Random(seed)
    stories: dict[str, None] = {}
    while len(stories) < n_stories:
        stories[write_story(rng)] = None
    texts = list(stories)
    validation = texts[::VALIDATION_EVERY]
    train = [text for index, text in enumerate(texts) if index % VALIDATION_EVERY]
    return {"train": train, "validation": validation}


def write_held_out(seed: int = HELD_OUT_SEED) -> list[str]:
    """Stories of another seed, without those that students have."""
    known = {text for texts in write_corpus(SEED, STORIES).values() for text in texts}
    rng = Random(seed)
    stories: dict[str, None] = {}
    while len(stories) < HELD_OUT_STORIES:
        story = write_story(rng)
        if story not in known:
            stories[story] = None
    return list(stories)


def pack(texts: list[str]) -> bytes:
    """JSON lines with the one field `text`, compressed; the same texts give the same bytes on the same Python."""
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    return gzip.compress(lines.encode(), compresslevel=9, mtime=0)


def write(texts: list[str], path: Path) -> None:
    """Write a file of stories, and say so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".new")
    temporary.write_bytes(pack(texts))
    os.replace(temporary, path)
    print(f"{path.name}: {len(texts)} stories, {path.stat().st_size / 1024:.0f} KB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=SEED, help=f"of the students' stories (default {SEED})")
    parser.add_argument("--stories", type=int, default=STORIES, help=f"how many of them (default {STORIES})")
    parser.add_argument("--out", type=Path, default=OUT, help="folder for the students' stories (default: the lab's)")
    parser.add_argument("--held-out-seed", type=int, default=HELD_OUT_SEED, help="of the stories for hidden tests")
    parser.add_argument("--held-out", type=Path, default=HELD_OUT, help="file for them (default: the lab's)")
    options = parser.parse_args()
    for split, texts in write_corpus(options.seed, options.stories).items():
        write(texts, options.out / f"{split}.jsonl.gz")
    write(write_held_out(options.held_out_seed), options.held_out)


if __name__ == "__main__":
    main()
