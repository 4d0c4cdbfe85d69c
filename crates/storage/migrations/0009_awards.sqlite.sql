-- Awards to collectives and individuals.
CREATE TABLE award (
    id BLOB PRIMARY KEY NOT NULL,
    root_id BLOB NOT NULL REFERENCES unit (id),
    recipient_kind TEXT NOT NULL,
    unit_id BLOB NOT NULL REFERENCES unit (id),
    person_id BLOB REFERENCES person (id),
    recipient_name TEXT NOT NULL,
    search TEXT NOT NULL,
    form TEXT NOT NULL,
    level TEXT NOT NULL,
    ground TEXT NOT NULL,
    year_from INTEGER NOT NULL,
    year_to INTEGER NOT NULL,
    decision TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    issuer TEXT NOT NULL,
    note TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    withdrawn_at TEXT,
    withdrawn_by BLOB,
    withdrawn_reason TEXT NOT NULL DEFAULT '',
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX award__root_decided__idx ON award (root_id, decided_on);
-- A record that was struck out does not stand in the way of the right one.
CREATE UNIQUE INDEX award__root_id__decision__recipient_name__form__key
    ON award (root_id, decision, recipient_name, form) WHERE withdrawn_at IS NULL;
