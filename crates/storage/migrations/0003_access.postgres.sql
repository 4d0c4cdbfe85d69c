-- Accounts, what they may do where, and their sessions.
CREATE TABLE account (
    id UUID PRIMARY KEY NOT NULL,
    username TEXT NOT NULL CONSTRAINT account__username__key UNIQUE,
    display_name TEXT NOT NULL,
    person_id UUID,
    password_hash TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    locked_until TIMESTAMPTZ,
    disabled BOOLEAN NOT NULL DEFAULT FALSE,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE TABLE account_grant (
    account_id UUID NOT NULL REFERENCES account (id),
    role TEXT NOT NULL,
    unit_id UUID NOT NULL REFERENCES unit (id),
    valid_from DATE NOT NULL,
    valid_to DATE,
    PRIMARY KEY (account_id, role, unit_id, valid_from)
);
-- `token_hash` is SHA-256 of the cookie: who reads this table cannot sign in with it.
CREATE TABLE session (
    id UUID PRIMARY KEY NOT NULL,
    token_hash TEXT NOT NULL CONSTRAINT session__token_hash__key UNIQUE,
    account_id UUID NOT NULL REFERENCES account (id),
    csrf_token TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX session__account_id__idx ON session (account_id);
CREATE INDEX session__seen_at__idx ON session (seen_at);
