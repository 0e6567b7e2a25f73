"""Keys, tokens and passwords: found whole, and what only talks about them left alone."""

import base64
import json

import pytest

from raimon.scorers.privacy.secret import scan
from tests.unit.scorers.privacy.spans import cut

# In pieces, so that no scanner of a repository takes them for real ones.
AWS = "AKIA" + "Q3ZR7LXM2TPN5VWB"
GITHUB = "ghp_" + "b7Kq2Xw9Tn4Vz8Lm3Rp6Yc1Hd5Jf0GsAeUiOq"
GITLAB = "glpat-" + "Zx8Qw3nTb7Lm2Vr9Ky4P"
OPENAI = "sk-" + "proj-" + "9Xk2_vL7m-Qr4Tn8Zb1Wd6Yh3Jc5Fp0Gs"
STRIPE = "sk_" + "live_" + "4Kd8Zq1Xw7Ln3Vb9Tm2Rp6Yc"
SLACK = "xoxb-" + "2718281828-3141592653-Kq7Zx2Wn9Tb4Lm"
SENDGRID = "SG." + "k3Zx8Qw2nTb7Lm1Vr9Ky4P" + "." + "b7Kq2Xw9Tn4Vz8Lm3Rp6Yc1Hd5Jf0GsAeUiOqPtZwX3"
HEADER = base64.urlsafe_b64encode(json.dumps({"alg": "HS256", "typ": "JWT"}).encode()).decode()
CLAIMS = base64.urlsafe_b64encode(json.dumps({"sub": "u-7", "name": "n"}).encode()).decode()
JWT = f"{HEADER.rstrip('=')}.{CLAIMS.rstrip('=')}.Kq7Zx2Wn9Tb4Lm6Vr1Yc3Hd"
BEGIN, END = "-----BEGIN " + "PRIVATE KEY-----", "-----END " + "PRIVATE KEY-----"
BODY = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7"

FOUND = [
    pytest.param(f"key {AWS} here", [("AWS_ACCESS_KEY", AWS)], id="AWS"),
    pytest.param(f"鍵は{AWS}です", [("AWS_ACCESS_KEY", AWS)], id="AWS, glued to kana"),
    pytest.param(f"token={GITHUB}", [("GITHUB_TOKEN", GITHUB)], id="GitHub"),
    pytest.param(f"トークン「{GITLAB}」", [("GITLAB_TOKEN", GITLAB)], id="GitLab"),
    pytest.param(
        f"OPENAI_API_KEY={OPENAI}\nREGION=x", [("OPENAI_KEY", OPENAI)], id="whole project key"
    ),
    pytest.param(f"api_key={STRIPE}&x=1", [("STRIPE_KEY", STRIPE)], id="Stripe in an address"),
    pytest.param(f"bot {SLACK}", [("SLACK_TOKEN", SLACK)], id="Slack"),
    pytest.param(f"mailer: {SENDGRID}", [("SENDGRID_KEY", SENDGRID)], id="SendGrid"),
    pytest.param(f"Authorization: Bearer {JWT}", [("JWT", JWT)], id="JWT"),
    pytest.param(
        f"{BEGIN}\n{BODY}\n{END}",
        [("PRIVATE_KEY", f"{BEGIN}\n{BODY}\n{END}")],
        id="key with a body",
    ),
    pytest.param("password: Tk7#qLm29x", [("PASSWORD", "Tk7#qLm29x")], id="password"),
    pytest.param("パスワードはTk7qLm29xです", [("PASSWORD", "Tk7qLm29x")], id="password, Japanese"),
    pytest.param(
        "パスワード：「Tk7#qLm29x」", [("PASSWORD", "Tk7#qLm29x")], id="password in brackets"
    ),
    pytest.param("暗証番号は4821です", [("PASSWORD", "4821")], id="PIN, Japanese"),
    pytest.param(
        "Cookie: JSESSIONID=8Zq1Xw7Ln3Vb9Tm2Rp6Y",
        [("SESSION_TOKEN", "8Zq1Xw7Ln3Vb9Tm2Rp6Y")],
        id="session",
    ),
    pytest.param(
        "セッションは PHPSESSID=8zq1xw7ln3vb9tm2rp6yd4 です",
        [("SESSION_TOKEN", "8zq1xw7ln3vb9tm2rp6yd4")],
        id="session, capitals",
    ),
    pytest.param(
        "set AUTH_TOKEN=8Zq1Xw7Ln3Vb9Tm2Rp6Y now",
        [("SESSION_TOKEN", "8Zq1Xw7Ln3Vb9Tm2Rp6Y")],
        id="session by its token",
    ),
    *(
        pytest.param(f"接続先は{url}/x です", [("CONNECTION_STRING", url)], id=url[:6])
        for url in (
            "mysql://root:Xy7pQ2w@db.corp.net:3306",
            "redis://:Xy7pQ2w@cache.corp.net:6379",
            "amqp://app:Xy7pQ2w@mq.corp.net",
            "mongodb+srv://app:Xy7pQ2w@c.corp.net",
        )
    ),
    pytest.param("合言葉はkT7qLm29xです", [("ACCESS_TOKEN", "kT7qLm29x")], id="password by mouth"),
    pytest.param(
        "Her secret key is pVdTqMsKLoRc.", [("ACCESS_TOKEN", "pVdTqMsKLoRc")], id="secret by mouth"
    ),
    pytest.param(
        "シークレットキー: d8Zq1Xw7Ln3Vb9Tm2Rp6Yc",
        [("ACCESS_TOKEN", "d8Zq1Xw7Ln3Vb9Tm2Rp6Yc")],
        id="labelled key, Japanese",
    ),
    pytest.param(
        "postgres://app:Xy7pQ2w@db.corp.net:5432/x",
        [("CONNECTION_STRING", "postgres://app:Xy7pQ2w@db.corp.net:5432")],
        id="connection",
    ),
    pytest.param(
        "SECRET_KEY=8f3a1c9e7b2d4f6a8c0e1b3d5f7a9c2e",
        [("ACCESS_TOKEN", "8f3a1c9e7b2d4f6a8c0e1b3d5f7a9c2e")],
        id="labelled key",
    ),
]

