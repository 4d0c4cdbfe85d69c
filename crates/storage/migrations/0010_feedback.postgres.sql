-- Messages from citizens, and how often the public pages are read (counts only, nothing about readers).
CREATE TABLE feedback (
    id UUID PRIMARY KEY NOT NULL,
    root_id UUID NOT NULL REFERENCES unit (id),
    unit_id UUID NOT NULL REFERENCES unit (id),
    code TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    sender_name TEXT NOT NULL,
    sender_address TEXT NOT NULL,
    sender_contact TEXT NOT NULL,
    content TEXT NOT NULL,
    search TEXT NOT NULL,
    received_at TIMESTAMPTZ NOT NULL,
    due_on DATE NOT NULL,
    state TEXT NOT NULL,
    answer TEXT,
    answered_at TIMESTAMPTZ,
    answered_by UUID,
    published BOOLEAN NOT NULL DEFAULT FALSE,
    request_key TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    CONSTRAINT feedback__code__key UNIQUE (code),
    CONSTRAINT feedback__request_key__key UNIQUE (request_key)
);
CREATE INDEX feedback__unit_state__idx ON feedback (unit_id, state);
CREATE INDEX feedback__root_received__idx ON feedback (root_id, received_at);
CREATE TABLE visit_count (
    day DATE NOT NULL,
    hour INTEGER NOT NULL,
    visits BIGINT NOT NULL,
    PRIMARY KEY (day, hour)
);
