-- Units of the organisation tree, dated; their names and places; how one follows another.
CREATE TABLE unit (
    id UUID PRIMARY KEY NOT NULL,
    root_id UUID NOT NULL REFERENCES unit (id),
    code TEXT NOT NULL,
    kind TEXT NOT NULL,
    founded DATE NOT NULL,
    dissolved DATE,
    identifier TEXT,
    office_hours TEXT,
    CONSTRAINT unit__root_id__code__key UNIQUE (root_id, code)
);
CREATE TABLE unit_version (
    id UUID PRIMARY KEY NOT NULL,
    unit_id UUID NOT NULL REFERENCES unit (id),
    name TEXT NOT NULL,
    search TEXT NOT NULL,
    parent_id UUID REFERENCES unit (id),
    valid_from DATE NOT NULL,
    valid_to DATE,
    CONSTRAINT unit_version__unit_id__valid_from__key UNIQUE (unit_id, valid_from)
);
CREATE TABLE unit_succession (
    id UUID PRIMARY KEY NOT NULL,
    from_id UUID NOT NULL REFERENCES unit (id),
    to_id UUID NOT NULL REFERENCES unit (id),
    kind TEXT NOT NULL,
    on_date DATE NOT NULL,
    document TEXT NOT NULL,
    CONSTRAINT unit_succession__from_id__to_id__on_date__key UNIQUE (from_id, to_id, on_date)
);
CREATE INDEX unit_succession__to_id__idx ON unit_succession (to_id);
