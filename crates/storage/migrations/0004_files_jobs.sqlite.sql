-- Stored files, and background work with its progress.
CREATE TABLE file (
    id BLOB PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    content BLOB NOT NULL,
    created_at TEXT NOT NULL,
    created_by BLOB
);
-- `unique_key` keeps the same work from being queued twice; it is emptied when the work ends.
CREATE TABLE job (
    id BLOB PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    unique_key TEXT,
    state TEXT NOT NULL,
    run_at TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    locked_until TEXT,
    done BIGINT NOT NULL DEFAULT 0,
    total BIGINT NOT NULL DEFAULT 0,
    message TEXT NOT NULL DEFAULT '',
    created_at TEXT NOT NULL,
    created_by BLOB,
    finished_at TEXT,
    UNIQUE (unique_key)
);
CREATE INDEX job__state__idx ON job (state, run_at);
