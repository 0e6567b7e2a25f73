"""How `raimon token` is asked for, and how an allow-list is made with it."""

import argparse
from pathlib import Path

from raimon_local.subcommands import Commands, command

_ABOUT = """\
Print the token of a value, for the allow-list of a policy.

Findings know a value by its token only: a keyed digest that nobody can turn back without the key.
A token under `allow.tokens` in the policy says that the value may be seen: your own contact data,
a public figure. It is still found, as informational, and raises no alarm.
"""

_EXAMPLES = """\
Give the value on standard input (-), so that it doesn't stand in your shell's history.
Only the key with which the logs are scored gives the tokens that its findings carry.

examples:
  raimon token - --key-file token.key            type the value, then Ctrl-D
  raimon token - --key-file token.key < value.txt
  raimon token - --entity US_SSN --key-file token.key    a bare number: say what it is

the key of a deployment (key in a secret, then in KMS):
  aws secretsmanager get-secret-value --secret-id ARN --query SecretString --output text > token.key
  printf raimon/token-key/1 > label
  aws kms generate-mac --key-id ARN --mac-algorithm HMAC_SHA_256 --message fileb://label \\
    --query Mac --output text | base64 -d > token.key       # then --epoch 1
  Delete both files afterwards.

in the policy:
  allow:
    tokens:
      - k1.ABCDEFGHIJKLMNOPQRSTUVWXYZ    # support mailbox
      - k2.ABCDEFGHIJKLMNOPQRSTUVWXYZ    # the same, under the key of the next epoch

entities:
  EMAIL_ADDRESS PHONE_NUMBER CREDIT_CARD US_SSN PERSON ADDRESS JP_MY_NUMBER ...
  as findings name them; docs/scorers/privacy/pii.md lists all

exit code:
  0 the token was printed   2 the value or the key can't be used
"""


def add_token(commands: Commands) -> None:
    """Add the command and its options."""
    parser = command(commands, "token", _ABOUT, _EXAMPLES)
    parser.add_argument("value", metavar="VALUE", help="the value, or - for standard input")
    parser.add_argument(
        "--entity", metavar="NAME", help="what it is, where its form alone doesn't tell"
    )
    parser.add_argument(
        "--key-file",
        type=Path,
        metavar="FILE",
        help="the key of value tokens (default: the one made once for you)",
    )
    parser.add_argument(
        "--epoch", type=_epoch, metavar="N", help="of the key (default: as the file says, else 1)"
    )
    parser.set_defaults(run="token")


def _epoch(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        message = "an epoch is a whole number from 1 on"
        raise argparse.ArgumentTypeError(message)
    return int(text)
