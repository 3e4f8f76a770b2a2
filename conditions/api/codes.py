"""Every error code of the API. A code never changes its meaning; `docs/api.md` lists them all."""

from __future__ import annotations

from enum import StrEnum


class ErrorCode(StrEnum):
    """What went wrong, for a program to branch on; the text beside it is for people and may change."""

    # The body as a whole
    EMPTY_BODY = "empty_body"
    MALFORMED_JSON = "malformed_json"
    DUPLICATE_KEY = "duplicate_key"
    FORBIDDEN_CHARACTER = "forbidden_character"
    NOT_AN_OBJECT = "not_an_object"
    LENGTH_REQUIRED = "length_required"
    BODY_TOO_LARGE = "body_too_large"
    UNSUPPORTED_MEDIA_TYPE = "unsupported_media_type"
    # One member of the body
    UNKNOWN_KEY = "unknown_key"
    REQUIRED = "required"
    WRONG_TYPE = "wrong_type"
    INVALID_VALUE = "invalid_value"
    OUT_OF_RANGE = "out_of_range"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    # What the body says, against what is published
    UNKNOWN_CONDITION = "unknown_condition"
    UNKNOWN_PUBLICATION = "unknown_publication"
    PUBLICATION_TOO_OLD = "publication_too_old"
    MEASURED_SIGN = "measured_sign"
    ASKED_IN_PARTS = "asked_in_parts"
    UNKNOWN_VALUE = "unknown_value"
    NOT_A_DATE = "not_a_date"
    IN_THE_FUTURE = "in_the_future"
    TOO_LONG_AGO = "too_long_ago"
    # Patients
    UNKNOWN_PATIENT = "unknown_patient"
    DEMOGRAPHICS_DIFFER = "demographics_differ"
    IDENTIFIERS_NAME_TWO_PATIENTS = "identifiers_name_two_patients"
    # Query and headers
    UNKNOWN_PARAMETER = "unknown_parameter"
    REPEATED_PARAMETER = "repeated_parameter"
    INVALID_PARAMETER = "invalid_parameter"
    INVALID_CURSOR = "invalid_cursor"
    IDEMPOTENCY_KEY_REQUIRED = "idempotency_key_required"
    IDEMPOTENCY_KEY_INVALID = "idempotency_key_invalid"
    IDEMPOTENCY_KEY_REUSED = "idempotency_key_reused"
    IDEMPOTENCY_KEY_BUSY = "idempotency_key_busy"
    # Who may
    NOT_AUTHENTICATED = "not_authenticated"
    INVALID_TOKEN = "invalid_token"  # noqa: S105  # the name that RFC 6750 gives this error
    INSUFFICIENT_SCOPE = "insufficient_scope"
    CSRF_FAILED = "csrf_failed"
    FORBIDDEN = "forbidden"
    # The rest
    BAD_REQUEST = "bad_request"
    NOT_FOUND = "not_found"
    WITHDRAWN = "withdrawn"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    CONFLICT = "conflict"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    UNAVAILABLE = "unavailable"


