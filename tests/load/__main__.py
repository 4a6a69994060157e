"""Load test: so many sessions on a server held to one core, printed as a table."""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import os
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable
from typing import Any

from namegen.ui.serving import startup
from tests.load import hall, loss, scenarios
from tests.load.scenarios import Crowd, percentile
from tests.load.server import CORES, ROOT, Server, hold

_MB = 1e6
_ALONE_EPOCHS = 120
_ALONE_SEEDS = (11, 12, 13)
_SHOWN_PROBLEMS = 5
_FOLLOWED = 10.0  # seconds

# The table's columns, and how each number is written.
_COLUMNS = {
    "sessions": "{:d}",
    "page p50": "{:.2f} s",
    "page p95": "{:.2f} s",
    "updates/s min": "{:.2f}",
    "updates/s p50": "{:.2f}",
    "new/s p50": "{:.2f}",
    "slider p50": "{:.3f} s",
    "slider p95": "{:.3f} s",
    "epochs/s": "{:.0f}",
    "CPU": "{:.0%}",
    "memory": "{:.0f} MB",
    "errors": "{:d}",
    "lost": "{:d}",
}


def main() -> None:
    options = _options()
    hold(os.getpid(), CORES[1:])
    print(_about_cores(), flush=True)
    report: dict[str, Any] = {k: getattr(options, k) for k in ("list", "seconds", "arrivals")}
    if options.hall:
        report["hall"] = hall.measure(options.hall, options.list, options.servers)
    elif options.lose:
        report["lose"] = loss.measure(options.lose, options.list)
    elif options.follow:
        report["follow"] = _follow(options.follow, options.list)
    elif options.churn:
        report["churn"] = _churn(options.churn, options.list)
    elif options.same:
        report["same"] = [_same(sessions, options.list) for sessions in options.sessions]
    else:
        report["own"] = _own(options)
        report["same"] = [_same(max(options.sessions), options.list)]
        report["alone"] = _alone(options.list)
        report["hall"] = hall.measure(max(options.sessions), options.list)
    if options.json:
        print(json.dumps(_without_nan(report)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--sessions", default="1,10,100", help="how many, one row each")
    parser.add_argument("--seconds", type=float, default=40.0, help="how long each session stays")
    parser.add_argument("--arrivals", type=float, default=10.0, help="they all come in so long")
    parser.add_argument("--same", action="store_true", help="only sessions with the same settings")
    parser.add_argument("--churn", type=int, metavar="N", help="only N sessions coming and going")
    parser.add_argument("--follow", type=int, metavar="N", help="only N who watch one run")
    parser.add_argument("--hall", type=int, metavar="N", help="only a hall of N phones")
    parser.add_argument("--servers", type=int, default=1, choices=(1, 2), help="of that hall")
    parser.add_argument("--lose", type=float, metavar="S", help="only tabs without a line for S s")
    parser.add_argument("--list", default="given", help="the list of names: given, surnames, talk")
    parser.add_argument("--json", action="store_true", help="print one JSON object at the end, too")
    options = parser.parse_args()
    options.sessions = [int(number) for number in options.sessions.split(",")]
    return options


def _about_cores() -> str:
    if not CORES:
        return "This system cannot hold the server to one core, so it uses all of them."
    clients = "the clients use the others" if CORES[1:] else "the clients have to share it"
    return f"The server is held to core {CORES[0]}; {clients}."


def _own(options: argparse.Namespace) -> list[dict[str, Any]]:
    """One row for each number of sessions, on a new server each time."""
    seconds, arrivals = f"{options.seconds:g}", f"{options.arrivals:g}"
    print(f"\nOwn seeds: they come within {arrivals} s and each stays for {seconds} s.")
    print("  ".join(f"{name:>{_width(name)}}" for name in _COLUMNS), flush=True)
    rows = []
    for sessions in options.sessions:
        with Server() as server:
            asyncio.run(scenarios.warm_up(server, options.list))
            visits = scenarios.own_seeds(
                server, sessions, options.seconds, options.list, options.arrivals
            )
            started, used = time.perf_counter(), server.cpu()
            crowd = asyncio.run(visits)
            # Well under 100 % with pages that come late: something else was using the core.
            cpu = (server.cpu() - used) / (time.perf_counter() - started)
            row = _measures(crowd, server) | {"CPU": cpu}
        cells = (f"{_COLUMNS[name].format(row[name]):>{_width(name)}}" for name in _COLUMNS)
        print("  ".join(cells), flush=True)
        _print_problems(crowd.problems)
        rows.append(row)
    return rows


def _measures(crowd: Crowd, server: Server) -> dict[str, Any]:
    updates = crowd.update_rates
    return {
        "sessions": len(crowd.visitors),
        "page p50": percentile(crowd.first_pages, 0.5),
        "page p95": percentile(crowd.first_pages, 0.95),
        "updates/s min": min(updates, default=float("nan")),
        "updates/s p50": percentile(updates, 0.5),
        "new/s p50": percentile(crowd.change_rates, 0.5),
        "slider p50": percentile(crowd.effects, 0.5),
        "slider p95": percentile(crowd.effects, 0.95),
        "epochs/s": crowd.epochs_a_second,
        "memory": server.peak / _MB,
        "errors": len(crowd.problems) + server.faults(),
        "lost": crowd.lost,
    }


def _width(name: str) -> int:
    return max(len(name), 8)


def _same(sessions: int, names: str) -> dict[str, Any]:
    """How long the 30 epochs take that all watch, against one session alone."""
    with Server() as server:
        asyncio.run(scenarios.warm_up(server, names))
        alone = [asyncio.run(scenarios.same_settings(server, 1, names, s)) for s in (1, 2, 3)]
        crowd = asyncio.run(scenarios.same_settings(server, sessions, names, seed=4))
        single = statistics.median(one.finished_after for one in alone)
        measured = _measures(crowd, server)
    measured |= {
        "alone": single,
        "all": crowd.finished_after,
        "ratio": crowd.finished_after / single,
    }
    print(
        f"\n{sessions} sessions with the same settings press Play at one moment: all have seen the "
        f"last epoch after {crowd.finished_after:.2f} s,\n{measured['ratio']:.1f} times the "
        f"{single:.2f} s that one alone needs; page p95 {measured['page p95']:.2f} s, "
        f"memory {measured['memory']:.0f} MB, errors {measured['errors']}, lost {crowd.lost}",
        flush=True,
    )
    _print_problems(crowd.problems)
    return measured


def _alone(names: str) -> dict[str, float]:
    """The same trainings on the page of a single session and from the command line, in turn."""
    page, command = [], []
    with Server() as server:
        asyncio.run(scenarios.warm_up(server, names))
        for seed in _ALONE_SEEDS:
            page.append(asyncio.run(scenarios.alone(server, names, seed, _ALONE_EPOCHS)))
            command.append(_command_line(names, seed))
    rates = {"page": statistics.median(page), "command line": statistics.median(command)}
    ratio = rates["page"] / rates["command line"]
    print(
        f"\nOne session alone gets {rates['page']:.0f} epochs/s, the command line "
        f"{rates['command line']:.0f} on the same core: {ratio:.0%}",
        flush=True,
    )
    return rates | {"ratio": ratio}


def _command_line(names: str, seed: int) -> float:
    """Epochs a second of ``python -m namegen train``, held to the server's core."""
    command = [sys.executable, "-m", "namegen", "train", "--data", names, "--model", "deep"]
    command += ["--epochs", str(_ALONE_EPOCHS), "--seed", str(seed), "--json"]
    training = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    hold(training.pid, CORES[:1])
    said = training.communicate()[0]
    if training.returncode:
        sys.exit(training.returncode)  # it has said why on stderr
    result = json.loads(said)
    return result["epochs"] / result["seconds"]


def _follow(sessions: int, names: str) -> dict[str, Any]:
    """What each of many who watch one run sees of it, and what that costs."""
    startup.raise_soft_limit()  # two sockets a visitor, at either end
    with Server() as server:
        asyncio.run(scenarios.warm_up(server, names))
        seen = asyncio.run(scenarios.follow(server, sessions, names, _FOLLOWED))
        problems = seen.crowd.problems + seen.newcomers.problems
        measured = {
            "updates/s min": min(seen.rates),
            "updates/s p50": percentile(seen.rates, 0.5),
            "CPU": seen.cpu,
            "serving": seen.serving,
            "page max": max(seen.newcomers.first_pages),
            "memory": server.peak / _MB,
            "errors": len(problems) + server.faults(),
            "lost": seen.crowd.lost + seen.newcomers.lost,
        }
    print(
        f"\n{sessions} watch one run: at least {measured['updates/s min']:.1f} updates a second "
        f"each ({measured['updates/s p50']:.1f} for half of them) at {seen.cpu:.0%} of the core, "
        f"{seen.serving:.0%} to serve them;\n"
        f"a page opened meanwhile is complete after {measured['page max']:.2f} s at most; memory "
        f"{measured['memory']:.0f} MB, errors {measured['errors']}, lost {measured['lost']}",
        flush=True,
    )
    _print_problems(problems)
    return measured


def _churn(sessions: int, names: str) -> dict[str, Any]:
    """What is left of the memory of many sessions that have gone."""
    with Server() as server:
        asyncio.run(scenarios.warm_up(server, names))
        churn = asyncio.run(scenarios.churn(server, sessions, names))
        errors = len(churn.problems) + server.faults()
    memory = {gone: round(used / _MB) for gone, used in churn.memory.items()}
    growth = churn.memory[sessions] / churn.memory[min(100, sessions)] - 1
    marks = ", ".join(f"{used} MB after {gone}" for gone, used in memory.items())
    print(f"\n{sessions} sessions came and went: {marks}; {growth:+.1%} since the first 100,")
    print(f"errors {errors}, lost {churn.lost}", flush=True)
    _print_problems(churn.problems)
    return {"memory": memory, "growth": growth, "errors": errors, "lost": churn.lost}


def _without_nan(report: Any) -> Any:
    """What was not measured is null in JSON."""
    if isinstance(report, dict):
        return {name: _without_nan(value) for name, value in report.items()}
    if isinstance(report, list):
        return [_without_nan(value) for value in report]
    return None if isinstance(report, float) and math.isnan(report) else report


def _print_problems(problems: Iterable[str]) -> None:
    for problem, times in Counter(problems).most_common(_SHOWN_PROBLEMS):
        print(f"    {times} x {problem}", flush=True)


if __name__ == "__main__":
    main()
