"""What `score` and `replay` are given, made ready before anything is read or printed."""

from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from raimon.errors import PolicyError
from raimon.policy import Policy, default_policy, parse_policy
from raimon.scorers.evidence import TokenKey
from raimon.scorers.scoring import Scoring
from raimon_local.assessed_logs import AssessedLogs
from raimon_local.errors import UnusableArgumentError
from raimon_local.log_files import BUCKET
from raimon_local.token_key import own_key, read_key


@dataclass(frozen=True, slots=True)
class PipelineOptions:
    """The options that `score` and `replay` share."""

    policy_file: Path | None = None
    bodies: Path | None = None
    key_file: Path | None = None
    bucket: str = BUCKET
    state: Path | None = None  # of the statistics, from one replay to the next
    earlier: tuple[Path, ...] = ()  # policies that the last one is held against

    def policy(self) -> Policy:
        """Return the policy of the file, else the shipped one."""
        return load_policy(self.policy_file) if self.policy_file else default_policy()

    def logs(self, policy: Policy, notes: TextIO) -> AssessedLogs:
        """Return the record loop as the options want it.

        Raises:
            UnusableArgumentError: if an option can't be used.

        """
        if self.bodies and not self.bodies.is_dir():
            message = f"{self.bodies} is no folder: --bodies names the one that holds AWSLogs"
            raise UnusableArgumentError(message)
        return AssessedLogs(Scoring(policy, self._token_key(notes)), self.bodies, self.bucket)

    def _token_key(self, notes: TextIO) -> TokenKey | None:
        key = read_key(self.key_file) if self.key_file else own_key()
        if key is None:
            notes.write(
                "raimon: no key for value tokens can be kept in your configuration folder, "
                "so findings carry none; --key-file names one\n"
            )
        return key


def load_policy(file: Path) -> Policy:
    """Return the policy that the file holds.

    Raises:
        UnusableArgumentError: if it can't be read or has problems.

    """
    try:
        return parse_policy(file.read_text(encoding="utf-8"))
    except OSError as error:
        message = f"the policy {file} can't be read ({error.strerror}); check the name"
    except UnicodeDecodeError:
        message = f"the policy {file} isn't UTF-8 text; save it as UTF-8"
    except PolicyError as error:
        problems = "\n  ".join(error.problems)
        message = f"the policy {file} can't be used:\n  {problems}"
    raise UnusableArgumentError(message)
