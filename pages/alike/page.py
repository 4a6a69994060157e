"""Find alike: the names nearest to a name, by what the network thinks of them."""

from namegen.lessons import questions
from namegen.ui.session.visitor import current
from namegen.ui.widgets import guess_first, trained_run
from pages.alike import name_search

visitor = current()
found = trained_run.to_look_into(visitor)
if found:
    name_search.introduction(found)
    now, start = found.now, found.start
    made = name_search.index(visitor, now.model, (found.key, now.epoch))
    untrained = made and name_search.index(visitor, start.model, (found.key, start.epoch))
    if untrained:
        answered = guess_first.ask(questions.similar_names(visitor.names, made.index))
        key = found.key, now.epoch
        name_search.search(visitor, key, made, untrained, found.epoch, answered)
