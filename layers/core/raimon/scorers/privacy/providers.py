"""The forms of providers' keys and tokens, as data: beginning, character set, length, check.

Each form is written after what the provider documents of its keys, or shows of them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

from raimon.scorers.privacy.base58 import is_bech32
from raimon.scorers.privacy.key_checks import ends_with_crc32, is_snowflake_token, is_sourced

type Check = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of key begins and goes on; the beginning is public and may be shown.

    A form with a `label` has no beginning of its own: the label must stand before it.
    """

    entity: str
    prefix: str
    rest: str
    check: Check | None = None  # a checksum; a key that fails it counts less
    label: str | None = None
    core: str = ""  # of a form without a beginning: what stands inside it and in few other words

    def match(self, text: str, start: int) -> re.Match[str] | None:
        """Return where the rest of such a key stands at the place, if it does."""
        return _compiled(self.rest).match(text, start)

    def is_labelled(self, before: str) -> bool:
        """Return whether what stands before (in small letters) ends with the form's label."""
        return self.label is not None and _compiled(self.label).search(before) is not None


LABEL_END: Final = (
    r"(?:key|token|secret|sid|pat|キー|トークン|シークレット)"
    r"[\"'`]{0,2}\s{0,2}(?:[:=：]|は|が|is)[ \"'`「]{0,3}"
)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return the pattern ready for use: of a hundred forms few are ever met."""
    return re.compile(pattern)


def _form(entity: str, prefixes: str, rest: str, check: Check | None = None) -> tuple[Form, ...]:
    return tuple(Form(entity, prefix, rest, check) for prefix in prefixes.split())


def _inner(entity: str, rest: str, core: str, check: Check | None = None) -> tuple[Form]:
    """Return a form that no beginning tells, but what stands inside it."""
    return (Form(entity, "", rest, check, core=core),)


def _labelled(entity: str, label: str, rest: str) -> Form:
    """Return a form that only a label tells: `<label> key: <value>` and the like."""
    before = rf"(?:{label})[a-z0-9_ .のァ-ヶー-]{{0,24}}{LABEL_END}\Z"
    return Form(entity, "", rest, None, before)


_ALNUM: Final = "[0-9A-Za-z]"
_HEX: Final = "[0-9a-f]"
_URL64: Final = "[0-9A-Za-z_-]"
_UUID: Final = r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"
_DISCORD: Final = rf"[MNO]{_ALNUM}{{23,27}}\.{_URL64}{{6}}\.{_URL64}{{27,38}}"
_ONEPASSWORD: Final = "[0-9A-Z]{6}-(?:[0-9A-Z]{6}-[0-9A-Z]{5}|[0-9A-Z]{11})(?:-[0-9A-Z]{5}){3}"
_PADDLE: Final = f"[0-9a-z]{{26}}_{_ALNUM}{{22}}_{_ALNUM}{{3}}"
_TAILSCALE: Final = f"{_ALNUM}{{10,24}}-{_ALNUM}{{20,48}}"

FORMS: Final[tuple[Form, ...]] = (
    *_form("GITHUB_TOKEN", "ghp_ gho_ ghu_ ghs_ ghr_", f"{_ALNUM}{{36,255}}", ends_with_crc32),
    *_form("NPM_TOKEN", "npm_", f"{_ALNUM}{{36}}", ends_with_crc32),
    *_form("GITLAB_TOKEN", "gldt- glrt- glcbt- glptt- glft- glimt- glsoat-", f"{_URL64}{{20,64}}"),
    *_form("GITLAB_TOKEN", "glagent-", f"{_URL64}{{50}}"),
    *_form("ADOBE_KEY", "p8e-", f"{_ALNUM}{{32}}"),
    *_form("AGE_KEY", "AGE-SECRET-KEY-1", "[02-9AC-HJ-NP-Z]{58}", is_bech32),
    *_form("AIRTABLE_TOKEN", "pat", rf"{_ALNUM}{{14}}\.{_HEX}{{64}}"),
    *_form("ALIBABA_KEY", "LTAI", f"{_ALNUM}{{16,24}}"),
    *_form("ATLASSIAN_TOKEN", "ATATT3 ATCTT3", f"{_URL64}{{50,250}}(?:=[0-9A-F]{{8}})?"),
    *_form("ATLASSIAN_TOKEN", "ATBB", f"{_ALNUM}{{32}}"),
    *_inner("AZURE_DEVOPS_TOKEN", f"{_ALNUM}{{76}}AZDO{_ALNUM}{{4}}", "AZDO"),
    *_inner("AZURE_KEY", r"[0-9A-Za-z_~.-]{3}[0-9]Q~[0-9A-Za-z_~.-]{31,34}", "[0-9]Q~"),
    *_form("BREVO_KEY", "xkeysib- xsmtpsib-", f"{_HEX}{{64}}-{_ALNUM}{{16}}"),
    *_form("BUILDKITE_TOKEN", "bkua_", f"{_HEX}{{40}}"),
    *_form("CIRCLECI_TOKEN", "CCIPAT_ CCIPRJ_", f"{_ALNUM}{{18,32}}_{_HEX}{{40}}"),
    *_form("CLOJARS_TOKEN", "CLOJARS_", f"{_HEX}{{60}}"),
    *_form("CLOUDFLARE_KEY", "v1.0-", f"{_HEX}{{24}}-{_HEX}{{146}}"),
    *_form("CONTENTFUL_TOKEN", "CFPAT-", f"{_URL64}{{43}}"),
    *_form("CRATES_TOKEN", "cio", f"{_ALNUM}{{32}}"),
    *_form("DATABRICKS_TOKEN", "dapi", f"{_HEX}{{32}}(?:-[0-9])?"),
    *_inner("DISCORD_TOKEN", _DISCORD, rf"{_ALNUM}\.{_URL64}{{6}}\.{_URL64}", is_snowflake_token),
    *_form("DO_TOKEN", "dop_v1_ doo_v1_ dor_v1_", f"{_HEX}{{64}}"),
    *_form("DOCKER_TOKEN", "dckr_pat_ dckr_oat_", f"{_URL64}{{27,32}}"),
    *_form("DOPPLER_TOKEN", "dp.pt. dp.ct. dp.sa. dp.scim. dp.audit.", f"{_ALNUM}{{40,44}}"),
    *_form("DOPPLER_TOKEN", "dp.st.", rf"(?:[a-z0-9_-]{{2,35}}\.)?{_ALNUM}{{40,44}}"),
    *_form("DROPBOX_TOKEN", "sl.", f"{_URL64}{{130,200}}"),
    *_form("DUFFEL_TOKEN", "duffel_live_ duffel_test_", f"{_URL64}{{43}}"),
    *_form("DYNATRACE_TOKEN", "dt0c01. dt0s01. dt0s16.", r"[0-9A-Z]{24}\.[0-9A-Z]{64}"),
    *_form("EASYPOST_KEY", "EZAK EZTK", f"{_ALNUM}{{54}}"),
    *_form("FACEBOOK_TOKEN", "EAAC EAAB EAAG EAAD EAAE EAAF EAAH EAAI EAAJ", f"{_ALNUM}{{96,300}}"),
    *_form("FIGMA_TOKEN", "figd_ figu_ figo_", f"{_URL64}{{38,46}}"),
    *_form("FLUTTERWAVE_KEY", "FLWSECK- FLWSECK_TEST-", "[0-9a-fA-F]{32}(?:-X)?"),
    *_form("FLY_TOKEN", "fo1_", f"{_URL64}{{43}}"),
    *_form("FRAMEIO_TOKEN", "fio-u-", f"{_URL64}{{64}}"),
    *_form("GOOGLE_OAUTH_SECRET", "GOCSPX-", f"{_URL64}{{28}}"),
    *_form("GRAFANA_TOKEN", "glsa_", f"{_ALNUM}{{32}}_[0-9a-fA-F]{{8}}"),
    *_form("GRAFANA_TOKEN", "glc_", f"{_ALNUM}{{32,400}}"),
    *_form("GROQ_KEY", "gsk_", f"{_ALNUM}{{52}}"),
    *_form("HEROKU_KEY", "HRKU-", f"(?:{_UUID}|AA{_URL64}{{58}})"),
    *_form("HUBSPOT_TOKEN", "pat-na1- pat-eu1- pat-na2-", _UUID),
    *_form("INFRACOST_KEY", "ico-", f"{_ALNUM}{{32}}"),
    *_form("JFROG_KEY", "AKCp", f"{_ALNUM}{{69}}"),
    *_form("LANGSMITH_KEY", "lsv2_pt_ lsv2_sk_", f"{_HEX}{{32}}_{_HEX}{{10}}"),
    *_form("LAUNCHDARKLY_KEY", "sdk- api- mob-", _UUID),
    *_form("LINEAR_KEY", "lin_api_ lin_oauth_", f"{_ALNUM}{{40,64}}"),
    *_inner("MAILCHIMP_KEY", rf"{_HEX}{{32}}-us[0-9]{{1,2}}", f"{_HEX}-us[0-9]"),
    *_form("MAILGUN_KEY", "key-", f"{_HEX}{{32}}"),
    *_form("MAPBOX_TOKEN", "sk.eyJ", rf"{_URL64}{{40,120}}\.{_URL64}{{22}}"),
    *_form("NETLIFY_TOKEN", "nfp_ nfc_ nfo_ nfu_", f"{_ALNUM}{{36,40}}"),
    *_form("NEW_RELIC_KEY", "NRAK-", "[0-9A-Z]{27}"),
    *_form("NEW_RELIC_KEY", "NRII- NRIQ-", f"{_URL64}{{32}}"),
    *_form("NEW_RELIC_KEY", "NRJS-", f"{_HEX}{{19}}"),
    *_form("NOTION_TOKEN", "ntn_", f"{_ALNUM}{{43,46}}"),
    *_form("NOTION_TOKEN", "secret_", f"{_ALNUM}{{43}}"),
    *_form("NUGET_KEY", "oy2", "[0-9a-z]{43}"),
    *_form("NVIDIA_KEY", "nvapi-", f"{_URL64}{{60,70}}"),
    *_form("ONEPASSWORD_TOKEN", "ops_eyJ", f"{_URL64}{{200,1200}}"),
    *_form("ONEPASSWORD_KEY", "A3-", _ONEPASSWORD),
    *_form("OPENSHIFT_TOKEN", "sha256~", f"{_URL64}{{43}}"),
    *_form("PADDLE_KEY", "pdl_live_apikey_ pdl_sdbx_apikey_", _PADDLE),
    *_form("PERPLEXITY_KEY", "pplx-", f"{_ALNUM}{{40,64}}"),
    *_form("PINECONE_KEY", "pcsk_", f"{_ALNUM}{{5,6}}_{_ALNUM}{{60,66}}"),
    *_form("PLAID_TOKEN", "access-production- access-sandbox- access-development-", _UUID),
    *_form("PLANETSCALE_TOKEN", "pscale_tkn_ pscale_pw_ pscale_oauth_", r"[0-9A-Za-z_.-]{32,64}"),
    *_form("POSTMAN_KEY", "PMAK-", f"{_HEX}{{24}}-{_HEX}{{34}}"),
    *_form("PREFECT_KEY", "pnu_ pnb_", f"{_ALNUM}{{36}}"),
    *_form("PULUMI_TOKEN", "pul-", f"{_HEX}{{40}}"),
    *_form("PYPI_TOKEN", "pypi-", f"{_URL64}{{60,300}}", is_sourced),
    *_form("RAZORPAY_KEY", "rzp_live_ rzp_test_", f"{_ALNUM}{{14}}"),
    *_form("README_KEY", "rdme_", "[0-9a-z]{70}"),
    *_form("RENDER_KEY", "rnd_", f"{_ALNUM}{{28,40}}"),
    *_form("REPLICATE_TOKEN", "r8_", f"{_ALNUM}{{37}}"),
    *_form("RESEND_KEY", "re_", f"{_ALNUM}{{8}}_{_ALNUM}{{24}}"),
    *_form("RUBYGEMS_KEY", "rubygems_", f"{_HEX}{{48}}"),
    *_form("SENTRY_TOKEN", "sntrys_eyJ", f"{_ALNUM}{{40,500}}={{0,2}}_[0-9A-Za-z+/]{{43}}"),
    *_form("SENTRY_TOKEN", "sntryu_", f"{_HEX}{{64}}"),
    *_form("SHIPPO_KEY", "shippo_live_ shippo_test_", f"{_HEX}{{40}}"),
    *_form("SHOPIFY_TOKEN", "shpat_ shpca_ shppa_ shpss_ shptka_", "[0-9a-fA-F]{32}"),
    *_form("SONAR_TOKEN", "squ_ sqp_ sqa_", f"{_HEX}{{40}}"),
    *_form("SOURCEGRAPH_TOKEN", "sgp_", f"(?:{_HEX}{{16}}_|local_)?{_HEX}{{40}}"),
    *_form("SQUARE_TOKEN", "sq0atp-", f"{_URL64}{{22}}"),
    *_form("SQUARE_TOKEN", "sq0csp-", f"{_URL64}{{43}}"),
    *_form("SQUARE_TOKEN", "EAAA", f"{_URL64}{{60}}"),
    *_form("STRIPE_KEY", "whsec_", f"{_ALNUM}{{32}}"),
    *_form("SUPABASE_KEY", "sbp_", f"{_HEX}{{40}}"),
    *_form("SUPABASE_KEY", "sb_secret_", f"{_URL64}{{22}}_{_URL64}{{8}}"),
    *_form("TAILSCALE_KEY", "tskey-auth- tskey-api- tskey-client-", _TAILSCALE),
    *_form("TENCENT_KEY", "AKID", f"{_ALNUM}{{32}}"),
    *_inner("TERRAFORM_TOKEN", rf"{_ALNUM}{{14}}\.atlasv1\.{_URL64}{{60,70}}", r"\.atlasv1\."),
    *_form("TOGETHER_KEY", "tgp_v1_", f"{_URL64}{{43}}"),
    *_form("TWILIO_KEY", "SK", f"{_HEX}{{32}}"),
    *_form("TYPEFORM_TOKEN", "tfp_", f"{_URL64}{{40,60}}"),
    *_form("VAULT_TOKEN", "hvs. hvb. hvr.", f"{_URL64}{{24,300}}"),
    *_form("VERCEL_TOKEN", "vcp_ vci_ vca_ vcr_ vck_", f"{_ALNUM}{{24,60}}"),
    *_form("XAI_KEY", "xai-", f"{_ALNUM}{{80}}"),
    *_form("YANDEX_KEY", "AQVN", f"{_URL64}{{35,38}}"),
)  # fmt: skip
LABELLED: Final = (
    _labelled("ALGOLIA_KEY", "algolia", f"{_HEX}{{32}}"),
    _labelled("CLOUDFLARE_KEY", "cloudflare|cf", f"(?:{_URL64}{{40}}|{_HEX}{{37}})"),
    _labelled("COHERE_KEY", "cohere|co", f"{_ALNUM}{{40}}"),
    _labelled("DATADOG_KEY", "datadog|dd", f"(?:{_HEX}{{40}}|{_HEX}{{32}})"),
    _labelled("FASTLY_KEY", "fastly", f"{_URL64}{{32}}"),
    _labelled("HONEYCOMB_KEY", "honeycomb|x-honeycomb-team", f"{_ALNUM}{{22,32}}"),
    _labelled("MISTRAL_KEY", "mistral", f"{_ALNUM}{{32}}"),
    _labelled("OKTA_TOKEN", "okta|ssws", f"00{_URL64}{{40}}"),
    _labelled("PAGERDUTY_KEY", "pagerduty|pd", r"[0-9A-Za-z_+-]{20}"),
    _labelled("TWILIO_KEY", "twilio", f"{_HEX}{{32}}"),
    _labelled("VERCEL_TOKEN", "vercel", f"{_ALNUM}{{24}}"),
)