LEFT_ALONE = [
    pytest.param(f"header: Bearer {HEADER.rstrip('=')}...` is a lesson", id="an elided JWT"),
    pytest.param(f"its header is {HEADER.rstrip('=')}", id="the header of a JWT alone"),
    pytest.param(f"鍵は {BEGIN} の行で始まり、{END} の行で終わります", id="a page about PEM"),
    pytest.param("Enter your password: it must have 8 characters", id="a form"),
    pytest.param("パスワードは8文字以上にしてください", id="a form, Japanese"),
    pytest.param("password = os.environ['DB_PASSWORD']", id="code"),
    pytest.param("password=${DB_PASSWORD} token: <your-token>", id="a template"),
    pytest.param("password: ******** or xxxxxxxx", id="a masked one"),
    pytest.param("token: 550e8400-e29b-41d4-a716-446655440000", id="a UUID"),
    pytest.param("postgres://user:password@db/x", id="a placeholder in a connection"),
    pytest.param("sk-learn-is-a-library-for-machines", id="a name with the prefix"),
    pytest.param("the secret: practice every day", id="prose"),
    pytest.param("秘密の花園、トークン化の説明", id="prose, Japanese"),
    pytest.param(
        "data:image/png;base64," + "iVBORw0KGgoAKIA" * 40 + "/" + AWS + "x" * 30, id="an image"
    ),
    pytest.param("The encryption key is AES256GCM, private key: BEGIN_RSA_KEY", id="algorithms"),
    pytest.param("暗号鍵の秘密鍵は RSA-2048 です", id="algorithms, Japanese"),
    pytest.param("The access code was changed; security code: required", id="codes in prose"),
    pytest.param("アクセスコードは8文字以上です", id="codes in prose, Japanese"),
    pytest.param("sig " + "Qx7" * 80 + "/9+" + "Zk4" * 60, id="a body in Base64"),
    pytest.param("", id="empty"),
]


@pytest.mark.parametrize(("text", "spans"), FOUND)
def test_found(text: str, spans: list[tuple[str, str]]) -> None:
    """A credential is found over all its characters, once."""
    assert cut(text, scan(text)) == spans


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_left_alone(text: str) -> None:
    """What only talks about credentials is none."""
    assert scan(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("AKIA" + "IOSFODNN7EXAMPLE", id="AWS's own example"),
        pytest.param("sk_" + "test_" + "1234567890abcdefghij", id="typed along the keyboard"),
        pytest.param("sk_" + "test_" + "4Kd8Zq1Xw7Ln3Vb9Tm2Rp6Yc", id="of a test mode"),
        pytest.param("鍵は" + "rzp_" + "test_" + "d7Kq2Xw9Tn4Vz8", id="of a test mode, Japanese"),
    ],
)
def test_synthetic(text: str) -> None:
    """An example of a manual is found and marked as such."""
    assert [found.synthetic for found in scan(text)] == [True]


@pytest.mark.parametrize("text", [row.values[0] for row in FOUND])
def test_mask_shows_a_public_prefix_at_most(text: str) -> None:
    """A mask holds the prefix that everybody knows and the length, nothing of the value."""
    for found in scan(text):
        assert found.mask is not None
        shown = found.mask[: found.mask.rindex("...[")]
        assert shown in {"", "AKIA", "ghp_", "glpat-", "sk-", "sk_live_", "xoxb", "SG.", "eyJ"}
