"""Count: which letter follows which, and names drawn from that table."""

from namegen.lessons import questions
from namegen.ui.serving.counted_bigrams import counted
from namegen.ui.session.visitor import current
from namegen.ui.widgets import guess_first
from pages.count import pair_table

visitor = current()
model = counted(visitor.names)
pair_table.question(visitor.names, model)
if guess_first.ask(questions.count(visitor.names, model)):
    model = pair_table.choices(model)
    pair_table.explore(visitor.names, model)
else:
    pair_table.first_names(visitor.names)
