"""`python -m feeds`, and the command `feeds`."""

from __future__ import annotations

import os
import sys
import traceback
from types import TracebackType

from feeds.errors import FeedsError

_UNWRITABLE = 2
_INTERRUPTED = 130  # 128 + SIGINT, as shells count
_BROKEN_PIPE = 141  # 128 + SIGPIPE


def main() -> None:
    """Run the command line; whatever happens, a person reads a sentence and never a traceback."""
    sys.excepthook = _say_fault
    _open_closed()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter must not end the run.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(_run())


def _open_closed() -> None:
    # Python has no stream where the caller closed it, and the next file that is opened would take its number. Standard
    # output is opened for reading: who writes there is told, who has nothing to say need not know.
    if sys.stdin is None:
        os.open(os.devnull, os.O_RDONLY)
    if sys.stdout is None:
        sys.stdout = open(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")  # noqa: SIM115, PTH123
    if sys.stderr is None:
        sys.stderr = open(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")  # noqa: SIM115, PTH123


def _run() -> int:
    from click import Abort, ClickException  # noqa: PLC0415  after the hook is set

    from feeds.cli import feeds, plain  # noqa: PLC0415  as above

    try:
        code = feeds.main(prog_name="feeds", standalone_mode=False)
        sys.stdout.flush()
    except ClickException as error:
        error.show()
        return error.exit_code
    except FeedsError as error:
        for line in str(error).splitlines():
            print(f"feeds: {plain(line)}", file=sys.stderr)  # noqa: T201
        return error.exit_code
    except (Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except BrokenPipeError:
        _silence()
        return _BROKEN_PIPE
    except OSError as error:
        # Every file that we read or write is named by its error; what has no name is the output of the command.
        if error.filename is not None:
            raise
        _silence()
        print(f"feeds: standard output: {error.strerror} (see where it leads)", file=sys.stderr)  # noqa: T201
        return _UNWRITABLE
    return code if isinstance(code, int) else 0


def _silence() -> None:
    # Python flushes once more at its end and would complain.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say_fault(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
    if os.environ.get("FEEDS_DEBUG"):
        traceback.print_exception(kind, fault, trace)
        return
    frames = traceback.extract_tb(trace)
    place = f" in {os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else ""  # noqa: PTH119
    print(  # noqa: T201
        f"feeds: a fault of Feeds itself: {kind.__name__}: {fault}{place} "
        "(please report it; FEEDS_DEBUG=1 shows where it happened)",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
