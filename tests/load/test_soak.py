"""Some seconds of the soak that ``make soak`` runs for an hour."""

from __future__ import annotations

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.load import scenarios
from tests.load.client import Session
from tests.load.server import Server
from tests.load.soak import Soak, soak
from tests.load.tab import run


def test_visitors_who_come_train_upload_sleep_and_die_leave_no_error() -> None:
    with Server(env={"NAMEGEN_LIST": "given"}, fresh=False) as server:
        run(scenarios.warm_up(server, "given"))
        seen = run(soak(server, visitors=5, seconds=8, every=2.5))
        assert seen.visits >= 5
        assert not seen.problems
        assert len(seen.lines) >= 3
        assert server.faults() == 0, server.log()


def test_growth_is_that_of_quarters_and_not_of_two_moments() -> None:
    seen = Soak(server=None)
    seen.lines = [(0, 0, memory, 0, 0, 0, 0) for memory in (1, 1, 100, 120, 90, 110, 100, 120)]
    assert seen.growth("memory MB") == 0
    seen.lines[-1] = (0, 0, 164, 0, 0, 0, 0)
    assert round(seen.growth("memory MB"), 3) == 0.2


def test_a_run_has_ended_where_a_fragment_runs_though_nobody_said_so() -> None:
    tab = Session("http://localhost/train")
    page, fragment, end = ForwardMsg(), ForwardMsg(), ForwardMsg()
    fragment.metadata.run.fragment_ids.append("tick")
    end.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY
    for begins in (page, fragment, fragment):
        tab._on_new_session(begins, begins.new_session)
    assert tab.runs == 1
    tab._on_new_session(page, page.new_session)
    tab._on_script_finished(end, end.script_finished)
    tab._on_new_session(fragment, fragment.new_session)
    assert tab.runs == 2