MEANINGS: dict[ErrorCode, str] = {
    ErrorCode.EMPTY_BODY: "The request needs a JSON body and has none.",
    ErrorCode.MALFORMED_JSON: "The body is not JSON in UTF-8, holds NaN or Infinity, or is nested too deeply.",
    ErrorCode.DUPLICATE_KEY: "An object in the body names a key twice.",
    ErrorCode.FORBIDDEN_CHARACTER: "A text in the body holds NUL or half of a surrogate pair.",
    ErrorCode.NOT_AN_OBJECT: "The body is JSON but not an object.",
    ErrorCode.LENGTH_REQUIRED: "Send the body with a Content-Length.",
    ErrorCode.BODY_TOO_LARGE: "The body is over 1 MB.",
    ErrorCode.UNSUPPORTED_MEDIA_TYPE: "Send the body as application/json.",
    ErrorCode.UNKNOWN_KEY: "This member is not part of the request, or this key is not a question of the publication.",
    ErrorCode.REQUIRED: "This member is missing.",
    ErrorCode.WRONG_TYPE: "This member has the wrong JSON type; nothing is converted.",
    ErrorCode.INVALID_VALUE: "This member has the right type and a value that is not allowed.",
    ErrorCode.OUT_OF_RANGE: "This number or date is outside its bounds.",
    ErrorCode.TOO_LONG: "This text or list is too long.",
    ErrorCode.TOO_SHORT: "This text or list is too short.",
    ErrorCode.UNKNOWN_CONDITION: "No condition of this name is published.",
    ErrorCode.UNKNOWN_PUBLICATION: "This condition never had a publication with this sha256.",
    ErrorCode.PUBLICATION_TOO_OLD: "This publication was superseded over 24 hours ago; `current` names the new one.",
    ErrorCode.MEASURED_SIGN: "This sign is decided by a measure and is not answered.",
    ErrorCode.ASKED_IN_PARTS: "This sign is asked in parts; answer each of them.",
    ErrorCode.UNKNOWN_VALUE: "This answer is none of those that the question takes.",
    ErrorCode.NOT_A_DATE: "This is not a day of the calendar, written YYYY-MM-DD.",
    ErrorCode.IN_THE_FUTURE: "This date is in the future.",
    ErrorCode.TOO_LONG_AGO: "This date is too long ago.",
    ErrorCode.UNKNOWN_PATIENT: "No patient has this id.",
    ErrorCode.DEMOGRAPHICS_DIFFER: "The identifier is registered to a patient with other demographics.",
    ErrorCode.IDENTIFIERS_NAME_TWO_PATIENTS: "The identifiers are registered to different patients.",
    ErrorCode.UNKNOWN_PARAMETER: "This query parameter does not exist here.",
    ErrorCode.REPEATED_PARAMETER: "This query parameter is given twice.",
    ErrorCode.INVALID_PARAMETER: "This query parameter has a wrong value.",
    ErrorCode.INVALID_CURSOR: "This cursor was not given out by this list with these filters.",
    ErrorCode.IDEMPOTENCY_KEY_REQUIRED: "Send an Idempotency-Key header.",
    ErrorCode.IDEMPOTENCY_KEY_INVALID: "An Idempotency-Key is 1 to 255 printable ASCII characters.",
    ErrorCode.IDEMPOTENCY_KEY_REUSED: "This Idempotency-Key was used with another body.",
    ErrorCode.IDEMPOTENCY_KEY_BUSY: "Another request with this Idempotency-Key is still running; try again.",
    ErrorCode.NOT_AUTHENTICATED: "Send a bearer token, or sign in.",
    ErrorCode.INVALID_TOKEN: "The bearer token is unknown, expired or revoked.",
    ErrorCode.INSUFFICIENT_SCOPE: "The token lacks the scope that `WWW-Authenticate` names.",
    ErrorCode.CSRF_FAILED: "A call with a session needs the CSRF token in X-CSRFToken.",
    ErrorCode.FORBIDDEN: "This account may not do this.",
    ErrorCode.BAD_REQUEST: "The request could not be understood.",
    ErrorCode.NOT_FOUND: "There is nothing here, or nothing that you may see.",
    ErrorCode.WITHDRAWN: "This page was taken out of use; `withdrawn` says when and why, `safety_net` still holds.",
    ErrorCode.METHOD_NOT_ALLOWED: "This address does not take this method; `Allow` lists those that it takes.",
    ErrorCode.CONFLICT: "The request does not fit the present state.",
    ErrorCode.RATE_LIMITED: "Too many requests; `Retry-After` says when to try again.",
    ErrorCode.SERVER_ERROR: "Something failed here. Nothing was stored unless a 2xx was sent.",
    ErrorCode.UNAVAILABLE: "The service cannot answer now; try again.",
}
"""One sentence for each code; the documentation is made from it."""
