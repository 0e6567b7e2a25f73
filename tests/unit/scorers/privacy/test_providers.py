"""One row a provider: the key is found whole, and what misses its form by a sign is none."""

import base64

import pytest

from raimon.scorers.privacy.entities import ENTITIES
from raimon.scorers.privacy.keys import KEYS
from raimon.scorers.privacy.providers import FORMS, LABELLED
from raimon.scorers.privacy.secret import scan
from tests.unit.scorers.privacy.keys_made_up import (
    DIGITS,
    HEX,
    SMALL,
    URL64,
    WORD,
    age_key,
    signs,
    snowflake,
    uuid,
    with_crc32,
)
from tests.unit.scorers.privacy.spans import cut

CAPITALS = DIGITS + SMALL.upper()

# Entity, beginning in pieces, signs of the rest, how many.
PLAIN = [
    ("ADOBE_KEY", "p8e-", WORD, 32),
    ("ALIBABA_KEY", "LTAI", WORD, 20),
    ("ATLASSIAN_TOKEN", "ATATT3", URL64, 180),
    ("ATLASSIAN_TOKEN", "ATBB", WORD, 32),
    ("BUILDKITE_TOKEN", "bkua_", HEX, 40),
    ("CLOJARS_TOKEN", "CLOJARS_", HEX, 60),
    ("CONTENTFUL_TOKEN", "CFPAT-", URL64, 43),
    ("CRATES_TOKEN", "cio", WORD, 32),
    ("DATABRICKS_TOKEN", "dapi", HEX, 32),
    ("DO_TOKEN", "dop_v1_", HEX, 64),
    ("DOCKER_TOKEN", "dckr_pat_", URL64, 27),
    ("DOPPLER_TOKEN", "dp.pt.", WORD, 43),
    ("DROPBOX_TOKEN", "sl.", URL64, 135),
    ("DUFFEL_TOKEN", "duffel_live_", URL64, 43),
    ("EASYPOST_KEY", "EZAK", WORD, 54),
    ("FACEBOOK_TOKEN", "EAAC", WORD, 120),
    ("FIGMA_TOKEN", "figd_", URL64, 40),
    ("FLUTTERWAVE_KEY", "FLWSECK-", HEX, 32),
    ("FLY_TOKEN", "fo1_", URL64, 43),
    ("FRAMEIO_TOKEN", "fio-u-", URL64, 64),
    ("GITLAB_TOKEN", "glptt-", URL64, 40),
    ("GOOGLE_OAUTH_SECRET", "GOCSPX-", URL64, 28),
    ("GRAFANA_TOKEN", "glc_", WORD, 60),
    ("GROQ_KEY", "gsk_", WORD, 52),
    ("HEROKU_KEY", "HRKU-AA", URL64, 58),
    ("INFRACOST_KEY", "ico-", WORD, 32),
    ("JFROG_KEY", "AKCp", WORD, 69),
    ("LINEAR_KEY", "lin_api_", WORD, 40),
    ("MAILGUN_KEY", "key-", HEX, 32),
    ("NETLIFY_TOKEN", "nfp_", WORD, 36),
    ("NEW_RELIC_KEY", "NRAK-", CAPITALS, 27),
    ("NOTION_TOKEN", "ntn_", WORD, 46),
    ("NUGET_KEY", "oy2", DIGITS + SMALL, 43),
    ("NVIDIA_KEY", "nvapi-", URL64, 64),
    ("ONEPASSWORD_TOKEN", "ops_eyJ", URL64, 300),
    ("OPENSHIFT_TOKEN", "sha256~", URL64, 43),
    ("PERPLEXITY_KEY", "pplx-", WORD, 48),
    ("PLANETSCALE_TOKEN", "pscale_tkn_", URL64, 43),
    ("PREFECT_KEY", "pnu_", WORD, 36),
    ("PULUMI_TOKEN", "pul-", HEX, 40),
    ("RAZORPAY_KEY", "rzp_live_", WORD, 14),
    ("README_KEY", "rdme_", DIGITS + SMALL, 70),
    ("RENDER_KEY", "rnd_", WORD, 32),
    ("REPLICATE_TOKEN", "r8_", WORD, 37),
    ("RUBYGEMS_KEY", "rubygems_", HEX, 48),
    ("SENTRY_TOKEN", "sntryu_", HEX, 64),
    ("SHIPPO_KEY", "shippo_live_", HEX, 40),
    ("SHOPIFY_TOKEN", "shpat_", HEX, 32),
    ("SONAR_TOKEN", "squ_", HEX, 40),
    ("SOURCEGRAPH_TOKEN", "sgp_", HEX, 40),
    ("SQUARE_TOKEN", "sq0atp-", URL64, 22),
    ("STRIPE_KEY", "whsec_", WORD, 32),
    ("SUPABASE_KEY", "sbp_", HEX, 40),
    ("TENCENT_KEY", "AKID", WORD, 32),
    ("TOGETHER_KEY", "tgp_v1_", URL64, 43),
    ("TWILIO_KEY", "SK", HEX, 32),
    ("TYPEFORM_TOKEN", "tfp_", URL64, 44),
    ("VAULT_TOKEN", "hvs.", URL64, 95),
    ("VERCEL_TOKEN", "vcp_", WORD, 56),
    ("XAI_KEY", "xai-", WORD, 80),
    ("YANDEX_KEY", "AQVN", URL64, 36),
]
# Forms with more parts than a beginning and a rest.
PARTED = [
    ("GITHUB_TOKEN", with_crc32("ghp_", "g")),
    ("NPM_TOKEN", with_crc32("npm_", "n")),
    ("AGE_KEY", age_key()),
    ("AIRTABLE_TOKEN", "pat" + signs(WORD, 14, "a") + "." + signs(HEX, 64, "b")),
    ("AZURE_DEVOPS_TOKEN", signs(WORD, 76, "d") + "AZDO" + signs(WORD, 4, "e")),
    ("AZURE_KEY", "aB3" + "8Q~" + signs(WORD, 34, "z")),
    ("BREVO_KEY", "xkeysib-" + signs(HEX, 64, "a") + "-" + signs(WORD, 16, "b")),
    ("CIRCLECI_TOKEN", "CCIPAT_" + signs(WORD, 22, "a") + "_" + signs(HEX, 40, "b")),
    ("CLOUDFLARE_KEY", "v1.0-" + signs(HEX, 24, "a") + "-" + signs(HEX, 146, "b")),
    ("DISCORD_TOKEN", snowflake()),
    ("DYNATRACE_TOKEN", "dt0c01." + signs(CAPITALS, 24, "a") + "." + signs(CAPITALS, 64, "b")),
    ("GRAFANA_TOKEN", "glsa_" + signs(WORD, 32, "a") + "_" + signs(HEX, 8, "b")),
    ("HUBSPOT_TOKEN", "pat-na1-" + uuid("h")),
    ("LANGSMITH_KEY", "lsv2_pt_" + signs(HEX, 32, "a") + "_" + signs(HEX, 10, "b")),
    ("LAUNCHDARKLY_KEY", "sdk-" + uuid("l")),
    ("MAILCHIMP_KEY", signs(HEX, 32, "m") + "-us14"),
    ("MAPBOX_TOKEN", "sk.eyJ" + signs(WORD, 60, "a") + "." + signs(URL64, 22, "b")),
    ("ONEPASSWORD_KEY", "A3-K7PQ2M-X4T9WZ-R8B3N-H6V2C-J5D7F-L9S4G"),
    (
        "PADDLE_KEY",
        "pdl_live_apikey_" + signs(DIGITS + SMALL, 26, "a") + "_" + signs(WORD, 22, "b") + "_a7K",
    ),
    ("PINECONE_KEY", "pcsk_" + signs(WORD, 6, "a") + "_" + signs(WORD, 63, "b")),
    ("PLAID_TOKEN", "access-production-" + uuid("p")),
    ("POSTMAN_KEY", "PMAK-" + signs(HEX, 24, "a") + "-" + signs(HEX, 34, "b")),
    ("PYPI_TOKEN", "pypi-" + "AgEIcHlwaS5vcmc" + signs(URL64, 90, "a")),
    ("RESEND_KEY", "re_" + signs(WORD, 8, "a") + "_" + signs(WORD, 24, "b")),
    ("SENTRY_TOKEN", "sntrys_eyJ" + signs(WORD, 80, "a") + "_" + signs(WORD, 43, "b")),
    ("TAILSCALE_KEY", "tskey-auth-" + signs(WORD, 12, "a") + "-" + signs(WORD, 32, "b")),
    ("TERRAFORM_TOKEN", signs(WORD, 14, "a") + ".atlasv1." + signs(URL64, 67, "b")),
    ("TELEGRAM_TOKEN", "718281828:" + "AA" + signs(URL64, 33, "t")),
    (
        "SLACK_WEBHOOK",
        "https://hooks.slack.com/services/" + "T7K2Q9X4W/B8M3V6N1R/" + signs(WORD, 24, "s"),
    ),
    (
        "DISCORD_WEBHOOK",
        "https://discord.com/api/webhooks/" + "271828182845904523/" + signs(URL64, 68, "w"),
    ),
    (
        "TEAMS_WEBHOOK",
        "https://contoso.webhook.office.com/webhookb2/"
        + uuid("a")
        + "@"
        + uuid("b")
        + "/IncomingWebhook/"
        + signs(HEX, 32, "c"),
    ),
    ("SENTRY_TOKEN", "https://" + signs(HEX, 32, "d") + "@o27182.ingest.sentry.io/3141592"),
    ("LINE_TOKEN", signs(WORD, 158, "l") + "/w1cDnyilFU="),
]
# Keys that only their label tells: label, key.
NAMED = [
    ("ALGOLIA_KEY", "ALGOLIA_API_KEY=", signs(HEX, 32, "a")),
    ("CLOUDFLARE_KEY", "CLOUDFLARE_API_TOKEN: ", signs(WORD, 40, "c")),
    ("COHERE_KEY", "cohere api key is ", signs(WORD, 40, "o")),
    ("DATADOG_KEY", "DD_API_KEY=", signs(HEX, 32, "d")),
    ("DATADOG_KEY", "Datadog のアプリキーは", signs(HEX, 40, "e")),
    ("FASTLY_KEY", 'fastly_token = "', signs(URL64, 32, "f")),
    ("HONEYCOMB_KEY", "HONEYCOMB_API_KEY=", signs(WORD, 22, "h")),
    ("MISTRAL_KEY", "MISTRAL_API_KEY=", signs(WORD, 32, "m")),
    ("OKTA_TOKEN", "okta api token: ", "00" + signs(URL64, 40, "k")),
    ("PAGERDUTY_KEY", "PAGERDUTY_TOKEN=", signs(WORD, 20, "p")),
    ("TWILIO_KEY", "twilio auth token は", signs(HEX, 32, "t")),
    ("VERCEL_TOKEN", "VERCEL_TOKEN=", signs(WORD, 24, "v")),
    ("LINE_TOKEN", "チャネルシークレット：", signs(HEX, 32, "n")),
]
ROWS = [(entity, "", prefix + signs(rest, count, prefix)) for entity, prefix, rest, count in PLAIN]
ROWS += [(entity, "", key) for entity, key in PARTED]
ROWS += NAMED
IDS = [f"{entity}-{number}" for number, (entity, *_) in enumerate(ROWS)]


