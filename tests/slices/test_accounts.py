"""Accounts: what a token's bearer may do is what is left of it today."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from registry.accounts.actions import add_member, issue_token, remove_member, revoke_token
from registry.accounts.errors import AdministratorsDisjoint, ScopeNotGrantable
from registry.accounts.models import Membership, Person, Token
from registry.accounts.queries import get_actor
from registry.accounts.roles import AUTHORITY_ONLY, KIND_SCOPES, ROLE_SCOPES
from registry.accounts.secrets import digest_of, looks_like_token, new_token
from registry.kit.actor import ALL_SCOPES, CONSOLE, Actor
from registry.kit.clock import now_of
from registry.kit.errors import TokenInvalid
from tests.build import START, Registry


def token_of_member(session: Session, role: str, *scopes: str, organisation: str = "yunling") -> tuple[str, int]:
    """A token made by a person who holds this role; its secret and the person's key."""
    membership = add_member(session, CONSOLE, organisation=organisation, login="wang", display_name="某人", role=role)
    token, secret = issue_token(session, CONSOLE, organisation=organisation, scopes=scopes)
    token.maker_id = membership.person_id
    session.flush()
    return secret, membership.person_id


@pytest.mark.parametrize(
    ("role", "left"),
    [
        ("manager", {"catalogue:write", "adoption:write"}),
        ("publisher", {"catalogue:write"}),
        ("approver", {"adoption:write"}),
        ("leader", set()),
    ],
)
def test_a_token_holds_no_more_than_its_makers_present_role(registry: Registry, session: Session, role: str, left: set):
    session.close()
    registry.organisation("yunling")

    secret, _ = token_of_member(session, role, "catalogue:write", "adoption:write")

    assert get_actor(session, secret).scopes == left


def test_rights_end_with_the_membership_at_the_next_request(registry: Registry, session: Session):
    session.close()
    registry.organisation("yunling")
    secret, _ = token_of_member(session, "publisher", "catalogue:write")
    before = get_actor(session, secret).scopes

    remove_member(session, CONSOLE, organisation="yunling", login="wang")
    session.flush()

    assert (before, get_actor(session, secret).scopes) == (frozenset({"catalogue:write"}), frozenset())


def test_a_narrowed_scope_ends_with_the_role_that_allowed_it(registry: Registry, session: Session):
    session.close()
    registry.organisation("yunling")
    secret, _ = token_of_member(session, "adopter", "catalogue:write:parking-*", "adoption:write")

    actor = get_actor(session, secret)

    assert actor.scopes == {"adoption:write"}
    assert not actor.holds("catalogue:write", "parking-a")


def test_a_revoked_and_an_expired_token_are_refused_with_the_same_words(registry: Registry, session: Session):
    session.close()
    registry.organisation("yunling")
    secrets = []
    for days in (1, 365):
        token, secret = issue_token(session, CONSOLE, organisation="yunling", scopes=["catalogue:write"], days=days)
        secrets.append(secret)
    revoke_token(session, CONSOLE, token_id=UUID(str(token.public_id)))
    registry.clock.set(START + timedelta(days=1))

    told = set()
    for secret in (*secrets, new_token(), "nonsense"):
        with pytest.raises(TokenInvalid) as refusal:
            get_actor(session, secret)
        told.add(refusal.value.detail("zh"))

    assert len(told) == 1


def test_only_the_digest_of_a_secret_is_kept(registry: Registry):
    registry.organisation("yunling")
    with registry.database.writing() as session:
        _, secret = issue_token(session, CONSOLE, organisation="yunling", scopes=["catalogue:write"])

    with registry.database.reading() as session:
        assert session.scalars(select(Token.digest)).all() == [digest_of(secret)]
        for table in ("tokens", "events", "kept_answers"):
            rows = session.execute(text(f"SELECT * FROM {table}")).all()  # noqa: S608 - the names stand above
            assert secret not in repr(rows) and secret.encode() not in b"".join(_bytes_of(rows))


def _bytes_of(rows) -> list[bytes]:
    return [bytes(value) for row in rows for value in row if isinstance(value, bytes | memoryview)]


def test_a_secret_has_a_prefix_256_random_bits_and_a_checksum():
    secrets = {new_token() for _ in range(50)}

    assert len(secrets) == 50
    for secret in secrets:
        assert secret.startswith("cityreg_")
        assert looks_like_token(secret)
        assert not looks_like_token(secret[:-1] + ("a" if secret[-1] != "a" else "b"))


def test_the_three_administrators_share_no_scope_of_administration():
    for role, other in (
        ("administrator", "security_administrator"),
        ("security_administrator", "auditor"),
        ("auditor", "administrator"),
    ):
        assert not ROLE_SCOPES[role] & ROLE_SCOPES[other]
    assert {scope for role in ROLE_SCOPES.values() for scope in role} == ALL_SCOPES


@pytest.mark.parametrize("pair", [("platform:admin", "security:admin"), ("security:admin", "audit:read")])
def test_no_token_joins_two_administrators(registry: Registry, session: Session, pair: tuple):
    session.close()
    registry.organisation("national", "authority")

    with pytest.raises(AdministratorsDisjoint):
        issue_token(session, CONSOLE, organisation="national", scopes=pair)


@pytest.mark.parametrize("kind", ["city", "operating_entity", "assessor"])
@pytest.mark.parametrize("scope", sorted(AUTHORITY_ONLY))
def test_only_authorities_are_given_administration(registry: Registry, session: Session, kind: str, scope: str):
    session.close()
    registry.organisation("somebody", kind)

    with pytest.raises(ScopeNotGrantable):
        issue_token(session, CONSOLE, organisation="somebody", scopes=[scope])


def test_an_entity_may_neither_adopt_nor_assess():
    assert not KIND_SCOPES["operating_entity"] & {"adoption:write", "assessment:write"}


@pytest.mark.parametrize("scope", ["security:admin", "audit:read"])
def test_the_system_administrator_makes_no_other_administrator(registry: Registry, session: Session, scope: str):
    session.close()
    registry.organisation("national", "authority")
    administrator = Actor(key="token:x", kind="authority", scopes=frozenset({"platform:admin", "organisation:manage"}))

    with pytest.raises(ScopeNotGrantable):
        issue_token(session, administrator, organisation="national", scopes=[scope])


def test_a_membership_keeps_its_past(registry: Registry, session: Session):
    session.close()
    registry.organisation("yunling")
    token_of_member(session, "publisher", "catalogue:write")

    remove_member(session, CONSOLE, organisation="yunling", login="wang")

    (kept,) = session.scalars(select(Membership))
    assert (kept.role, kept.ended_at) == ("publisher", now_of(session))
    assert session.scalars(select(Person.login)).all() == ["wang"]
