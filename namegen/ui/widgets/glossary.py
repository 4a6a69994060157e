"""The words of the field, each in one sentence, the same on every page."""

from __future__ import annotations

GLOSSARY: dict[str, str] = {
    "token": "a piece of text that the model reads and writes; here, one letter.",
    "bigram": "two letters that follow each other.",
    "context": "the letters that the model sees when it guesses the next one.",
    "vocabulary": "all letters of the list, and the mark that starts and ends a name.",
    "embedding": "a few numbers that stand for a letter, and that training moves.",
    "hidden layer": "numbers between what goes in and what comes out, each a mix of those before.",
    "neuron": "one of the numbers in a hidden layer.",
    "parameters": "the numbers that training changes.",
    "epoch": "one round of training, over as many contexts as the list has different ones.",
    "batch": "how many contexts the model looks at before it changes its numbers once.",
    "learning rate": "how far the numbers move at each step.",
    "gradient": "for every number, which way and how strongly it moves the loss.",
    "loss": "how surprised the model is by the letters that really come next; lower is better.",
    "nat": "the unit of surprise: a letter expected with probability p surprises by -ln p nats.",
    "perplexity": "among how many equally likely letters the model would be just as unsure.",
    "accuracy": "how often the letter thought likeliest is the one that comes.",
    "variance": "how far the letters' numbers lie apart, each letter counted as often as it "
    "occurs; a flat picture holds only a part of it.",
    "logits": "the model's raw scores for the next letter, before they become chances.",
    "softmax": "what turns scores into chances that add up to one.",
    "smoothing": "a little added to every count, so that no pair is impossible.",
    "validation": "the part of the list that the model is checked on and not trained on; a name "
    "that stands in the list twice may be in both parts.",
    "optimiser": "the rule by which the numbers move along the gradient.",
    "weight decay": "a pull of all weights towards zero, against learning the list by heart.",
    "seed": "the number that decides every chance event, so that a run can be repeated.",
}


def said(term: str) -> str:
    """A term and its sentence, as Markdown."""
    return f"**{term.capitalize()}**: {GLOSSARY[term]}"


def explained(*terms: str) -> str:
    """Terms and their sentences, for the help beside where a page first uses them."""
    return "\n\n".join(map(said, terms))
