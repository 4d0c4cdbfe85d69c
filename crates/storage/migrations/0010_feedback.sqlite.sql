-- Messages from citizens, and how often the public pages are read (counts only, nothing about readers).
CREATE TABLE feedback (
    id BLOB PRIMARY KEY NOT NULL,
    root_id BLOB NOT NULL REFERENCES unit (id),
    unit_id BLOB NOT NULL REFERENCES unit (id),
    code TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    sender_name TEXT NOT NULL,
    sender_address TEXT NOT NULL,
    sender_contact TEXT NOT NULL,
    content TEXT NOT NULL,
    search TEXT NOT NULL,
    received_at TEXT NOT NULL,
    due_on TEXT NOT NULL,
    state TEXT NOT NULL,
    answer TEXT,
    answered_at TEXT,
    answered_by BLOB,
    published BOOLEAN NOT NULL DEFAULT FALSE,
    request_key TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (code),
    UNIQUE (request_key)
);
CREATE INDEX feedback__unit_state__idx ON feedback (unit_id, state);
CREATE INDEX feedback__root_received__idx ON feedback (root_id, received_at);
CREATE TABLE visit_count (
    day TEXT NOT NULL,
    hour INTEGER NOT NULL,
    visits BIGINT NOT NULL,
    PRIMARY KEY (day, hour)
);
