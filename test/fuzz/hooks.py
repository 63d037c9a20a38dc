"""Lets cases name things that are there, since an id that was only made up would never get past 404, and counts them."""

import atexit
import json
import os
import re
import zlib

import schemathesis

with open(os.environ["FUZZ_SEED"], encoding="utf-8") as file:
    SEED = json.load(file)
IDS = SEED["ids"]
SECRETS = SEED["secrets"]

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.IGNORECASE)
# In bodies and queries; `to` is left out: the purse would be handed over, and the run over with it.
KINDS = {
    "accountId": "accountId",
    "categoryId": "categoryId",
    "counterpartyId": "counterpartyId",
    "importId": "importId",
    "statementId": "statementId",
    "subjectId": "accountId",
    "tagId": "tagId",
    "transactionId": "transactionId",
    "into": "counterpartyId",
    "out": "transactionId",
    "in": "transactionId",
    "ids": "transactionId",
    "tagIds": "tagId",
    "addTagIds": "tagId",
    "removeTagIds": "tagId",
}


def known(kind, made_up, spare=False):
    """One of ours in place of seven of eight valid ids, always the same one for the same made-up id."""
    ids = IDS.get(kind)
    if not ids or not isinstance(made_up, str) or UUID.fullmatch(made_up) is None:
        return made_up
    number = zlib.crc32(made_up.lower().encode())
    if number % 8 == 0:
        return made_up
    half = len(ids) // 2
    choice = (ids[half:] if spare else ids[:half]) or ids
    return choice[number // 8 % len(choice)]


def secret(path, name, made_up):
    """What a schema cannot tell (passwords, the secrets of links), in place of every other text."""
    choices = SECRETS.get(path, {}).get(name)
    if not choices or not isinstance(made_up, str) or made_up == "":
        return made_up
    number = zlib.crc32(made_up.encode("utf-8", "replace"))
    return choices[number // 2 % len(choices)] if number % 2 else made_up


def inside(value, kind=None):
    if isinstance(value, dict):
        return {name: inside(each, KINDS.get(name)) for name, each in value.items()}
    if isinstance(value, list):
        return [inside(each, kind) for each in value]
    return value if kind is None else known(kind, value)


@schemathesis.hook
def before_call(ctx, case, kwargs):
    # What is deleted is taken from one half, everything else from the other.
    spare = case.method.upper() == "DELETE"
    if case.path_parameters:
        case.path_parameters = {
            name: known(name, value, spare and name != "purseId") for name, value in case.path_parameters.items()
        }
    if case.query:
        case.query = inside(case.query)
    # A key that was used before brings the first answer back, whatever If-Match says now: that is no acceptance.
    if case.headers and "If-Match" in case.headers:
        case.headers.pop("Idempotency-Key", None)
    if isinstance(case.body, (dict, list)):
        case.body = inside(case.body)
    if isinstance(case.body, dict) and case.path in SECRETS:
        case.body = {name: secret(case.path, name, value) for name, value in case.body.items()}


COUNTS = {}


@schemathesis.hook
def after_call(ctx, case, response):
    tags = case.operation.definition.raw.get("tags") or ["-"]
    counted = COUNTS.setdefault(case.operation.label, {"tag": tags[0], "cases": 0, "statuses": {}})
    counted["cases"] += 1
    counted["statuses"][response.status_code] = counted["statuses"].get(response.status_code, 0) + 1


@atexit.register
def keep_counts():
    with open(os.environ["FUZZ_COUNTS"], "w", encoding="utf-8") as file:
        json.dump(COUNTS, file)
