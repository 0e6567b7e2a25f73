"""Why a log line or a log object couldn't be read: fixed words, never content."""

from enum import StrEnum


class Reason(StrEnum):
    """A reason that stands in quarantine and in the output of the command line."""

    # a line
    NOT_JSON = "not_json"
    NOT_UTF8 = "not_utf8"
    NOT_AN_OBJECT = "not_an_object"
    TRUNCATED = "truncated"  # the log ends in the middle of a value
    LINE_TOO_LONG = "line_too_long"
    NESTED_TOO_DEEP = "nested_too_deep"
    # a record
    NOT_AN_INVOCATION_RECORD = "not_an_invocation_record"
    NO_REQUEST_ID = "no_request_id"
    NO_TIMESTAMP = "no_timestamp"
    # a log object
    TRUNCATED_GZIP = "truncated_gzip"
    CORRUPT_GZIP = "corrupt_gzip"
    GZIP_IN_GZIP_TOO_OFTEN = "gzip_in_gzip_too_often"
    GZIP_BOMB = "gzip_bomb"
    OBJECT_TOO_LARGE = "object_too_large"
    BYTES_AFTER_GZIP = "bytes_after_gzip"
    NO_RECORDS = "no_records"  # thousands of lines, and none of them JSON
