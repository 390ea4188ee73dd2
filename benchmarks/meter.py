"""Run a command and print what it cost: wall seconds, processor seconds, and the peak of memory in MiB.

A process of its own and small: the kernel counts as a child's memory what its parent held when it was started.
"""

from __future__ import annotations

import os
import sys
import time


def main() -> None:
    """Run the arguments, with what they say on standard error, and end as they end."""
    command = sys.argv[1:]
    begin = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, 2, 1)])
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - begin
    kibibytes = usage.ru_maxrss / 1024 if sys.platform == "darwin" else usage.ru_maxrss
    print(wall, usage.ru_utime + usage.ru_stime, kibibytes / 1024)
    sys.exit(abs(os.waitstatus_to_exitcode(status)))


if __name__ == "__main__":
    main()
