"""What the commands of the command line share: how one is explained, and how logs are named."""

import argparse
from pathlib import Path

type Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - it has no public name


def command(commands: Commands, name: str, summary: str, epilog: str) -> argparse.ArgumentParser:
    """Return the parser of a new command: its summary's first paragraph stands in the list."""
    told = summary.partition("\n\n")[0].replace("\n", " ").strip().rstrip(".")
    return commands.add_parser(
        name,
        help=told,
        description=summary,
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def add_logs(parser: argparse.ArgumentParser, *, compares: bool = False) -> None:
    """Add what every command that reads logs takes; one that compares takes several policies."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a log, a folder of logs, or -")
    again = "; a second one is held against the first" if compares else ""
    parser.add_argument(
        "--policy",
        type=Path,
        metavar="FILE",
        action="append" if compares else "store",
        help=f"the policy (default: as shipped){again}",
    )
    parser.add_argument(
        "--bodies",
        type=Path,
        metavar="DIR",
        help="where offloaded bodies lie (default: in the same tree as the log)",
    )
    parser.add_argument(
        "--bucket",
        metavar="NAME",
        default="local",
        help="the bucket that the logs were copied from, for pointers to them (default: local)",
    )
    parser.add_argument(
        "--key-file",
        type=Path,
        metavar="FILE",
        help="the key of value tokens, at least 32 bytes (default: one made once for you)",
    )
