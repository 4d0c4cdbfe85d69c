-- A signed letter keeps the lines above its signature, whatever the staff records say later.
ALTER TABLE letter ADD COLUMN signer_post TEXT;
