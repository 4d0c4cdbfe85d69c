-- Units of the organisation tree, dated; their names and places; how one follows another.
CREATE TABLE unit (
    id BLOB PRIMARY KEY NOT NULL,
    root_id BLOB NOT NULL REFERENCES unit (id),
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    founded TEXT NOT NULL,
    dissolved TEXT,
    identifier TEXT,
    office_hours TEXT,
    UNIQUE (root_id, code)
);
CREATE TABLE unit_version (
    id BLOB PRIMARY KEY NOT NULL,
    unit_id BLOB NOT NULL REFERENCES unit (id),
    name TEXT NOT NULL,
    search TEXT NOT NULL,
    parent_id BLOB REFERENCES unit (id),
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    UNIQUE (unit_id, valid_from)
);
CREATE TABLE unit_succession (
    id BLOB PRIMARY KEY NOT NULL,
    from_id BLOB NOT NULL REFERENCES unit (id),
    to_id BLOB NOT NULL REFERENCES unit (id),
    kind TEXT NOT NULL,
    on_date TEXT NOT NULL,
    document TEXT NOT NULL,
    UNIQUE (from_id, to_id, on_date)
);
CREATE INDEX unit_succession__to_id__idx ON unit_succession (to_id);