@pytest.mark.parametrize(("entity", "label", "key"), ROWS, ids=IDS)
@pytest.mark.parametrize(
    "frame", ["config: {}", "鍵は「{}」です。", "{}"], ids=["en", "ja", "bare"]
)
def test_found(entity: str, label: str, key: str, frame: str) -> None:
    """The key is found over all its signs, in either language, and shows its beginning at most."""
    text = frame.format(label + key)
    found = scan(text)
    assert cut(text, found) == [(entity, key)]
    assert found[0].confidence >= 0.85
    mask = found[0].mask or ""
    assert key[-8:] not in mask
    assert len(mask) < 32


@pytest.mark.parametrize(
    ("entity", "prefix", "rest", "count"), PLAIN, ids=[f"{row[0]}-{row[1]}" for row in PLAIN]
)
def test_near_miss(entity: str, prefix: str, rest: str, count: int) -> None:
    """Too short, or with a sign that the form doesn't have, it is no such key."""
    key = prefix + signs(rest, count, prefix)
    for text in (key[: len(prefix) + 9], key.replace(prefix, prefix + "!", 1), "x" + key):
        assert entity not in {found.entity for found in scan(text)}


@pytest.mark.parametrize("prefix", ["ghp_", "npm_"])
def test_checksum(prefix: str) -> None:
    """A token with the checksum of its form is surer than one that somebody typed."""
    [true], [typed] = scan(with_crc32(prefix, "c")), scan(prefix + signs(WORD, 36, "c"))
    assert (true.checksum_ok, typed.checksum_ok) == (True, False)
    assert true.confidence > typed.confidence


def test_number_of_providers() -> None:
    """The table knows the forms of more than sixty providers, each with words of its own."""
    entities = {form.entity for form in (*FORMS, *LABELLED)} | {key.entity for key in KEYS}
    assert entities <= set(ENTITIES)
    assert len({entity.rpartition("_")[0] or entity for entity in entities}) >= 60


def test_a_picture_is_no_key() -> None:
    """Hundreds of thousands of signs of Base64 hold every short beginning by chance."""
    body = base64.b64encode(bytes(range(256)) * 800).decode()
    lines = "\n".join(body[place : place + 76] for place in range(0, len(body), 76))
    assert scan(f"data:image/png;base64,{body} {lines}") == ()
