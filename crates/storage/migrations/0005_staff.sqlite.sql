-- People, their dated assignments, quotas of posts, and workbooks on their way in.
CREATE TABLE quota (
    id BLOB PRIMARY KEY NOT NULL,
    unit_id BLOB NOT NULL REFERENCES unit (id),
    kind TEXT NOT NULL,
    posts INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    document TEXT NOT NULL,
    UNIQUE (unit_id, kind, valid_from)
);
CREATE TABLE person (
    id BLOB PRIMARY KEY NOT NULL,
    root_id BLOB NOT NULL REFERENCES unit (id),
    staff_code TEXT NOT NULL,
    full_name TEXT NOT NULL,
    search TEXT NOT NULL,
    birth_date TEXT,
    gender TEXT,
    version BIGINT NOT NULL DEFAULT 1,
    UNIQUE (root_id, staff_code)
);
CREATE INDEX person__search__idx ON person (root_id, search);
CREATE TABLE assignment (
    id BLOB PRIMARY KEY NOT NULL,
    person_id BLOB NOT NULL REFERENCES person (id),
    root_id BLOB NOT NULL REFERENCES unit (id),
    unit_id BLOB NOT NULL REFERENCES unit (id),
    kind TEXT NOT NULL,
    post TEXT NOT NULL,
    rank TEXT,
    is_head BOOLEAN NOT NULL DEFAULT FALSE,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    UNIQUE (person_id, unit_id, valid_from)
);
CREATE INDEX assignment__unit_id__idx ON assignment (unit_id, valid_from);
CREATE INDEX assignment__root_id__idx ON assignment (root_id, valid_from);
CREATE TABLE workbook_import (
    id BLOB PRIMARY KEY NOT NULL,
    root_id BLOB NOT NULL REFERENCES unit (id),
    file_id BLOB NOT NULL REFERENCES file (id),
    state TEXT NOT NULL,
    units INTEGER NOT NULL,
    people INTEGER NOT NULL,
    report TEXT NOT NULL,
    job_id BLOB REFERENCES job (id),
    created_at TEXT NOT NULL,
    created_by BLOB,
    version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX workbook_import__root_id__idx ON workbook_import (root_id, created_at);
