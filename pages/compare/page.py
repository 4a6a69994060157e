"""Compare: which model knows names best, and whose made-up names pass for real ones."""

from namegen.lessons import questions
from namegen.ui.serving.runs import dataset_of
from namegen.ui.session.visitor import current
from namegen.ui.widgets import guess_first
from pages.compare import models, referee, surprise, table, train_missing

visitor = current()
names = visitor.names
# The names for training and for validation, the same for all.
dataset = dataset_of(names, 1, visitor.settings.validation)
table.introduction(names, dataset)
counted = models.counted(names, dataset)
if guess_first.ask(questions.compare(names, counted.loss, len(dataset.vocabulary))):
    chosen = models.choice(visitor)
    networks, missing = models.chosen_ones(visitor, chosen, dataset)
    compared = [counted, *networks]
    table.table(names, compared, missing, train_missing.asked())
    train_missing.offer(visitor, missing)
    table.same_seed(names, compared)
    referee.section(names, compared)
    surprise.section(names, compared)
else:
    surprise.after_one_letter(dataset)
