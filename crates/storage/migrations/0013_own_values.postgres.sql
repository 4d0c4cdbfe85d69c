-- Values a body sets itself in the rule packs.
CREATE TABLE own_value (
    id UUID PRIMARY KEY NOT NULL,
    root_id UUID NOT NULL REFERENCES unit (id),
    pack TEXT NOT NULL,
    setting TEXT NOT NULL,
    value_type TEXT NOT NULL,
    value TEXT NOT NULL,
    valid_from DATE NOT NULL,
    reason TEXT NOT NULL,
    set_by UUID,
    set_at TIMESTAMPTZ NOT NULL,
    withdrawn_at TIMESTAMPTZ,
    withdrawn_by UUID,
    withdrawn_reason TEXT NOT NULL DEFAULT ''
);
-- One value begins on a day; one taken back does not stand in the way.
CREATE UNIQUE INDEX own_value__root_id__pack__setting__valid_from__key
    ON own_value (root_id, pack, setting, valid_from) WHERE withdrawn_at IS NULL;
