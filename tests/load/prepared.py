"""Servers that begin at once: copies of a process that has imported what every server needs.

A server of its own takes 5.5 s of a processor to begin, and such a copy 0.8 s.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache


def begin(
    arguments: Sequence[str], folder: str, env: Mapping[str, str], log: str, first: str = ""
) -> int:
    """Run ``streamlit`` with these arguments in a folder; what it prints goes to a log.

    first: code that is run before it. Returns the number of its process.
    """
    process = _original(folder)
    assert process.stdin is not None
    assert process.stdout is not None
    said = [list(arguments), dict(env), folder, log, first]
    print(json.dumps(said), file=process.stdin)
    process.stdin.flush()
    return int(process.stdout.readline())


@cache
def _original(folder: str) -> subprocess.Popen[str]:
    """What is copied. It ends with the process that began it, as what it reads does."""
    command = [sys.executable, "-m", "tests.load.prepared"]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=folder, text=True)


def _copy_for_each_line() -> None:
    # Not the app itself: what it reads as it is imported may be another server's.
    import streamlit.delta_generator  # noqa: F401
    import torch  # noqa: F401
    from streamlit.web import bootstrap, cli  # noqa: F401

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system need not keep how they ended
    for line in sys.stdin:
        if pid := os.fork():
            print(pid, flush=True)
            continue
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        arguments, env, folder, log, first = json.loads(line)
        with open(log, "w") as printed, open(os.devnull) as nothing:
            for file, stream in ((nothing, 0), (printed, 1), (printed, 2)):
                os.dup2(file.fileno(), stream)
        os.environ.clear()
        os.environ.update(env)
        os.chdir(folder)
        exec(first, {})
        cli.main(arguments, prog_name="streamlit")


if __name__ == "__main__":
    _copy_for_each_line()
