-- Accounts, what they may do where, and their sessions.
CREATE TABLE account (
    id BLOB PRIMARY KEY NOT NULL,
    username TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    person_id BLOB,
    password_hash TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    locked_until TEXT,
    disabled BOOLEAN NOT NULL DEFAULT FALSE,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE TABLE account_grant (
    account_id BLOB NOT NULL REFERENCES account (id),
    role TEXT NOT NULL,
    unit_id BLOB NOT NULL REFERENCES unit (id),
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    PRIMARY KEY (account_id, role, unit_id, valid_from)
);
-- `token_hash` is SHA-256 of the cookie: who reads this table cannot sign in with it.
CREATE TABLE session (
    id BLOB PRIMARY KEY NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    account_id BLOB NOT NULL REFERENCES account (id),
    csrf_token TEXT NOT NULL,
    created_at TEXT NOT NULL,
    seen_at TEXT NOT NULL
);
CREATE INDEX session__account_id__idx ON session (account_id);
CREATE INDEX session__seen_at__idx ON session (seen_at);
